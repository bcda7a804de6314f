//! Everything of a site that there is once, rendered of a book without chapters.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use mdbook_driver::config::HtmlConfig;
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::book::{Book, BookItem, Chapter};
use mdbook_renderer::{RenderContext, Renderer};

use super::theme::Copy;
use super::{redirects, toc, with_html};
use crate::files::put;

/// The script with the table of contents, without the mark of its version.
const SCRIPT: &str = "toc.js";

/// The page with the table of contents.
const PAGE: &str = "toc.html";

/// The template of the script, once the script is known: the name of the only
/// chapter, which is none.
const TEMPLATE: &str = "{{{chapters.[0].name}}}";

/// Renders all of the site of `context` but `pages`. The answer is the name of
/// the script with the table of contents; none, if the book must be rendered at
/// once.
pub(super) fn make(
    context: &RenderContext,
    html: &HtmlConfig,
    theme: &Copy,
    pages: &HashSet<PathBuf>,
    scratch: &Path,
) -> anyhow::Result<Option<String>> {
    let Some(script) = script(context, html, theme, scratch)? else {
        return Ok(None);
    };
    put(&theme.folder().join("toc.js.hbs"), TEMPLATE)?;
    let mut own = html.clone();
    own.theme = Some(theme.folder().to_owned());
    own.redirect = redirects::beside(&html.redirect, pages);
    let book = empty(&script);
    let contents = toc::list(&book, html, true).zip(toc::list(&context.book, html, true));
    let mut copy = RenderContext::new(
        &context.root,
        book,
        with_html(&context.config, &own)?,
        &context.destination,
    );
    copy.chapter_titles.clone_from(&context.chapter_titles);
    HtmlHandlebars::new().render(&copy)?;
    let Some((short, long)) = contents else {
        return Ok(None);
    };
    let page = context.destination.join(PAGE);
    put(&page, &read(&page)?.replace(&short, &long))?;
    name(&context.destination, html)
}

/// The text of the script with the table of contents.
fn script(
    context: &RenderContext,
    html: &HtmlConfig,
    theme: &Copy,
    scratch: &Path,
) -> anyhow::Result<Option<String>> {
    let mut own = html.clone();
    own.theme = Some(theme.folder().to_owned());
    own.hash_files = false;
    own.input_404 = Some(String::new());
    own.redirect.clear();
    own.additional_css.clear();
    own.additional_js.clear();
    let root = scratch.join("empty");
    std::fs::create_dir_all(root.join(&context.config.book.src))?;
    let book = empty("\u{e000}");
    let (Some(short), Some(long)) = (
        toc::list(&book, html, false),
        toc::list(&context.book, html, false),
    ) else {
        return Ok(None);
    };
    let config = with_html(&context.config, &own)?;
    let folder = scratch.join("script");
    HtmlHandlebars::new().render(&RenderContext::new(root, book, config, &folder))?;
    Ok(Some(read(&folder.join(SCRIPT))?.replace(&short, &long)))
}

/// A book of one chapter without a page, called `name`.
fn empty(name: &str) -> Book {
    let chapter = Chapter::new_draft(name, Vec::new());
    Book::new_with_items(vec![BookItem::Chapter(chapter)])
}

/// What the script is called in `site`, if there is no doubt.
pub(super) fn name(site: &Path, html: &HtmlConfig) -> anyhow::Result<Option<String>> {
    if !html.hash_files {
        return Ok(Some(SCRIPT.to_owned()));
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(site)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let mark = name
            .strip_prefix("toc-")
            .and_then(|it| it.strip_suffix(".js"));
        if mark.is_some_and(|it| it.len() == 8 && it.bytes().all(|it| it.is_ascii_hexdigit())) {
            found.push(name);
        }
    }
    Ok((found.len() == 1).then(|| found.remove(0)))
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
