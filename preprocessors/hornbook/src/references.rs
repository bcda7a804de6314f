//! Links between chapters, and pictures: do they lead anywhere?
//!
//! A link is written to the source file of the chapter it leads to,
//! `threads.rst#some-id`, and counts from the file it is written in.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use doctree::tree::element::Link;
use doctree::{Diagnostic, Document, Element, FileError, Node, Severity, Source, Span};
use percent_encoding::percent_decode_str;

use crate::book::{Body, Chapter, Chapters, is_tree};
use crate::files::{BookFiles, lexical, slashed};
use crate::markdown;
use crate::raw_html::{is_html, span};
use crate::report::Report;
use crate::rewrite::{Ending, rewrite};

/// The chapters of a book, with their anchors.
pub(crate) struct Index {
    chapters: HashMap<PathBuf, HashSet<String>>,
    /// Whether mdBook makes `index.md` of `README.md`.
    renames: bool,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum Goal {
    /// Out of the book.
    Elsewhere,
    /// To the chapter with this path, and to this anchor in it.
    Chapter(PathBuf, Option<String>),
    /// To another file.
    File,
}

/// An address written in a chapter.
struct Written {
    uri: String,
    image: bool,
    span: Span,
}

impl Index {
    /// The index of `chapters`.
    pub(crate) fn new(chapters: &[Chapter]) -> Self {
        let chapters = chapters
            .iter()
            .map(|it| (it.path.clone(), anchors(&it.body)))
            .collect();
        Self {
            chapters,
            renames: false,
        }
    }

    /// Whether `chapter` has just the anchors that are known of it.
    pub(crate) fn agrees(&self, chapter: &Chapter) -> bool {
        self.chapters.get(&chapter.path) == Some(&anchors(&chapter.body))
    }

    /// The same index for a book in which mdBook's `index` runs, or not.
    pub(crate) fn renaming(self, renames: bool) -> Self {
        Self { renames, ..self }
    }

    /// The ending by which mdBook knows the chapter that `uri` leads to, where
    /// it is other than written.
    pub(crate) fn ending(&self, from: &Path, uri: &str) -> Option<Ending> {
        let Goal::Chapter(chapter, _) = self.goal(from, uri) else {
            return None;
        };
        let path = Path::new(&uri[..path_end(uri)]);
        let is_readme = |it: &OsStr| it.eq_ignore_ascii_case("readme");
        let ending = path.extension()?.to_str()?;
        let (old, new) = if ending == "html" {
            return None;
        } else if self.renames && chapter.file_stem().is_some_and(is_readme) {
            (path.file_name()?.to_str()?.to_owned(), "index.md")
        } else if is_tree(path) {
            (format!(".{ending}"), ".md")
        } else {
            return None;
        };
        Some(Ending { old, new })
    }

    /// Where `uri` leads that is written in the chapter at `from`.
    pub(crate) fn goal(&self, from: &Path, uri: &str) -> Goal {
        if is_external(uri) {
            return Goal::Elsewhere;
        }
        let (path, fragment) = split(uri);
        let target = if path.is_empty() {
            Some(from.to_owned())
        } else {
            lexical(&from.parent().unwrap_or(Path::new("")).join(&path))
        };
        match target.and_then(|it| self.chapter(&it)) {
            Some(chapter) => Goal::Chapter(chapter, fragment),
            None => Goal::File,
        }
    }

    /// The chapter whose source, or whose page, is at `path`.
    fn chapter(&self, path: &Path) -> Option<PathBuf> {
        let page = path.extension().is_some_and(|it| it == "html");
        let candidates = if page {
            let stems = match path.file_stem() {
                Some(stem) if stem == "index" => vec!["index", "README"],
                stem => stem.and_then(OsStr::to_str).into_iter().collect(),
            };
            stems
                .into_iter()
                .flat_map(|stem| {
                    ["rst", "ipynb", "md"].map(|it| path.with_file_name(format!("{stem}.{it}")))
                })
                .collect()
        } else {
            vec![path.to_owned()]
        };
        candidates
            .into_iter()
            .find(|it| self.chapters.contains_key(it))
    }
}

/// Leads the links of `document`, which is the chapter at `from`, to the paths
/// that mdBook knows the chapters by.
pub(crate) fn lead(document: &mut Document, index: &Index, from: &Path) {
    document.root.walk_mut(&mut |node| {
        if is_html(&node.element) {
            let html = rewrite(&node.astext(), |uri| index.ending(from, uri));
            node.children = vec![Node::text(html, node.span)];
        }
        let link = match &mut node.element {
            Element::Reference(reference) => &mut reference.link,
            Element::Target(target) => &mut target.link,
            _ => return,
        };
        if let Link::Uri(uri) = link
            && let Some(ending) = index.ending(from, uri)
        {
            let end = path_end(uri);
            uri.replace_range(end - ending.old.len()..end, ending.new);
        }
    });
}

/// Reports every link, anchor and picture of `chapters` that is not there, and
/// notes every label that nothing refers to.
pub(crate) fn check(chapters: &Chapters, files: &BookFiles, report: &mut Report) {
    let index = Index::new(&chapters.all);
    let mut used = HashSet::new();
    for chapter in &*chapters.all {
        used.extend(check_one(chapter, &index, files, report));
    }
    for (at, name, id, span) in chapters.references.labels() {
        let chapter = &chapters.all[at];
        let goal = Goal::Chapter(chapter.path.clone(), Some(id.to_owned()));
        if !used.contains(&goal) {
            let message = format!("nothing refers to the label \"{name}\"");
            report.chapter(
                chapter,
                vec![Diagnostic::new(Severity::Info, message, span)],
            );
        }
    }
}

/// Reports the links, anchors and pictures of `chapter` that are not there, and
/// gives back where all of them lead.
pub(crate) fn check_one(
    chapter: &Chapter,
    index: &Index,
    files: &BookFiles,
    report: &mut Report,
) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (source, written) in chapter.written() {
        let goal = index.goal(&chapter.path, &written.uri);
        if let Some(message) = problem(index, files, chapter, &written, &goal) {
            report.error(source, written.span, message);
        }
        goals.push(goal);
    }
    goals
}

/// What is wrong with an address, if anything is.
fn problem(
    index: &Index,
    files: &BookFiles,
    chapter: &Chapter,
    written: &Written,
    goal: &Goal,
) -> Option<String> {
    let uri = &written.uri;
    let what = if written.image { "image" } else { "link" };
    match goal {
        Goal::Chapter(..) if written.image => Some(format!("`{uri}` is a chapter, not an image")),
        Goal::Chapter(path, Some(id)) if !index.chapters[path].contains(id) => Some(format!(
            "broken anchor: there is no `{id}` in {}",
            slashed(path)
        )),
        Goal::Elsewhere | Goal::Chapter(..) => None,
        Goal::File if uri.starts_with('/') => Some(format!(
            "`{uri}` counts from the top of the site; write it relative to this file"
        )),
        // The file counts from the chapter, whichever file names it.
        Goal::File => match files.locate(&files.name(&chapter.path), &split(uri).0) {
            Ok(path) if !files.publishes(&path) => Some(format!(
                "broken {what}: `{uri}` is no chapter, and not published"
            )),
            Ok(path) if path.is_file() => None,
            Ok(_) | Err(FileError::NotFound) => Some(format!("broken {what}: there is no `{uri}`")),
            Err(FileError::Outside) => {
                Some(format!("broken {what}: `{uri}` lies outside the book"))
            }
            Err(FileError::Other(why)) => Some(format!("broken {what}: `{uri}`: {why}")),
        },
    }
}

impl Chapter {
    /// The addresses written in the chapter, with the texts they stand in.
    fn written(&self) -> Vec<(&Source, Written)> {
        match &self.body {
            Body::Markdown(source, _) => markdown::addresses(source.text())
                .into_iter()
                .map(|it| {
                    let written = Written {
                        uri: it.uri,
                        image: it.image,
                        span: span(&it.range),
                    };
                    (source, written)
                })
                .collect(),
            Body::Tree(document) => document
                .root
                .walk()
                .flat_map(addresses)
                .filter_map(|it| Some((document.sources.get(usize::from(it.span.source))?, it)))
                .collect(),
        }
    }
}

/// The addresses that a node has itself.
fn addresses(node: &Node) -> Vec<Written> {
    let one = |uri: &str, image| {
        vec![Written {
            uri: uri.to_owned(),
            image,
            span: node.span,
        }]
    };
    match &node.element {
        Element::Reference(reference) => match &reference.link {
            Link::Uri(uri) => one(uri, false),
            Link::Id(id) => one(&anchor(id), false),
            Link::None | Link::Name(_) => Vec::new(),
        },
        Element::Image(image) => one(&image.uri, true),
        element if is_html(element) => markdown::raw_addresses(&node.astext(), 0)
            .iter()
            .flat_map(|it| one(&it.uri, it.image))
            .collect(),
        _ => Vec::new(),
    }
}

/// The address of an anchor of the same page.
fn anchor(id: &str) -> String {
    format!("#{}", id.replace('%', "%25"))
}

fn anchors(body: &Body) -> HashSet<String> {
    match body {
        Body::Markdown(source, _) => markdown::anchors(source.text()),
        Body::Tree(document) => document
            .root
            .walk()
            .flat_map(|node| {
                let raw = is_html(&node.element).then(|| markdown::raw_anchors(&node.astext()));
                let ids = node.attributes.ids().iter().cloned();
                ids.chain(raw.into_iter().flatten())
            })
            .collect(),
    }
}

/// Whether the address has a scheme or names a host (RFC 3986, section 4.1).
fn is_external(uri: &str) -> bool {
    let scheme = uri.split([':', '/', '?', '#']).next().unwrap_or_default();
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    uri.starts_with("//") || (named && uri[scheme.len()..].starts_with(':'))
}

/// Path and fragment, decoded; the query is dropped.
fn split(uri: &str) -> (String, Option<String>) {
    let decode = |it: &str| percent_decode_str(it).decode_utf8_lossy().into_owned();
    let fragment = uri.split_once('#').map(|it| decode(it.1));
    (
        decode(&uri[..path_end(uri)]),
        fragment.filter(|it| !it.is_empty()),
    )
}

fn path_end(uri: &str) -> usize {
    uri.find(['#', '?']).unwrap_or(uri.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let chapter = |path: &str, text: &str| Chapter {
            path: path.into(),
            text: text.into(),
            body: Body::Markdown(Source::new(path, text), Vec::new()),
        };
        Index::new(&[
            chapter("one.rst", "# One\n"),
            chapter("deep/two words.md", "# Two\n"),
        ])
    }

    #[test]
    fn what_has_a_scheme_leads_elsewhere() {
        for uri in ["https://a.b/c.rst", "mailto:a@b.c", "//a.b/c", "data:,x"] {
            assert_eq!(
                index().goal(Path::new("one.rst"), uri),
                Goal::Elsewhere,
                "{uri}"
            );
        }
        for uri in ["a.rst", "a/b:c.rst", "1:a.rst", "#a:b", "?a:b"] {
            assert_ne!(
                index().goal(Path::new("one.rst"), uri),
                Goal::Elsewhere,
                "{uri}"
            );
        }
    }

    #[test]
    fn a_chapter_is_found_by_its_source_and_by_its_page() {
        let chapter =
            |path: &str, id: Option<&str>| Goal::Chapter(path.into(), id.map(str::to_owned));
        let two = "deep/two words.md";
        for (from, uri, goal) in [
            ("one.rst", "#a%20b", chapter("one.rst", Some("a b"))),
            (
                "one.rst",
                "deep/two%20words.md?q#two",
                chapter(two, Some("two")),
            ),
            ("one.rst", "deep/two%20words.html#", chapter(two, None)),
            (two, "../one.rst", chapter("one.rst", None)),
            (two, "../../one.rst", Goal::File),
            (two, "one.rst", Goal::File),
        ] {
            assert_eq!(index().goal(Path::new(from), uri), goal, "{uri}");
        }
    }
}
