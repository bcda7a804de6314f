//! JSON with places, read as far as it can be read.
//!
//! A notebook under version control may hold the marks of a conflict, and one
//! of a kernel that died may end anywhere. What is there is read all the same
//! (RFC 8259 where it is right); the first thing that is wrong is told.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Span, offset};

/// Values nested deeper are passed over. A notebook has ten levels or so.
const DEEPEST: usize = 100;

/// A value, with the range of the text that it stands at.
#[derive(Clone, Debug)]
pub(super) struct Value<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) span: Span,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Kind<'t> {
    /// What stands between the quotes, as it is written.
    String(&'t str),
    /// A number, `true`, `false`, `null`, or what else is written like them.
    Word(&'t str),
    Array(Vec<Value<'t>>),
    /// Names as they are written, and values.
    Object(Vec<(&'t str, Value<'t>)>),
}

impl<'t> Value<'t> {
    /// The member of an object; of several of that name, the last.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let mut members = self.members().iter().rev();
        members.find(|it| it.0 == name).map(|it| &it.1)
    }

    /// What stands at the end of `path`, names of members one in the other.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    /// The members of an object; of anything else, none.
    pub(super) fn members(&self) -> &[(&'t str, Self)] {
        match &self.kind {
            Kind::Object(members) => members,
            Kind::String(_) | Kind::Word(_) | Kind::Array(_) => &[],
        }
    }

    /// The items of an array; of anything else, none.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Array(items) => items,
            Kind::String(_) | Kind::Word(_) | Kind::Object(_) => &[],
        }
    }

    /// The word, if it is one.
    pub(super) fn word(&self) -> Option<&'t str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            Kind::String(_) | Kind::Array(_) | Kind::Object(_) => None,
        }
    }
}

/// The value in `text`, if there is one, and what is wrong with it.
pub(super) fn read(text: &str) -> (Option<Value<'_>>, Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        at: 0,
        conflict: None,
        fault: None,
    };
    let value = reader.value(0);
    reader.blank();
    if reader.fault.is_none() && reader.at < text.len() {
        reader.fault = Some(reader.at);
    }
    (value, reader.diagnostics())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Where the first mark of a conflict stands.
    conflict: Option<usize>,
    /// Where the first other thing stands that is no JSON.
    fault: Option<usize>,
}

impl<'t> Reader<'t> {
    fn value(&mut self, depth: usize) -> Option<Value<'t>> {
        self.blank();
        let start = self.at;
        let kind = match self.peek()? {
            b'"' => Kind::String(self.string()),
            b'{' if depth < DEEPEST => Kind::Object(self.object(depth)),
            b'[' if depth < DEEPEST => Kind::Array(self.array(depth)),
            b'{' | b'[' => {
                self.pass_over();
                Kind::Word("")
            }
            _ => Kind::Word(self.word()?),
        };
        let span = Span::new(0, offset(start), offset(self.at));
        Some(Value { kind, span })
    }

    fn array(&mut self, depth: usize) -> Vec<Value<'t>> {
        self.at += 1;
        let mut items = Vec::new();
        let mut comma = true;
        loop {
            self.blank();
            match self.peek() {
                Some(b']') => break self.at += 1,
                Some(b',') => {
                    self.expect(!comma);
                    comma = true;
                    self.at += 1;
                }
                None | Some(b'}') => break self.wrong(),
                Some(_) => {
                    self.expect(comma);
                    comma = false;
                    match self.value(depth + 1) {
                        Some(item) => items.push(item),
                        None => self.skip(),
                    }
                }
            }
        }
        items
    }

    fn object(&mut self, depth: usize) -> Vec<(&'t str, Value<'t>)> {
        self.at += 1;
        let mut members = Vec::new();
        let mut comma = true;
        loop {
            self.blank();
            match self.peek() {
                Some(b'}') => break self.at += 1,
                Some(b',') => {
                    self.expect(!comma);
                    comma = true;
                    self.at += 1;
                }
                Some(b'"') => {
                    self.expect(comma);
                    comma = false;
                    let name = self.string();
                    members.extend(self.member(depth).map(|value| (name, value)));
                }
                None | Some(b']') => break self.wrong(),
                Some(_) => self.skip(),
            }
        }
        members
    }

    /// What stands behind a name.
    fn member(&mut self, depth: usize) -> Option<Value<'t>> {
        self.blank();
        if self.peek() != Some(b':') {
            self.wrong();
            return None;
        }
        self.at += 1;
        let value = self.value(depth + 1);
        self.expect(value.is_some());
        value
    }

    /// What stands between the quotes.
    fn string(&mut self) -> &'t str {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut end = start;
        while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[end.min(bytes.len())..]) {
            end += found;
            if bytes[end] == b'"' {
                self.at = end + 1;
                return &self.text[start..end];
            }
            end += 2;
        }
        self.wrong();
        self.at = self.text.len();
        self.text.get(start..).unwrap_or_default()
    }

    fn word(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// Goes behind the bracket at hand and all that it holds.
    fn pass_over(&mut self) {
        self.wrong();
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }

    /// Goes behind a character that has no place here.
    fn skip(&mut self) {
        self.wrong();
        let length = self.text[self.at..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.at += length;
    }

    /// Goes to what is neither white space nor the mark of a conflict.
    fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            if byte.is_ascii_whitespace() {
                self.at += 1;
            } else if self.is_conflict() {
                self.conflict.get_or_insert(self.at);
                let rest = &self.text[self.at..];
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else {
                return;
            }
        }
    }

    /// Whether a line as git marks a conflict begins here.
    fn is_conflict(&self) -> bool {
        let starts_line = self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n';
        let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        let rest = &self.text[self.at..];
        starts_line && marks.iter().any(|mark| rest.starts_with(mark))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect(&mut self, holds: bool) {
        if !holds {
            self.wrong();
        }
    }

    fn wrong(&mut self) {
        // Where versions meet, a comma may be missing.
        if self.conflict.is_none() {
            self.fault.get_or_insert(self.at);
        }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let place = |at: usize| Span::new(0, offset(at), offset(at));
        let conflict = self.conflict.map(|at| {
            let message = "The notebook holds versions that were never merged; both are read.";
            Diagnostic::new(Severity::Error, message, place(at))
                .help("keep one of them, and delete the lines of `<<<<<<<`, `=======`, `>>>>>>>`")
        });
        let fault = self.fault.map(|at| {
            let at = at.min(self.text.len());
            let message = "The notebook is no valid JSON here; what can be read is shown.";
            Diagnostic::new(Severity::Error, message, place(at))
        });
        fault.into_iter().chain(conflict).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &Value<'_>) -> String {
        match &value.kind {
            Kind::String(text) => format!("'{text}'"),
            Kind::Word(word) => (*word).to_owned(),
            Kind::Array(items) => {
                let items: Vec<_> = items.iter().map(shown).collect();
                format!("[{}]", items.join(" "))
            }
            Kind::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, value)| format!("{name}={}", shown(value)))
                    .collect();
                format!("{{{}}}", members.join(" "))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str, faults: &[(u32, &str)]) {
        let (value, found) = read(text);
        assert_eq!(value.as_ref().map(shown).unwrap_or_default(), expected);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.span.start, &it.message[13..18]))
            .collect();
        assert_eq!(found, faults);
    }

    #[test]
    fn what_is_right_is_read() {
        check(
            r#" {"a": [1, -2.5e+3, true, null], "b\"": "c\\", "d": {}} "#,
            r#"{a=[1 -2.5e+3 true null] b\"='c\\' d={}}"#,
            &[],
        );
        check("[]", "[]", &[]);
    }

    #[test]
    fn what_is_wrong_is_told_once_and_passed_over() {
        check(r#"{"a": 1 "b": [2 3}"#, "{a=1 b=[2 3]}", &[(8, "is no")]);
        check(r#"{"a": "b"#, "{a='b'}", &[(6, "is no")]);
        check("[1] x", "[1]", &[(4, "is no")]);
        check("no", "no", &[]);
        check("", "", &[]);
    }

    #[test]
    fn both_sides_of_a_conflict_are_read() {
        let text = "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> b\n}";
        check(text, "{a=1 a=2}", &[(2, "holds")]);
    }

    #[test]
    fn depth_is_bounded() {
        let text = "[".repeat(100_000);
        let (value, found) = read(&text);
        assert!(value.is_some());
        assert_eq!(found.len(), 1);
    }
}
