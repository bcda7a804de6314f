//! Searching the site: an index of its words, made of the finished pages, and
//! the script that reads it.
//!
//! Everything lies in the folder `search` of the site. `search.js` is asked for
//! when a reader first searches; it asks for `index.js` ([`index`]), which knows
//! the pages of each word, and then for the texts of those pages alone that it
//! shows: `N.js`, for the N-th of them. All are scripts, since a page that was
//! opened from the disk may not read files in any other way.

use std::path::PathBuf;

use anyhow::Context as _;
use mdbook_renderer::RenderContext;
use mdbook_renderer::book::BookItem;
use rayon::prelude::*;

mod index;
mod page;
mod stems;
mod words;

use crate::config;
use crate::files::{put, slashed};
use page::Page;
use stems::Stems;

/// The folder of the site that holds all of this.
const FOLDER: &str = "search";

/// The script of hornbook's own theme, for a book that has none of its own.
const SCRIPT: &str = include_str!("../../../theme/search.js");

/// Writes what searching the site of `context` takes, unless the book is
/// without it.
pub(crate) fn write(context: &RenderContext) -> anyhow::Result<()> {
    if config::hornbook(&context.config).search == Some(false) {
        return Ok(());
    }
    let folder = context.destination.join(FOLDER);
    let pages = read(context)?;
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let language = context.config.book.language.as_deref();
    let stems = Stems::of(language.unwrap_or("en"));
    put(&folder.join("search.js"), &script(context)?)?;
    put(&folder.join("index.js"), &index::script(&pages, &stems))?;
    pages.par_iter().enumerate().try_for_each(|(number, page)| {
        put(
            &folder.join(format!("{number}.js")),
            &page::script(number, page),
        )
    })
}

/// The pages of the book's chapters, in its order.
fn read(context: &RenderContext) -> anyhow::Result<Vec<Page>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for item in context.book.iter() {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.path
        {
            paths.push(path.with_extension("html"));
        }
    }
    paths
        .par_iter()
        .map(|path| {
            let file = context.destination.join(path);
            let html = std::fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            Ok(page::read(slashed(path), &html))
        })
        .collect()
}

/// The script of the book's theme, or hornbook's.
fn script(context: &RenderContext) -> anyhow::Result<String> {
    let html = context.config.html_config().unwrap_or_default();
    let file = html.theme_dir(&context.root).join("search.js");
    if !file.exists() {
        return Ok(SCRIPT.to_owned());
    }
    std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}
