//! Calls of methods, whatever of: what they are given.

use super::statement::{split, text_end};
use super::{Settings, literal};

/// The texts that calls of one of `methods` in `text` are given for two
/// parameters: the first two by place, or those of these names. A call that is
/// given no such texts is left out.
pub(in crate::import) fn texts(
    text: &str,
    methods: &[&str],
    parameters: [&str; 2],
    settings: &Settings,
) -> Vec<[String; 2]> {
    let of = |statement: &str| {
        let (called, rest) = statement.trim().split_once('(')?;
        let method = called.rsplit_once('.')?.1.trim();
        let arguments = methods.contains(&method).then(|| arguments(rest))?;
        let one = |at: usize| argument(&arguments, at, parameters[at], settings);
        Some([one(0)?, one(1)?])
    };
    let statements = split(text);
    statements.iter().filter_map(|it| of(it.text)).collect()
}

/// The text that is given by the place `at` or by `name`.
fn argument(all: &[&str], at: usize, name: &str, settings: &Settings) -> Option<String> {
    let named = |argument: &&str| {
        let (own, value) = argument.split_once('=')?;
        (own.trim() == name).then_some(value.to_owned())
    };
    let placed = || all.get(at).map(|it| (*it).to_owned());
    let value = all.iter().find_map(named).or_else(placed)?;
    literal::read(value.trim(), settings)?
        .text()
        .map(str::to_owned)
}

/// The arguments in `text`, which begins behind the bracket of a call.
fn arguments(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut all, mut at, mut start, mut open) = (Vec::new(), 0, 0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' | b'"' => {
                at = text_end(text, at);
                continue;
            }
            b'(' | b'[' | b'{' => open += 1,
            b')' if open == 0 => break,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            b',' if open == 0 => {
                all.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    all.push(&text[start..at.min(text.len())]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_count_by_place_and_by_name() {
        let text = "# app.add('no', 'no')\napp.add('top', 'level')\ndef setup(app):\n    \
                    app.add(\n        'a, (b', \"c\",  # one\n        parse(1, 2))\n    \
                    app.add(rolename='r', directivename='d')\n    app.add(f(), 'x')\n    \
                    app.add('one')\n    app.other('o', 'p')\n    app.add('\n";
        let read = texts(
            text,
            &["add"],
            ["directivename", "rolename"],
            &Settings::new(),
        );
        let pairs: Vec<_> = read.iter().map(|[a, b]| (a.as_str(), b.as_str())).collect();
        assert_eq!(pairs, [("top", "level"), ("a, (b", "c"), ("d", "r")]);
    }
}
