//! Some chapters of a book, rendered as a book of their own.

use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::book::{Book, BookItem, Chapter};
use mdbook_renderer::{RenderContext, Renderer};

use super::redirects::{self, Redirects};
use super::theme::Copy;
use super::{page, with_html};

/// What all batches of a book share.
pub(super) struct Batches {
    /// A folder that stands for the book's: mdBook copies all that lies among
    /// the sources, and here is nothing.
    root: PathBuf,
    html: HtmlConfig,
    config: Config,
    redirects: Redirects,
    titles: std::collections::HashMap<PathBuf, String>,
}

impl Batches {
    /// For the book of `context`, whose pages are those of `theme`.
    pub(super) fn new(
        context: &RenderContext,
        html: &HtmlConfig,
        theme: &Copy,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        let root = scratch.join("book");
        std::fs::create_dir_all(root.join(&context.config.book.src))?;
        for file in html.additional_css.iter().chain(&html.additional_js) {
            let place = root.join(file);
            std::fs::create_dir_all(place.parent().unwrap_or(&root))?;
            std::fs::copy(context.root.join(file), place)?;
        }
        let mut html = html.clone();
        html.theme = Some(theme.folder().to_owned());
        html.input_404 = Some(String::new());
        html.cname = None;
        let redirects = std::mem::take(&mut html.redirect);
        Ok(Self {
            root,
            config: with_html(&context.config, &html)?,
            html,
            redirects,
            titles: context.chapter_titles.clone(),
        })
    }

    /// Takes the titles of pages from `context`.
    pub(super) fn title(&mut self, context: &RenderContext) {
        self.titles.clone_from(&context.chapter_titles);
    }

    /// Renders those of `chapters`, which are all of the book, that are in
    /// `range`; others that lie in `folder` afterwards are not whole.
    pub(super) fn render(
        &self,
        chapters: &[&Chapter],
        range: Range<usize>,
        folder: &Path,
    ) -> anyhow::Result<()> {
        let around = range.start.saturating_sub(1)..(range.end + 1).min(chapters.len());
        let items = around
            .clone()
            .map(|at| alone(chapters[at], range.contains(&at)));
        let book = Book::new_with_items(items.map(BookItem::Chapter).collect());
        let own = &chapters[range];
        let pages: Vec<PathBuf> = own.iter().map(|it| page(it)).collect();
        let redirect = redirects::on(&self.redirects, pages.iter().map(PathBuf::as_path));
        let config = if redirect.is_empty() {
            self.config.clone()
        } else {
            let mut html = self.html.clone();
            html.redirect = redirect;
            with_html(&self.config, &html)?
        };
        let mut context = RenderContext::new(&self.root, book, config, folder);
        let paths = own.iter().filter_map(|it| it.path.as_ref());
        let titled = paths.filter_map(|it| Some((it.clone(), self.titles.get(it)?.clone())));
        context.chapter_titles.extend(titled);
        HtmlHandlebars::new().render(&context)
    }
}

/// The chapter without those below it; only one that is `whole` has its text.
fn alone(chapter: &Chapter, whole: bool) -> Chapter {
    Chapter {
        name: chapter.name.clone(),
        content: if whole {
            chapter.content.clone()
        } else {
            String::new()
        },
        number: chapter.number.clone(),
        sub_items: Vec::new(),
        path: chapter.path.clone(),
        source_path: chapter.source_path.clone(),
        parent_names: chapter.parent_names.clone(),
    }
}
