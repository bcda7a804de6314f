//! Signatures of Python: `class.name[types](parameters) -> what it returns`.

/// A signature, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written<'t> {
    /// What stands before the name, with the dot at its end.
    pub(super) prefix: &'t str,
    pub(super) name: &'t str,
    /// What stands in the brackets behind the name.
    pub(super) types: &'t str,
    pub(super) parameters: &'t str,
    pub(super) returns: &'t str,
}

/// Takes a signature apart; none if it is not of this form.
pub(super) fn written(text: &str) -> Option<Written<'_>> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let end = text.find(|c| !is_path(c)).unwrap_or(text.len());
    let (path, behind) = text.split_at(end);
    let (prefix, name) = path.split_at(path.rfind('.').map_or(0, |dot| dot + 1));
    if name.is_empty() {
        return None;
    }
    let mut it = Written {
        prefix,
        name,
        ..Written::default()
    };
    let behind = behind.trim_start();
    let close = closing(behind);
    let mut open = 0;
    if behind.starts_with('[') {
        let mut ends = behind.match_indices(']').map(|(at, _)| at);
        let end = ends.find(|&at| match &behind[at + 1..] {
            "" => true,
            rest => rest.starts_with('(') && close.is_some_and(|close| close > at),
        })?;
        it.types = behind[1..end].trim();
        open = end + 1;
    }
    if open == behind.len() {
        return Some(it);
    }
    let close = close.filter(|&close| close > open && behind[open..].starts_with('('))?;
    let close = matching(behind, open).unwrap_or(close);
    it.parameters = behind[open + 1..close].trim();
    let returns = behind[close + 1..].trim_start();
    it.returns = returns.strip_prefix("->").unwrap_or_default().trim();
    Some(it)
}

/// Where the parenthesis is that matches the one at `open`, if it may close the
/// parameters. Sphinx takes the last one in any case, and so loses what is
/// returned where that ends with a parenthesis.
fn matching(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let parens = text[open..].match_indices(['(', ')']);
    for (at, paren) in parens {
        depth = if paren == "(" { depth + 1 } else { depth - 1 };
        if depth == 0 {
            let rest = text[open + at + 1..].trim_start();
            return (rest.is_empty() || rest.starts_with("->")).then_some(open + at);
        }
    }
    None
}

/// Where the last parenthesis is that may close the parameters.
fn closing(text: &str) -> Option<usize> {
    let mut ends = text.rmatch_indices(')').map(|(at, _)| at);
    ends.find(|&at| {
        let rest = &text[at + 1..];
        rest.is_empty() || rest.trim_start().starts_with("->")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: [&str; 5]) {
        let it = written(text).unwrap();
        let got = [it.prefix, it.name, it.types, it.parameters, it.returns];
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_signature_has_parts() {
        check("f", ["", "f", "", "", ""]);
        check("os.path.join(a, *b)", ["os.path.", "join", "", "a, *b", ""]);
        check(
            "f [T](x=()) -> list[(int)]",
            ["", "f", "T", "x=()", "list[(int)]"],
        );
        check("f[T: list[int]]", ["", "f", "T: list[int]", "", ""]);
        check("f[[a](b)](c)", ["", "f", "[a", "b)](c", ""]);
        check("f(a) -> (int, str)", ["", "f", "", "a", "(int, str)"]);
        check("f(a=')') -> b", ["", "f", "", "a=')'", "b"]);
        check("é.ß ( )", ["é.", "ß", "", "", ""]);
    }

    #[test]
    fn what_is_none_is_not_taken_apart() {
        for text in ["", "a b", "f(", "f) (", "a.", "f(x) y", "f[", "f[a](", "-x"] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
