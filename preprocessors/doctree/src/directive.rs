//! Directives: a table of what they take and what they make of it.
//!
//! A directive never calls the parser. Its [`Spec`] says what its arguments,
//! options and content are; the grammar takes them apart and reads them, and
//! the spec's `build` receives them in [`Parts`].

#![allow(
    clippy::unnecessary_wraps,
    reason = "the functions in the tables have one signature"
)]

mod admonitions;
mod body;
mod character;
mod convert;
mod date;
mod encoding;
pub(crate) mod file;
mod images;
pub(crate) mod include;
mod listing;
mod meta;
mod misc;
mod option;
pub(crate) mod option_names;
mod parts;
mod raw;
mod roles;
mod sphinx;
pub(crate) mod split;
mod standard;
mod substitution;
pub(crate) mod tables;
mod testing;

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::diagnostic::Severity;
use crate::domain;
use crate::files::Files;
use crate::inline::{self, Context, Parsed};
use crate::language::{self, Language, Named};
use crate::line::{Line, Text};
use crate::message::literal;
use crate::names::{fully_normalize_name, lower};
use crate::options::{self, Dialect};
use crate::source::{Source, Span};
use crate::tree::{Element, Node};
pub(crate) use convert::Convert;
use file::Unread;
pub(crate) use misc::forget_lines;
pub(crate) use option::{Options, Value};
pub(crate) use sphinx::{glossary, highlighted, only};

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
    /// Body elements with headings among them, which begin no sections.
    Headed,
    /// A block quote without its indentation.
    Quotes,
    /// The lines of a line block without their bars.
    LineBlock,
    /// The entries of a glossary: each definition as a list item.
    Glossary,
    /// Comma-separated values: a table without options.
    Cells,
    /// Body elements in three list items: what stands above a line of `^^^`,
    /// what stands behind it, and what stands below a line of `+++`.
    Card,
}

/// Makes nodes of a directive's parts.
pub(crate) type Build = for<'p, 'a, 's> fn(&'p mut Parts<'a, 's>) -> Result<Vec<Node>, Failure>;

/// Why a directive makes nothing: docutils' `DirectiveError`.
#[derive(Clone, Debug)]
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
    /// In the header or the footer of the document.
    Margin,
    /// Anywhere else.
    Body,
    /// In an element of no kind, into which docutils reads what some
    /// directives hold. What may stand in a section may stand there, but
    /// messages about names may not.
    Loose,
    /// In a substitution definition.
    Substitution,
}

impl Place {
    /// Whether topics may stand there, tables of contents among them.
    fn holds_topics(self) -> bool {
        matches!(self, Self::Section | Self::Sidebar | Self::Loose)
    }
}

/// A directive, taken apart.
pub(crate) struct Parts<'a, 's> {
    /// The name as written.
    pub(crate) name: &'a str,
    /// docutils' own name for it.
    pub(crate) canonical: &'static str,
    pub(crate) arguments: &'a [String],
    /// All arguments as one text.
    pub(crate) argument: Text<'s>,
    pub(crate) options: Options,
    /// The lines of the options.
    pub(crate) option_lines: &'a [Line<'s>],
    pub(crate) lines: &'a [Line<'s>],
    /// The directive as written.
    pub(crate) echo: &'a str,
    pub(crate) span: Span,
    /// The number of its first line.
    pub(crate) line: usize,
    pub(crate) place: Place,
    pub(crate) files: &'a dyn Files,
    pub(crate) context: &'a mut Context<'s>,
    /// Why the grammar could not read its content.
    pub(crate) refusal: Option<Failure>,
    /// Messages for before the nodes that it makes.
    pub(crate) clashes: Vec<Node>,
    /// Gives the nodes of its content, once.
    pub(crate) read_content: &'a mut dyn FnMut(&mut Context<'s>, Place) -> Vec<Node>,
}

const TABLE: &[&[Spec]] = &[
    admonitions::TABLE,
    body::TABLE,
    images::TABLE,
    misc::TABLE,
    parts::TABLE,
    roles::TABLE,
    substitution::TABLE,
    tables::TABLE,
    &[date::SPEC, include::SPEC, meta::SPEC, raw::SPEC],
];

/// Specs by their names.
type Names = LazyLock<HashMap<&'static str, &'static Spec>>;

static STANDARD: Names = LazyLock::new(|| by_name(TABLE));
static OF_BOOKS: LazyLock<HashMap<(&'static str, &'static str), &'static Spec>> =
    LazyLock::new(|| {
        let specs = sphinx::TABLE.iter().copied().flatten();
        let key = |spec: &'static Spec| spec.name.split_once(':').unwrap_or(("", spec.name));
        specs.map(|spec| (key(spec), spec)).collect()
    });

fn by_name(table: &'static [&'static [Spec]]) -> HashMap<&'static str, &'static Spec> {
    let specs = table.iter().copied().flatten();
    specs.map(|spec| (spec.name, spec)).collect()
}

/// Sphinx's directive called `name`, which may name its domain; else it is one
/// of `at`, of the standard domain or of none.
fn of_books(name: &str, at: &str) -> Option<&'static Spec> {
    let table: &HashMap<(&str, &str), &'static Spec> = &OF_BOOKS;
    if let Some(key) = name.split_once(':') {
        return table.get(&key).copied();
    }
    let domains = [at, domain::STANDARD, ""];
    domains
        .iter()
        .find_map(|it| table.get(&(*it, name)).copied())
}

/// The directive that a text in `language` calls `name`.
pub(crate) fn find(
    name: &str,
    options: &options::Options,
    language: Option<&'static Language>,
    domain: &str,
) -> Option<&'static Spec> {
    let name = lower(name);
    if options.dialect == Dialect::Book
        && let Some(spec) = of_books(&name, domain)
    {
        return Some(spec);
    }
    if options.object_types.iter().any(|it| it.0 == name) {
        return Some(sphinx::OBJECT_TYPE);
    }
    let name = language::canonical(Named::Directive, &name, language);
    let special = match options.dialect {
        Dialect::Book => &listing::SPEC,
        Dialect::Docutils => &testing::SPEC,
    };
    if name == special.name {
        return Some(special);
    }
    STANDARD.get(name).copied()
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

    /// The same directive under a name.
    pub(crate) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }
}

/// The options that almost every directive has.
pub(crate) const CLASS_AND_NAME: &[(&str, Convert)] =
    &[("class", convert::classes), ("name", convert::unchanged)];

/// The message about a directive without content.
pub(crate) fn no_content(name: &str) -> Failure {
    Failure::error(format!(
        "Content block expected for the \"{name}\" directive; none found."
    ))
}

/// An error if the directive stands anywhere but in a substitution definition.
fn only_in_substitutions(parts: &Parts<'_, '_>) -> Result<(), Failure> {
    if parts.place == Place::Substitution {
        return Ok(());
    }
    Err(Failure::error(format!(
        "Invalid context: the \"{}\" directive can only be used within a substitution definition.",
        parts.name
    )))
}

impl Failure {
    pub(crate) fn severe(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Severe,
            message: message.into(),
        }
    }

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

    /// The file that the directive calls `path`; see [`file::read`].
    pub(crate) fn read_file(&self, path: &str) -> Result<file::Found, Unread> {
        let (from, encoding) = (self.source_name(), self.options.text("encoding"));
        file::read(self.files, from, path, encoding, self.context.options)
    }

    /// The name of the source that the directive stands in.
    pub(crate) fn source_name(&self) -> &'s str {
        let source = self.context.sources.get(usize::from(self.span.source));
        source.map_or("", Source::name)
    }

    /// The lines of the content as one text.
    pub(crate) fn text(&self) -> String {
        self.lines
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Reads the value of the option `name` as inline text, if there is any.
    pub(crate) fn inline_option(&mut self, name: &str) -> Option<Parsed> {
        self.options.text(name).filter(|it| !it.is_empty())?;
        let text = self.join(&split::option_value(self.option_lines, name));
        Some(self.inline(&text))
    }

    /// Reads the arguments as inline text.
    pub(crate) fn inline_argument(&mut self) -> Parsed {
        let argument = std::mem::take(&mut self.argument);
        let parsed = self.inline(&argument);
        self.argument = argument;
        parsed
    }

    /// Reads inline text. What clashes with its names is said before the
    /// nodes of the directive.
    pub(crate) fn inline(&mut self, text: &Text<'_>) -> Parsed {
        let mut parsed = inline::parse(text, self.line, self.context);
        self.clashes.append(&mut parsed.clashes);
        parsed
    }

    /// An element with the classes and the name that the options give.
    pub(crate) fn element(&mut self, element: Element) -> Node {
        let mut node = Node::new(element, self.span);
        self.add_classes(&mut node);
        self.add_name(&mut node);
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

    /// Gives the node the name of the option, if there is one.
    pub(crate) fn add_name(&mut self, node: &mut Node) {
        if let Some(name) = self.options.text("name").map(fully_normalize_name) {
            node.attributes.edit().names.push(name);
            self.note_explicit_target(node);
        }
    }

    /// Registers the names of the node. What clashes with them is said in the
    /// node, or, if it can hold no message, at the end of the document.
    pub(crate) fn note_explicit_target(&mut self, node: &mut Node) {
        let line = self.noted_line(node);
        for duplicate in self.context.registry.note_explicit_target(node) {
            let message = self.context.duplicate(duplicate, line, self.span);
            if node.element.holds_body() {
                node.children.push(message);
            } else {
                self.context.loose.push(message);
            }
        }
    }

    /// The line that docutils gives the node before it notes its name: to an
    /// admonition and a program none, to a parsed literal that of its text, to
    /// a table of values the one above them.
    fn noted_line(&self, node: &Node) -> Option<usize> {
        match node.element {
            Element::Admonition(_) => None,
            Element::LiteralBlock => {
                Some(self.context.line(node.span)).filter(|_| node.span != self.span)
            }
            Element::Table(_) if self.canonical == "csv-table" => {
                let above = |line: &Line<'_>| self.context.line(line.span()) - 1;
                Some(self.lines.first().map_or(self.line, above))
            }
            _ => Some(self.line),
        }
    }

    /// A message about the directive, with the directive as written.
    pub(crate) fn message(&mut self, severity: Severity, message: &str) -> Node {
        let echo = literal(self.echo, self.span);
        self.context
            .message(severity, message, Some(self.line), self.span, vec![echo])
    }
}
