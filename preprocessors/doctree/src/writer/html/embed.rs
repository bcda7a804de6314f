//! Pictures in the page itself, and messages about those that cannot be read.

use std::mem::take;

use super::{Writer, images, links};
use crate::data_uri;
use crate::diagnostic::Severity;
use crate::files::{FileError, Files};
use crate::source::{Source, Span};
use crate::tree::element::Image;
use crate::tree::{Element, Node};

/// What files with these endings hold.
const TYPES: [(&str, &str); 13] = [
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("gif", "image/gif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("mp4", "video/mp4"),
    ("ogv", "video/ogg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("tif", "image/tiff"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
];

/// A message of this writer, until there is room for it.
pub(super) struct Found {
    severity: Severity,
    text: String,
    span: Span,
}

impl Writer<'_, '_> {
    /// The picture's file as an address that holds it all. What cannot be
    /// read is linked, and a message says why.
    pub(super) fn embedded(&mut self, node: &Node, image: &Image) -> Option<String> {
        let files = self.html.files?;
        let uri = &image.uri;
        match self.read(files, uri) {
            Ok(bytes) => Some(data_uri::encode(kind(uri), &bytes)),
            Err(why) => {
                let text = format!("Cannot embed image \"{uri}\":\n  {why}");
                self.found(Severity::Error, text, node);
                None
            }
        }
    }

    /// docutils scales pictures of unknown size with the help of a library,
    /// and says so where it is not there. We have none.
    pub(super) fn check_scale(&mut self, node: &Node, image: &Image) {
        let measured = image.width.is_some() && image.height.is_some();
        if image.scale.is_none() || measured || self.html.files.is_none() {
            return;
        }
        let mut text = format!(
            "Cannot scale image!\n  Could not get size from \"{}\":\n  \
             Requires Python Imaging Library.",
            image.uri
        );
        if images::is_film(&image.uri) {
            text.push_str("\n  PIL cannot read video images.");
        }
        self.found(Severity::Warning, text, node);
    }

    fn read(&self, files: &dyn Files, uri: &str) -> Result<Vec<u8>, String> {
        let path =
            path(uri).ok_or_else(|| format!("Cannot get file path corresponding to {uri}."))?;
        let document = self.document.and_then(|it| it.sources.first());
        let from = document.map_or("", Source::name);
        let prefix = self.html.root_prefix.trim_end_matches('/');
        let (from, path) = match path.strip_prefix('/') {
            Some(rest) if !prefix.is_empty() && !uri.starts_with("file:") => {
                ("", format!("{prefix}/{rest}"))
            }
            _ => (from, path),
        };
        files.read_bytes(from, &path).map_err(|error| match error {
            FileError::NotFound => format!("[Errno 2] {error}: '{path}'"),
            FileError::Outside | FileError::Other(_) => format!("{error}: '{path}'"),
        })
    }

    fn found(&mut self, severity: Severity, text: String, node: &Node) {
        if severity.level() >= self.html.report_level && self.html.messages {
            let span = node.span;
            self.found.push(Found {
                severity,
                text,
                span,
            });
        }
    }

    /// Writes the messages that wait, behind the block at hand. Tables' cells
    /// and messages have no room for them.
    pub(super) fn report(&mut self) {
        if self.parent_is(|it| matches!(it, Element::Entry { .. } | Element::SystemMessage(_))) {
            return;
        }
        for found in take(&mut self.found) {
            let document = self.document.filter(|it| !it.sources.is_empty());
            let place = document.map(|it| it.locate(found.span).line);
            let source = document.and_then(|it| it.sources.get(usize::from(found.span.source)));
            self.out.push_str("<aside class=\"system-message\">\n");
            self.message_title(found.severity, source.map_or("", Source::name), place);
            self.out.push_str("</p>\n<p>");
            self.text(&found.text);
            self.out.push_str("</p>\n</aside>\n");
        }
    }
}

fn kind(uri: &str) -> &'static str {
    let ending = uri.rsplit_once('.').map_or("", |it| it.1);
    let known = TYPES.iter().find(|it| it.0.eq_ignore_ascii_case(ending));
    known.map_or("application/octet-stream", |it| it.1)
}

/// The path of the file that `uri` stands for, if it can be one of this machine.
fn path(uri: &str) -> Option<String> {
    let local = match uri.strip_prefix("file:") {
        Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
        None if links::scheme(uri).is_some() => return None,
        None => &uri[..uri.find(['?', '#']).unwrap_or(uri.len())],
    };
    let mut bytes = Vec::with_capacity(local.len());
    let mut rest = local.as_bytes();
    while let [first, others @ ..] = rest {
        let code = others.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let code = code.filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_have_paths() {
        let cases = [
            ("a%20b.png", Some("a b.png")),
            ("/a.png?b#c", Some("/a.png")),
            ("file:///a/b%2", Some("/a/b%2")),
            ("https://a.b/c.png", None),
            ("a.png:b", None),
            ("%ff", Some("\u{fffd}")),
        ];
        for (uri, expected) in cases {
            assert_eq!(path(uri).as_deref(), expected, "{uri}");
        }
    }
}
