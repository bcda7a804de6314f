//! The same text as a site, made by each tool as it comes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::text::{self, Markup};
use crate::check::stock;
use crate::repository::Repository;
use crate::{command, files, python};

/// Sphinx, and the theme that fares best of those that are much used.
const SPHINX: [&str; 2] = ["sphinx==9.0.4", "furo==2025.12.19"];

/// What the book is called.
const TITLE: &str = "A book for all";

/// A built site.
pub(super) struct Built {
    /// What made it.
    pub(super) tool: &'static str,
    /// Its folder.
    pub(super) site: PathBuf,
    /// Its themes, as `browser measure` wants them.
    pub(super) themes: &'static str,
    /// The beginnings of the names of what its search loads when it is first used.
    pub(super) index: &'static [&'static str],
}

/// Builds all of them from a text of so many chapters, below `folder`.
pub(super) fn all(
    repository: &Repository,
    folder: &Path,
    count: usize,
) -> anyhow::Result<Vec<Built>> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(vec![
        hornbook(repository, &folder.join("hornbook"), count)?,
        mdbook(&folder.join("mdbook"), count)?,
        furo(repository, &folder.join("furo"), count)?,
    ])
}

fn write(folder: &Path, count: usize, markup: Markup) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let ending = if markup == Markup::Rest { "rst" } else { "md" };
    for at in 1..=count {
        let path = folder.join(format!("{}.{ending}", text::name(at)));
        std::fs::write(path, text::chapter(at, count, markup))?;
    }
    Ok(())
}

fn summary(count: usize, ending: &str) -> String {
    let mut summary = "# Summary\n\n".to_owned();
    for at in 1..=count {
        let _ = writeln!(
            summary,
            "- [{}]({}.{ending})",
            text::title(at),
            text::name(at)
        );
    }
    summary
}

/// Ours, with the settings that `hornbook import` gives a book.
fn hornbook(repository: &Repository, folder: &Path, count: usize) -> anyhow::Result<Built> {
    let source = folder.join("source");
    write(&source, count, Markup::Rest)?;
    let mut index = format!("{TITLE}\n{}\n\n.. toctree::\n\n", "=".repeat(TITLE.len()));
    for at in 1..=count {
        let _ = writeln!(index, "   {}", text::name(at));
    }
    std::fs::write(source.join("index.rst"), index)?;
    let book = folder.join("book");
    let hornbook = repository.hornbook()?;
    let mut import = Command::new(&hornbook);
    import.arg("import").arg(&source).arg("--to").arg(&book);
    command::run(&mut import)?;
    let config = book.join("book.toml");
    let text = std::fs::read_to_string(&config)?;
    let described = text.replacen(
        "[book]\n",
        "[book]\ndescription = \"A text for all tools.\"\n",
        1,
    );
    std::fs::write(&config, described)?;
    let mut build = Command::new(&hornbook);
    command::run(build.arg("build").arg(&book))?;
    let html = book.join("book/html");
    Ok(Built {
        tool: "hornbook",
        site: if html.is_dir() {
            html
        } else {
            book.join("book")
        },
        themes: "class:light,rust,coal,navy,ayu",
        // The text of a page that is found is loaded when it is shown.
        index: &["search/index", "search/search"],
    })
}

/// mdBook as `mdbook init` leaves it.
fn mdbook(folder: &Path, count: usize) -> anyhow::Result<Built> {
    write(&folder.join("src"), count, Markup::Markdown)?;
    std::fs::write(folder.join("src/SUMMARY.md"), summary(count, "md"))?;
    let config = format!("[book]\ntitle = \"{TITLE}\"\nlanguage = \"en\"\nsrc = \"src\"\n");
    std::fs::write(folder.join("book.toml"), config)?;
    let mut build = Command::new(stock::installed()?);
    command::run(build.arg("build").arg(folder))?;
    Ok(Built {
        tool: "mdBook 0.5.4",
        site: folder.join("book"),
        themes: "class:light,rust,coal,navy,ayu",
        index: &["searchindex", "searcher", "elasticlunr", "mark-"],
    })
}

/// Sphinx with Furo, with no settings but the theme.
fn furo(repository: &Repository, folder: &Path, count: usize) -> anyhow::Result<Built> {
    let python = python::with(&repository.target.join("peers-python"), &SPHINX)?;
    let source = folder.join("source");
    write(&source, count, Markup::Rest)?;
    let mut index = format!("{TITLE}\n{}\n\n.. toctree::\n\n", "=".repeat(TITLE.len()));
    for at in 1..=count {
        let _ = writeln!(index, "   {}", text::name(at));
    }
    std::fs::write(source.join("index.rst"), index)?;
    let config = format!("project = \"{TITLE}\"\nhtml_theme = \"furo\"\nlanguage = \"en\"\n");
    std::fs::write(source.join("conf.py"), config)?;
    let site = folder.join("site");
    let mut build = Command::new(python);
    build
        .args(["-m", "sphinx", "-q", "-b", "html"])
        .arg(&source)
        .arg(&site);
    command::run(build.stdout(Stdio::null()))?;
    // What is there for Sphinx alone.
    let _ = std::fs::remove_dir_all(site.join(".doctrees"));
    Ok(Built {
        tool: "Sphinx 9.0.4, Furo",
        site,
        themes: "data-theme:light,dark",
        index: &[
            "searchindex",
            "_static/searchtools",
            "_static/language_data",
        ],
    })
}

/// What the search of a site loads when it is first used.
pub(super) fn index(built: &Built) -> anyhow::Result<Vec<PathBuf>> {
    let all = files::below(&built.site)?;
    let wanted = |name: &&String| built.index.iter().any(|it| name.starts_with(it));
    Ok(all
        .iter()
        .filter(wanted)
        .map(|it| built.site.join(it))
        .collect())
}
