//! The block grammar: lines become [`Block`]s.
//!
//! Constructs are tried in docutils' order ([`GRAMMAR`]); what none of them
//! claims is text: a paragraph, a definition list or a section title. A
//! block is syntax only: inline text is still lines, a directive still has
//! its arguments and options.

mod block_quote;
mod bullet_list;
mod card;
mod csv_table;
mod definition_list;
pub(crate) mod directive;
mod doctest_block;
mod enumerated_list;
mod explicit;
pub(crate) mod field_list;
pub(crate) mod hyperlink_target;
pub(crate) mod include;
pub(crate) mod indented;
mod line_block;
mod literal_block;
mod only;
mod option_list;
mod paragraph;
mod reader;
mod rfc2822;
mod section;
mod substitution_definition;
pub(crate) mod table;

use std::cell::{Cell, RefCell};

use crate::destination::Destination;
use crate::diagnostic::Severity;
use crate::directive::Spec;
use crate::files::Files;
use crate::language::Language;
use crate::line::{Line, Text};
use crate::options::Options;
use crate::source::{Source, SourceId, Span};
use crate::tree::element::Enumeration;
use directive::DirectiveBlock;
use include::Inclusion;
pub(crate) use reader::{Reader, parse, parse_document};

/// Blocks nested deeper than this are not read but shown as they stand.
pub(crate) const DEPTH_LIMIT: usize = 100;

/// A piece of syntax, and where it stands.
#[derive(Debug)]
pub(crate) struct Block<'s> {
    pub(crate) kind: Kind<'s>,
    pub(crate) span: Span,
    /// The number of the line that docutils' reader has come to when it reads
    /// the text of the block; 0 for blocks within others. Some messages name it.
    pub(crate) reached: usize,
}

/// What a block is; the names are those of the elements it will become.
#[derive(Debug)]
pub(crate) enum Kind<'s> {
    Title(Title<'s>),
    Transition,
    Paragraph(Vec<Line<'s>>),
    LiteralBlock(Vec<Line<'s>>),
    DoctestBlock(Vec<Line<'s>>),
    LineBlock(Vec<LineOfBlock<'s>>),
    BlockQuote {
        content: Vec<Block<'s>>,
        attribution: Vec<Line<'s>>,
    },
    BulletList {
        bullet: char,
        items: Vec<Block<'s>>,
    },
    EnumeratedList {
        enumeration: Enumeration,
        items: Vec<Block<'s>>,
    },
    ListItem(Vec<Block<'s>>),
    DefinitionList(Vec<DefinitionItem<'s>>),
    FieldList(Vec<Field<'s>>),
    /// Fields as in the header of a mail: their names are plain text.
    HeaderFields(Vec<Field<'s>>),
    OptionList(Vec<OptionItem<'s>>),
    Table(table::Table<'s>),
    Comment(Vec<Line<'s>>),
    Footnote {
        label: Line<'s>,
        content: Vec<Block<'s>>,
    },
    Citation {
        label: Line<'s>,
        content: Vec<Block<'s>>,
    },
    Target {
        name: Option<String>,
        destination: Destination,
    },
    SubstitutionDefinition {
        name: String,
        echo: String,
        content: Vec<Block<'s>>,
    },
    Directive(Box<DirectiveBlock<'s>>),
    /// What called for the blocks of a file that follow.
    Include(&'s str),
    /// A finding, at the place where docutils puts its message.
    Notice(Box<Notice>),
}

/// A section title with its adornment.
#[derive(Debug)]
pub(crate) struct Title<'s> {
    pub(crate) text: Line<'s>,
    pub(crate) style: Style,
    /// The title with its adornment, as written.
    pub(crate) echo: String,
    /// What is wrong with the adornment, although the title stands.
    pub(crate) notices: Vec<Notice>,
}

/// What tells the titles of one level from those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) overline: Option<char>,
    pub(crate) underline: char,
}

/// One line of a line block; an empty one has no indentation of its own.
/// In a directive messages count it as standing so many lines `below` where it
/// does.
#[derive(Debug)]
pub(crate) struct LineOfBlock<'s> {
    pub(crate) indent: Option<usize>,
    pub(crate) lines: Vec<Line<'s>>,
    pub(crate) span: Span,
    pub(crate) below: Option<usize>,
}

/// A term with its classifiers, and what it means.
#[derive(Debug)]
pub(crate) struct DefinitionItem<'s> {
    pub(crate) term: Line<'s>,
    pub(crate) content: Vec<Block<'s>>,
    pub(crate) span: Span,
}

/// A field's name and body.
#[derive(Debug)]
pub(crate) struct Field<'s> {
    pub(crate) name: Line<'s>,
    pub(crate) content: Vec<Block<'s>>,
    pub(crate) span: Span,
}

/// Options of a command line, and what they do.
#[derive(Debug)]
pub(crate) struct OptionItem<'s> {
    pub(crate) options: Vec<OptionSyntax<'s>>,
    pub(crate) content: Vec<Block<'s>>,
    pub(crate) span: Span,
}

/// One option with its argument.
#[derive(Debug)]
pub(crate) struct OptionSyntax<'s> {
    pub(crate) string: &'s str,
    pub(crate) delimiter: &'static str,
    pub(crate) argument: Option<String>,
}

/// A finding of the block grammar.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) span: Span,
    /// Lines from the span's first to the one that docutils names.
    pub(crate) below: isize,
    /// The text at fault.
    pub(crate) echo: Option<String>,
    /// Whether it is about no line, but about the document.
    pub(crate) whole: bool,
    /// Where docutils' reader stands if this is the last of the text.
    pub(crate) stand: Stand,
}

/// Where docutils' reader stands when a text ends with some construct: it asks
/// there for the line of messages that have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Behind the last line.
    #[default]
    Behind,
    /// There if the last line is blank; else past the end of the text.
    BehindBlank,
    /// Past the end of the text, where a machine of the construct's own has gone.
    Past,
    /// Behind the last line, or on it if it has only the `::` of a literal
    /// block that never came.
    Looking,
}

/// What stays the same while a document is read.
pub(crate) struct World<'s> {
    pub(crate) options: &'s Options,
    pub(crate) files: &'s dyn Files,
    pub(crate) sources: &'s elsa::FrozenVec<Box<Source>>,
    /// What the text is written in, if docutils knows it.
    pub(crate) language: Option<&'static Language>,
    pub(crate) find_directive: FindDirective,
    /// The domain of directives that name none, from here on.
    pub(crate) domain: Cell<&'static str>,
    /// The files that are being included, each by the one before.
    pub(crate) inclusions: RefCell<Vec<Inclusion>>,
    /// How many bytes more may be included.
    pub(crate) allowance: Cell<usize>,
}

/// The directive of a name in a language, and in a domain of Sphinx's.
pub(crate) type FindDirective =
    fn(&str, &Options, Option<&'static Language>, &str) -> Option<&'static Spec>;

/// A construct of the grammar.
struct Rule {
    /// Whether a line may start it.
    matches: fn(&str) -> bool,
    /// Reads what starts at the current line and answers `true`, or leaves
    /// everything as it was and answers `false`: the line is text after all.
    read: for<'r, 'a, 's> fn(&'r mut Reader<'a, 's>) -> bool,
}

/// The constructs in the order tried: docutils' `Body.initial_transitions`.
const GRAMMAR: &[Rule] = &[
    Rule {
        matches: block_quote::matches,
        read: block_quote::read,
    },
    Rule {
        matches: bullet_list::matches,
        read: bullet_list::read,
    },
    Rule {
        matches: enumerated_list::matches,
        read: enumerated_list::read,
    },
    Rule {
        matches: field_list::matches,
        read: field_list::read,
    },
    Rule {
        matches: option_list::matches,
        read: option_list::read,
    },
    Rule {
        matches: doctest_block::matches,
        read: doctest_block::read,
    },
    Rule {
        matches: line_block::matches,
        read: line_block::read,
    },
    Rule {
        matches: table::matches_grid,
        read: table::read_grid,
    },
    Rule {
        matches: table::matches_simple,
        read: table::read_simple,
    },
    Rule {
        matches: explicit::matches,
        read: explicit::read,
    },
    Rule {
        matches: section::is_adornment,
        read: section::read_overline,
    },
];

/// The message in place of a document that is not read.
pub(crate) fn refusal<'s>(message: String) -> Block<'s> {
    let notice = Notice {
        whole: true,
        ..Notice::new(Severity::Error, message, Span::default())
    };
    Block::new(Kind::Notice(Box::new(notice)), Span::default())
}

impl<'s> World<'s> {
    /// The directive that the text calls `name`.
    pub(crate) fn find_directive(&self, name: &str) -> Option<&'static Spec> {
        (self.find_directive)(name, self.options, self.language, self.domain.get())
    }

    /// The whole text of a source.
    pub(crate) fn text(&self, source: SourceId) -> &'s str {
        self.sources
            .get(usize::from(source))
            .map_or("", Source::text)
    }

    /// Adds a source; none if there are too many.
    pub(crate) fn add_source(&self, source: Source) -> Option<SourceId> {
        let id = SourceId::try_from(self.sources.len()).ok()?;
        self.sources.push(Box::new(source));
        Some(id)
    }

    /// The number of the line where `span` begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        self.sources
            .get(usize::from(span.source))
            .map_or(1, |source| source.line(span.start))
    }

    /// The name of the source, the line and the column where `span` begins.
    pub(crate) fn place(&self, span: Span) -> (&'s str, usize, usize) {
        let source = self.sources.get(usize::from(span.source));
        source.map_or(("", 1, 1), |source| {
            let place = source.locate(span.start);
            (source.name(), place.line, place.column)
        })
    }

    /// `lines` as one text.
    pub(crate) fn join(&self, lines: &[Line<'s>]) -> Text<'s> {
        Text::join(
            lines,
            self.text(lines.first().map_or(0, |line| line.source)),
        )
    }
}

impl<'s> Block<'s> {
    /// A block that reaches as far as the one it stands in.
    pub(crate) fn new(kind: Kind<'s>, span: Span) -> Self {
        Self {
            kind,
            span,
            reached: 0,
        }
    }
}

impl Notice {
    /// A finding about the first line of `span`.
    pub(crate) fn new(severity: Severity, message: impl Into<String>, span: Span) -> Self {
        Self {
            severity,
            message: message.into(),
            span,
            below: 0,
            echo: None,
            whole: false,
            stand: Stand::default(),
        }
    }

    /// The same finding, with which docutils' reader stands elsewhere.
    pub(crate) fn standing(self, stand: Stand) -> Self {
        Self { stand, ..self }
    }

    /// The same finding with the text at fault.
    pub(crate) fn echo(self, text: impl Into<String>) -> Self {
        Self {
            echo: Some(text.into()),
            ..self
        }
    }
}

/// Whether `text` can only start text.
fn is_text(text: &str) -> bool {
    !GRAMMAR.iter().any(|rule| (rule.matches)(text))
}
