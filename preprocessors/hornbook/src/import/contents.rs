//! Which chapters there are, in which order, below which others: from the
//! `toctree`s, or else from the folders.

use std::collections::BTreeSet;

mod by_folder;

use by_folder::by_folder;

use super::chapter::Table;
use super::findings::{Findings, Kind};
use super::folder::beside;
use super::order::natural;
use super::pattern::Pattern;
use super::shelf::{Found, Shelf};

/// Chapters below chapters deeper than this stand beside them.
const DEEPEST: usize = 30;

/// The names of documents that may list the others, if nobody says which does.
const ROOTS: &[&str] = &[
    "index",
    "contents",
    "README",
    "readme",
    "toc",
    "table_of_contents",
];

/// The document that is the index.
pub(super) const INDEX: &str = "genindex";

/// Pages that Sphinx makes itself.
const MADE: &[&str] = &["genindex", "modindex", "py-modindex", "search"];

/// The part for documents that are listed nowhere.
const UNLISTED: &str = "Not in any table of contents";

/// A chapter in the sidebar.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// In place of its own title.
    pub(super) title: Option<String>,
    /// The document's name; none for a folder without a chapter of its own.
    pub(super) document: Option<String>,
    pub(super) below: Vec<Entry>,
}

/// Chapters under a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) title: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// The sidebar.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sidebar {
    /// The document that lists the others, before them.
    pub(super) root: Option<String>,
    pub(super) parts: Vec<Part>,
    /// Whether a table of contents of the root asks for numbers.
    pub(super) numbered: bool,
    /// Whether an index stands behind the chapters.
    pub(super) index: bool,
}

/// Makes the sidebar of the documents on the shelf. `root` is the document
/// that lists the others, if `conf.py` names it.
pub(super) fn sidebar(
    shelf: &mut Shelf<'_>,
    root: Option<&str>,
    is_project: bool,
    included: &BTreeSet<String>,
    findings: &mut Findings,
) -> anyhow::Result<Sidebar> {
    let listing = root.map_or_else(|| ROOTS.to_vec(), |it| vec![it]);
    let lists = |name: &&&str| {
        let document = shelf.documents.get(**name);
        document.is_some_and(|it| is_project || !it.contents.tables.is_empty())
    };
    let root = listing.iter().find(lists).map(|it| (*it).to_owned());
    let is_indexed = || shelf.documents.values().any(|it| it.contents.is_indexed);
    let index = is_project && !shelf.documents.contains_key(INDEX) && is_indexed();
    let mut walk = Walk {
        shelf,
        findings,
        seen: BTreeSet::new(),
        index,
        made: BTreeSet::new(),
    };
    let mut sidebar = Sidebar {
        index,
        ..Sidebar::default()
    };
    if let Some(root) = root {
        sidebar.numbered = walk.is_numbered(&root);
        walk.seen.insert(root.clone());
        sidebar.parts = walk.parts(&root)?;
        sidebar.root = Some(root);
        let unlisted = walk.unlisted(included);
        if !unlisted.is_empty() {
            sidebar.parts.push(Part {
                title: Some(UNLISTED.to_owned()),
                entries: unlisted,
            });
        }
    } else {
        let names = walk.without(included);
        sidebar.parts.push(Part {
            title: None,
            entries: by_folder(&names),
        });
    }
    Ok(sidebar)
}

/// What goes from document to document.
struct Walk<'w, 'f> {
    shelf: &'w mut Shelf<'f>,
    findings: &'w mut Findings,
    /// The documents that have a place.
    seen: BTreeSet<String>,
    /// Whether the book gets an index.
    index: bool,
    /// The pages of Sphinx's own making that are listed.
    made: BTreeSet<String>,
}

/// What a table of contents lists: a title and a document's name, and the
/// number of the entry it comes from.
type Listed = (Option<String>, String, usize);

impl Walk<'_, '_> {
    fn is_numbered(&self, name: &str) -> bool {
        let document = self.shelf.documents.get(name);
        document.is_some_and(|it| {
            let mut tables = it.contents.tables.iter();
            tables.any(|table| table.toctree.numbered.is_some())
        })
    }

    /// Takes the tables of contents from a document, for as long as it is walked.
    fn tables(&mut self, name: &str) -> Vec<Table> {
        let document = self.shelf.documents.get_mut(name);
        document.map_or_else(Vec::new, |it| std::mem::take(&mut it.contents.tables))
    }

    /// The parts that the tables of contents of the root make.
    fn parts(&mut self, root: &str) -> anyhow::Result<Vec<Part>> {
        let mut parts: Vec<Part> = Vec::new();
        for table in self.tables(root) {
            let entries = self.entries(root, &table, 0)?;
            let section = table.section.clone().filter(|_| !table.toctree.hidden);
            let title = table.toctree.caption.clone().or(section);
            if entries.is_empty() {
                continue;
            }
            match parts.last_mut() {
                Some(last) if last.title == title => last.entries.extend(entries),
                _ => parts.push(Part { title, entries }),
            }
        }
        Ok(parts)
    }

    /// The chapters that a table of contents of the document `from` lists,
    /// with those below them.
    fn entries(&mut self, from: &str, table: &Table, depth: usize) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for (title, document, at) in self.listed(from, table)? {
            if !self.seen.insert(document.clone()) {
                if document != from {
                    self.at(Kind::ListedTwice, format!("`{document}`"), table, at);
                }
                continue;
            }
            if depth + 1 >= DEEPEST {
                entries.extend(self.beside(title, document)?);
                continue;
            }
            let mut below = Vec::new();
            for table in self.tables(&document) {
                below.extend(self.entries(&document, &table, depth + 1)?);
            }
            entries.push(Entry {
                title,
                document: Some(document),
                below,
            });
        }
        Ok(entries)
    }

    /// A chapter with all that would stand below it, beside each other.
    fn beside(&mut self, title: Option<String>, document: String) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut stack = vec![(title, document)];
        while let Some((title, document)) = stack.pop() {
            let mut below = Vec::new();
            for table in self.tables(&document) {
                for (title, name, at) in self.listed(&document, &table)? {
                    if self.seen.insert(name.clone()) {
                        below.push((title, name));
                    } else if name != document {
                        self.at(Kind::ListedTwice, format!("`{name}`"), &table, at);
                    }
                }
            }
            stack.extend(below.into_iter().rev());
            entries.push(Entry {
                title,
                document: Some(document),
                below: Vec::new(),
            });
        }
        Ok(entries)
    }

    /// What the entries of a table of contents lead to.
    fn listed(&mut self, from: &str, table: &Table) -> anyhow::Result<Vec<Listed>> {
        let mut listed = Vec::new();
        for (at, entry) in table.toctree.entries.iter().enumerate() {
            let target = entry.target.as_str();
            if target.contains("://") {
                self.at(
                    Kind::Entry,
                    format!("`{target}` is no chapter; the page links to it"),
                    table,
                    at,
                );
            } else if target == "self" {
                listed.push((entry.title.clone(), from.to_owned(), at));
            } else if table.toctree.glob
                && target.contains(['*', '?', '['])
                && entry.title.is_none()
            {
                let names = self.matching(from, target, &listed);
                if names.is_empty() {
                    self.at(
                        Kind::MissingDocument,
                        format!("nothing matches `{target}`"),
                        table,
                        at,
                    );
                }
                listed.extend(names.into_iter().map(|name| (None, name, at)));
            } else {
                match self.shelf.find(from, target, self.findings)? {
                    Found::Document(name) => listed.push((entry.title.clone(), name, at)),
                    Found::Nothing if MADE.contains(&target) => self.made(target, table, at),
                    Found::Nothing => {
                        self.at(
                            Kind::MissingDocument,
                            format!("there is no document `{target}`"),
                            table,
                            at,
                        );
                    }
                    Found::Excluded => {
                        let message = format!("`{target}` is excluded by exclude_patterns");
                        self.at(Kind::MissingDocument, message, table, at);
                    }
                }
            }
        }
        if table.toctree.reversed {
            listed.reverse();
        }
        Ok(listed)
    }

    /// Notes an entry for a page that Sphinx makes and the book lacks, once.
    fn made(&mut self, target: &str, table: &Table, entry: usize) {
        let is_there = self.index && target == INDEX;
        if !is_there && self.made.insert(target.to_owned()) {
            let message = format!("`{target}` is a page that Sphinx makes");
            self.at(Kind::Entry, message, table, entry);
        }
    }

    /// The documents that a pattern matches, but the one it stands in and
    /// those that are listed before.
    fn matching(&self, from: &str, pattern: &str, listed: &[Listed]) -> Vec<String> {
        let Some(pattern) = beside(from, pattern) else {
            return Vec::new();
        };
        let pattern = Pattern::new(&pattern);
        let names = self.shelf.documents.keys();
        let is_new = |it: &&String| *it != from && listed.iter().all(|before| before.1 != **it);
        let matching = names.filter(is_new).filter(|it| pattern.matches(it));
        matching.cloned().collect()
    }

    /// The documents that have no place yet, in natural order.
    fn unlisted(&mut self, included: &BTreeSet<String>) -> Vec<Entry> {
        let mut names = self.without(included);
        names.sort_by(|a, b| natural(a, b));
        let mut entries = Vec::new();
        for name in names {
            let path = self.shelf.documents.get(&name).map(|it| &it.path);
            let message = format!("`{}`", path.unwrap_or(&name));
            self.findings.note(Kind::NotListed, message);
            self.seen.insert(name.clone());
            entries.push(Entry {
                document: Some(name),
                ..Entry::default()
            });
        }
        entries
    }

    /// The documents that have no place yet, but for those that others
    /// include, which are no chapters of their own.
    fn without(&mut self, included: &BTreeSet<String>) -> Vec<String> {
        let mut names = Vec::new();
        for (name, document) in &self.shelf.documents {
            if self.seen.contains(name) {
                continue;
            }
            if included.contains(&document.path) {
                let message = format!("`{}`", document.path);
                self.findings.note(Kind::Included, message);
            } else {
                names.push(name.clone());
            }
        }
        names
    }

    fn at(&mut self, kind: Kind, message: String, table: &Table, entry: usize) {
        if let Some(entry) = table.toctree.entries.get(entry) {
            self.findings.at(kind, message, &table.source, entry.span);
        }
    }
}
