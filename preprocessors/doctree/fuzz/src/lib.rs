//! What the fuzz targets do with what they are given. What must hold is
//! stated with the tests, in `tests/build/invariants.rs` and `law.rs`.

#[path = "../../tests/build/dom.rs"]
mod dom;
#[path = "../../tests/build/invariants.rs"]
mod invariants;
#[path = "../../tests/build/law.rs"]
mod law;
mod table;

use doctree::writer::markdown::Markdown;
use doctree::{FileError, Files, Options, Source, read_markdown};
pub use table::Drawn;

/// Reads `text` as docutils would.
pub fn read(text: &str) {
    invariants::hold(text, &Options::docutils(), &Itself(text));
}

/// Reads `text` as a chapter, and holds the Markdown written of it against
/// the HTML.
pub fn book(text: &str) {
    let document = invariants::hold(text, &Options::default(), &Itself(text));
    let [is, should_be, written] = law::sides(&document, &plain());
    law::same([without_blanks(&is), without_blanks(&should_be), written]);
}

/// Reads `text` as Markdown.
pub fn markdown(text: &str) {
    let source = Source::new("test.md", text);
    let options = Options::default();
    let (document, _) = read_markdown(&source, &options);
    invariants::tree(&document, &options);
    invariants::pages(&document);
}

/// Reads a table that was drawn.
pub fn tables(drawn: &Drawn<'_>) {
    read(&drawn.text());
}

/// A page without the texts that are a blank: what is meant to be a block, but
/// stands in a line as HTML has it, may have one beside it or not.
fn without_blanks(page: &str) -> String {
    let lines = page.lines().filter(|line| line.trim() != "\" \"");
    lines.map(|line| format!("{line}\n")).collect()
}

/// Without HTML of the author's own, which need not be well formed.
fn plain() -> Markdown<'static> {
    Markdown {
        raw: false,
        ..Markdown::default()
    }
}

/// A world in which every file begins as the document does. Only the document
/// and what it includes may read: a few files that include each other over and
/// over are tried in `tests/pathological.rs`, and take long.
struct Itself<'a>(&'a str);

/// Bytes of each file.
const LENGTH: usize = 1_000;

impl Files for Itself<'_> {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        if path.contains('.') && (from == NAME || path == NAME) {
            let end = self.0.floor_char_boundary(LENGTH);
            Ok(self.0[..end].to_owned())
        } else {
            Err(FileError::NotFound)
        }
    }
}

/// What the tests call a text.
const NAME: &str = "test.rst";
