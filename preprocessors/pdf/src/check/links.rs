//! Links that land: within a chapter, from chapter to chapter (by the name of
//! the source file, as reST and Markdown write it), and out into the web.

use doctree::tree::element::Link;
use doctree::{Element, Node, Span};

use super::labels::Labels;
use super::{Reporter, paths};

/// Addresses that a PDF may open.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// How the names of documents end.
const DOCUMENTS: [&str; 5] = [".rst", ".md", ".ipynb", ".html", "/"];
/// Typst takes no longer address.
const LONGEST: usize = 8000;

/// The attribute of a link to a file that is neither in the PDF nor, as far as
/// is known, on a site: the file's path.
pub(crate) const FILE: &str = "file";

/// Resolves the links below `root`, which is the chapter `chapter`. Files of
/// the book's that are no chapters lie on its `site`, if it has one.
pub(crate) fn resolve(
    root: &mut Node,
    chapter: usize,
    labels: &Labels,
    site: Option<&str>,
    findings: &mut Reporter,
) {
    let from = Place {
        chapter,
        labels,
        site,
    };
    root.walk_mut(&mut |node| {
        let span = node.span;
        let link = match &mut node.element {
            Element::Reference(reference) => &mut reference.link,
            Element::FootnoteReference { link, .. } | Element::CitationReference { link } => link,
            _ => return,
        };
        let mut file = None;
        *link = match std::mem::take(link) {
            Link::None => Link::None,
            Link::Id(id) | Link::Name(id) => from.id(chapter, &id, span, findings),
            Link::Uri(uri) => {
                file = from.file(&uri);
                from.uri(&uri, span, findings)
            }
        };
        if let (Link::None, Some(file)) = (&*link, file) {
            node.attributes.edit().others.push((FILE, file));
        }
    });
}

struct Place<'a> {
    chapter: usize,
    labels: &'a Labels,
    site: Option<&'a str>,
}

impl Place<'_> {
    fn uri(&self, uri: &str, span: Span, findings: &mut Reporter) -> Link {
        let uri = uri.trim();
        match paths::scheme(uri) {
            Some(scheme) if SCHEMES.contains(&&*scheme) && uri.len() < LONGEST => {
                Link::Uri(uri.to_owned())
            }
            Some(_) => lost(
                format!("not a link to be followed: `{uri}`"),
                span,
                findings,
            ),
            None => self.path(uri, span, findings),
        }
    }

    fn path(&self, uri: &str, span: Span, findings: &mut Reporter) -> Link {
        let (path, id) = uri.split_once('#').unwrap_or((uri, ""));
        let chapter = if path.is_empty() {
            Some(self.chapter)
        } else {
            let here = self.labels.path_of(self.chapter);
            paths::join(here, path).and_then(|path| self.labels.chapter_at(&path))
        };
        match chapter {
            Some(chapter) if id.is_empty() => Link::Id(self.labels.of_chapter(chapter)),
            Some(chapter) => self.id(chapter, id, span, findings),
            None => self.on_site(uri).unwrap_or_else(|| {
                findings.note(format!("the PDF has no `{uri}` to link to"), span);
                Link::None
            }),
        }
    }

    /// The path of the file of the book's that `uri` leads to, if it is no
    /// document: those would be chapters.
    fn file(&self, uri: &str) -> Option<String> {
        let uri = uri.trim();
        let path = uri.split(['#', '?']).next()?;
        let is_document = DOCUMENTS.iter().any(|it| path.ends_with(it));
        if paths::scheme(uri).is_some() || is_document || path.is_empty() {
            return None;
        }
        paths::join(self.labels.path_of(self.chapter), path)
    }

    fn on_site(&self, uri: &str) -> Option<Link> {
        let address = format!("{}{}", self.site?, self.file(uri)?);
        (address.len() < LONGEST).then_some(Link::Uri(address))
    }

    fn id(&self, chapter: usize, id: &str, span: Span, findings: &mut Reporter) -> Link {
        match self.labels.of_id(chapter, id) {
            Some(label) => Link::Id(label),
            None if chapter == self.chapter => {
                lost(format!("no place has the id `{id}`"), span, findings)
            }
            None => {
                findings.warn(format!("no place in that chapter has the id `{id}`"), span);
                Link::Id(self.labels.of_chapter(chapter))
            }
        }
    }
}

fn lost(message: String, span: Span, findings: &mut Reporter) -> Link {
    findings.warn(message, span);
    Link::None
}
