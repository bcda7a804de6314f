//! Resolves targets that name another target, and the references to them.
//!
//! docutils' `references.IndirectHyperlinks`: after
//!
//! ```text
//! .. _one: two_
//! .. _two: https://example.org/
//! ```
//!
//! `one` leads where `two` leads. Chains are followed; one that ends nowhere
//! or in itself is reported, and its references become `problematic`.

use foldhash::{HashMap, HashSet};

use super::context::{Context, Place, each, replace};
use super::external_targets::reference_link;
use crate::diagnostic::Severity;
use crate::tree::{Document, Element, Node, element::Link};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let mut chains = Chains::collect(&mut document.root);
    if chains.targets.is_empty() {
        return;
    }
    chains.keep_own_names(context);
    for index in 0..chains.targets.len() {
        chains.resolve(index, context);
    }
    chains.write_back(&mut document.root, context);
}

/// An indirect target.
struct Indirect {
    names: Vec<String>,
    ids: Vec<String>,
    place: Place,
    /// The name it leads to.
    refname: String,
    /// Where it leads in the end, once that is known.
    link: Option<Link>,
    resolved: bool,
}

/// What is known of the targets and the references to indirect ones.
#[derive(Default)]
struct Chains {
    targets: Vec<Indirect>,
    /// The indirect target that holds a name.
    by_name: HashMap<String, usize>,
    /// Where the other named targets lead.
    direct: HashMap<String, Link>,
    /// The references to a name, and those to an id, by their number in the
    /// document.
    to_name: HashMap<String, Vec<(usize, Place)>>,
    to_id: HashMap<String, Vec<(usize, Place)>>,
    /// What takes the place of a reference.
    problematic: HashMap<usize, Node>,
    /// Names that nodes have lost.
    lost: HashSet<String>,
    /// Ids for nodes that have none but are led to, by their names.
    new_ids: HashMap<String, String>,
}

impl Chains {
    fn collect(root: &mut Node) -> Self {
        let mut chains = Self::default();
        let mut number = 0;
        each(root, &mut |node, place| {
            chains.collect_target(node, place);
            let is_noted = chains.is_noted(node, place);
            if let Some(link) = link_of(node) {
                if is_noted {
                    chains.collect_reference(node, link, number, place);
                }
                number += 1;
            }
        });
        chains
    }

    fn collect_target(&mut self, node: &Node, place: Place) {
        let Element::Target(target) = &node.element else {
            return;
        };
        let names = node.attributes.names();
        let Link::Name(refname) = &target.link else {
            let link = names.iter().map(|name| (name.clone(), target.link.clone()));
            self.direct.extend(link);
            return;
        };
        let index = self.targets.len();
        self.by_name
            .extend(names.iter().map(|name| (name.clone(), index)));
        self.targets.push(Indirect {
            names: names.to_vec(),
            ids: node.attributes.ids().to_vec(),
            place,
            refname: refname.clone(),
            link: None,
            resolved: false,
        });
    }

    /// A name that a target gave to the one behind it still leads to the first
    /// for docutils, and from there to its id.
    fn keep_own_names(&mut self, context: &Context<'_>) {
        let own: HashMap<String, Link> = context
            .referenced
            .propagated
            .iter()
            .flat_map(|(id, given)| {
                let names = given.names.iter();
                names.map(|name| (name.clone(), Link::Id(id.clone())))
            })
            .collect();
        self.by_name.retain(|name, _| !own.contains_key(name));
        self.direct.extend(own);
    }

    /// Whether docutils noted the name it leads to: not of an anonymous
    /// target, nor of one that had lost its name to an older one already.
    fn is_noted(&mut self, node: &Node, place: Place) -> bool {
        let attributes = &node.attributes;
        let mut is_first = true;
        if node.element != Element::Section {
            for name in attributes.dupnames() {
                is_first &= self.lost.insert(name.clone());
            }
        }
        let is_embedded = place.span != place.block;
        let is_named = !attributes.names().is_empty()
            || !attributes.dupnames().is_empty() && (is_first || is_embedded);
        !is_indirect(node) || is_named
    }

    fn collect_reference(&mut self, node: &Node, link: &Link, number: usize, place: Place) {
        let is_embedded = place.span != place.block && is_indirect(node);
        let (index, key) = match link {
            Link::Name(name) => (&mut self.to_name, name),
            Link::Id(id) => (&mut self.to_id, id),
            Link::None | Link::Uri(_) => return,
        };
        let all = index.entry(key.clone()).or_default();
        all.push((number, place));
        // docutils notes an embedded alias before the reference it stands in.
        if let [.., (before, _), _] = all[..]
            && is_embedded
            && before + 1 == number
        {
            let last = all.len() - 1;
            all.swap(last - 1, last);
        }
    }

    /// Follows the chain from a target to its end, then tells all on the way.
    fn resolve(&mut self, start: usize, context: &mut Context<'_>) {
        let mut path = Vec::new();
        let mut seen = HashSet::default();
        let mut next = Some(start).filter(|&index| !self.targets[index].resolved);
        while let Some(index) = next {
            if !seen.insert(index) {
                self.require_id(index, context);
                self.fail(index, "forming a circular reference", context);
                break;
            }
            path.push(index);
            next = self
                .by_name
                .get(&self.targets[index].refname)
                .copied()
                .filter(|&index| !self.targets[index].resolved);
        }
        for index in path.into_iter().rev() {
            self.settle(index, context);
        }
    }

    /// Gives a target its id that was to get it when it is first led to.
    fn require_id(&mut self, index: usize, context: &mut Context<'_>) {
        let target = &mut self.targets[index];
        let Some(name) = target.names.first() else {
            return;
        };
        if let Some((id, true)) = context.registry.require_id_of(name) {
            self.new_ids.insert(name.clone(), id.clone());
            target.ids.push(id);
        }
    }

    /// Where a target leads when what it names is known.
    fn settle(&mut self, index: usize, context: &mut Context<'_>) {
        let refname = self.targets[index].refname.clone();
        let Some((id, is_new)) = context.registry.require_id_of(&refname) else {
            let why = if context.registry.is_duplicate(&refname) {
                "which is a duplicate, and cannot be used as a unique reference"
            } else {
                "which does not exist"
            };
            self.fail(index, why, context);
            return;
        };
        if is_new {
            self.new_ids.insert(refname.clone(), id.clone());
        }
        context.referenced.ids.insert(id.clone());
        let indirect = self.by_name.get(&refname);
        let link = match indirect {
            Some(&other) => self.targets[other].link.clone(),
            None => self.direct.get(&refname).cloned(),
        };
        let link = link.filter(|link| *link != Link::None);
        let target = &mut self.targets[index];
        target.link = Some(link.unwrap_or(Link::Id(id)));
        target.resolved = true;
    }

    fn fail(&mut self, index: usize, why: &str, context: &mut Context<'_>) {
        let target = &mut self.targets[index];
        target.resolved = true;
        let mut message = context.report(
            Severity::Error,
            format!(
                "Indirect hyperlink target {} refers to target \"{}\", {why}.",
                target.naming(),
                target.refname
            ),
            target.place,
            Vec::new(),
        );
        context.registry.set_id(&mut message);
        let names = target.names.iter().filter_map(|it| self.to_name.get(it));
        let ids = target.ids.iter().filter_map(|it| self.to_id.get(it));
        for &(number, place) in names.chain(ids).flatten() {
            let node = context.problematic(place, &mut message);
            self.problematic.insert(number, node);
        }
        context.messages.push(message);
    }

    /// Gives targets and references what was found for them.
    fn write_back(mut self, root: &mut Node, context: &mut Context<'_>) {
        let found = self.found(context);
        let mut targets = std::mem::take(&mut self.targets).into_iter();
        let mut number = 0;
        each(root, &mut |node, place| {
            self.give_id(node);
            let is_reference = link_of(node).is_some();
            if is_indirect(node)
                && let Some(link) = targets.next().and_then(|it| it.link)
            {
                set_link(node, link);
            } else if let Some(link) = link_of(node).and_then(|link| found.of(link)) {
                set_link(node, link);
            }
            if is_reference {
                if let Some(problematic) = self.problematic.remove(&number) {
                    context.detach(node, place.block);
                    replace(node, problematic);
                }
                number += 1;
            }
        });
    }

    fn give_id(&mut self, node: &mut Node) {
        if self.new_ids.is_empty() || !node.attributes.ids().is_empty() {
            return;
        }
        let mut names = node.attributes.names().iter();
        if let Some(id) = names.find_map(|name| self.new_ids.remove(name)) {
            node.attributes.edit().ids.push(id);
        }
    }

    fn found(&self, context: &mut Context<'_>) -> Found {
        let mut found = Found::default();
        for target in &self.targets {
            for name in &target.names {
                if self.to_name.contains_key(name) {
                    context.referenced.names.insert(name.clone());
                }
            }
            let Some(link) = &target.link else { continue };
            for name in &target.names {
                found.names.insert(name.clone(), link.clone());
            }
            for id in &target.ids {
                if self.to_id.contains_key(id) {
                    context.referenced.ids.insert(id.clone());
                }
                found.ids.insert(id.clone(), link.clone());
            }
        }
        found
    }
}

/// Where the resolved targets lead, by their names and by their ids.
#[derive(Default)]
struct Found {
    names: HashMap<String, Link>,
    ids: HashMap<String, Link>,
}

impl Found {
    fn of(&self, link: &Link) -> Option<Link> {
        match link {
            Link::Name(name) => self.names.get(name).cloned(),
            Link::Id(id) => self.ids.get(id).cloned(),
            Link::None | Link::Uri(_) => None,
        }
    }
}

impl Indirect {
    /// The target's name and id, as far as there are any.
    fn naming(&self) -> String {
        let name = self.names.first().map(|name| format!("\"{name}\" "));
        let id = self.ids.first().map(|id| format!("(id=\"{id}\")"));
        name.into_iter().chain(id).collect()
    }
}

fn is_indirect(node: &Node) -> bool {
    matches!(&node.element, Element::Target(target) if matches!(target.link, Link::Name(_)))
}

/// Where a node leads that may refer to an indirect target: a reference, an
/// indirect target, a target that gave its names to one.
fn link_of(node: &Node) -> Option<&Link> {
    match &node.element {
        Element::Reference(reference) => Some(&reference.link),
        Element::FootnoteReference { link, .. } | Element::CitationReference { link } => Some(link),
        Element::Target(target) => Some(&target.link),
        _ => None,
    }
}

fn set_link(node: &mut Node, link: Link) {
    if let Element::Target(target) = &mut node.element {
        target.link = link;
    } else if let Some(place) = reference_link(node) {
        *place = link;
    }
}
