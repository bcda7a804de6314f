//! All that Typst can see: the template, the book's data, its pictures, the
//! fonts. There is no file system behind it, no package registry, no clock and
//! no font of the machine's.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, LazyLock};

use typst::comemo::Track;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ImageFormat, RasterImage, SvgImage, VectorFormat};
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

use crate::check::Picture;
use crate::fonts::Fonts;
use crate::{Error, Watch};

/// The file that Typst starts with.
pub(crate) const MAIN: &str = "template.typ";

/// The template's files; the first is where Typst starts.
pub(crate) const TEMPLATE: [(&str, &str); 10] = [
    (MAIN, include_str!("template.typ")),
    ("template/look.typ", include_str!("template/look.typ")),
    ("template/nodes.typ", include_str!("template/nodes.typ")),
    ("template/pages.typ", include_str!("template/pages.typ")),
    ("template/inline.typ", include_str!("template/inline.typ")),
    ("template/block.typ", include_str!("template/block.typ")),
    ("template/code.typ", include_str!("template/code.typ")),
    ("template/table.typ", include_str!("template/table.typ")),
    ("template/math.typ", include_str!("template/math.typ")),
    ("template/lists.typ", include_str!("template/lists.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What one run of Typst works on.
#[derive(Clone)]
pub(crate) struct World<'a> {
    main: FileId,
    sources: Arc<BTreeMap<String, Source>>,
    files: Arc<BTreeMap<String, Bytes>>,
    /// Files that no other run sees.
    own: BTreeMap<&'static str, Bytes>,
    fonts: &'a Fonts,
    watch: Option<&'a dyn Watch>,
}

/// Why the run was stopped, on its way out of Typst.
pub(crate) struct Stopped(pub(crate) String);

impl<'a> World<'a> {
    /// The template, in which the files of `own` stand before ours, with
    /// `data` and `pictures`.
    pub(crate) fn new(
        data: impl IntoIterator<Item = (&'static str, Vec<u8>)>,
        pictures: &BTreeMap<String, Picture>,
        own: &[(String, String)],
        fonts: &'a Fonts,
        watch: &'a dyn Watch,
    ) -> Self {
        let pictures = pictures
            .values()
            .map(|picture| (picture.file.clone(), picture.data.clone()));
        let data = data
            .into_iter()
            .map(|(path, bytes)| (path.to_owned(), Bytes::new(bytes)));
        let ours = TEMPLATE.iter().map(|&(path, text)| (path, text));
        let own = own.iter().map(|(path, text)| (&**path, &**text));
        let sources = ours
            .chain(own)
            .filter_map(|(path, text)| Some((path.to_owned(), source(path, text)?)));
        Self {
            sources: Arc::new(sources.collect()),
            files: Arc::new(pictures.chain(data).collect()),
            watch: Some(watch),
            ..Self::empty(fonts)
        }
    }

    /// Fonts and nothing else.
    fn empty(fonts: &'a Fonts) -> Self {
        let main = file(MAIN);
        Self {
            main: main.unwrap_or_else(|| Source::detached("").id()),
            sources: Arc::default(),
            files: Arc::default(),
            own: BTreeMap::new(),
            fonts,
            watch: None,
        }
    }

    /// The same with more files.
    pub(crate) fn with(&self, files: impl IntoIterator<Item = (&'static str, Bytes)>) -> Self {
        Self {
            own: files.into_iter().collect(),
            ..self.clone()
        }
    }

    /// Sets the pages in one, which may take Typst several runs.
    pub(crate) fn pages(&self) -> Result<PagedDocument, Error> {
        let run = catch_unwind(AssertUnwindSafe(|| typst::compile(self).output));
        match run {
            Ok(output) => output.map_err(|found| Error::Layout(in_words(&found))),
            Err(panic) => match panic.downcast::<Stopped>() {
                Ok(stopped) => Err(Error::Stopped(stopped.0)),
                Err(panic) => resume_unwind(panic),
            },
        }
    }

    /// Leaves Typst, which cannot be asked to stop, if there is a reason to.
    fn look_up(&self) {
        if let Some(Err(why)) = self.watch.map(Watch::goes_on) {
            resume_unwind(Box::new(Stopped(why)));
        }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.look_up();
        self.fonts.book()
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
        let path = path(id)?;
        self.own
            .get(path)
            .or_else(|| self.files.get(path))
            .cloned()
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.look_up();
        self.fonts.get(index)
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

/// The width and height, in CSS pixels, of a picture that Typst can draw; for
/// any other, what is wrong with it.
pub(crate) fn measure(data: &Bytes, fonts: &Fonts) -> Result<(f64, f64), String> {
    match ImageFormat::detect(data) {
        Some(ImageFormat::Raster(format)) => RasterImage::plain(data.clone(), format)
            .map(|image| (f64::from(image.width()), f64::from(image.height())))
            .map_err(|problem| problem.to_string()),
        Some(ImageFormat::Vector(VectorFormat::Svg)) => {
            let world = World::empty(fonts);
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

fn source(path: &str, text: &str) -> Option<Source> {
    Some(Source::new(file(path)?, text.to_owned()))
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
