//! Statements of Python: where each begins and ends, and what it assigns.

/// A statement with the lines it goes on for.
pub(super) struct Statement<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// What an assignment does with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Set,
    /// `+=` or `.extend()`.
    Add,
    Append,
}

/// An assignment: to which names, and the text of the value.
pub(super) struct Assignment<'t> {
    pub(super) names: Vec<&'t str>,
    pub(super) operation: Operation,
    pub(super) value: &'t str,
}

/// The statements of `text`, with their indentation and without blank lines.
pub(super) fn split(text: &str) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = end(text, start);
        let statement = &text[start..end];
        let trimmed = statement.trim_start();
        if !trimmed.is_empty() && !trimmed.starts_with('#') {
            statements.push(Statement {
                text: statement,
                at: start,
            });
        }
        start = end + 1;
    }
    statements
}

/// The end of the statement that begins at `start`: that of its line, unless a
/// bracket or a text is open, or a backslash goes before it.
fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut open = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' if open == 0 => return at,
            b'#' => {
                at = line_end(text, at);
                continue;
            }
            b'\\' => at += 1,
            b'\'' | b'"' => {
                at = text_end(text, at);
                continue;
            }
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    text.len()
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it)
}

/// Behind the text whose quotation mark stands at `at`: at the line's end, if
/// a short one is not closed.
pub(super) fn text_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes[at];
    let long = [quote; 3];
    let is_long = bytes[at..].starts_with(&long);
    let mut at = at + if is_long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' if !is_long => return at,
            _ if is_long && bytes[at..].starts_with(&long) => return at + 3,
            _ if !is_long && byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// What `statement` assigns, if it does.
pub(super) fn assignment(statement: &str) -> Option<Assignment<'_>> {
    let (name, mut rest) = name(statement)?;
    if let Some(call) = rest.strip_prefix('.') {
        return call_of(name, call);
    }
    if let Some(value) = rest.strip_prefix("+=") {
        return Some(Assignment {
            names: vec![name],
            operation: Operation::Add,
            value,
        });
    }
    if let Some(annotation) = rest.strip_prefix(':') {
        rest = &annotation[annotation.find('=')?..];
    }
    let mut names = vec![name];
    let mut value = set(rest)?;
    while let Some((name, rest)) = self::name(value.trim_start())
        && let Some(further) = set(rest)
    {
        names.push(name);
        value = further;
    }
    Some(Assignment {
        names,
        operation: Operation::Set,
        value,
    })
}

/// `name.append(value)`, `name.add(value)` or `name.extend(value)`.
fn call_of<'t>(name: &'t str, call: &'t str) -> Option<Assignment<'t>> {
    let (method, rest) = self::name(call)?;
    let operation = match method {
        "append" | "add" => Operation::Append,
        "extend" => Operation::Add,
        _ => return None,
    };
    let value = rest.strip_prefix('(')?.trim_end().strip_suffix(')')?;
    Some(Assignment {
        names: vec![name],
        operation,
        value,
    })
}

fn set(text: &str) -> Option<&str> {
    let value = text.strip_prefix('=')?;
    (!value.starts_with('=')).then_some(value)
}

/// The name that `text` begins with, and what follows behind white space.
pub(super) fn name(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    is_name.then(|| (name, rest.trim_start()))
}
