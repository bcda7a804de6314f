//! `import`: a folder of documents becomes a book.
//!
//! The folder is a Sphinx project, what nbconvert has made of notebooks,
//! notebooks themselves, or a mixture. Chapters are copied byte for byte; what
//! is around them is written anew. What is changed, and what cannot be kept, is
//! named in a report.

use std::path::{Path, PathBuf};

mod assets;
mod chapter;
mod conf;
mod contents;
mod findings;
mod folder;
mod myst;
mod order;
mod pattern;
mod place;
mod python;
mod settings;
mod shelf;
mod summary;
mod theme;

use anyhow::Context as _;
use conf::Conf;
use contents::Sidebar;
use findings::{Findings, Kind};
use folder::{Folder, has_ending};
use place::Place;
use shelf::Shelf;

use crate::config::HornbookTable;
use crate::report::Report;

/// Folders that hold the documents of a project, below its own.
const INNER: &[&str] = &["doc", "docs", "Doc", "source", "doc/source", "docs/source"];

/// What lies in the folder of a whole project.
const PROJECT: &[&str] = &[".git", "pyproject.toml", "setup.py", "setup.cfg"];

/// Pages that mdBook writes into every site.
const TAKEN: &[&str] = &["404", "toc"];

/// The report's name in the book.
const REPORT: &str = "import-report.md";

/// What is to be imported, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The folder of the documents.
    dir: PathBuf,
    /// The folder of the new book; if none is named, one called after the
    /// first, with `-book` behind it, in the current folder.
    #[arg(long)]
    to: Option<PathBuf>,
    /// The folder that documents may include files of; if none is named, the
    /// nearest around the documents that holds a whole project.
    #[arg(long)]
    root: Option<PathBuf>,
    /// Replace the book that is there.
    #[arg(long)]
    force: bool,
}

impl Import {
    /// The folder that holds the documents: the one named, or one in it that
    /// holds a `conf.py`.
    pub(crate) fn documents(&self) -> PathBuf {
        let holds = |it: &PathBuf| it.join(conf::CONF).is_file();
        let own = std::iter::once(self.dir.clone());
        let inner = INNER.iter().map(|it| self.dir.join(it));
        let mut all = own.chain(inner);
        all.find(holds).unwrap_or_else(|| self.dir.clone())
    }

    /// The folder that `documents` may include files of.
    fn limit(&self, documents: &Path) -> PathBuf {
        let is_whole = |it: &Path| PROJECT.iter().any(|name| it.join(name).exists());
        let around = || {
            let full = documents.canonicalize().ok()?;
            let mut around = full.ancestors();
            around.find(|it| is_whole(it)).map(Path::to_owned)
        };
        let named = self.root.clone().or_else(around);
        named.unwrap_or_else(|| documents.to_owned())
    }
}

/// Makes a book of the folder, and says what it made.
pub(crate) fn import(call: &Import, report: &mut Report) -> anyhow::Result<String> {
    let mut findings = Findings::default();
    let documents = call.documents();
    let folder = Folder::open(&documents, &call.limit(&documents), &mut findings)?;
    let target = match &call.to {
        Some(target) => target.clone(),
        None => beside(&call.dir)?,
    };
    let place = Place::prepare(folder.root(), &target, call.force)?;
    let conf = Conf::read(&folder, &mut findings)?;
    let table = conf.as_ref().map(|it| it.table(&folder));
    let mut table = table.unwrap_or_default();
    let language = conf.as_ref().and_then(Conf::language);
    let options = conf::options(&table, language);
    let mut shelf = Shelf::fill(&folder, conf.as_ref(), options, &mut findings)?;
    let root = conf.as_ref().and_then(Conf::root_doc);
    let sidebar = contents::sidebar(
        &mut shelf,
        root.as_deref(),
        conf.is_some(),
        &folder.read_so_far(),
        &mut findings,
    )?;
    anyhow::ensure!(
        !shelf.documents.is_empty(),
        "there are no documents in {}",
        call.dir.display()
    );
    note_notebooks(&shelf, &mut findings);
    note_taken(&shelf, &mut findings);
    assets::copy_chapters(&folder, &shelf, &place)?;
    let files = assets::copy(&folder, &shelf, conf.as_ref(), &place, &mut findings)?;
    write_theme(&folder, conf.as_ref(), &place, &mut findings)?;
    place.write(
        "src/SUMMARY.md",
        summary::write(&sidebar, &shelf).as_bytes(),
    )?;
    if sidebar.index {
        let path = format!("src/{}.rst", contents::INDEX);
        place.write(&path, summary::index().as_bytes())?;
    }
    table.doctitle_xform = conf.is_none() && is_of_docutils(&shelf);
    let title = title(&sidebar, &shelf, &table, folder.root());
    table.read_beside = !folder.read_outside().is_empty();
    let book = settings(&title, &sidebar, &shelf, conf.as_ref(), table)?;
    place.write("book.toml", book.as_bytes())?;
    let head = format!("{} chapters, {files} other files\n", shelf.documents.len());
    let text = format!(
        "# What the import of {} changed\n\n- {head}{}",
        findings::escape(&title),
        findings.markdown()
    );
    place.write(REPORT, text.as_bytes())?;
    place.finish()?;
    findings.tell(report);
    let shown = target.display();
    Ok(format!(
        "made {shown}: {head}{}See {shown}/{REPORT}\n",
        findings.summary()
    ))
}

/// Whether the documents are written for docutils alone: no table of contents
/// joins them, as Sphinx would want it.
fn is_of_docutils(shelf: &Shelf<'_>) -> bool {
    let mut documents = shelf.documents.values();
    documents.all(|it| has_ending(&it.path, "rst") && it.contents.tables.is_empty())
}

/// The folder called after `dir`, in the current one.
fn beside(dir: &Path) -> anyhow::Result<PathBuf> {
    let full = dir
        .canonicalize()
        .with_context(|| format!("cannot read {}", dir.display()))?;
    let name = full.file_name().unwrap_or_default().to_string_lossy();
    Ok(PathBuf::from(format!("{name}-book")))
}

/// Notes the chapters of a project of other texts that a notebook gives.
fn note_notebooks(shelf: &Shelf<'_>, findings: &mut Findings) {
    let documents = || shelf.documents.values();
    let is_notebook = |it: &&shelf::Document| has_ending(&it.target, "ipynb");
    if documents().all(|it| is_notebook(&it)) {
        return;
    }
    for document in documents().filter(is_notebook) {
        findings.note(Kind::FromNotebook, format!("`{}`", document.path));
    }
}

/// The book's title: that of the project, of the document that lists the
/// others, or the folder's name.
fn title(sidebar: &Sidebar, shelf: &Shelf<'_>, table: &HornbookTable, root: &Path) -> String {
    let first = sidebar.root.as_ref().and_then(|it| shelf.documents.get(it));
    let own = first.and_then(|it| it.contents.title.clone());
    let name = || {
        root.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let title = table.project.clone().or(own).unwrap_or_else(name);
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Notes the chapters whose pages would be called as some of mdBook's own.
fn note_taken(shelf: &Shelf<'_>, findings: &mut Findings) {
    for document in TAKEN.iter().filter_map(|it| shelf.documents.get(*it)) {
        let (path, name) = (&document.path, &document.name);
        let message = format!("`{path}`: `{name}.html` is a page of mdBook's own; rename it");
        findings.note(Kind::Clash, message);
    }
}

fn settings(
    title: &str,
    sidebar: &Sidebar,
    shelf: &Shelf<'_>,
    conf: Option<&Conf>,
    table: HornbookTable,
) -> anyhow::Result<String> {
    let language = conf.and_then(Conf::language);
    let authors: Vec<_> = conf.and_then(|it| it.text("author")).into_iter().collect();
    settings::write(settings::Book {
        title,
        authors: &authors,
        language: language.as_deref().unwrap_or("en"),
        numbered: sidebar.numbered,
        // Sphinx keeps the name of a README, and knows no commands in braces.
        defaults: conf.is_none() && !has_two_firsts(shelf),
        table,
    })
}

/// Whether a folder has both an `index` and a `README`, of which mdBook would
/// make an `index` too.
fn has_two_firsts(shelf: &Shelf<'_>) -> bool {
    let is_readme = |it: &str| it.eq_ignore_ascii_case("readme");
    shelf.documents.keys().any(|name| {
        let (above, last) = name
            .rsplit_once('/')
            .map_or(("", name.as_str()), |it| (it.0, it.1));
        let index = if above.is_empty() {
            "index".to_owned()
        } else {
            format!("{above}/index")
        };
        is_readme(last) && shelf.documents.contains_key(&index)
    })
}

/// Writes the theme, with the project's own icon if it is a drawing.
fn write_theme(
    folder: &Folder,
    conf: Option<&Conf>,
    place: &Place,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    for (name, bytes) in theme::FILES {
        place.write(&format!("theme/{name}"), bytes)?;
    }
    let icon = conf.and_then(|it| it.text("html_favicon"));
    match icon {
        Some(icon) if has_ending(&icon, "svg") && folder.has(&icon) => {
            place.write("theme/favicon.svg", &folder.bytes(&icon)?)
        }
        Some(icon) => {
            findings.note(
                Kind::Setting,
                format!("`html_favicon`: `{icon}` is no SVG in the folder"),
            );
            Ok(())
        }
        None => Ok(()),
    }
}
