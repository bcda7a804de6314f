//! Where a program can be run: the address at which the playground opens it,
//! and its place on the book's site.

use std::fmt::Write;

use doctree::Node;
use doctree::tree::element::{Listing, Run};
use serde_json::{Value, json};

use super::Writer;

/// The playground opens with what stands in its address.
const PLAYGROUND: &str = "https://play.rust-lang.org/?version=stable";
/// It takes no longer address, nor does Typst.
const LONGEST: usize = 7_900;

impl Writer<'_> {
    /// The address of the playground with the program, if it can run there.
    pub(super) fn playground(&self, listing: &Listing) -> Option<String> {
        if matches!(listing.run, Run::Local(_)) || listing.program.is_empty() {
            return None;
        }
        let edition = listing
            .edition
            .as_ref()
            .unwrap_or(&self.book.settings.edition);
        let mode = listing.mode.as_str();
        let code = encoded(&listing.program);
        let address = format!("{PLAYGROUND}&mode={mode}&edition={edition}&code={code}");
        (address.len() <= LONGEST).then_some(address)
    }

    /// The place of the listing `node` on the book's site: its address, and the
    /// rows of its QR code, `1` for dark.
    pub(super) fn place_on_site(&self, node: &Node) -> Option<Value> {
        let site = self.book.settings.site.as_ref()?;
        let chapter = self.chapter.split('~').next()?;
        let id = node
            .attributes
            .ids()
            .iter()
            .find_map(|it| it.split_once('#'));
        let anchor = id.map(|it| format!("#{}", it.1)).unwrap_or_default();
        let address = format!("{site}{chapter}.html{anchor}");
        let code = qrcodegen::QrCode::encode_text(&address, qrcodegen::QrCodeEcc::Medium).ok()?;
        let row = |y| {
            (0..code.size())
                .map(|x| u8::from(code.get_module(x, y)))
                .collect::<Vec<_>>()
        };
        let rows: Vec<_> = (0..code.size()).map(row).collect();
        Some(json!({"address": address, "rows": rows}))
    }
}

/// `text` as it stands in a query.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_stand_in_addresses() {
        assert_eq!(encoded("a = \"é\"\n"), "a%20%3D%20%22%C3%A9%22%0A");
    }
}
