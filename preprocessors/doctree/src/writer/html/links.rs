//! Addresses: those that would run code lead nowhere, and links to other
//! chapters' sources lead to the chapters.

use std::borrow::Cow;

use super::escape;
use crate::tree::Element;
use crate::tree::element::Link;

/// Schemes whose addresses a browser runs instead of going to.
const RUNNING: [&str; 3] = ["javascript", "vbscript", "data"];

/// `uri` as a link's address; with a `chapter_suffix`, `x.rst#id` becomes
/// `x.md#id` (for the suffix `md`).
pub(crate) fn address<'u>(uri: &'u str, chapter_suffix: Option<&str>) -> Cow<'u, str> {
    match scheme(uri) {
        Some(scheme) if RUNNING.contains(&scheme.as_str()) => Cow::Borrowed("#"),
        Some(_) => Cow::Borrowed(uri),
        None => chapter(uri, chapter_suffix),
    }
}

/// `uri` as a picture's address. Pictures may stand in the address itself.
pub(crate) fn picture(uri: &str) -> &str {
    match scheme(uri).as_deref() {
        Some("data")
            if uri
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("data:image/") =>
        {
            uri
        }
        Some(scheme) if RUNNING.contains(&scheme) => "#",
        _ => uri,
    }
}

/// Whether `element` is a link to an address of mail.
pub(super) fn is_mail(element: &Element) -> bool {
    matches!(element, Element::Reference(it)
        if matches!(&it.link, Link::Uri(uri) if uri.starts_with("mailto:")))
}

/// Pushes `text`, made safe, with elements around the signs by which
/// collectors know addresses of mail.
pub(super) fn push_cloaked(text: &str, out: &mut String) {
    let mut safe = String::new();
    escape::push(text, &mut safe);
    let safe = safe.replace("&#64;", "<span>&#64;</span>");
    out.push_str(&safe.replace('.', "<span>&#46;</span>"));
}

/// Writes those signs as character references in the tag that begins at `start`.
pub(super) fn cloak(out: &mut String, start: usize) {
    let tag = out.split_off(start);
    let tag = tag.replace("%40", "&#37;&#52;&#48;");
    out.push_str(&tag.replace('.', "&#46;"));
}

fn chapter<'u>(uri: &'u str, suffix: Option<&str>) -> Cow<'u, str> {
    let end = uri.find(['#', '?']).unwrap_or(uri.len());
    match (uri[..end].strip_suffix(".rst"), suffix) {
        (Some(stem), Some(suffix)) if !uri.starts_with("//") => {
            Cow::Owned(format!("{stem}.{suffix}{}", &uri[end..]))
        }
        _ => Cow::Borrowed(uri),
    }
}

/// The scheme as a browser finds it: in lower case, without the blanks and
/// control characters that it skips.
pub(super) fn scheme(uri: &str) -> Option<String> {
    let (before, _) = uri.split_once(':')?;
    let name: String = before
        .chars()
        .filter(|c| !c.is_ascii_control() && *c != ' ')
        .flat_map(char::to_lowercase)
        .collect();
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (starts && name.chars().all(rest)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_run_code_lead_nowhere() {
        for uri in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
        ] {
            assert_eq!(address(uri, None), "#", "{uri:?}");
            assert_eq!(picture(uri), "#", "{uri:?}");
        }
        for uri in [
            "https://a.b/javascript:",
            "a.html",
            "./javascript:x",
            "#javascript:x",
        ] {
            assert_eq!(address(uri, None), uri);
        }
        assert_eq!(
            picture("data:image/png;base64,x"),
            "data:image/png;base64,x"
        );
    }

    #[test]
    fn links_to_chapters_get_the_suffix() {
        let cases = [
            ("x.rst", "x.md"),
            ("a/x.rst#id", "a/x.md#id"),
            ("x.rst?a=b.rst", "x.md?a=b.rst"),
            ("https://a.b/x.rst", "https://a.b/x.rst"),
            ("//a.b/x.rst", "//a.b/x.rst"),
            ("x.html#y.rst", "x.html#y.rst"),
        ];
        for (uri, expected) in cases {
            assert_eq!(address(uri, Some("md")), expected);
            assert_eq!(address(uri, None), uri);
        }
    }
}
