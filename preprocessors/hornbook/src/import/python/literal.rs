//! Values of Python that can be read off their text.

use super::statement::{name, text_end};
use super::{Settings, Value};

/// Brackets deeper than this are taken for something computed.
const DEEPEST: usize = 50;

/// The value that `text` is, all of it. Names mean what `settings` says.
pub(super) fn read(text: &str, settings: &Settings) -> Option<Value> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        settings,
    };
    let first = reader.sum()?;
    if reader.take(',') {
        // A tuple may go without brackets.
        let mut values = vec![first];
        values.extend(reader.values(None)?);
        return Some(Value::List(values));
    }
    reader.skip();
    (reader.at == text.len()).then_some(first)
}

/// What `+` makes of two values.
pub(super) fn sum(one: &Value, other: &Value) -> Option<Value> {
    match (one, other) {
        (Value::Text(a), Value::Text(b)) => Some(Value::Text(format!("{a}{b}"))),
        (Value::List(a), Value::List(b)) => Some(Value::List([&a[..], &b[..]].concat())),
        _ => None,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    settings: &'t Settings,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes past white space, comments and joined lines.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(char::is_whitespace).len();
            self.at += blank;
            let rest = self.rest();
            if rest.starts_with('#') {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("\\\n") || rest.starts_with("\\\r\n") {
                self.at += 2;
            } else if blank == 0 {
                return;
            }
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.skip();
        let found = self.rest().starts_with(wanted);
        self.at += usize::from(found);
        found
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        while self.take('+') {
            value = sum(&value, &self.product()?)?;
        }
        Some(value)
    }

    /// A value, perhaps with others put into it by `%`.
    fn product(&mut self) -> Option<Value> {
        let value = self.atom()?;
        self.skip();
        if !self.take('%') {
            let goes_on = self.rest().starts_with(['.', '[', '(']);
            return (!goes_on).then_some(value);
        }
        let pattern = value.text()?.to_owned();
        let arguments = match self.atom()? {
            Value::List(values) => values,
            value => vec![value],
        };
        filled(&pattern, &arguments).map(Value::Text)
    }

    fn atom(&mut self) -> Option<Value> {
        self.skip();
        let rest = self.rest();
        let first = rest.chars().next()?;
        if let Some(text) = self.texts() {
            return text.map(Value::Text);
        }
        match first {
            '(' => self.bracket(')'),
            '[' => self.bracket(']'),
            '{' => self.table(),
            '0'..='9' | '-' | '.' => self.number(),
            _ => {
                let (name, _) = name(rest)?;
                self.at += name.len();
                match name {
                    "None" => Some(Value::None),
                    "True" => Some(Value::Bool(true)),
                    "False" => Some(Value::Bool(false)),
                    name => self.settings.get(name)?.value.clone(),
                }
            }
        }
    }

    fn number(&mut self) -> Option<Value> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        let number = &rest[..end];
        let digits = number.trim_start_matches('-');
        let is_number = digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == '_');
        (is_number && !digits.is_empty()).then(|| Value::Number(number.to_owned()))
    }

    /// A value in brackets, or several.
    fn bracket(&mut self, close: char) -> Option<Value> {
        self.at += 1;
        self.deeper(|reader| {
            if close == ')' {
                let before = reader.at;
                if let Some(value) = reader.sum()
                    && reader.take(')')
                {
                    return Some(value);
                }
                reader.at = before;
            }
            reader.values(Some(close)).map(Value::List)
        })
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Values up to `close`, or to the end of the text.
    fn values(&mut self, close: Option<char>) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            self.skip();
            match close {
                Some(close) if self.take(close) => return Some(values),
                None if self.rest().is_empty() => return Some(values),
                _ => {}
            }
            values.push(self.sum()?);
            self.skip();
            let is_end = match close {
                Some(close) => self.rest().starts_with(close),
                None => self.rest().is_empty(),
            };
            if !is_end && !self.take(',') {
                return None;
            }
        }
    }

    /// A table, or a set.
    fn table(&mut self) -> Option<Value> {
        self.at += 1;
        self.deeper(|reader| {
            let mut pairs = Vec::new();
            while !reader.take('}') {
                let key = reader.sum()?;
                if !reader.take(':') {
                    let mut values = vec![key];
                    if reader.take(',') {
                        values.extend(reader.values(Some('}'))?);
                    } else if !reader.take('}') {
                        return None;
                    }
                    return pairs.is_empty().then_some(Value::List(values));
                }
                pairs.push((key, reader.sum()?));
                reader.skip();
                if !reader.rest().starts_with('}') && !reader.take(',') {
                    return None;
                }
            }
            Some(Value::Dict(pairs))
        })
    }

    /// Texts beside each other, which are one. Outer none: there is no text
    /// here; inner none: it cannot be read off.
    #[allow(clippy::option_option, reason = "both questions are asked")]
    fn texts(&mut self) -> Option<Option<String>> {
        let mut all = None;
        loop {
            self.skip();
            let Some((prefix, quote)) = start(self.rest()) else {
                return all;
            };
            let start = self.at + prefix.len();
            let end = text_end(self.text, start);
            let long = self.text[start..].starts_with(&quote.to_string().repeat(3));
            let width = if long { 3 } else { 1 };
            self.at = end;
            let inner = self.text.get(start + width..end - width.min(end - start));
            let is_closed =
                end >= start + 2 * width && self.text[..end].ends_with(quote) && inner.is_some();
            let read = inner
                .filter(|_| is_closed)
                .and_then(|it| self.text_of(it, &prefix.to_lowercase()));
            let Some(read) = read else {
                return Some(None);
            };
            all = Some(Some(all.flatten().unwrap_or_default() + &read));
        }
    }

    fn text_of(&self, inner: &str, prefix: &str) -> Option<String> {
        let inner = inner.replace("\r\n", "\n");
        let text = if prefix.contains('r') {
            inner
        } else {
            unescaped(&inner)?
        };
        if prefix.contains('f') {
            self.formatted(&text)
        } else {
            Some(text)
        }
    }

    /// An f-string whose fields are names alone.
    fn formatted(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            if after.starts_with(&rest[at..=at]) {
                out.push_str(&rest[at..=at]);
                rest = &after[1..];
                continue;
            }
            let (name, further) = after.split_once('}')?;
            out.push_str(&shown(self.settings.get(name)?.value.as_ref()?)?);
            rest = further;
        }
        out.push_str(rest);
        Some(out)
    }
}

/// The letters before a text, and its quotation mark.
fn start(text: &str) -> Option<(&str, char)> {
    let end = text.find(|c: char| !"rRuUbBfF".contains(c))?;
    let quote = text[end..].chars().next()?;
    (end <= 2 && matches!(quote, '\'' | '"')).then(|| (&text[..end], quote))
}

/// `pattern` with a value for each `%s` or `%d`.
fn filled(pattern: &str, arguments: &[Value]) -> Option<String> {
    let mut out = String::new();
    let mut arguments = arguments.iter();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => match chars.next()? {
                '%' => out.push('%'),
                's' | 'd' => out.push_str(&shown(arguments.next()?)?),
                _ => return None,
            },
            c => out.push(c),
        }
    }
    arguments.next().is_none().then_some(out)
}

/// A text or a number, as Python prints it.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()),
        _ => None,
    }
}

/// `text` with its backslashes taken at their word.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let code = rest[at + 1..].chars().next()?;
        let after = &rest[at + 1 + code.len_utf8()..];
        let digits = match code {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        rest = after.get(digits..)?;
        match code {
            '\n' => {}
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            '0' => out.push('\0'),
            '\\' | '\'' | '"' => out.push(code),
            'x' | 'u' | 'U' => {
                let number = u32::from_str_radix(&after[..digits], 16).ok()?;
                out.push(char::from_u32(number)?);
            }
            'N' | '1'..='9' => return None,
            // Python keeps what it does not know.
            other => out.extend(['\\', other]),
        }
    }
    out.push_str(rest);
    Some(out)
}
