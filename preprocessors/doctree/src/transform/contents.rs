//! `contents`: a table of contents from the titles of the sections.
//!
//! docutils' `parts.Contents`. The directive leaves a topic with a `pending`
//! node in it; the topic goes if there are no sections. Titles link back to
//! their entries.

use foldhash::HashMap;

use super::context::Context;
use super::doc_title::has_lone_section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::options::Dialect;
use crate::source::Span;
use crate::tree::{
    Document, Element, Node,
    element::{Link, Pending, Reference},
};

/// What all tables of contents may weigh together, in bytes: 50,000 entries,
/// beyond so many tables of the whole document. It is here for a text that
/// asks for a table of all its sections in each of them.
const WEIGHT_LIMIT: usize = 5_000_000;
const WHOLE_TABLES: usize = 4;

/// What an entry weighs beside its title.
const ENTRY: usize = 100;

/// The bullet of a list that no one wrote.
const NO_BULLET: char = '\0';

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    root.walk_mut(&mut |node| {
        if node.children.iter().any(|child| request(child).is_some()) {
            context.registry.set_id(node);
        }
    });
    let mut tables = Tables {
        context,
        links: HashMap::default(),
        made: Vec::new(),
        allowance: 0,
    };
    let whole = weight(root, i64::MAX, usize::MAX);
    tables.allowance = whole
        .saturating_mul(WHOLE_TABLES)
        .saturating_add(WEIGHT_LIMIT);
    let mut enclosing = vec![&*root];
    tables.make_below(root, &mut enclosing);
    let Tables { links, made, .. } = tables;
    link_titles(root, &links);
    put(root, &mut made.into_iter());
}

/// What a `contents` directive asks for.
#[derive(Clone, Copy)]
struct Request {
    depth: i64,
    local: bool,
    backlinks: Option<&'static str>,
}

fn request(node: &Node) -> Option<Request> {
    let Element::Pending(pending) = &node.element else {
        return None;
    };
    match **pending {
        Pending::Contents {
            depth,
            local,
            backlinks,
            ..
        } => Some(Request {
            depth: depth.unwrap_or(i64::MAX),
            local,
            backlinks,
        }),
        _ => None,
    }
}

/// Tables of contents in the making.
struct Tables<'a, 'c> {
    context: &'a mut Context<'c>,
    /// The id that the title of a section links back to, by the section's id.
    links: HashMap<String, String>,
    /// The lists, in the order of the requests; none where there are no sections.
    made: Vec<Option<Node>>,
    /// What more they may weigh.
    allowance: usize,
}

impl Tables<'_, '_> {
    /// `enclosing` holds the document and the sections around `node`.
    fn make_below<'n>(&mut self, node: &'n Node, enclosing: &mut Vec<&'n Node>) {
        for child in &node.children {
            if let Some(request) = request(child) {
                let root = if request.local {
                    enclosing.last()
                } else {
                    enclosing.first()
                };
                let root = root.map(|root| self.chapter(root));
                let top = node.attributes.ids().first();
                let list = root
                    .filter(|root| self.allows(root, request, child.span))
                    .and_then(|root| self.list(root, request, top, 1, child.span));
                self.made.push(list);
            } else if child.element == Element::Section {
                enclosing.push(child);
                self.make_below(child, enclosing);
                enclosing.pop();
            } else {
                self.make_below(child, enclosing);
            }
        }
    }

    /// What stands for the whole document: in a book, a lone section, whose
    /// title becomes the chapter's in the end.
    fn chapter<'n>(&self, root: &'n Node) -> &'n Node {
        let is_book = self.context.options.dialect == Dialect::Book;
        let is_whole = is_book && root.element == Element::Document && has_lone_section(root);
        root.children.last().filter(|_| is_whole).unwrap_or(root)
    }

    /// Whether there is room for the table. If there is not, there is none for
    /// those behind it either.
    fn allows(&mut self, root: &Node, request: Request, span: Span) -> bool {
        let weight = weight(root, request.depth, self.allowance);
        let rest = self.allowance.checked_sub(weight);
        self.allowance = rest.unwrap_or(0);
        if rest.is_none() {
            let message = "The tables of contents together are too long; this one is left out.";
            self.context
                .note(Diagnostic::new(Severity::Warning, message, span));
        }
        rest.is_some()
    }

    fn list(
        &mut self,
        node: &Node,
        request: Request,
        top: Option<&String>,
        level: i64,
        span: Span,
    ) -> Option<Node> {
        let mut numbered = false;
        let mut items = Vec::new();
        let is_section = |child: &&Node| child.element == Element::Section;
        for section in node.children.iter().filter(is_section) {
            let Some(title) = section.children.first() else {
                continue;
            };
            numbered = is_numbered(title);
            let mut item = self.entry(section, title, request, top, span);
            if level < request.depth {
                item.children
                    .extend(self.list(section, request, top, level + 1, span));
            }
            items.push(item);
        }
        if items.is_empty() {
            return None;
        }
        let list = Node::with(Element::BulletList { bullet: NO_BULLET }, span, items);
        Some(if numbered {
            list.class("auto-toc")
        } else {
            list
        })
    }

    fn entry(
        &mut self,
        section: &Node,
        title: &Node,
        request: Request,
        top: Option<&String>,
        span: Span,
    ) -> Node {
        let id = section
            .attributes
            .ids()
            .first()
            .cloned()
            .unwrap_or_default();
        let mut reference = Node::with(
            Element::Reference(Box::new(Reference {
                link: Link::Id(id.clone()),
                ..Reference::default()
            })),
            title.span,
            plain(&title.children),
        );
        let registry = &mut self.context.registry;
        let entry = registry.set_id_like(&mut reference, "toc-entry");
        let has_link = title
            .walk()
            .any(|node| matches!(node.element, Element::Reference(_)));
        let backlinks = request
            .backlinks
            .or(self.context.options.toc_backlinks)
            .filter(|_| !has_link);
        match (backlinks, top) {
            (Some("entry"), _) => self.links.insert(id, entry),
            (Some("top"), Some(top)) => self.links.insert(id, top.clone()),
            _ => None,
        };
        let paragraph = Node::with(Element::Paragraph, span, vec![reference]);
        Node::with(Element::ListItem, span, vec![paragraph])
    }
}

/// What a table of the sections in `node` weighs, or more than `limit`, if it
/// weighs more than that.
fn weight(node: &Node, depth: i64, limit: usize) -> usize {
    let mut weight = node.children.len();
    for section in &node.children {
        if weight > limit {
            break;
        }
        if section.element == Element::Section && depth > 0 {
            let title = section
                .children
                .first()
                .map_or(0, |it| it.span.end - it.span.start);
            weight += ENTRY + title as usize;
            weight += self::weight(section, depth - 1, limit - weight.min(limit));
        }
    }
    weight
}

/// Whether [`super::sectnum`] gave the title a number.
fn is_numbered(title: &Node) -> bool {
    title.children.first().is_some_and(|first| {
        first.element == Element::Generated && first.attributes.has_class("sectnum")
    })
}

/// A title's content without what has no place in a list of titles: notes and
/// pictures go, links leave their text.
fn plain(nodes: &[Node]) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        match &node.element {
            Element::FootnoteReference { .. } | Element::CitationReference { .. } => {}
            Element::Image(image) => {
                let alt = image.alt.iter();
                out.extend(alt.map(|alt| Node::text(alt.as_str(), node.span)));
            }
            Element::Reference(_) | Element::Target(_) | Element::Problematic { .. } => {
                out.append(&mut plain(&node.children));
            }
            element => out.push(Node {
                element: element.clone(),
                attributes: node.attributes.clone(),
                span: node.span,
                children: plain(&node.children),
            }),
        }
    }
    out
}

fn link_titles(node: &mut Node, links: &HashMap<String, String>) {
    for section in &mut node.children {
        if section.element == Element::Section
            && let Some(link) = section
                .attributes
                .ids()
                .first()
                .and_then(|id| links.get(id))
            && let Some(title) = section.children.first_mut()
        {
            let others = &mut title.attributes.edit().others;
            others.retain(|(name, _)| *name != "refid");
            others.push(("refid", link.clone()));
        }
        link_titles(section, links);
    }
}

/// Puts the lists in the places of the requests, and takes the topics away
/// that stay empty.
fn put(node: &mut Node, lists: &mut impl Iterator<Item = Option<Node>>) {
    let children = std::mem::take(&mut node.children);
    for mut child in children {
        let at = child.children.iter().position(|it| request(it).is_some());
        let Some(at) = at else {
            put(&mut child, lists);
            node.children.push(child);
            continue;
        };
        if let Some(list) = lists.next().flatten() {
            child.children[at] = list;
            node.children.push(child);
        }
    }
}
