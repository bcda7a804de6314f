//! The parts of a notebook, whichever version of the format it is in
//! (`nbformat`'s documentation, "The Notebook file format").

use super::json::Value;
use super::text::{Written, string};
use crate::cell::kernel;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// The version that is read in full.
const VERSION: usize = 4;

/// A notebook, taken apart.
pub(super) struct Notebook<'n> {
    pub(super) cells: Vec<Cell<'n>>,
    /// The language of its kernel.
    pub(super) language: String,
    /// What is to be said of its version.
    pub(super) strange: Option<Diagnostic>,
}

/// A cell.
pub(super) struct Cell<'n> {
    pub(super) kind: Kind,
    /// What was written in it.
    pub(super) source: Written,
    /// All of it.
    pub(super) value: &'n Value<'n>,
}

/// The kinds of cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Markdown,
    Code,
    /// For one kind of output only.
    Raw,
    /// A heading of this level (version 3).
    Heading(usize),
}

impl<'n> Notebook<'n> {
    /// The notebook in `value`; none, if it holds no cells.
    pub(super) fn of(value: &'n Value<'n>) -> Option<Self> {
        let sheets = value.get("worksheets").map_or(&[][..], Value::items);
        let listed = value.get("cells").into_iter();
        let listed = listed.chain(sheets.iter().filter_map(|it| it.get("cells")));
        let lists: Vec<_> = listed.collect();
        if lists.is_empty() {
            return None;
        }
        let cells = lists.iter().flat_map(|it| it.items()).map(Cell::of);
        Some(Self {
            cells: cells.collect(),
            language: language(value),
            strange: strange(value),
        })
    }

    /// The name of the language of `cell`'s kernel.
    pub(super) fn language_of(&self, cell: &Cell<'_>) -> String {
        let own = string(cell.value.get("language"));
        if own.is_empty() {
            self.language.clone()
        } else {
            own
        }
    }
}

impl<'n> Cell<'n> {
    fn of(value: &'n Value<'n>) -> Self {
        let kind = match string(value.get("cell_type")).as_str() {
            "code" => Kind::Code,
            "heading" => Kind::Heading(number(value.get("level")).unwrap_or(1).clamp(1, 6)),
            "markdown" => Kind::Markdown,
            _ => Kind::Raw,
        };
        let source = value.get("source").or_else(|| value.get("input"));
        Self {
            kind,
            source: source.map(Written::of).unwrap_or_default(),
            value,
        }
    }

    /// What is recorded of its run.
    pub(super) fn outputs(&self) -> &'n [Value<'n>] {
        self.value.get("outputs").map_or(&[], Value::items)
    }

    /// The place of all of it.
    pub(super) fn span(&self) -> Span {
        self.value.span
    }
}

pub(super) fn number(value: Option<&Value<'_>>) -> Option<usize> {
    value?.word()?.parse().ok()
}

/// The language of the kernel: its own name for it, or that of its lexer.
fn language(value: &Value<'_>) -> String {
    let places = [
        &["metadata", "language_info", "name"][..],
        &["metadata", "kernelspec", "language"],
        &["metadata", "language_info", "pygments_lexer"],
        &["metadata", "kernelspec", "name"],
        &["metadata", "language"],
    ];
    let names = places.iter().map(|path| string(value.at(path)));
    let name = names.into_iter().find(|it| !it.trim().is_empty());
    name.map_or_else(|| "python".to_owned(), |it| kernel::of_kernel(&it))
}

fn strange(value: &Value<'_>) -> Option<Diagnostic> {
    let at = value.get("nbformat");
    let version = number(at);
    if version == Some(VERSION) {
        return None;
    }
    let span = at.map_or(Span::default(), |it| it.span);
    let message = match version {
        Some(version) => {
            format!(
                "The notebook is in version {version} of the format; {VERSION} is the one known well."
            )
        }
        None => "The notebook does not say which version of the format it is in.".to_owned(),
    };
    let help = "write it anew: `jupyter nbconvert --to notebook --nbformat 4`";
    Some(Diagnostic::new(Severity::Warning, message, span).help(help))
}
