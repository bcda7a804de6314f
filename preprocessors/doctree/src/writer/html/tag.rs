//! Start tags: the node's ids and classes merged with those of the format.

use std::collections::HashSet;

use super::escape;
use crate::tree::{Element, Node};

/// A start tag that is being put together.
#[derive(Debug)]
pub(super) struct Tag<'n> {
    node: Option<&'n Node>,
    name: &'static str,
    first: Vec<&'n str>,
    last: Vec<&'n str>,
    without: Vec<&'n str>,
    ids: Vec<&'n str>,
    attributes: Vec<(&'static str, String)>,
}

impl<'n> Tag<'n> {
    /// A tag with the ids and classes of `node`.
    pub(super) fn of(node: &'n Node, name: &'static str) -> Self {
        Self {
            node: Some(node),
            ..Self::new(name)
        }
    }

    /// A tag of no node.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            node: None,
            name,
            first: Vec::new(),
            last: Vec::new(),
            without: Vec::new(),
            ids: Vec::new(),
            attributes: Vec::new(),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// A class before those of the node.
    pub(super) fn first(mut self, class: &'n str) -> Self {
        self.first.push(class);
        self
    }

    /// A class behind those of the node.
    pub(super) fn last(mut self, class: &'n str) -> Self {
        self.last.push(class);
        self
    }

    /// A class of the node that is not to be shown.
    pub(super) fn without(mut self, class: &'n str) -> Self {
        self.without.push(class);
        self
    }

    /// The ids and classes of another node besides.
    pub(super) fn and(mut self, other: &'n Node) -> Self {
        let common = &other.attributes;
        self.first
            .extend(common.classes().iter().map(String::as_str));
        self.ids.extend(common.ids().iter().map(String::as_str));
        self
    }

    /// An attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// An attribute, if there is a value for it.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Writes the tag and `suffix` behind it.
    pub(super) fn open(self, suffix: &str, out: &mut String) {
        self.write(">", suffix, out);
    }

    /// Writes the tag of an empty element and `suffix` behind it.
    pub(super) fn empty(self, suffix: &str, out: &mut String) {
        self.write(" />", suffix, out);
    }

    /// An element has one id only: further ones go to empty elements, inside
    /// it if it may hold them, else in front of it.
    fn write(mut self, end: &str, suffix: &str, out: &mut String) {
        let own = self
            .node
            .map_or(&[][..], |node| node.attributes.ids())
            .iter()
            .map(String::as_str);
        let ids: Vec<&str> = own.chain(std::mem::take(&mut self.ids)).collect();
        let (first, others) = match ids.split_first() {
            Some((first, others)) => (Some(*first), others),
            None => (None, &[][..]),
        };
        let before = end == " />" || self.node.is_some_and(|node| is_sequential(&node.element));
        if before {
            push_ids(others, out);
        }
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.extend(first.map(|id| ("id", id.to_owned())));
        attributes.extend(self.class_and_language());
        attributes.sort_by_key(|&(name, _)| name);
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &attributes {
            push_attribute(name, value, out);
        }
        out.push_str(end);
        out.push_str(suffix);
        if !before {
            push_ids(others, out);
        }
    }

    fn class_and_language(&self) -> Vec<(&'static str, String)> {
        let own = self.node.map_or(&[][..], |node| node.attributes.classes());
        let own = own
            .iter()
            .map(String::as_str)
            .filter(|class| !self.without.contains(class));
        let mut classes: Vec<&str> = Vec::new();
        let mut seen = HashSet::new();
        let mut language = None;
        for class in self
            .first
            .iter()
            .copied()
            .chain(own)
            .chain(self.last.iter().copied())
        {
            match class.strip_prefix("language-") {
                Some(name) => language = language.or(Some(name)),
                None if !class.is_empty() && seen.insert(class) => classes.push(class),
                None => {}
            }
        }
        let class = (!classes.is_empty()).then(|| ("class", classes.join(" ")));
        let language = language.map(|name| ("lang", name.to_owned()));
        class.into_iter().chain(language).collect()
    }
}

fn push_ids(ids: &[&str], out: &mut String) {
    for id in ids {
        out.push_str("<span");
        push_attribute("id", id, out);
        out.push_str("></span>");
    }
}

fn push_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::push_attribute(value, out);
    out.push('"');
}

/// Elements which may hold nothing but items (docutils' `Sequential`), and their like.
fn is_sequential(element: &Element) -> bool {
    matches!(
        element,
        Element::BulletList { .. }
            | Element::EnumeratedList(_)
            | Element::DefinitionList
            | Element::FieldList
            | Element::OptionList
            | Element::Docinfo
            | Element::Table(_)
    )
}
