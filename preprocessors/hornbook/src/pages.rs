//! The pages of a site, made by mdBook's renderer, some chapters at a time.
//!
//! mdBook's renderer copies what it knows of all chapters for each page, so that
//! a page costs the more, the more chapters there are. But a page shows only its
//! own chapter and names those before and behind it. So a long book is rendered
//! as many short ones ([`batch`]), each on a core of its own, and everything
//! that there is once is made of an empty book ([`rest`]). No byte differs from
//! what mdBook makes of the whole.
//!
//! This is not done for a book whose theme shows all chapters on each page, nor
//! where mdBook makes one thing of all of them: a page to be printed, or its own
//! index of words.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::book::Chapter;
use mdbook_renderer::{RenderContext, Renderer};
use rayon::prelude::*;

use crate::progress::Step;

mod batch;
mod redirects;
mod rest;
mod theme;
mod toc;

use batch::Batches;

/// How many chapters are rendered together.
pub(crate) const BATCH: usize = 32;

/// Renders the book of `context` into its destination, `size` chapters at a time.
pub(crate) fn render(context: &RenderContext, size: usize) -> anyhow::Result<()> {
    let chapters: Vec<&Chapter> = context.book.chapters().collect();
    if chapters.len() > size
        && let Some(site) = Site::new(context, &chapters)?
    {
        return site.render(&chapters, size);
    }
    HtmlHandlebars::new().render(context)
}

/// A finished site of which single pages can be made anew.
pub(crate) struct Press {
    batches: Batches,
    scratch: tempfile::TempDir,
}

impl Press {
    /// For the site of `context`, which lies in its destination; none, if its
    /// pages are made at once.
    pub(crate) fn new(context: &RenderContext) -> anyhow::Result<Option<Self>> {
        let chapters: Vec<&Chapter> = context.book.chapters().collect();
        let html = context.config.html_config().unwrap_or_default();
        if !is_divisible(&html) || pages(&chapters).is_none() {
            return Ok(None);
        }
        let scratch = tempfile::tempdir()?;
        let Some(theme) = theme::copy(&html, &context.root, &scratch.path().join("theme"))? else {
            return Ok(None);
        };
        let Some(script) = rest::name(&context.destination, &html)? else {
            return Ok(None);
        };
        if !theme.lead_to(&script)? {
            return Ok(None);
        }
        let batches = Batches::new(context, &html, &theme, scratch.path())?;
        Ok(Some(Self { batches, scratch }))
    }

    /// Makes the page of the chapter that is the `at`-th of `context`'s book, the
    /// only one whose text must be there; gives the pages' paths in the site, and
    /// the texts.
    pub(crate) fn page(
        &mut self,
        context: &RenderContext,
        at: usize,
    ) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
        let chapters: Vec<&Chapter> = context.book.chapters().collect();
        let folder = self.scratch.path().join("again");
        self.batches.title(context);
        self.batches.render(&chapters, at..at + 1, &folder)?;
        let front = Path::new("index.html");
        let mut names = vec![page(chapters[at])];
        if at == 0 && chapters.iter().all(|it| page(it) != front) {
            names.push(front.to_owned());
        }
        let read = |name: PathBuf| {
            let file = folder.join(&name);
            let text = std::fs::read(&file);
            let text = text.with_context(|| format!("cannot read {}", file.display()))?;
            Ok((name, text))
        };
        names.into_iter().map(read).collect()
    }
}

/// A site whose pages can be made in batches, and everything else is.
struct Site<'a> {
    context: &'a RenderContext,
    batches: Batches,
    /// Where the batches are rendered to; it goes when this goes.
    scratch: tempfile::TempDir,
}

impl<'a> Site<'a> {
    /// Makes all of the site but its pages; none, if they must be made at once.
    fn new(context: &'a RenderContext, chapters: &[&Chapter]) -> anyhow::Result<Option<Self>> {
        let html = context.config.html_config().unwrap_or_default();
        let Some(pages) = pages(chapters) else {
            return Ok(None);
        };
        if !is_divisible(&html) {
            return Ok(None);
        }
        let beside = context.destination.parent().unwrap_or(&context.root);
        std::fs::create_dir_all(beside)?;
        let scratch = tempfile::Builder::new()
            .prefix(".pages-")
            .tempdir_in(beside)
            .with_context(|| format!("cannot write to {}", beside.display()))?;
        let Some(theme) = theme::copy(&html, &context.root, &scratch.path().join("theme"))? else {
            return Ok(None);
        };
        let Some(script) = rest::make(context, &html, &theme, &pages, scratch.path())? else {
            return Ok(None);
        };
        if !theme.lead_to(&script)? {
            return Ok(None);
        }
        let batches = Batches::new(context, &html, &theme, scratch.path())?;
        Ok(Some(Self {
            context,
            batches,
            scratch,
        }))
    }

    /// Makes the pages of `chapters`, which are all of the book, and puts them
    /// into the site.
    fn render(&self, chapters: &[&Chapter], size: usize) -> anyhow::Result<()> {
        let starts: Vec<usize> = (0..chapters.len()).step_by(size).collect();
        let folder = |start: usize| self.scratch.path().join(start.to_string());
        let step = Step::new("rendering", chapters.len());
        starts.par_iter().try_for_each(|&start| {
            let end = (start + size).min(chapters.len());
            self.batches.render(chapters, start..end, &folder(start))?;
            step.advance(end - start, &chapters[end - 1].name);
            anyhow::Ok(())
        })?;
        // A page that has the name of another replaces it, as in one rendering.
        for &start in &starts {
            if start == 0 {
                self.put(&folder(start), Path::new("index.html"))?;
            }
            for chapter in chapters.iter().skip(start).take(size) {
                self.put(&folder(start), &page(chapter))?;
            }
        }
        Ok(())
    }

    /// Moves a page from `folder` into the site.
    fn put(&self, folder: &Path, page: &Path) -> anyhow::Result<()> {
        let place = self.context.destination.join(page);
        let from = folder.join(page);
        let why = || format!("cannot write {}", place.display());
        if !from.exists() {
            // It was put there before under another's name.
            return Ok(());
        }
        if let Some(parent) = place.parent() {
            std::fs::create_dir_all(parent).with_context(why)?;
        }
        std::fs::rename(from, &place).with_context(why)
    }
}

/// Whether mdBook makes nothing of all chapters together, and nothing that lies
/// elsewhere than in the book.
fn is_divisible(html: &HtmlConfig) -> bool {
    let searches = html.search.clone().unwrap_or_default().enable;
    let mut files = html.additional_css.iter().chain(&html.additional_js);
    !searches
        && !html.print.enable
        && files.all(|it| crate::files::lexical(it).as_ref() == Some(it))
}

/// The pages of `chapters`, if none has the name of another, or of something
/// else that mdBook makes.
fn pages(chapters: &[&Chapter]) -> Option<HashSet<PathBuf>> {
    let made = ["toc.html", "404.html", "print.html"];
    let mut pages: HashSet<PathBuf> = made.iter().map(PathBuf::from).collect();
    let mut all = chapters.iter().map(|it| page(it));
    if !all.all(|it| pages.insert(it)) {
        return None;
    }
    for name in made {
        pages.remove(Path::new(name));
    }
    Some(pages)
}

/// The page of a chapter, from the top of the site.
fn page(chapter: &Chapter) -> PathBuf {
    let path = chapter.path.as_deref().unwrap_or(Path::new(""));
    path.with_extension("html")
}

/// `config` with `html` as its settings for the site.
fn with_html(config: &Config, html: &HtmlConfig) -> anyhow::Result<Config> {
    let mut config = config.clone();
    config.set("output.html", html)?;
    Ok(config)
}

#[cfg(test)]
mod tests;
