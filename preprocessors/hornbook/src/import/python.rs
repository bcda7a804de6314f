//! Python that is never run: the assignments of a file whose values can be
//! read off.
//!
//! A value is a literal, or made of literals and of names that were given one
//! before: joined with `+`, put into `%s` or into an f-string. Anything else is
//! computed, and that is all that is said of it.

use std::collections::BTreeMap;

pub(super) mod call;
mod literal;
mod statement;

/// A value that can be read off.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    None,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    /// A list, a tuple or a set.
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>),
}

/// What a name was given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// None, if it is computed.
    pub(super) value: Option<Value>,
    /// Where the assignment stands, in bytes.
    pub(super) at: usize,
    /// Where it is given another value, perhaps: under a condition, in a loop.
    pub(super) also: Option<usize>,
}

/// The settings by their names.
pub(super) type Settings = BTreeMap<String, Setting>;

/// The names that `text` gives values, and the last of these. Those in `empty`
/// are empty lists before.
pub(super) fn settings(text: &str, empty: &[&str]) -> Settings {
    let list = |name: &&str| {
        let setting = Setting {
            value: Some(Value::List(Vec::new())),
            at: 0,
            also: None,
        };
        ((*name).to_owned(), setting)
    };
    let mut settings: Settings = empty.iter().map(list).collect();
    let mut in_definition = false;
    for statement in statement::split(text) {
        let nested = statement.text.starts_with([' ', '\t']);
        if !nested {
            let word = statement.text.split([' ', '(', ':']).next();
            in_definition = matches!(word, Some("def" | "class" | "async" | "@"));
        }
        if nested && in_definition {
            continue;
        }
        let at = statement.at + statement.text.len() - statement.text.trim_start().len();
        if let Some(assignment) = statement::assignment(statement.text.trim()) {
            note(&mut settings, &assignment, at, nested);
        }
    }
    settings
}

fn note(settings: &mut Settings, assignment: &statement::Assignment<'_>, at: usize, nested: bool) {
    if nested {
        for name in &assignment.names {
            let setting = settings.entry((*name).to_owned()).or_insert(Setting {
                value: None,
                at,
                also: None,
            });
            if setting.value.is_some() {
                setting.also = Some(at);
            }
        }
        return;
    }
    let value = literal::read(assignment.value, settings);
    for name in &assignment.names {
        let before = settings.get(*name).and_then(|it| it.value.as_ref());
        let value = match (assignment.operation, before) {
            (statement::Operation::Set, _) => value.clone(),
            (statement::Operation::Append, Some(before)) => value
                .clone()
                .and_then(|it| literal::sum(before, &Value::List(vec![it]))),
            (statement::Operation::Add, Some(before)) => {
                value.as_ref().and_then(|it| literal::sum(before, it))
            }
            (statement::Operation::Append | statement::Operation::Add, None) => None,
        };
        let setting = Setting {
            value,
            at,
            also: None,
        };
        settings.insert((*name).to_owned(), setting);
    }
}

impl Value {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list, or the one text.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::List(values) => values.iter().filter_map(Self::text).collect(),
            Self::Text(text) => vec![text],
            Self::Dict(pairs) => pairs.iter().filter_map(|it| it.0.text()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether Python takes it for true.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::None => false,
            Self::Bool(it) => *it,
            Self::Number(it) => !it.trim_start_matches(['0', '.']).is_empty(),
            Self::Text(it) => !it.is_empty(),
            Self::List(it) => !it.is_empty(),
            Self::Dict(it) => !it.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Value> {
        settings(text, &[]).remove("x").unwrap().value
    }

    fn text(it: &str) -> Value {
        Value::Text(it.to_owned())
    }

    #[test]
    fn texts_are_read_in_all_their_forms() {
        for (written, read) in [
            ("x = 'a'", "a"),
            ("x = \"a\\n\\x41\\u00e9\\\\\"", "a\nA\u{e9}\\"),
            ("x = r'\\n'", "\\n"),
            ("x = u'a' 'b' \\\n  \"c\"", "abc"),
            ("x = '''a\n'b'\nc'''", "a\n'b'\nc"),
            ("x: str = ('a' + 'b')  # no 'c'", "ab"),
            ("y = x = 'a'", "a"),
            ("v = '1.2'\nx = v + 'b1'", "1.2b1"),
            ("v = '1.2'\nx = f'{v}-{{a}}'", "1.2-{a}"),
            ("v = '1.2'\nx = '%s, %s%%' % (v, 3)", "1.2, 3%"),
            ("x = 'a'\nx += 'b'", "ab"),
        ] {
            assert_eq!(value(written), Some(text(read)), "{written}");
        }
    }

    #[test]
    fn lists_and_tables_hold_values() {
        let list = |it: &[&str]| {
            let texts = it.iter().map(|it| text(it));
            Some(Value::List(texts.collect()))
        };
        assert_eq!(value("x = ['a', # one\n  'b',\n]\n"), list(&["a", "b"]));
        assert_eq!(value("x = 'a',"), list(&["a"]));
        assert_eq!(value("x = ()"), list(&[]));
        assert_eq!(
            value("x = []\nx.append('a')\nx.extend(['b'])\nx += ['c']"),
            list(&["a", "b", "c"])
        );
        let tags = settings("tags.add('a')", &["tags"]).remove("tags");
        assert_eq!(tags.and_then(|it| it.value), list(&["a"]));
        let pairs = vec![(
            Value::Text("a".into()),
            Value::List(vec![
                Value::None,
                Value::Bool(true),
                Value::Number("-1.5".into()),
            ]),
        )];
        assert_eq!(
            value("x = {'a': (None, True, -1.5)}"),
            Some(Value::Dict(pairs))
        );
    }

    #[test]
    fn what_is_computed_is_said_to_be() {
        for written in [
            "x = f()",
            "x = a.b",
            "x = y",
            "x = 'a'.strip()",
            "x = [f() for f in y]",
            "x = f'{a()}'",
            "x = 'a' if b else 'c'",
            "x = 'a'\nx += f()",
            "x += ['a']",
            "if y:\n    x = 'a'",
            "x = (",
            "x = 'a",
        ] {
            let settings = settings(written, &[]);
            assert_eq!(settings["x"].value, None, "{written}");
        }
    }

    #[test]
    fn what_functions_set_is_theirs_and_conditions_are_noted() {
        let settings = settings("x = 'a'\ndef f():\n    x = 'b'\nif y:\n    x = 'c'\n", &[]);
        assert_eq!(settings["x"].value, Some(text("a")));
        assert_eq!(settings["x"].also, Some(39));
        assert!(settings_are_empty(
            "def f():\n  z = 1\nprint('x = 1')\n'''\nx = 1\n'''\n"
        ));
    }

    fn settings_are_empty(text: &str) -> bool {
        settings(text, &[]).is_empty()
    }

    #[test]
    fn deep_and_broken_texts_end() {
        let deep = format!("x = {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(value(&deep), None);
        let many = "x = '''\n".repeat(20_000);
        let _ = settings(&many, &[]);
    }
}
