//! `c:alias` and `cpp:alias`: declarations that are shown once more, with
//! references to where they are described, and no anchors of their own.

use super::Book;
use super::survey::Object;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::tree::element::{Link, PendingXref, Reference};
use crate::tree::{Element, Node};

/// How deep declarations are shown in one another, whatever is asked for.
const DEPTH: usize = 16;

/// How many declarations a chapter may show once more.
pub(super) const LIMIT: usize = 4000;

/// What is to be shown, and where.
struct Copies<'b> {
    book: &'b Book,
    here: usize,
    left: &'b mut usize,
    span: Span,
}

impl Book {
    /// Makes of the list `node`, whose terms name declarations, one that shows
    /// them; tells of those that are not found. `left` says how many more the
    /// chapter may show.
    pub(super) fn copies(&self, here: usize, node: &mut Node, left: &mut usize) -> Vec<Diagnostic> {
        let asked = node.attributes.other("copies").unwrap_or_default();
        let levels = asked.split(' ').next().and_then(|it| it.parse().ok());
        let rootless = asked.ends_with("noroot");
        let levels = match levels {
            Some(0) => DEPTH,
            levels => levels.unwrap_or(1).min(DEPTH),
        };
        node.attributes.edit().others.retain(|it| it.0 != "copies");
        let [item] = &mut node.children[..] else {
            return Vec::new();
        };
        let mut copies = Copies {
            book: self,
            here,
            left,
            span: node.span,
        };
        let (mut items, mut findings) = (Vec::new(), Vec::new());
        for child in std::mem::take(&mut item.children) {
            let Some(xref) = asked_for(&child) else {
                // What the author says of them belongs to the last.
                if !child.children.is_empty() {
                    copies.describe(&mut items, child);
                }
                continue;
            };
            let found = self.all_nested(xref);
            if found.is_empty() {
                findings.push(super::label::warning(missing(xref), child.span));
                items.push(copies.item(vec![unresolved(child)]));
            }
            for (chapter, object) in found {
                copies.add(&mut items, (chapter, object), levels, rootless);
            }
        }
        if *copies.left == 0 {
            let message = format!("A chapter shows no more than {LIMIT} declarations by alias.");
            findings.push(super::label::warning(message, copies.span));
        }
        node.children = items;
        findings
    }
}

/// What a term asks for.
fn asked_for(term: &Node) -> Option<&PendingXref> {
    match &term.children.first()?.element {
        Element::PendingXref(xref) if xref.reftype == "alias" => Some(xref),
        _ => None,
    }
}

fn missing(xref: &PendingXref) -> String {
    let language = if xref.domain == "cpp" { "C++" } else { "C" };
    format!(
        "Can not find {language} declaration for alias '{}'.",
        xref.target
    )
}

/// The term with the name alone.
fn unresolved(mut term: Node) -> Node {
    term.children = term
        .children
        .into_iter()
        .flat_map(|it| it.children)
        .collect();
    term
}

impl Copies<'_> {
    fn add(&mut self, items: &mut Vec<Node>, it: (usize, &Object), levels: usize, rootless: bool) {
        if *self.left == 0 {
            return;
        }
        *self.left -= 1;
        let mut inner = Vec::new();
        if levels > 1 {
            let book = self.book;
            for child in book.objects.inside(&it.1.name, &book.chapters) {
                if child.1.kind().0 == it.1.kind().0 {
                    self.add(&mut inner, child, levels - 1, false);
                }
            }
        }
        if rootless {
            return items.append(&mut inner);
        }
        let mut children = vec![self.term(it)];
        if !inner.is_empty() {
            let mut list = Node::with(Element::DefinitionList, self.span, inner);
            let domain = it.1.kind().0.to_owned();
            list.attributes
                .edit()
                .classes
                .extend([domain, "alias".into()]);
            children.push(Node::with(Element::Definition, self.span, vec![list]));
        }
        items.push(self.item(children));
    }

    fn item(&self, mut children: Vec<Node>) -> Node {
        if children
            .last()
            .is_some_and(|it| it.element == Element::Term)
        {
            children.push(Node::new(Element::Definition, self.span));
        }
        Node::with(Element::DefinitionListItem, self.span, children)
    }

    /// Puts what is said behind the last declaration.
    fn describe(&self, items: &mut Vec<Node>, said: Node) {
        match items.last_mut().and_then(|it| it.children.last_mut()) {
            Some(definition) => definition.children.extend(said.children),
            None => items.push(self.item(vec![said])),
        }
    }

    /// The declaration, with its name as a reference.
    fn term(&self, (chapter, object): (usize, &Object)) -> Node {
        let mut term = Node::with(Element::Term, self.span, object.signature.to_vec());
        let classes = ["sig", "sig-object", object.kind().0].map(str::to_owned);
        term.attributes.edit().classes.extend(classes);
        let link = if chapter == self.here {
            Link::Id(object.id.clone())
        } else {
            Link::Uri(self.book.uri(self.here, chapter, Some(&object.id)))
        };
        for piece in &mut term.children {
            if piece.element == Element::Strong {
                let reference = Reference {
                    link: link.clone(),
                    ..Reference::default()
                };
                piece.element = Element::Reference(Box::new(reference));
                piece.attributes.edit().classes = vec!["internal".into()];
            }
        }
        term
    }
}
