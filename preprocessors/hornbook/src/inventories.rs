//! What other projects let this book refer to: their `objects.inv`, beside it.
//! And this book's own, for them.

use std::path::Path;

use anyhow::Context as _;
use doctree::Severity;
use doctree::book::{Book, Inventory, Settings};
use mdbook_driver::config::Config;
use mdbook_renderer::RenderContext;

use crate::config;
use crate::files::{BookFiles, slashed};
use crate::report::Report;

/// How the references between the chapters of a book are to be resolved.
/// An inventory that cannot be read is reported and left out.
pub(crate) fn settings(config: &Config, files: &BookFiles, report: &mut Report) -> Settings {
    let table = config::hornbook(config);
    let mut projects = Vec::new();
    for (name, project) in table.inventories {
        let Some(file) = project.file else {
            continue;
        };
        let read = files
            .read_beside(&file)
            .map_err(|error| error.to_string())
            .and_then(|bytes| Inventory::read(&bytes).map_err(|error| error.to_string()));
        match read {
            Ok(inventory) => {
                let url = project.url.trim_end_matches('/').to_owned() + "/";
                projects.push((name, url, inventory));
            }
            Err(why) => {
                let message = format!("the inventory {} of `{name}`: {why}", file.display());
                report.general(Severity::Warning, message);
            }
        }
    }
    Settings {
        numfig: table.numfig,
        projects,
        nitpick_ignore: table.nitpick_ignore.into_iter().collect(),
    }
}

/// The file's name, which Sphinx gives it too.
const FILE: &str = "objects.inv";

/// Writes what others can refer to in `book` into the site of `context`.
pub(crate) fn write(book: &Book, context: &RenderContext) -> anyhow::Result<()> {
    let table = config::hornbook(&context.config);
    let mut inventory = book.inventory(|path| page(path, &context.config));
    let title = context.config.book.title.clone();
    inventory.project = table.project.or(title).unwrap_or_default();
    inventory.version = table.version.unwrap_or_default();
    let path = context.destination.join(FILE);
    std::fs::write(&path, inventory.write())
        .with_context(|| format!("cannot write {}", path.display()))
}

/// The page of the chapter at `path`, from the top of the site.
fn page(path: &str, config: &Config) -> String {
    let page = Path::new(path).with_extension("html");
    let is_readme = page
        .file_stem()
        .is_some_and(|it| it.eq_ignore_ascii_case("readme"));
    if is_readme && crate::preprocess::renames(config) {
        slashed(&page.with_file_name("index.html"))
    } else {
        slashed(&page)
    }
}
