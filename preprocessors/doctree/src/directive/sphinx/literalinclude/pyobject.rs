//! Where an object stands in a Python program.
//!
//! The program is not parsed: it is enough to tell statements from each other,
//! which strings, brackets and backslashes carry over several lines, and to
//! look at their indentation and their first words.

use crate::line::Line;

/// The lines of the class or function called `name`, such as `Lock.acquire`:
/// the first, with its decorators, and the one behind the last.
pub(super) fn find(lines: &[Line<'_>], name: &str) -> Option<(usize, usize)> {
    let mut finder = Finder {
        name,
        open: Vec::new(),
        decorator: None,
        code_end: 0,
        found: None,
    };
    let mut at = 0;
    while at < lines.len() {
        let statement = Statement::read(lines, at);
        let next = statement.end;
        finder.statement(lines, at, &statement);
        at = next;
    }
    finder.close(0);
    finder.found
}

/// A class or a function whose lines are being read.
struct Definition {
    indent: usize,
    /// Its name behind those that it stands in; none, if it cannot be named.
    name: String,
    is_function: bool,
    /// Whether it is a function in a function, which has no name outside.
    hidden: bool,
    start: usize,
}

struct Finder<'n> {
    name: &'n str,
    open: Vec<Definition>,
    /// Where the decorators of the next definition begin.
    decorator: Option<usize>,
    /// Behind the last line of code.
    code_end: usize,
    found: Option<(usize, usize)>,
}

impl Finder<'_> {
    fn statement(&mut self, lines: &[Line<'_>], at: usize, statement: &Statement) {
        let text = lines[at].text.trim_start();
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        let indent = width(&lines[at].text[..lines[at].text.len() - text.len()]);
        self.close(indent);
        self.code_end = statement.end;
        if text.starts_with('@') {
            self.decorator.get_or_insert(at);
        } else if let Some((is_function, word)) = definition(text) {
            let definition = self.definition(is_function, word, indent, at);
            if statement.has_block {
                self.open.push(definition);
            } else {
                self.define(&definition, at + 1);
            }
        }
    }

    fn definition(
        &mut self,
        is_function: bool,
        word: &str,
        indent: usize,
        at: usize,
    ) -> Definition {
        let around = self.open.last();
        let name = around.map_or(word.to_owned(), |it| format!("{}.{word}", it.name));
        let hidden = is_function && around.is_some_and(|it| it.is_function);
        Definition {
            indent,
            name,
            is_function,
            hidden,
            start: self.decorator.take().unwrap_or(at),
        }
    }

    /// Ends the definitions that stand no less than `indent` to the right.
    fn close(&mut self, indent: usize) {
        while let Some(last) = self.open.pop_if(|it| it.indent >= indent) {
            self.define(&last, self.code_end);
        }
    }

    fn define(&mut self, definition: &Definition, end: usize) {
        if !definition.hidden && definition.name == self.name {
            self.found = Some((definition.start, end));
        }
    }
}

/// Whether `text` begins a function, and not a class; and its name.
fn definition(text: &str) -> Option<(bool, &str)> {
    let after = |text, word| {
        let rest = str::strip_prefix(text, word)?;
        rest.starts_with([' ', '\t']).then(|| rest.trim_start())
    };
    let (is_function, rest) = match after(text, "class") {
        Some(rest) => (false, rest),
        None => (true, after(after(text, "async").unwrap_or(text), "def")?),
    };
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    let name = &rest[..end.unwrap_or(rest.len())];
    (!name.is_empty()).then_some((is_function, name))
}

/// The column that white space leads to; a tab leads to the next eighth.
fn width(blank: &str) -> usize {
    blank.chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    })
}

/// A statement, or a line without one.
struct Statement {
    /// The index of the line behind its last.
    end: usize,
    /// Whether it ends in a colon, so that a block belongs to it.
    has_block: bool,
}

impl Statement {
    fn read(lines: &[Line<'_>], start: usize) -> Self {
        let mut scanner = Scanner::default();
        let mut end = start;
        while let Some(line) = lines.get(end) {
            end += 1;
            if !scanner.line(line.text) {
                break;
            }
        }
        Self {
            end,
            has_block: scanner.colon,
        }
    }
}

/// What the characters so far have opened.
#[derive(Default)]
struct Scanner {
    brackets: usize,
    /// The quotes of a string over several lines.
    string: Option<&'static str>,
    /// Whether the last that stands outside of brackets is a colon.
    colon: bool,
}

impl Scanner {
    /// Reads a line; answers whether the statement goes on in the next one.
    fn line(&mut self, text: &str) -> bool {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(quotes) = self.string {
                rest = self.in_string(rest, quotes);
                continue;
            }
            if c == '#' {
                break;
            }
            if rest == "\\" {
                return true;
            }
            rest = self.code(rest, c);
        }
        let open = self
            .string
            .filter(|it| it.len() == 3 || text.ends_with('\\'));
        self.string = open;
        open.is_some() || self.brackets > 0
    }

    /// Behind the end of the string, or behind the line.
    fn in_string<'t>(&mut self, rest: &'t str, quotes: &str) -> &'t str {
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if c == '\\' {
                chars.next();
            } else if let Some(behind) = rest[at..].strip_prefix(quotes) {
                self.string = None;
                return behind;
            }
        }
        ""
    }

    fn code<'t>(&mut self, rest: &'t str, c: char) -> &'t str {
        const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];
        if let Some(quotes) = QUOTES.iter().find(|it| rest.starts_with(**it)) {
            self.string = Some(quotes);
            self.colon = false;
            return &rest[quotes.len()..];
        }
        match c {
            '(' | '[' | '{' => self.brackets += 1,
            ')' | ']' | '}' => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        if !c.is_whitespace() {
            self.colon = c == ':' && self.brackets == 0;
        }
        &rest[c.len_utf8()..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::split;

    const PROGRAM: &str = r#"import os

@cached
@other("a:b")
def first(a, b="):",
          c=(1, 2)):
    """Text.

class Fake:
    """

    def inner(): pass

    return a  # last

# about the class
class Lock(Base):  # a comment
    x: int = 1

    async def acquire(self):
        if True:
            return 1
    def short(self): return 2

    class Inner:
        def deep(self):
            s = 'it\
s: '
            return s
y = 1
"#;

    fn found(name: &str) -> Option<(usize, usize)> {
        find(&split(PROGRAM, 0), name).map(|(start, end)| (start + 1, end))
    }

    #[test]
    fn a_function_has_its_decorators() {
        assert_eq!(found("first"), Some((3, 14)));
    }

    #[test]
    fn what_stands_in_a_class_has_its_name_before_it() {
        assert_eq!(found("Lock"), Some((17, 29)));
        assert_eq!(found("Lock.acquire"), Some((20, 22)));
        assert_eq!(found("Lock.short"), Some((23, 23)));
        assert_eq!(found("Lock.Inner"), Some((25, 29)));
        assert_eq!(found("Lock.Inner.deep"), Some((26, 29)));
    }

    #[test]
    fn what_is_no_definition_is_not_found() {
        for name in ["Fake", "inner", "first.inner", "y", "acquire", "Lock.x"] {
            assert_eq!(found(name), None, "{name}");
        }
    }
}
