//! All that Typst can see: the template, the book's data, its pictures, the
//! bundled fonts. There is no file system behind it, no package registry, no
//! clock and no font of the machine's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::comemo::Track;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ImageFormat, RasterImage, SvgImage, VectorFormat};
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

use crate::Error;
use crate::check::Picture;

/// The template's files; the first is where Typst starts.
const TEMPLATE: [(&str, &str); 6] = [
    ("template.typ", include_str!("template.typ")),
    ("template/look.typ", include_str!("template/look.typ")),
    ("template/inline.typ", include_str!("template/inline.typ")),
    ("template/block.typ", include_str!("template/block.typ")),
    ("template/code.typ", include_str!("template/code.typ")),
    ("template/table.typ", include_str!("template/table.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// What one run of Typst works on.
pub(crate) struct World {
    main: FileId,
    sources: BTreeMap<&'static str, Source>,
    files: BTreeMap<String, Bytes>,
}

impl World {
    /// The template with `book` as its data.
    pub(crate) fn new(book: Vec<u8>, pictures: &BTreeMap<String, Picture>) -> Self {
        let mut files: BTreeMap<_, _> = pictures
            .values()
            .map(|picture| (picture.file.clone(), picture.data.clone()))
            .collect();
        files.insert("book.json".to_owned(), Bytes::new(book));
        let sources = TEMPLATE
            .iter()
            .filter_map(|&(path, text)| Some((path, Source::new(file(path)?, text.to_owned()))));
        Self {
            sources: sources.collect(),
            files,
            ..Self::empty()
        }
    }

    /// Fonts and nothing else.
    fn empty() -> Self {
        Self {
            main: Source::detached("").id(),
            sources: BTreeMap::new(),
            files: BTreeMap::new(),
        }
        .start_at(TEMPLATE[0].0)
    }

    fn start_at(mut self, path: &str) -> Self {
        self.main = file(path).unwrap_or(self.main);
        self
    }

    /// Sets the pages.
    pub(crate) fn pages(&self) -> Result<PagedDocument, Error> {
        typst::compile(self)
            .output
            .map_err(|found| Error::Layout(in_words(&found)))
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources
            .get(path(id)?)
            .cloned()
            .ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(path(id)?)
            .cloned()
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Typst's diagnostics, one a line.
pub(crate) fn in_words(found: &[SourceDiagnostic]) -> String {
    let words = |it: &SourceDiagnostic| {
        let hints = it.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", it.message, hints.collect::<String>())
    };
    found.iter().map(words).collect::<Vec<_>>().join("\n")
}

/// Whether a bundled font can draw `character`.
pub(crate) fn has_glyph(character: char) -> bool {
    FONTS
        .iter()
        .any(|font| font.info().coverage.contains(character.into()))
}

/// The width and height, in CSS pixels, of a picture that Typst can draw; for
/// any other, what is wrong with it.
pub(crate) fn measure(data: &Bytes) -> Result<(f64, f64), String> {
    match ImageFormat::detect(data) {
        Some(ImageFormat::Raster(format)) => RasterImage::plain(data.clone(), format)
            .map(|image| (f64::from(image.width()), f64::from(image.height())))
            .map_err(|problem| problem.to_string()),
        Some(ImageFormat::Vector(VectorFormat::Svg)) => {
            let world = World::empty();
            let world: &dyn typst::World = &world;
            SvgImage::with_fonts_images(data.clone(), world.track(), &[], None)
                .map(|image| (image.width(), image.height()))
                .map_err(|_| "it is not an SVG that can be read, or it links to files".to_owned())
        }
        Some(ImageFormat::Vector(VectorFormat::Pdf)) => Err("a PDF is not a picture".to_owned()),
        None => Err("its format is not PNG, JPEG, GIF, WebP or SVG".to_owned()),
    }
}

/// Frees what Typst remembers between two runs.
pub(crate) fn forget() {
    typst::comemo::evict(0);
}

fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn path(id: FileId) -> FileResult<&'static str> {
    match id.get().root() {
        VirtualRoot::Project => Ok(id.get().vpath().get_without_slash()),
        VirtualRoot::Package(_) => Err(FileError::AccessDenied),
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
