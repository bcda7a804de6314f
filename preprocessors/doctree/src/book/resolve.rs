//! The references of one chapter, resolved.

use super::goal::{Goal, Place};
use super::{Book, caption, made, path, python, title};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::tree::element::{Link, Pending, PendingXref, Reference, Toctree};
use crate::tree::{Document, Element, Node};

impl Book {
    /// Resolves the references and tables of contents in `document`, which is
    /// the chapter `chapter` of the surveys, and puts the numbers before
    /// captions. A lone section's title becomes the chapter's. What leads nowhere
    /// stays as text, and is told.
    pub fn resolve(&self, chapter: usize, document: &mut Document) -> Vec<Diagnostic> {
        let mut resolver = Resolver {
            book: self,
            here: chapter,
            captions: 0,
            equations: 0,
            copies: super::copies::LIMIT,
            found: Vec::new(),
        };
        without_metadata(&mut document.root);
        document.root.walk_mut(&mut |node| resolver.node(node));
        title::promote(&mut document.root);
        resolver.found
    }
}

/// Fields at the start of a document that say how Sphinx is to treat it.
const METADATA: [&str; 6] = [
    "orphan",
    "tocdepth",
    "nocomments",
    "nosearch",
    "no-search",
    "allow-section-headings",
];

/// Takes away what is said to Sphinx and not to readers.
fn without_metadata(root: &mut Node) {
    let is_metadata = |field: &Node| {
        let name = field.children.first().map(Node::astext);
        field.element == Element::Field && name.is_some_and(|it| METADATA.contains(&&*it))
    };
    let Some(at) = root
        .children
        .iter()
        .position(|it| it.element == Element::Docinfo)
    else {
        return;
    };
    let docinfo = &mut root.children[at];
    docinfo.children.retain(|it| !is_metadata(it));
    if docinfo.children.is_empty() {
        root.children.remove(at);
    }
}

struct Resolver<'b> {
    book: &'b Book,
    here: usize,
    /// How many captions and equations were met.
    captions: usize,
    equations: usize,
    /// How many declarations may still be shown once more.
    copies: usize,
    found: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn node(&mut self, node: &mut Node) {
        if caption::kind(node).is_some() {
            return self.caption(node);
        }
        match &mut node.element {
            Element::PendingXref(xref) => {
                let xref = std::mem::take(&mut **xref);
                *node = self.reference(&xref, std::mem::take(&mut node.children), node.span);
            }
            Element::Pending(pending) => match &**pending {
                Pending::Toctree(toctree) => {
                    let toctree = toctree.clone();
                    self.toctree(node, &toctree);
                }
                Pending::Genindex => {
                    let span = node.span;
                    let index = super::genindex::nodes(self.book, self.here, span);
                    *node = Node::with(Element::Compound, span, index).class("genindex");
                }
                _ => {}
            },
            Element::Image(image) if image.uri.starts_with('/') && !image.uri.starts_with("//") => {
                image.uri = path::relative(self.path(), image.uri.trim_start_matches('/'));
            }
            Element::DefinitionList if node.attributes.other("copies").is_some() => {
                let findings = self.book.copies(self.here, node, &mut self.copies);
                self.found.extend(findings);
            }
            Element::MathBlock if node.attributes.other("objtype").is_some() => self.equation(node),
            _ => {}
        }
    }

    fn toctree(&mut self, node: &mut Node, toctree: &Toctree) {
        let list = super::toctree::list(self.book, self.here, toctree);
        self.found.extend(list.findings);
        if let Some(list) = list.node {
            node.element = Element::Compound;
            node.children = list;
            let classes = &mut node.attributes.edit().classes;
            classes.insert(0, "toctree-wrapper".to_owned());
        }
    }

    fn path(&self) -> &str {
        &self.book.chapters[self.here].path
    }

    /// What stands in the place of `xref`, which shows `shown`.
    fn reference(&mut self, xref: &PendingXref, shown: Vec<Node>, span: Span) -> Node {
        if xref.domain == "cite" && xref.target.contains(',') {
            return several(xref, span);
        }
        match self.book.goal(self.here, xref, &shown) {
            Ok(goal) => {
                if let Some(message) = self.book.ambiguity(xref) {
                    let warning = Diagnostic::new(Severity::Warning, message, span);
                    self.found.push(warning);
                }
                self.link(xref, goal, shown, span)
            }
            Err(_) if python::is_builtin(xref) || is_standard(xref) => as_text(xref, shown, span),
            Err(_) if let Some(title) = made::title(xref) => {
                let message = made::missing(&xref.target);
                self.found
                    .push(Diagnostic::new(Severity::Info, message, span));
                let title = vec![Node::text(title, span)];
                as_text(xref, if xref.explicit { shown } else { title }, span)
            }
            Err(_) if self.is_ignored(xref) => as_text(xref, shown, span),
            Err(message) => {
                let severity = if xref.warn || xref.external.is_some() {
                    Severity::Error
                } else {
                    Severity::Info
                };
                self.found.push(Diagnostic::new(severity, message, span));
                as_text(xref, shown, span)
            }
        }
    }

    /// Whether the book says that the reference may lead nowhere.
    fn is_ignored(&self, xref: &PendingXref) -> bool {
        let ignored = &self.book.settings.nitpick_ignore;
        if ignored.is_empty() {
            return false;
        }
        let kind = match &*xref.domain {
            "" => xref.reftype.clone(),
            domain => format!("{domain}:{}", xref.reftype),
        };
        ignored.contains(&(kind, xref.target.clone()))
    }

    fn link(&self, xref: &PendingXref, goal: Goal, mut shown: Vec<Node>, span: Span) -> Node {
        let is_number = xref.reftype == "numref";
        if let Some(text) = goal.text.filter(|_| !xref.explicit || is_number) {
            let text = vec![Node::text(text, span)];
            let mut inner = Node::with(Element::Inline, span, text);
            let name = &xref.reftype;
            inner = match &*xref.domain {
                "std" if name == "ref" || name == "numref" => {
                    inner.class("std").class(format!("std-{name}"))
                }
                "std" => inner.class(name.clone()),
                _ => inner,
            };
            shown = vec![inner];
        }
        let link = match goal.place {
            Place::Uri(uri) => Link::Uri(uri),
            Place::File(file) => Link::Uri(path::relative(self.path(), &file)),
            Place::Chapter(chapter, Some(id)) if chapter == self.here => Link::Id(id),
            Place::Chapter(chapter, id) => Link::Uri(self.uri(chapter, id.as_deref())),
        };
        if xref.reftype == "citation" {
            return Node::with(Element::CitationReference { link }, span, shown);
        }
        let class = match (&link, &*xref.reftype) {
            (_, "download") => "download",
            (Link::Uri(uri), _) if uri.contains("://") => "external",
            _ => "internal",
        };
        let reference = Reference {
            link,
            ..Reference::default()
        };
        Node::with(Element::Reference(Box::new(reference)), span, shown).class(class)
    }

    /// The address of a chapter, and of an anchor in it.
    fn uri(&self, chapter: usize, id: Option<&str>) -> String {
        self.book.uri(self.here, chapter, id)
    }

    fn caption(&mut self, node: &mut Node) {
        let nth = self.captions;
        self.captions += 1;
        let number = self.book.numbers.caption(self.here, nth);
        if let Some(number) = number
            && let Some(kind) = caption::kind(node)
            && let Some(place) = caption::place(node)
        {
            let caption = &mut node.children[place];
            let text = kind.format().replace("%s", number) + " ";
            let text = vec![Node::text(text, caption.span)];
            let number = Node::with(Element::Inline, caption.span, text).class("caption-number");
            caption.children.insert(0, number);
        }
    }

    /// Sets the number of an equation behind it.
    fn equation(&mut self, node: &mut Node) {
        let nth = self.equations;
        self.equations += 1;
        let Some(number) = self.book.numbers.equation(self.here, nth) else {
            return;
        };
        let span = node.span;
        let mut equation = std::mem::replace(node, Node::new(Element::Container, span));
        let others = &mut equation.attributes.edit().others;
        others.retain(|it| it.0 != "objtype");
        let number = Node::text(format!("({number})"), span);
        let number = Node::with(Element::Paragraph, span, vec![number]).class("eqno");
        node.children = vec![equation, number];
        node.attributes.edit().classes.push("equation".to_owned());
    }
}

impl Book {
    /// The address of an anchor in the chapter `to`, from the chapter `from`.
    pub(super) fn uri(&self, from: usize, to: usize, id: Option<&str>) -> String {
        let path = path::relative(&self.chapters[from].path, &self.chapters[to].path);
        match id {
            Some(id) => format!("{path}#{}", path::encoded(id)),
            None => path,
        }
    }
}

/// Whether C++ itself has it, which no project describes.
fn is_standard(xref: &PendingXref) -> bool {
    let target = &*xref.target;
    xref.domain == "cpp" && (target == "std" || target.starts_with("std::"))
}

/// What a reference that leads nowhere shows.
fn as_text(xref: &PendingXref, mut shown: Vec<Node>, span: Span) -> Node {
    if xref.reftype == "citation" {
        shown.insert(0, Node::text("[", span));
        shown.push(Node::text("]", span));
    }
    match <[Node; 1]>::try_from(shown) {
        Ok([only]) => only,
        Err(shown) => Node::with(Element::Inline, span, shown),
    }
}

/// A reference for each of the citations that one role names.
fn several(xref: &PendingXref, span: Span) -> Node {
    let mut children = Vec::new();
    for key in xref.target.split(',').map(str::trim) {
        if !children.is_empty() {
            children.push(Node::text(", ", span));
        }
        let one = PendingXref {
            target: key.to_owned(),
            ..xref.clone()
        };
        let text = vec![Node::text(key, span)];
        children.push(Node::with(Element::PendingXref(Box::new(one)), span, text));
    }
    Node::with(Element::Inline, span, children)
}
