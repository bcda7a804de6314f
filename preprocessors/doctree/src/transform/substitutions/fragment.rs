//! Pieces of the tree in which references wait to be replaced.

use crate::tree::{Element, Node};

use super::Place;

/// Nodes, and the numbers of the substitution references among and below
/// them, in document order.
#[derive(Default)]
pub(super) struct Fragment {
    pub(super) nodes: Vec<Node>,
    pub(super) sites: Vec<usize>,
}

/// One substitution reference.
pub(super) struct Site {
    pub(super) refname: String,
    pub(super) place: Place,
    /// The definition that holds it without anything between them.
    pub(super) home: Option<usize>,
    /// The reference whose replacement brought it here.
    pub(super) origin: Option<usize>,
    /// How many origins there are.
    pub(super) depth: usize,
    /// What takes its place.
    pub(super) outcome: Option<Fragment>,
    /// Whether white space before and after it is to go.
    pub(super) ltrim: bool,
    pub(super) rtrim: bool,
}

impl Site {
    pub(super) fn new(refname: &str, place: Place) -> Self {
        Self {
            refname: refname.to_owned(),
            place,
            home: None,
            origin: None,
            depth: 0,
            outcome: None,
            ltrim: false,
            rtrim: false,
        }
    }
}

impl Fragment {
    /// Whether its text has more than `limit` characters (docutils' `astext`,
    /// where the text of an image is its `alt`).
    pub(super) fn is_longer(&self, limit: usize) -> bool {
        let texts = self.nodes.iter().flat_map(Node::walk).filter_map(text);
        let mut characters = texts.flat_map(str::chars);
        characters.nth(limit).is_some()
    }

    /// What a copy of it costs: bytes, more or less.
    pub(super) fn weight(&self) -> usize {
        let nodes = self.nodes.iter().flat_map(Node::walk);
        nodes
            .map(|node| size_of::<Node>() + text(node).map_or(0, str::len))
            .sum()
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.element {
        Element::Text(text) => Some(text),
        Element::Image(image) => image.alt.as_deref(),
        _ => None,
    }
}

/// The fragment with those references replaced for which it is known by what.
pub(super) fn splice(fragment: Fragment, sites: &mut [Site]) -> Fragment {
    if fragment.sites.is_empty() {
        return fragment;
    }
    let mut splicer = Splicer {
        sites,
        left: Vec::new(),
    };
    let nodes = splicer.all(fragment.nodes, &mut fragment.sites.into_iter());
    Fragment {
        nodes,
        sites: splicer.left,
    }
}

struct Splicer<'a> {
    sites: &'a mut [Site],
    /// The references that stay.
    left: Vec<usize>,
}

impl Splicer<'_> {
    fn all(&mut self, nodes: Vec<Node>, numbers: &mut std::vec::IntoIter<usize>) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        let mut trim = false;
        for mut node in nodes {
            if std::mem::take(&mut trim) {
                edit_text(Some(&mut node), str::trim_start);
            }
            if !matches!(node.element, Element::SubstitutionReference { .. }) {
                let children = std::mem::take(&mut node.children);
                node.children = self.all(children, numbers);
                out.push(node);
                continue;
            }
            let Some(number) = numbers.next() else {
                out.push(node);
                continue;
            };
            let site = &mut self.sites[number];
            let Some(outcome) = site.outcome.take() else {
                self.left.push(number);
                out.push(node);
                continue;
            };
            if site.ltrim {
                edit_text(out.last_mut(), str::trim_end);
            }
            trim = site.rtrim;
            out.extend(self.all(outcome.nodes, &mut outcome.sites.into_iter()));
        }
        out
    }
}

fn edit_text(node: Option<&mut Node>, edit: fn(&str) -> &str) {
    if let Some(node) = node
        && let Element::Text(text) = &node.element
    {
        node.element = Element::Text(edit(text).into());
    }
}
