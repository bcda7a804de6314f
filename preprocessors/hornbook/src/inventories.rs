//! What other projects let this book refer to: their `objects.inv`, beside it.

use doctree::Severity;
use doctree::book::{Inventory, Settings};
use mdbook_driver::config::Config;

use crate::config;
use crate::files::BookFiles;
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
    }
}
