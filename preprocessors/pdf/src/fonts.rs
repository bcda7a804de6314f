//! The fonts: those bundled, and those of the book's own.

use std::sync::LazyLock;

use doctree::{Diagnostic, Severity, Span};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::Finding;

static BUNDLED: LazyLock<Vec<Font>> = LazyLock::new(|| {
    typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});

/// Fonts, in the order in which one stands in for another.
#[derive(Clone, Debug)]
pub(crate) struct Fonts {
    all: Vec<Font>,
    /// How many of them are the book's own; they come first.
    own: usize,
    book: LazyHash<FontBook>,
}

impl Fonts {
    /// Those in the font files `own`, then the bundled ones.
    pub(crate) fn new(own: &[Vec<u8>], findings: &mut Vec<Finding>) -> Self {
        let mut all = Vec::new();
        for (index, data) in own.iter().enumerate() {
            let before = all.len();
            all.extend(Font::iter(Bytes::new(data.clone())));
            if all.len() == before {
                let message = format!("the font file {} holds no font", index + 1);
                findings.push(Finding {
                    chapter: None,
                    diagnostic: Diagnostic::new(Severity::Warning, message, Span::default()),
                });
            }
        }
        let own = all.len();
        all.extend(BUNDLED.iter().cloned());
        let book = LazyHash::new(FontBook::from_fonts(all.iter()));
        Self { all, own, book }
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        self.all.get(index).cloned()
    }

    /// Whether a font can draw `character`.
    pub(crate) fn has_glyph(&self, character: char) -> bool {
        self.all
            .iter()
            .any(|font| font.info().coverage.contains(character.into()))
    }

    /// Whether there is a font of the family `name`.
    pub(crate) fn has_family(&self, name: &str) -> bool {
        self.book.contains_family(&name.to_lowercase())
    }

    /// A number that stands for the book's own fonts.
    pub(crate) fn fingerprint(&self) -> u128 {
        let own: Vec<_> = self.all[..self.own].iter().map(Font::data).collect();
        typst::utils::hash128(&own)
    }
}
