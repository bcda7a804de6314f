//! Who holds which name, and which ids are taken.
//!
//! The rules are those of docutils' `nodes.document`: `set_id`, `create_id`,
//! `note_names`, `set_duplicate_name`. The [`Registry`] is fed while the tree
//! is built, in the order of parsing. Nodes move into their parents
//! afterwards, so it holds none: that an older node loses a name to a newer
//! one is remembered and carried out by [`Registry::settle`] when the tree is
//! whole.
//!
//! The order of calls is docutils': a section is noted after its title's text
//! has been read and before its body; a footnote or citation before its body;
//! an inline target when it is met.

mod conflict;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use foldhash::{HashMap, HashSet};

use crate::diagnostic::Severity;
use crate::escape::unescape;
use crate::message::Dealt;
use crate::names::{make_id, make_id_suffix};
use crate::options::{Dialect, Options};
use crate::tree::{Element, Node, element::Link};
pub(crate) use conflict::Duplicate;

/// The names and ids of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registry {
    ids: HashSet<String>,
    id_prefix: String,
    auto_id_prefix: String,
    legacy_ids: bool,
    /// Whether docutils is to be followed to the letter.
    strict: bool,
    /// How often each prefix of a made-up id was used.
    counters: HashMap<String, usize>,
    /// How many ids Sphinx made of each prefix and a number.
    serials: HashMap<String, usize>,
    names: HashMap<String, Claim>,
    substitutions: HashSet<String>,
    /// The ids that docutils finds footnotes by although they lost their name:
    /// it forgets those of the first two of a name, but not of a third.
    strays: HashMap<String, String>,
    losses: HashMap<String, VecDeque<Loss>>,
}

/// A name that was claimed: by whom, if it is still held at all.
#[derive(Clone, Debug)]
struct Claim {
    explicit: bool,
    holder: Option<Holder>,
}

/// What must be known of a node that has moved into the tree.
#[derive(Clone, Debug)]
struct Holder {
    tag: &'static str,
    names: Vec<String>,
    dupnames: Vec<String>,
    id: Option<String>,
    link: Link,
}

/// Somewhere in the tree, the first `tag` that holds the name is to lose it,
/// and to have this id if it has none.
#[derive(Clone, Debug)]
struct Loss {
    tag: &'static str,
    id: Option<String>,
}

impl Registry {
    /// A registry for a document of which nothing has been read.
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            id_prefix: options.id_prefix.clone(),
            auto_id_prefix: options.auto_id_prefix.clone(),
            legacy_ids: options.legacy_ids,
            strict: options.dialect == Dialect::Docutils,
            ..Self::default()
        }
    }

    /// Notes the names and ids of a node of a document that has been read, by
    /// whatever reader.
    pub(crate) fn note(&mut self, node: &Node) {
        if node.attributes.is_empty() {
            return;
        }
        for id in node.attributes.ids() {
            if !self.ids.contains(id) {
                self.ids.insert(id.clone());
            }
        }
        if matches!(node.element, Element::SubstitutionDefinition { .. }) {
            return;
        }
        for name in node.attributes.names() {
            self.claim(name, node, is_explicit(node));
        }
        for name in node.attributes.dupnames() {
            self.names.entry(name.clone()).or_insert(Claim {
                explicit: is_explicit(node),
                holder: None,
            });
        }
    }

    /// Takes `id` for a node, or, if it is taken or empty, the next one that is
    /// made of `prefix` and a number: Sphinx's `make_id`.
    pub(crate) fn take_id(&mut self, id: String, prefix: &str) -> String {
        if !id.is_empty() && self.ids.insert(id.clone()) {
            return id;
        }
        let mut serial = self.serials.get(prefix).copied().unwrap_or(0);
        let dash = if prefix.is_empty() { "id" } else { "-" };
        let id = loop {
            let id = format!("{prefix}{dash}{serial}");
            serial += 1;
            if self.ids.insert(id.clone()) {
                break id;
            }
        };
        self.serials.insert(prefix.to_owned(), serial);
        id
    }

    /// Takes `id` for a node; false if it is taken.
    pub(crate) fn claim_id(&mut self, id: &str) -> bool {
        self.ids.insert(id.to_owned())
    }

    /// Which ids were dealt, also to nodes that came to nothing.
    pub(crate) fn into_dealt(self) -> Dealt {
        (self.ids, self.counters, self.strays)
    }

    /// Deals none of these ids again.
    pub(crate) fn keep(&mut self, (ids, counters, strays): Dealt) {
        self.ids.extend(ids);
        self.counters = counters;
        self.strays = strays;
    }

    /// Gives `node` an id if it has none; its last id.
    pub(crate) fn set_id(&mut self, node: &mut Node) -> String {
        let prefix = node.element.tag();
        self.set_id_like(node, prefix)
    }

    /// The same, but an id made of no name begins with `prefix`.
    pub(crate) fn set_id_like(&mut self, node: &mut Node, prefix: &str) -> String {
        let id = if let Some(id) = node.attributes.ids().last() {
            self.ids.insert(id.clone());
            id.clone()
        } else {
            let attributes = &node.attributes;
            let id = self.create_id(attributes.names(), attributes.dupnames(), prefix);
            node.attributes.edit().ids.push(id.clone());
            id
        };
        for name in node.attributes.names() {
            if let Some(Claim {
                holder: Some(holder),
                ..
            }) = self.names.get_mut(name)
            {
                holder.id = Some(id.clone());
            }
        }
        id
    }

    /// Registers the names of a node that is a target by what it is: a
    /// section, a table of contents, the target in an embedded URI.
    ///
    /// The node must have its names and its link. With `legacy_ids` it gets
    /// its id now, otherwise from the `SectionIDs` transform.
    pub(crate) fn note_implicit_target(&mut self, node: &mut Node) -> Vec<Duplicate> {
        let duplicates = self.note_names(node, false);
        if self.legacy_ids {
            self.set_id(node);
        }
        duplicates
    }

    /// Registers the names of a node that the author made a target: a target,
    /// a footnote, a citation, whatever has a `:name:`. It gets its id.
    ///
    /// The node must have its names and its link.
    pub(crate) fn note_explicit_target(&mut self, node: &mut Node) -> Vec<Duplicate> {
        if matches!(node.element, Element::Footnote { .. }) {
            // A footnote's id is made of its name, even if it is to lose that.
            self.set_id(node);
        }
        let duplicates = self.note_names(node, true);
        self.set_id(node);
        duplicates
    }

    /// Registers the definition of the substitution `name` (with its white
    /// space normalised): an older one of the same name loses it.
    pub(crate) fn note_substitution_def(&mut self, name: &str) -> Option<Duplicate> {
        if self.substitutions.insert(name.to_owned()) {
            return None;
        }
        self.lose(name, "substitution_definition", None);
        let name = unescape(name);
        Some(Duplicate {
            severity: Severity::Error,
            message: format!("Duplicate substitution definition name: \"{name}\"."),
            backref: None,
        })
    }

    /// Takes the names away from the nodes that lost them while the tree was built.
    pub(crate) fn settle(&mut self, root: &mut Node) {
        if self.losses.is_empty() {
            return;
        }
        root.walk_as_read(&mut |node| self.settle_node(node));
    }

    /// Whether a node has claimed `name`.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// The id of the node that holds `name`.
    pub(crate) fn id_of(&self, name: &str) -> Option<&str> {
        let holder = self.names.get(name)?.holder.as_ref();
        match holder {
            Some(holder) => holder.id.as_deref(),
            None => self.strays.get(name).map(String::as_str),
        }
    }

    /// The same, but the node gets an id if it has none; the flag tells
    /// whether it is such a new one, which the caller must give the node.
    pub(crate) fn require_id_of(&mut self, name: &str) -> Option<(String, bool)> {
        let holder = self.names.get(name)?.holder.clone()?;
        if let Some(id) = holder.id {
            return Some((id, false));
        }
        let id = self.create_id(&holder.names, &holder.dupnames, holder.tag);
        for name in &holder.names {
            if let Some(Claim {
                holder: Some(holder),
                ..
            }) = self.names.get_mut(name)
            {
                holder.id = Some(id.clone());
            }
        }
        Some((id, true))
    }

    /// Whether any node claimed `name`.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Whether several nodes claimed `name`, so that none may have it.
    pub(crate) fn is_duplicate(&self, name: &str) -> bool {
        self.names
            .get(name)
            .is_some_and(|claim| claim.holder.is_none())
    }

    fn create_id(&mut self, names: &[String], dupnames: &[String], tag: &str) -> String {
        let mut last = String::new();
        for name in names {
            let base = if self.id_prefix.is_empty() {
                make_id(name)
            } else {
                make_id_suffix(name)
            };
            last = if base.is_empty() {
                String::new()
            } else {
                format!("{}{base}", self.id_prefix)
            };
            if !last.is_empty() && self.ids.insert(last.clone()) {
                return last;
            }
        }
        let prefix = self.made_up_prefix(&last, dupnames, tag);
        self.count_up(prefix)
    }

    fn made_up_prefix(&self, taken: &str, dupnames: &[String], tag: &str) -> String {
        let Some(auto_id_prefix) = self.auto_id_prefix.strip_suffix('%') else {
            return format!("{}{}", self.id_prefix, self.auto_id_prefix);
        };
        if !taken.is_empty() {
            return format!("{taken}-");
        }
        match dupnames.first().map(|name| make_id(name)) {
            Some(id) if !id.is_empty() => format!("{id}-"),
            _ => format!("{}{auto_id_prefix}{}-", self.id_prefix, make_id(tag)),
        }
    }

    fn count_up(&mut self, prefix: String) -> String {
        let mut count = self.counters.get(&prefix).copied().unwrap_or(0);
        let id = loop {
            count += 1;
            let id = format!("{prefix}{count}");
            if self.ids.insert(id.clone()) {
                break id;
            }
        };
        self.counters.insert(prefix, count);
        id
    }

    fn note_names(&mut self, node: &mut Node, explicit: bool) -> Vec<Duplicate> {
        let mut duplicates = Vec::new();
        for name in node.attributes.names().to_vec() {
            if self.names.contains_key(&name) {
                duplicates.extend(self.duplicate(node, &name, explicit));
            } else {
                self.claim(&name, node, explicit);
            }
        }
        duplicates
    }

    fn claim(&mut self, name: &str, node: &Node, explicit: bool) {
        let holder = Some(Holder::of(node));
        self.names
            .insert(name.to_owned(), Claim { explicit, holder });
    }

    fn lose(&mut self, name: &str, tag: &'static str, id: Option<String>) {
        let losses = self.losses.entry(name.to_owned()).or_default();
        losses.push_back(Loss { tag, id });
    }

    fn settle_node(&mut self, node: &mut Node) {
        for name in node.attributes.names().to_vec() {
            let Some(losses) = self.losses.get_mut(&name) else {
                continue;
            };
            let tag = node.element.tag();
            let Some(at) = losses.iter().position(|loss| loss.tag == tag) else {
                continue;
            };
            let loss = losses.remove(at);
            dupname(node, &name);
            if node.attributes.ids().is_empty() {
                node.attributes
                    .edit()
                    .ids
                    .extend(loss.and_then(|loss| loss.id));
            }
        }
    }
}

impl Holder {
    fn of(node: &Node) -> Self {
        let link = match &node.element {
            Element::Target(target) => target.link.clone(),
            _ => Link::None,
        };
        Self {
            tag: node.element.tag(),
            names: node.attributes.names().to_vec(),
            dupnames: node.attributes.dupnames().to_vec(),
            id: node.attributes.ids().last().cloned(),
            link,
        }
    }
}

/// Makes `name` one that `node` lost.
fn dupname(node: &mut Node, name: &str) {
    let attributes = node.attributes.edit();
    attributes.names.retain(|it| it != name);
    attributes.dupnames.push(name.to_owned());
}

/// Whether the author made the node a target, judging by what it is.
fn is_explicit(node: &Node) -> bool {
    match node.element {
        Element::Section | Element::Document | Element::Subtitle => false,
        Element::Topic => !node.attributes.has_class("contents"),
        _ => true,
    }
}
