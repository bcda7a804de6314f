//! What a book says of how it is to be set.

/// What stands on the cover, what is set, and how.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The book's title; also the title that PDF readers show.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language of the text: `en`, or with a region `en-GB`.
    pub language: String,
    /// The edition, as the cover shows it.
    pub version: Option<String>,
    /// The date, as the cover shows it. The file itself carries none.
    pub date: Option<String>,
    /// The path of the picture on the cover, relative to the book's source folder.
    pub cover: Option<String>,
    /// The edition of Rust that programs without one of their own are of.
    pub edition: String,
    /// Where the book's site is, with a slash at the end; programs are then
    /// given a short link to their place there, and a QR code.
    pub site: Option<String>,
    /// How it looks.
    pub look: Look,
    /// Fonts of the book's own: the bytes of font files.
    pub fonts: Vec<Vec<u8>>,
    /// Files of a Typst template, by path. One that has the path of one of
    /// ours stands in its place.
    pub template: Vec<(String, String)>,
}

/// Paper, type and colours, and which parts of a book's furniture there are.
#[derive(Clone, Debug)]
pub struct Look {
    /// The paper under Typst's name for it: `a4`, `us-letter`.
    pub paper: String,
    /// The margins at the top, right, bottom and left, in points; those of the
    /// template, if there are none.
    pub margins: Option<[f64; 4]>,
    /// The family of the text's font, before those of the template.
    pub text_font: Option<String>,
    /// The family of the font of code.
    pub code_font: Option<String>,
    /// The size of the text, in points.
    pub size: Option<f64>,
    /// Whether all is black and grey: type and pictures.
    pub grey: bool,
    /// How many levels the contents have: chapters, sections, and so on.
    pub contents: usize,
    /// Whether there are lists of figures, tables and programs.
    pub lists: bool,
    /// Whether the addresses of links are printed, as notes.
    pub addresses: bool,
    /// What becomes of the solutions of exercises.
    pub solutions: Solutions,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            paper: "a4".to_owned(),
            margins: None,
            text_font: None,
            code_font: None,
            size: None,
            grey: false,
            contents: 2,
            lists: true,
            addresses: true,
            solutions: Solutions::Appendix,
        }
    }
}

/// Where solutions of exercises stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Solutions {
    /// At the end of the book, with a link from the exercise.
    #[default]
    Appendix,
    /// Behind the exercise.
    InPlace,
    /// Nowhere.
    LeftOut,
}
