//! Fields in descriptions, such as `:param x:`: those of a kind become one
//! field with a list.
//!
//! Sphinx's `DocFieldTransformer`. Types that are given apart
//! (`:type x: int`) are shown with the parameter.

use foldhash::HashMap;

use super::python::xref;
use crate::domain::{PYTHON, Scope};
use crate::source::Span;
use crate::tree::element::PendingXref;
use crate::tree::{Element, Node};

/// A kind of field.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldType {
    /// What is shown for it.
    pub(super) label: &'static str,
    /// What it is written as.
    pub(super) names: &'static [&'static str],
    /// What the types of its arguments are written as.
    pub(super) type_names: &'static [&'static str],
    pub(super) shape: Shape,
    /// The role that its argument has, or its body where it takes none.
    pub(super) role: &'static str,
    /// Whether one field alone makes no list.
    pub(super) collapses: bool,
}

/// What becomes of fields of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Each is one. It has no argument.
    Single,
    /// They are one. Each has an argument.
    Grouped,
    /// The same, and each argument may have a type.
    Typed,
}

impl FieldType {
    /// A kind without names.
    pub(super) const NEW: Self = Self {
        label: "",
        names: &[],
        type_names: &[],
        shape: Shape::Single,
        role: "",
        collapses: false,
    };
}

/// Takes away the fields that speak to programs alone (`:meta private:`).
pub(super) fn drop_meta(content: &mut [Node]) {
    let is_meta = |field: &Node| {
        let name = field.children.first().map(Node::astext);
        name.is_some_and(|name| name.split_whitespace().next() == Some("meta"))
    };
    for list in content
        .iter_mut()
        .filter(|it| it.element == Element::FieldList)
    {
        list.children.retain(|field| !is_meta(field));
    }
}

/// Groups the fields of the lists in `content` that are kinds of `table`.
pub(super) fn group(
    content: &mut Vec<Node>,
    table: &'static [FieldType],
    domain: &'static str,
    scope: &Scope,
) {
    for list in content
        .iter_mut()
        .filter(|it| it.element == Element::FieldList)
    {
        let mut grouping = Grouping {
            table,
            domain,
            scope,
            entries: Vec::new(),
            groups: HashMap::default(),
            types: HashMap::default(),
        };
        for field in std::mem::take(&mut list.children) {
            grouping.take(field);
        }
        list.children = grouping.finish();
    }
    content.retain(|it| it.element != Element::FieldList || !it.children.is_empty());
}

/// A field that was read.
enum Entry {
    /// As it stands.
    Kept(Node),
    Made(&'static FieldType, Vec<Item>, Span),
}

struct Item {
    argument: String,
    content: Vec<Node>,
    span: Span,
}

struct Grouping<'s> {
    table: &'static [FieldType],
    domain: &'static str,
    scope: &'s Scope,
    entries: Vec<Entry>,
    /// Where the entry of each kind stands.
    groups: HashMap<&'static str, usize>,
    /// The types of arguments, by the kind's label and the argument.
    types: HashMap<(&'static str, String), Item>,
}

impl Grouping<'_> {
    fn take(&mut self, mut field: Node) {
        let name = field.children.first().map(Node::astext).unwrap_or_default();
        let (word, argument) = name.split_once(char::is_whitespace).unwrap_or((&name, ""));
        let argument = argument.trim();
        let kind = self.table.iter().find_map(|it| {
            let is_type = it.type_names.contains(&word);
            (is_type || it.names.contains(&word)).then_some((it, is_type))
        });
        let takes = kind.filter(|it| (it.0.shape == Shape::Single) == argument.is_empty());
        let Some((kind, is_type)) = takes else {
            capitalise(&mut field);
            self.entries.push(Entry::Kept(field));
            return;
        };
        let span = field.span;
        let mut item = Item {
            argument: argument.to_owned(),
            content: field
                .children
                .pop()
                .map(|it| it.children)
                .unwrap_or_default(),
            span,
        };
        if is_type {
            self.types.insert((kind.label, item.argument.clone()), item);
            return;
        }
        if kind.shape == Shape::Typed
            && let Some((of, name)) = argument.rsplit_once(char::is_whitespace)
        {
            let text = Node::text(of.trim_end(), span);
            let of = Item {
                argument: name.to_owned(),
                content: vec![Node::with(Element::Paragraph, span, vec![text])],
                span,
            };
            name.clone_into(&mut item.argument);
            self.types.insert((kind.label, item.argument.clone()), of);
        }
        self.put(kind, item);
    }

    fn put(&mut self, kind: &'static FieldType, item: Item) {
        let known = self
            .groups
            .get(kind.label)
            .filter(|_| kind.shape != Shape::Single);
        if let Some(Entry::Made(_, items, _)) = known.and_then(|&at| self.entries.get_mut(at)) {
            items.push(item);
            return;
        }
        self.groups.insert(kind.label, self.entries.len());
        let span = item.span;
        self.entries.push(Entry::Made(kind, vec![item], span));
    }

    fn finish(mut self) -> Vec<Node> {
        let mut fields = Vec::new();
        for entry in std::mem::take(&mut self.entries) {
            fields.push(match entry {
                Entry::Kept(field) => field,
                Entry::Made(kind, items, span) => self.field(kind, items, span),
            });
        }
        // Types of arguments that have no field of their own.
        let mut rest: Vec<_> = self.types.drain().collect();
        rest.sort_by_key(|it| it.1.span);
        for ((label, argument), item) in rest {
            let mut list = vec![strong(&argument, item.span), Node::text(" (", item.span)];
            let (words, blocks) = split(item.content);
            list.extend(words);
            list.push(Node::text(")", item.span));
            let mut body = vec![Node::with(Element::Paragraph, item.span, list)];
            body.extend(blocks);
            fields.push(field(label, body, item.span));
        }
        fields
    }

    fn field(&mut self, kind: &'static FieldType, mut items: Vec<Item>, span: Span) -> Node {
        if kind.shape == Shape::Single {
            let content = items.pop().map(|it| it.content).unwrap_or_default();
            return field(kind.label, self.body(kind, content), span);
        }
        if kind.collapses && items.len() == 1 {
            let item = items.pop().map(|it| self.item(kind, it));
            return field(kind.label, item.unwrap_or_default(), span);
        }
        let items = items.into_iter().map(|it| {
            let span = it.span;
            Node::with(Element::ListItem, span, self.item(kind, it))
        });
        let items = items.collect();
        let list = Element::BulletList { bullet: '\0' };
        field(kind.label, vec![Node::with(list, span, items)], span)
    }

    /// The body of a field without argument; plain text may have a role.
    fn body(&self, kind: &FieldType, content: Vec<Node>) -> Vec<Node> {
        match &content[..] {
            [only] if !kind.role.is_empty() && is_plain(only) => {
                let nodes = self.references(kind.role, &only.astext(), only.span, &|node| node);
                vec![Node::with(Element::Paragraph, only.span, nodes)]
            }
            _ => content,
        }
    }

    /// The argument, its type, and what is said of it.
    fn item(&mut self, kind: &'static FieldType, item: Item) -> Vec<Node> {
        let Item {
            argument,
            content,
            span,
        } = item;
        let mut words = if kind.role.is_empty() {
            vec![strong(&argument, span)]
        } else {
            let wrap = |node: Node| Node::with(Element::Strong, span, vec![node]);
            self.references(kind.role, &argument, span, &wrap)
        };
        if let Some(of) = self.types.remove(&(kind.label, argument)) {
            words.push(Node::text(" (", span));
            words.extend(self.type_of(of));
            words.push(Node::text(")", span));
        }
        let (said, blocks) = split(content);
        if !said.is_empty() {
            words.push(Node::text(" \u{2013} ", span));
            words.extend(said);
        }
        let mut nodes = vec![Node::with(Element::Paragraph, span, words)];
        nodes.extend(blocks);
        nodes
    }

    /// What a type is: plain text refers to classes.
    fn type_of(&self, item: Item) -> Vec<Node> {
        match &item.content[..] {
            [only] if is_plain(only) => {
                let wrap = |node: Node| Node::with(Element::Emphasis, only.span, vec![node]);
                self.references("class", &only.astext(), only.span, &wrap)
            }
            _ => split(item.content).0,
        }
    }

    /// The words of `text` as references, with what stands between them.
    fn references(
        &self,
        role: &str,
        text: &str,
        span: Span,
        wrap: &dyn Fn(Node) -> Node,
    ) -> Vec<Node> {
        if self.domain != PYTHON {
            return vec![wrap(Node::text(text, span))];
        }
        let mut is_literal = false;
        let pieces = pieces(text).into_iter().map(|(piece, is_name)| {
            if !is_name || is_literal {
                return wrap(Node::text(piece, span));
            }
            is_literal = matches!(piece, "Literal" | "typing.Literal" | "~typing.Literal");
            let (mut it, title) = xref(piece, false, self.scope);
            if it.target == title {
                role.clone_into(&mut it.reftype);
            }
            reference(it, wrap(Node::text(title, span)), span)
        });
        pieces.collect()
    }
}

fn reference(xref: PendingXref, shown: Node, span: Span) -> Node {
    Node::with(Element::PendingXref(Box::new(xref)), span, vec![shown])
}

fn field(label: &str, body: Vec<Node>, span: Span) -> Node {
    let name = Node::with(Element::FieldName, span, vec![Node::text(label, span)]);
    let body = Node::with(Element::FieldBody, span, body);
    Node::with(Element::Field, span, vec![name, body])
}

fn strong(text: &str, span: Span) -> Node {
    Node::with(Element::Strong, span, vec![Node::text(text, span)])
}

/// The first letter of the field's name in upper case.
fn capitalise(field: &mut Node) {
    let text = field
        .children
        .first_mut()
        .and_then(|name| name.children.first_mut());
    let Some(text) = text else { return };
    let Element::Text(written) = &text.element else {
        return;
    };
    let mut chars = written.chars();
    if let Some(first) = chars.next() {
        let changed = format!("{}{}", first.to_uppercase(), chars.as_str());
        text.element = Element::Text(changed.into());
    }
}

/// Whether it is a paragraph of nothing but text.
fn is_plain(node: &Node) -> bool {
    let is_text = |it: &Node| matches!(it.element, Element::Text(_));
    node.element == Element::Paragraph
        && node.children.len() == 1
        && node.children.iter().all(is_text)
}

/// The words of the first paragraph, and the blocks behind it.
fn split(mut content: Vec<Node>) -> (Vec<Node>, Vec<Node>) {
    let starts = content
        .first()
        .is_some_and(|it| it.element == Element::Paragraph);
    if !starts || has_attributes(&content[0]) {
        return (Vec::new(), content);
    }
    let words = content.remove(0).children;
    (words, content)
}

fn has_attributes(node: &Node) -> bool {
    let attributes = &node.attributes;
    !(attributes.ids().is_empty() && attributes.classes().is_empty())
}

/// The names in what is said of a type, and what stands between them: brackets,
/// commas, bars, `of` and `or`.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let length = delimiter(text, at);
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if start < at {
            pieces.push((&text[start..at], true));
        }
        pieces.push((&text[at..at + length], false));
        at += length;
        start = at;
    }
    if start < text.len() {
        pieces.push((&text[start..], true));
    }
    pieces
}

/// The length of what stands between names at `at`, if that is there.
fn delimiter(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with("...") {
        return 3;
    }
    let gap = |text: &str| text.len() - text.trim_start().len();
    let before = gap(rest);
    let is_start = before == 0 || !text[..at].ends_with(char::is_whitespace);
    if !is_start {
        return 0;
    }
    let word = |text: &str| {
        let is_word = text.starts_with("of") || text.starts_with("or");
        let after = if is_word { gap(&text[2..]) } else { 0 };
        if after > 0 { 2 + after } else { 0 }
    };
    let behind = &rest[before..];
    if behind.starts_with(['[', ']', '(', ')', ',']) {
        let after = gap(&behind[1..]);
        let joined = if after > 0 {
            word(&behind[1 + after..])
        } else {
            0
        };
        return before + 1 + after + joined;
    }
    if let Some(rest) = behind.strip_prefix('|') {
        return before + 1 + gap(rest);
    }
    let length = if before > 0 { word(behind) } else { 0 };
    if length > 0 { before + length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_between_brackets_and_words() {
        let names = |text| {
            let pieces = pieces(text).into_iter();
            let names = pieces.filter(|it| it.1).map(|it| it.0);
            names.collect::<Vec<_>>().join(";")
        };
        assert_eq!(names("list[int] or None"), "list;int;None");
        assert_eq!(names("dict of (str, ...) | x"), "dict;str;x");
        assert_eq!(names("int, or offset"), "int;offset");
        assert_eq!(names("a b"), "a b");
    }
}
