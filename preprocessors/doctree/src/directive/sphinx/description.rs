//! Descriptions of objects, which Sphinx's domains share: one signature a line,
//! and what there is to be said of them.
//!
//! A description is a definition list of one item. Each signature is a term
//! with the object's anchor; it tells the book what it declares in the rows
//! `objtype` and `fullname` of its attributes, and in `_toc_name` what tables of
//! contents call it.

use foldhash::HashSet;

use super::signature::Pieces;
use super::{Content, Convert, Parts, Place, Spec, convert};
use crate::options::ShowParents;
use crate::source::Span;
use crate::tree::{Element, Node};

/// The options of every description.
pub(super) const OPTIONS: [(&str, Convert); 7] = [
    ("no-index", convert::flag),
    ("no-index-entry", convert::flag),
    ("no-contents-entry", convert::flag),
    ("no-typesetting", convert::flag),
    ("noindex", convert::flag),
    ("noindexentry", convert::flag),
    ("nocontentsentry", convert::flag),
];

/// What every description is.
pub(super) const DESCRIPTION: Spec = Spec {
    required: 1,
    whitespace: true,
    options: &OPTIONS,
    content: Content::Headed,
    ..Spec::NEW
};

/// Both tables as one.
pub(super) const fn join<const A: usize, const B: usize, const BOTH: usize>(
    first: [(&'static str, Convert); A],
    second: [(&'static str, Convert); B],
) -> [(&'static str, Convert); BOTH] {
    let mut both = [OPTIONS[0]; BOTH];
    let mut at = 0;
    while at < BOTH {
        both[at] = if at < A { first[at] } else { second[at - A] };
        at += 1;
    }
    both
}

/// A signature as written, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The signatures that the argument holds: one a line, but for those that end
/// in a backslash.
pub(super) fn signatures(parts: &Parts<'_, '_>) -> Vec<Signature> {
    let whole: &str = &parts.argument.text;
    let mut signatures = Vec::new();
    let mut start = 0;
    for (end, _) in whole.match_indices('\n').chain([(whole.len(), "")]) {
        let is_continued = end < whole.len() && whole[start..end].ends_with('\\');
        if is_continued || start > end {
            continue;
        }
        signatures.push(Signature {
            text: whole[start..end].replace("\\\n", "").trim().to_owned(),
            span: parts.argument.span(start, end),
        });
        start = end + 1;
    }
    signatures
}

/// Whether what is described is not to be referred to here.
pub(super) fn is_hidden(parts: &Parts<'_, '_>) -> bool {
    parts.options.has("no-index") || parts.options.has("noindex")
}

/// A description that is being made.
#[derive(Debug)]
pub(super) struct Description<'n> {
    domain: &'static str,
    objtype: &'n str,
    terms: Vec<Node>,
    seen: HashSet<String>,
}

impl<'n> Description<'n> {
    /// Of an object of `domain` (which may be empty) and of the type that
    /// the domain calls `objtype`.
    pub(super) fn new(domain: &'static str, objtype: &'n str) -> Self {
        Self {
            domain,
            objtype,
            terms: Vec::new(),
            seen: HashSet::default(),
        }
    }

    /// Adds a signature.
    pub(super) fn add(&mut self, pieces: Pieces, span: Span) -> &mut Node {
        let mut term = Node::with(Element::Term, span, pieces.into_nodes());
        let classes = ["sig", "sig-object", self.domain];
        let classes = classes.into_iter().filter(|it| !it.is_empty());
        let attributes = term.attributes.edit();
        attributes.classes.extend(classes.map(str::to_owned));
        let at = self.terms.len();
        self.terms.push(term);
        &mut self.terms[at]
    }

    /// Adds a signature that could not be read: all of it is the name.
    pub(super) fn add_unread(&mut self, signature: &Signature) {
        let mut pieces = Pieces::new(signature.span);
        pieces.name(&signature.text);
        self.add(pieces, signature.span);
    }

    /// Whether this description has not named the object yet.
    pub(super) fn is_first(&mut self, name: &str) -> bool {
        self.seen.insert(name.to_owned())
    }

    /// The description with `content`, which is read by now.
    pub(super) fn finish(self, parts: &Parts<'_, '_>, content: Vec<Node>) -> Vec<Node> {
        let span = parts.span;
        let mut definition = Node::with(Element::Definition, span, content);
        if let (Some(first), Some(last)) = (definition.children.first(), definition.children.last())
        {
            definition.span = first.span.to(last.span);
        }
        let mut children = self.terms;
        children.push(definition);
        let item = Node::with(Element::DefinitionListItem, span, children);
        let mut list = Node::with(Element::DefinitionList, span, vec![item]);
        let classes = [self.domain, self.objtype];
        let classes = classes.into_iter().filter(|it| !it.is_empty());
        let attributes = list.attributes.edit();
        attributes.classes.extend(classes.map(str::to_owned));
        if parts.options.has("no-typesetting") {
            return anchors(&list);
        }
        vec![list]
    }
}

/// The places in `node` that can be referred to, without what is shown there.
fn anchors(node: &Node) -> Vec<Node> {
    let anchored = node.walk().filter(|it| !it.attributes.ids().is_empty());
    let anchor = |it: &Node| {
        let mut target = Node::new(Element::Target(Box::default()), it.span);
        target.attributes = it.attributes.clone();
        let attributes = target.attributes.edit();
        attributes.classes.clear();
        attributes.others.retain(|it| it.0 != "_toc_name");
        target
    };
    anchored.map(anchor).collect()
}

/// Tells the book that the object `fullname` is described at `node`, by its
/// first id.
pub(super) fn declare(node: &mut Node, objtype: &str, fullname: &str) {
    let others = &mut node.attributes.edit().others;
    others.push(("objtype", objtype.to_owned()));
    others.push(("fullname", fullname.to_owned()));
}

/// What tables of contents call an object: with more or less of what it stands
/// in, and what is set around that.
pub(super) struct ContentsName<'n> {
    /// Its name alone.
    pub(super) own: &'n str,
    /// With what its domain takes for a part of the name.
    pub(super) full: &'n str,
    /// With all that it stands in.
    pub(super) whole: &'n str,
    pub(super) around: [&'static str; 2],
}

impl<'n> ContentsName<'n> {
    /// That of what stands in nothing.
    pub(super) fn plain(name: &'n str) -> Self {
        Self {
            own: name,
            full: name,
            whole: name,
            around: ["", ""],
        }
    }
}

/// What is set around the name of something that is called, if it is.
pub(super) fn parentheses(parts: &Parts<'_, '_>, is_called: bool) -> [&'static str; 2] {
    let shown = is_called && parts.context.scope.parentheses;
    ["", if shown { "()" } else { "" }]
}

/// Has tables of contents list what is described at `node`, unless the book or
/// the directive says that they do not.
pub(super) fn list(parts: &Parts<'_, '_>, node: &mut Node, name: &ContentsName<'_>) {
    let options = parts.context.options;
    let is_left_out = ["no-contents-entry", "nocontentsentry"]
        .into_iter()
        .any(|it| parts.options.has(it));
    if is_left_out || !options.toc_object_entries {
        return;
    }
    let shown = match options.toc_object_entries_show_parents {
        ShowParents::Domain => name.full,
        ShowParents::Hide => name.own,
        ShowParents::All => name.whole,
    };
    let [before, after] = name.around;
    let others = &mut node.attributes.edit().others;
    others.push(("_toc_name", format!("{before}{shown}{after}")));
}

/// Gives the node Sphinx's id for `name` behind `prefix`, both in the words of
/// [`make_id`](crate::domain::make_id).
pub(super) fn anchor(parts: &mut Parts<'_, '_>, node: &mut Node, prefix: &str, name: &str) {
    let id = crate::domain::make_id(prefix, name);
    let id = parts.context.registry.take_id(id, prefix);
    node.attributes.edit().ids.push(id);
}

/// The nodes of the content, while `object` is being described.
pub(super) fn content_within(
    parts: &mut Parts<'_, '_>,
    domain: &'static str,
    object: Option<String>,
) -> Vec<Node> {
    let depth = parts.context.scope.objects.len();
    let objects = &mut parts.context.scope.objects;
    objects.extend(object.map(|object| (domain, object)));
    let nodes = parts.content(Place::Body);
    parts.context.scope.objects.truncate(depth);
    nodes
}
