//! `[output.pdf]`: what a book says of its PDF.

use std::path::PathBuf;

use serde::Deserialize;

/// The table; what is not set is for the typesetter to choose.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PdfTable {
    /// mdBook's: what it runs for this output.
    pub(crate) command: Option<String>,
    /// mdBook's: whether the command may be missing.
    pub(crate) optional: Option<bool>,
    /// The file's name; that of the book's title, if there is none.
    pub(crate) name: Option<String>,
    /// Below the title.
    pub(crate) subtitle: Option<String>,
    /// The edition of the text, such as `1.2`.
    pub(crate) version: Option<String>,
    /// The day of that edition.
    pub(crate) date: Option<String>,
    /// The paper's name, such as `a4`.
    pub(crate) paper: Option<String>,
    /// A picture for the title page, from the folder of the sources.
    pub(crate) cover: Option<String>,
    /// The distances of the text from the edges of the paper.
    pub(crate) margins: Option<Margins>,
    /// The family of the text's font.
    pub(crate) text_font: Option<String>,
    /// The family of the font of code.
    pub(crate) code_font: Option<String>,
    /// Files of fonts, from the book's folder.
    pub(crate) font_files: Vec<PathBuf>,
    /// The size of the text.
    pub(crate) size: Option<Length>,
    /// Whether all is black and grey.
    pub(crate) grey: bool,
    /// How many levels the contents have; chapters and sections, if it is not said.
    pub(crate) contents: Option<usize>,
    /// Whether there are lists of figures, tables and listings.
    pub(crate) lists: Option<bool>,
    /// Whether the addresses of links are printed.
    pub(crate) addresses: Option<bool>,
    /// Where the solutions of exercises stand.
    pub(crate) solutions: Solutions,
    /// What is left out: titles of parts, titles or paths of chapters.
    pub(crate) leave_out: Vec<String>,
    /// Whether the book is one file, or each part one of its own.
    pub(crate) split: Split,
    /// A folder with a Typst template, from the book's folder.
    pub(crate) template: Option<PathBuf>,
    /// Where the site is; listings then have a link to their place there.
    pub(crate) site: Option<String>,
    /// After how many seconds typesetting is stopped.
    pub(crate) time_limit: Option<u64>,
    /// At how many megabytes of memory typesetting is stopped.
    pub(crate) memory_limit: Option<u64>,
}

/// Where the solutions of exercises stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Solutions {
    #[default]
    Appendix,
    InPlace,
    LeftOut,
}

/// Which files there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Split {
    #[default]
    Whole,
    Parts,
}

/// One margin for all sides, or one for each.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Margins {
    All(Length),
    Each {
        top: Length,
        right: Length,
        bottom: Length,
        left: Length,
    },
}

impl Margins {
    /// In points, clockwise from the top.
    pub(crate) fn points(self) -> [f64; 4] {
        match self {
            Self::All(Length(points)) => [points; 4],
            Self::Each {
                top,
                right,
                bottom,
                left,
            } => [top.0, right.0, bottom.0, left.0],
        }
    }
}

/// A length in points; written with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Length(pub(crate) f64);

/// Points in each unit.
const UNITS: [(&str, f64); 4] = [
    ("mm", 72.0 / 25.4),
    ("cm", 72.0 / 2.54),
    ("in", 72.0),
    ("pt", 1.0),
];

impl TryFrom<String> for Length {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let points = UNITS.iter().find_map(|(unit, points)| {
            let number: f64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
            (0.0..10_000.0).contains(&number).then_some(number * points)
        });
        points
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no length, such as `20mm`, `2cm`, `1in` or `10pt`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units() {
        let points = |text: &str| Length::try_from(text.to_owned()).map(|it| it.0);
        assert_eq!(points("1in"), Ok(72.0));
        assert_eq!(points("2.54 cm"), Ok(72.0));
        assert!(points("-1mm").is_err());
        assert!(points("12").is_err());
    }

    #[test]
    fn margins_are_one_or_four() {
        let read = |text: &str| toml::from_str::<PdfTable>(text).map(|it| it.margins);
        let all = read("margins = \"1in\"").unwrap().unwrap();
        assert_eq!(all, Margins::All(Length(72.0)));
        let each = "margins = { top = \"1pt\", right = \"2pt\", bottom = \"3pt\", left = \"4pt\" }";
        let each = read(each).unwrap().unwrap();
        let sums = each.points().map(|it| format!("{it}")).concat();
        assert_eq!(sums, "1234", "clockwise from the top");
        assert!(read("margins = \"wide\"").is_err());
    }
}
