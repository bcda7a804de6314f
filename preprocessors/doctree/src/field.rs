//! The marker of a field: `:name:`. Field lists have it, and the options of
//! directives.
//! (*Field Lists* of the specification.)

/// The marker at the start of a field.
pub(crate) struct Marker {
    /// The bytes of the name, which starts behind the first colon.
    pub(crate) name: usize,
    /// The bytes of all of it with the blanks behind.
    pub(crate) end: usize,
}

/// Finds the marker of a field: `:` name `:` and a blank. A colon within the
/// name must not be followed by a blank or a backquote, unless escaped.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let rest = text
        .strip_prefix(':')
        .filter(|rest| !rest.starts_with([':', ' ']))?;
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1 + rest.get(at + 1..)?.chars().next()?.len_utf8(),
            b':' => match bytes.get(at + 1) {
                Some(b'`') => return None,
                None | Some(b' ') => {
                    let after = &rest[at + 1..];
                    let blanks = after.len() - after.trim_start_matches(' ').len();
                    let ends_in_blank = rest[..at].ends_with(' ');
                    return (!ends_in_blank).then_some(Marker {
                        name: at,
                        end: at + 2 + blanks,
                    });
                }
                Some(_) => at += 1,
            },
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_a_name_between_colons() {
        let name = |text: &str| marker(text).map(|marker| text[1..=marker.name].to_owned());
        assert_eq!(name(":a: b").as_deref(), Some("a"));
        assert_eq!(name(":a:b: c").as_deref(), Some("a:b"));
        assert_eq!(name(r":a\:  b: c").as_deref(), Some(r"a\:  b"));
        assert_eq!(name(":role:`x`"), None);
        assert_eq!(name(":a : b"), None);
        assert_eq!(name(": a: b"), None);
    }
}
