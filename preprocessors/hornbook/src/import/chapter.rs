//! One document, read for what a book has to know of it.

use doctree::tree::element::{Link, Pending, Toctree};
use doctree::{Document, Element, Node, Options, Source, Span};
use percent_encoding::percent_decode_str;

use super::folder::{Folder, beside};
use crate::markdown;

/// The languages of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    Rest,
    Markdown,
    Notebook,
}

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) title: Option<String>,
    pub(super) tables: Vec<Table>,
    /// Whether it has entries for the index.
    pub(super) is_indexed: bool,
    /// The pictures and files that it names.
    pub(super) wanted: Vec<Wanted>,
    /// What reading it found that is lost: the message, and where.
    pub(super) faults: Vec<(String, Source, Span)>,
}

/// A `toctree`.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) toctree: Toctree,
    /// The title of the section below the document's that it stands in.
    pub(super) section: Option<String>,
    /// The text that the places of its entries lie in.
    pub(super) source: Source,
}

/// A file that a document names.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Its path, from the folder that is imported; none, if it leads out of it.
    pub(super) path: Option<String>,
    /// As written.
    pub(super) written: String,
    /// Whether it is lost if it is not there: a link may lead to a page.
    pub(super) needed: bool,
    pub(super) source: Source,
    pub(super) span: Span,
}

/// The beginnings of messages about what nobody knows.
const UNKNOWN: &[&str] = &["Unknown directive type ", "Unknown interpreted text role "];

/// Reads the document at `path` in reStructuredText or Markdown.
pub(super) fn read(
    path: &str,
    text: &str,
    language: Language,
    options: &Options,
    folder: &Folder,
) -> Contents {
    let text = match language {
        Language::Notebook => notebook_text(text),
        Language::Rest | Language::Markdown => text.to_owned(),
    };
    let source = Source::new(path, &text);
    if language == Language::Rest {
        let (document, found) = doctree::read(&source, options, folder);
        let mut contents = contents(&document, path);
        for diagnostic in found {
            let message = &diagnostic.message;
            let is_lost =
                lost_file(message).is_some() || UNKNOWN.iter().any(|it| message.starts_with(it));
            if let Some(source) = document.sources.get(usize::from(diagnostic.span.source))
                && is_lost
            {
                let fault = (message.clone(), source.clone(), diagnostic.span);
                contents.faults.push(fault);
            }
        }
        name_files(path, &source, folder, &mut contents.wanted);
        return contents;
    }
    let (document, _) = doctree::read_markdown(&source, options);
    let mut contents = Contents {
        title: document.title(),
        tables: super::myst::tables(&source),
        ..Contents::default()
    };
    addresses(source.text(), path, &source, 0, &mut contents.wanted);
    contents
}

/// Whether a message is about a file that could not be read, and whether that
/// is because it lies outside.
pub(super) fn lost_file(message: &str) -> Option<bool> {
    let says = |it: doctree::FileError| message.contains(&it.to_string());
    if says(doctree::FileError::Outside) {
        return Some(true);
    }
    says(doctree::FileError::NotFound).then_some(false)
}

fn contents(document: &Document, path: &str) -> Contents {
    let mut contents = Contents {
        title: document.title(),
        ..Contents::default()
    };
    // The first section is the document, unless its title has become the document's.
    let parts = &document.root.children;
    let titled = parts.iter().any(|it| it.element == Element::Title);
    let whole = parts.iter().find(|it| it.element == Element::Section);
    let whole = whole.filter(|_| !titled);
    let is_whole = |node: &Node| whole.is_some_and(|it| std::ptr::eq(it, node));
    let mut stack = vec![(&document.root, None::<&Node>)];
    while let Some((node, section)) = stack.pop() {
        let title = node.children.iter().find(|it| it.element == Element::Title);
        let section = match node.element {
            Element::Section if section.is_none() && !is_whole(node) => title,
            _ => section,
        };
        if let Element::Pending(pending) = &node.element
            && let Pending::Toctree(toctree) = &**pending
            && let Some(source) = document.sources.get(usize::from(node.span.source))
        {
            contents.tables.push(Table {
                toctree: (**toctree).clone(),
                section: section.map(Node::astext),
                source: source.clone(),
            });
        }
        contents.is_indexed |= node.attributes.other("index").is_some();
        want(document, node, path, &mut contents.wanted);
        stack.extend(node.children.iter().rev().map(|it| (it, section)));
    }
    contents
}

/// Notes the file that `node` names.
fn want(document: &Document, node: &Node, path: &str, wanted: &mut Vec<Wanted>) {
    let Some(source) = document.sources.get(usize::from(node.span.source)) else {
        return;
    };
    let (written, needed) = match &node.element {
        Element::Image(image) => (image.uri.as_str(), true),
        Element::Reference(reference) => match &reference.link {
            Link::Uri(uri) => (uri.as_str(), false),
            _ => return,
        },
        Element::PendingXref(xref) if xref.reftype == "download" => (xref.target.as_str(), true),
        Element::Raw { .. } => {
            let html = node.astext();
            return addresses(&html, path, source, node.span.start, wanted);
        }
        _ => return,
    };
    wanted.extend(file(written, needed, path, source, node.span));
}

/// The file that `written` names, if it names one.
fn file(written: &str, needed: bool, from: &str, source: &Source, span: Span) -> Option<Wanted> {
    let path = written.split(['#', '?']).next()?;
    let is_elsewhere = path.starts_with("//")
        || path.split_once(':').is_some_and(|(scheme, _)| {
            scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        });
    if path.is_empty() || is_elsewhere {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8_lossy();
    Some(Wanted {
        path: beside(from, &path),
        written: written.to_owned(),
        needed,
        source: source.clone(),
        span,
    })
}

/// Notes the files that links, pictures and tags in `text` name. What starts
/// in it at 0 stands at `start`.
fn addresses(text: &str, from: &str, source: &Source, start: u32, wanted: &mut Vec<Wanted>) {
    let is_all = start == 0;
    for address in markdown::addresses(text) {
        let place = |at: usize| u32::try_from(at).unwrap_or(0);
        let span = if is_all {
            Span::new(0, place(address.range.start), place(address.range.end))
        } else {
            Span::new(0, start, start)
        };
        wanted.extend(file(&address.uri, address.image, from, source, span));
    }
}

/// Notes files of the folder that directives name by an argument or an option:
/// also directives that nobody knows.
fn name_files(path: &str, source: &Source, folder: &Folder, wanted: &mut Vec<Wanted>) {
    let mut at = 0_u32;
    for line in source.text().split('\n') {
        let text = line.trim_start();
        let value = match text.strip_prefix(".. ") {
            Some(rest) => rest.split_once(":: ").map(|it| it.1),
            None => text
                .strip_prefix(':')
                .and_then(|it| it.split_once(": "))
                .map(|it| it.1),
        };
        if let Some(value) = value.map(str::trim)
            && let Some(file) = beside(path, value).filter(|it| folder.has(it))
        {
            let end = at + u32::try_from(line.len()).unwrap_or(0);
            wanted.push(Wanted {
                path: Some(file),
                written: value.to_owned(),
                needed: true,
                source: source.clone(),
                span: Span::new(0, at, end),
            });
        }
        at += u32::try_from(line.len() + 1).unwrap_or(0);
    }
}

/// The Markdown of a notebook.
fn notebook_text(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let cells = value["cells"].as_array();
    let is_markdown = |cell: &&serde_json::Value| cell["cell_type"] == "markdown";
    let texts = cells.into_iter().flatten().filter(is_markdown).map(|cell| {
        let source = &cell["source"];
        match source.as_array() {
            Some(lines) => lines.iter().filter_map(|it| it.as_str()).collect(),
            None => source.as_str().unwrap_or_default().to_owned(),
        }
    });
    texts.collect::<Vec<String>>().join("\n\n")
}

/// The text of the file at `path`, and whether it had to be taken for Latin-1.
pub(super) fn decode(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (
            error.as_bytes().iter().map(|&it| char::from(it)).collect(),
            true,
        ),
    }
}
