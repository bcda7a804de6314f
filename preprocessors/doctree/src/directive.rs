//! Directives: a table of what they take and what they make of it.
//!
//! A directive never calls the parser. Its [`Spec`] says what its arguments,
//! options and content are; the grammar takes them apart and reads them, and
//! the spec's `build` receives them in [`Parts`].

mod admonitions;
mod body;
mod convert;
mod images;
mod listing;
mod misc;
mod parts;
mod roles;
mod tables;

use crate::diagnostic::Severity;
use crate::files::{FileError, Files};
use crate::inline::{self, Context, Parsed};
use crate::line::{Line, Text};
use crate::message::literal;
use crate::names::fully_normalize_name;
use crate::options::{self, Dialect};
use crate::source::{Source, Span};
use crate::tree::{Element, Node};
pub(crate) use convert::Convert;
pub(crate) use misc::no_content;

/// What a directive is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// How many arguments it needs, and how many more it may have.
    pub(crate) required: usize,
    pub(crate) optional: usize,
    /// Whether the last argument may hold white space.
    pub(crate) whitespace: bool,
    pub(crate) options: &'static [(&'static str, Convert)],
    pub(crate) content: Content,
    /// Whether it is an error to have no content.
    pub(crate) needs_content: bool,
    pub(crate) build: Build,
}

/// What the content of a directive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// There must be none.
    None,
    /// Text, taken as it stands.
    Lines,
    /// Body elements.
    Blocks,
    /// A block quote without its indentation.
    Quotes,
}

/// Makes nodes of a directive's parts.
pub(crate) type Build = for<'p, 'a, 's> fn(&'p mut Parts<'a, 's>) -> Result<Vec<Node>, Failure>;

/// Why a directive makes nothing: docutils' `DirectiveError`.
pub(crate) struct Failure {
    pub(crate) severity: Severity,
    pub(crate) message: String,
}

/// Where a directive stands, as far as some care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a section or the document.
    Section,
    Sidebar,
    /// Anywhere else.
    Body,
    /// In a substitution definition.
    Substitution,
}

/// A directive, taken apart.
pub(crate) struct Parts<'a, 's> {
    /// The name as written.
    pub(crate) name: &'a str,
    pub(crate) arguments: &'a [String],
    /// All arguments as one text.
    pub(crate) argument: Text<'s>,
    pub(crate) options: Options,
    pub(crate) lines: &'a [Line<'s>],
    /// The directive as written.
    pub(crate) echo: &'a str,
    pub(crate) span: Span,
    /// The number of its first line.
    pub(crate) line: usize,
    pub(crate) place: Place,
    pub(crate) files: &'a dyn Files,
    pub(crate) context: &'a mut Context<'s>,
    /// Gives the nodes of its content, once.
    pub(crate) read_content: &'a mut dyn FnMut(&mut Context<'s>, Place) -> Vec<Node>,
}

/// The options of a directive, converted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options(Vec<(String, Value)>);

/// An option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Flag,
    Text(String),
    Integer(i64),
    Words(Vec<String>),
    Choice(&'static str),
}

const TABLE: &[&[Spec]] = &[
    admonitions::TABLE,
    body::TABLE,
    images::TABLE,
    misc::TABLE,
    parts::TABLE,
    roles::TABLE,
    tables::TABLE,
];

/// What only a book's dialect knows: Sphinx's names for docutils' directives,
/// and hornbook's own.
const BOOK: &[(&str, &str)] = &[("code-block", "code"), ("sourcecode", "code")];

/// The directive called `name`.
pub(crate) fn find(name: &str, options: &options::Options) -> Option<&'static Spec> {
    let name = name.to_lowercase();
    let is_book = options.dialect == Dialect::Book;
    if is_book && name == listing::SPEC.name {
        return Some(&listing::SPEC);
    }
    let alias = BOOK.iter().find(|(alias, _)| is_book && *alias == name);
    let name = alias.map_or(name.as_str(), |&(_, name)| name);
    TABLE
        .iter()
        .copied()
        .flatten()
        .find(|spec| spec.name == name)
}

impl Spec {
    /// A directive without arguments, options or content.
    pub(crate) const NEW: Self = Self {
        name: "",
        required: 0,
        optional: 0,
        whitespace: false,
        options: &[],
        content: Content::None,
        needs_content: false,
        build: |_| Ok(Vec::new()),
    };
}

/// The options that almost every directive has.
pub(crate) const CLASS_AND_NAME: &[(&str, Convert)] =
    &[("class", convert::classes), ("name", convert::unchanged)];

impl Failure {
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
        }
    }

    pub(crate) fn warning(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            message: message.into(),
        }
    }
}

impl<'s> Parts<'_, 's> {
    /// The nodes of the content, which stands in `place`.
    pub(crate) fn content(&mut self, place: Place) -> Vec<Node> {
        (self.read_content)(self.context, place)
    }

    /// `lines` of the directive as inline text.
    pub(crate) fn join(&self, lines: &[Line<'s>]) -> Text<'s> {
        let source = lines.first().map_or(0, |line| line.source);
        let whole: &'s str = self
            .context
            .sources
            .get(usize::from(source))
            .map_or("", Source::text);
        Text::join(lines, whole)
    }

    /// The text of another file, which the directive calls `path`.
    pub(crate) fn read_file(&self, path: &str) -> Result<String, FileError> {
        let from = self
            .context
            .sources
            .get(usize::from(self.span.source))
            .map_or("", Source::name);
        self.files.read(from, path)
    }

    /// The lines of the content as one text.
    pub(crate) fn text(&self) -> String {
        self.lines
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Reads the arguments as inline text.
    pub(crate) fn inline_argument(&mut self) -> Parsed {
        inline::parse(&self.argument, self.line, self.context)
    }

    /// An element with the classes and the name that the options give.
    pub(crate) fn element(&mut self, element: Element) -> Node {
        let mut node = Node::new(element, self.span);
        self.add_classes(&mut node);
        let messages = self.add_name(&mut node);
        node.children.extend(messages);
        node
    }

    pub(crate) fn add_classes(&self, node: &mut Node) {
        if let Some(classes) = self.options.words("class") {
            node.attributes
                .edit()
                .classes
                .extend(classes.iter().cloned());
        }
    }

    /// Gives the node its name; the messages belong into the node.
    pub(crate) fn add_name(&mut self, node: &mut Node) -> Vec<Node> {
        let Some(name) = self.options.text("name").map(fully_normalize_name) else {
            return Vec::new();
        };
        node.attributes.edit().names.push(name);
        self.note_explicit_target(node)
    }

    pub(crate) fn note_explicit_target(&mut self, node: &mut Node) -> Vec<Node> {
        let duplicates = self.context.registry.note_explicit_target(node);
        let (line, span) = (self.line, self.span);
        duplicates
            .into_iter()
            .map(|duplicate| self.context.duplicate(duplicate, line, span))
            .collect()
    }

    /// A message about the directive, with the directive as written.
    pub(crate) fn message(&mut self, severity: Severity, message: &str) -> Node {
        let echo = literal(self.echo, self.span);
        self.context
            .message(severity, message, Some(self.line), self.span, vec![echo])
    }
}

impl Options {
    /// Converts and adds an option. With `any`, unknown ones are kept as they are.
    pub(crate) fn add(
        &mut self,
        name: &str,
        value: Option<String>,
        spec: &Spec,
        any: bool,
    ) -> Result<(), String> {
        let known = spec.options.iter().find(|(option, _)| *option == name);
        let convert = match known {
            Some(&(_, convert)) => convert,
            None if any => convert::unchanged,
            None => return Err(format!("unknown option: \"{name}\"")),
        };
        if self.get(name).is_some() {
            return Err(format!("invalid option data: duplicate option \"{name}\""));
        }
        let written = value.as_deref().map_or("None".to_owned(), convert::repr);
        let value = convert(value.as_deref()).map_err(|fault| {
            format!("invalid option value: (option: \"{name}\"; value: {written})\n{fault}")
        })?;
        self.0.push((name.to_owned(), value));
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            Value::Choice(text) => Some(text),
            Value::Flag | Value::Integer(_) | Value::Words(_) => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn words(&self, name: &str) -> Option<&[String]> {
        match self.get(name)? {
            Value::Words(words) => Some(words),
            _ => None,
        }
    }

    pub(crate) fn choice(&self, name: &str) -> Option<&'static str> {
        match self.get(name)? {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }
}
