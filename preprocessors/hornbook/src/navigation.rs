//! Navigation in the text of each page, so that it is there without scripts:
//! where the page stands, what is on it, and what else the book has.
//!
//! mdBook gives its templates no list that can be walked, so that the chapters
//! bring it along: above the text the way to it, below the text the contents of
//! the page and of the book. `theme/hornbook.css` puts them beside the text.

mod contents;
mod outline;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mdbook_driver::book::{Book, BookItem, Chapter};
use mdbook_driver::config::{BookConfig, HtmlConfig};
use mdbook_markdown::MarkdownOptions;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::files::{lexical, slashed};
use crate::fragments::escape;
use crate::markdown::plain;

/// What cannot stand in an address (RFC 3986), or would end it.
const ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The chapters of a book as its pages list them.
pub(crate) struct Navigation {
    title: String,
    /// Whether the numbers of chapters are shown.
    numbered: bool,
    /// How mdBook reads the chapters.
    markdown: MarkdownOptions,
    groups: Vec<Group>,
    /// All chapters, in reading order.
    entries: Vec<Entry>,
    /// Where a chapter stands among them, by its source.
    places: HashMap<PathBuf, usize>,
}

/// The chapters of a part, or those between two parts.
struct Group {
    title: Option<String>,
    entries: Vec<usize>,
}

/// A chapter, or the draft of one.
struct Entry {
    name: String,
    number: Option<String>,
    /// From the top of the site; a draft has none.
    page: Option<String>,
    group: usize,
    parent: Option<usize>,
    below: Vec<usize>,
}

impl Navigation {
    /// The navigation of `book`, in which mdBook makes `index.md` of `README.md`,
    /// or not.
    pub(crate) fn of(book: &Book, about: &BookConfig, html: &HtmlConfig, renames: bool) -> Self {
        let mut markdown = MarkdownOptions::default();
        markdown.smart_punctuation = html.smart_punctuation;
        markdown.definition_lists = html.definition_lists;
        markdown.admonitions = html.admonitions;
        let mut navigation = Self {
            title: about.title.clone().unwrap_or_default(),
            numbered: !html.no_section_label,
            markdown,
            groups: Vec::new(),
            entries: Vec::new(),
            places: HashMap::new(),
        };
        for item in &book.items {
            match item {
                BookItem::Chapter(chapter) => {
                    let group = navigation.group_of(chapter);
                    let at = navigation.add(chapter, group, None, renames);
                    navigation.groups[group].entries.push(at);
                }
                BookItem::PartTitle(title) => navigation.start(Some(title.clone())),
                BookItem::Separator => navigation.start(None),
            }
        }
        navigation
            .groups
            .retain(|it| !it.entries.is_empty() || it.title.is_some());
        navigation
    }

    fn start(&mut self, title: Option<String>) {
        let entries = Vec::new();
        self.groups.push(Group { title, entries });
    }

    /// The group of a chapter at the top: those without a number stand before
    /// the first part and behind the last.
    fn group_of(&mut self, chapter: &Chapter) -> usize {
        let before = self.groups.last().map(|it| it.entries.last());
        let other_kind =
            |it: &usize| self.entries[*it].number.is_some() != chapter.number.is_some();
        if before.is_none_or(|it| it.is_some_and(other_kind)) {
            self.start(None);
        }
        self.groups.len() - 1
    }

    fn add(
        &mut self,
        chapter: &Chapter,
        group: usize,
        parent: Option<usize>,
        renames: bool,
    ) -> usize {
        let at = self.entries.len();
        self.entries.push(Entry {
            name: chapter.name.clone(),
            number: chapter.number.as_ref().map(ToString::to_string),
            page: chapter.path.as_deref().map(|it| page(it, renames)),
            group,
            parent,
            below: Vec::new(),
        });
        if let Some(source) = chapter.source_path.as_deref().and_then(lexical) {
            self.places.entry(source).or_insert(at);
        }
        for item in &chapter.sub_items {
            if let BookItem::Chapter(below) = item {
                let below = self.add(below, group, Some(at), renames);
                self.entries[at].below.push(below);
            }
        }
        at
    }

    /// The Markdown of the chapter whose source is `path`, with its navigation
    /// around it.
    pub(crate) fn around(&self, path: &Path, text: &str) -> String {
        let Some(&at) = self.places.get(path) else {
            return text.to_owned();
        };
        let view = View::new(self, at);
        let outline = outline::read(text, &self.markdown);
        let mut out = view.breadcrumbs();
        out.push_str("\n\n");
        out.push_str(text);
        if let Some(fence) = outline.open_fence {
            out.push('\n');
            out.push_str(&fence);
        }
        out.push_str("\n\n<div id=\"book-navigation\" class=\"navigation\">\n");
        out.push_str(&outline::html(&outline.headings));
        out.push_str(&contents::html(&view));
        out.push_str("</div>\n");
        out
    }
}

/// The book, seen from one of its pages.
struct View<'a> {
    book: &'a Navigation,
    /// The chapter of the page.
    at: usize,
    /// The chapters above it, from the top, and itself.
    branch: Vec<usize>,
    /// The way to the top of the site.
    up: String,
}

impl<'a> View<'a> {
    fn new(book: &'a Navigation, at: usize) -> Self {
        let above = |it: &usize| book.entries[*it].parent;
        let mut branch: Vec<_> = std::iter::successors(Some(at), above).collect();
        branch.reverse();
        let page = book.entries[at].page.as_deref().unwrap_or_default();
        let up = "../".repeat(page.matches('/').count());
        Self {
            book,
            at,
            branch,
            up,
        }
    }

    /// The way from the book to its page; nothing for the page that is the
    /// book's own.
    fn breadcrumbs(&self) -> String {
        let part = &self.book.groups[self.book.entries[self.at].group].title;
        let name = &self.book.entries[self.at].name;
        if part.is_none() && self.branch.len() == 1 && *name == self.book.title {
            return String::new();
        }
        let mut out = format!(
            "<nav class=\"breadcrumbs\" aria-label=\"Breadcrumbs\">\n<ol>\n\
             <li><a href=\"{}index.html\">{}</a></li>\n",
            self.up,
            plain(&self.book.title)
        );
        if let Some(part) = part {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "<li>{}</li>", plain(part));
        }
        for &above in &self.branch[..self.branch.len() - 1] {
            let _ = writeln!(out, "<li>{}</li>", self.link(above, false));
        }
        let name = plain(name);
        let _ = write!(
            out,
            "<li><span aria-current=\"page\">{name}</span></li>\n</ol>\n</nav>"
        );
        out
    }

    /// The chapter's name, with its number or without, as a link to its page if
    /// it has one.
    fn link(&self, to: usize, numbered: bool) -> String {
        let entry = &self.book.entries[to];
        let number = entry.number.as_ref().filter(|_| numbered);
        let number = number.map_or(String::new(), |it| format!("<span>{it}</span> "));
        let name = plain(&entry.name);
        match &entry.page {
            Some(page) => {
                let current = if to == self.at {
                    " aria-current=\"page\""
                } else {
                    ""
                };
                let (up, page) = (&self.up, address(page));
                format!("<a href=\"{up}{page}\"{current}>{number}{name}</a>")
            }
            None => format!("<span class=\"draft\">{number}{name}</span>"),
        }
    }
}

/// The page that mdBook makes of the chapter at `path`.
fn page(path: &Path, renames: bool) -> String {
    let is_readme = path
        .file_stem()
        .is_some_and(|it| it.eq_ignore_ascii_case("readme"));
    let page = if renames && is_readme {
        path.with_file_name("index.html")
    } else {
        path.with_extension("html")
    };
    slashed(&page)
}

/// A path or an id, as it is written in a link.
fn address(text: &str) -> String {
    escape(&utf8_percent_encode(text, ADDRESS).to_string())
}

#[cfg(test)]
mod tests;
