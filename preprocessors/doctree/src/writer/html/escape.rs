//! Text and attribute values made safe.

/// Pushes `text` with what HTML could take for markup as character references.
///
/// `@` is among them, as in docutils, against collectors of addresses.
pub(crate) fn push(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '@', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'@' => "&#64;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Pushes `value` as the value of an attribute in double quotes: line ends and
/// tabs become spaces.
pub(crate) fn push_attribute(value: &str, out: &mut String) {
    push(&value.replace(['\n', '\r', '\t', '\x0b', '\x0c'], " "), out);
}
