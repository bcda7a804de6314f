//! Puts the content of substitution definitions in the place of references.
//!
//! docutils' `references.Substitutions`. References are taken in the order of
//! the document, those inside definitions too; what a definition's content
//! refers to itself comes last, in turn. So the definitions grow while they
//! are used, and one that comes upon itself is found out.

mod fragment;

use foldhash::HashMap;

use super::context::{Context, Place, block_of, replace};
use crate::diagnostic::Severity;
use crate::escape::unescape;
use crate::message::literal;
use crate::names::fully_normalize_name;
use crate::options::Dialect;
use crate::source::Span;
use crate::tree::{Document, Element, Node};
use fragment::{Fragment, Site, splice};

/// References within references deeper than this lead in a circle, whatever
/// names they go by.
const DEEPEST: usize = 200;

/// What all replacements in a document may weigh together, beyond a share for
/// each byte of its text. It keeps a few definitions that multiply each other
/// from filling the memory; no one writes as much.
const WEIGHT_LIMIT: usize = 4_000_000;
const WEIGHT_OF_A_BYTE: usize = 64;

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let length: usize = document.sources.iter().map(|it| it.text().len()).sum();
    let root = &mut document.root;
    let mut expansion = Expansion {
        allowance: WEIGHT_LIMIT.saturating_add(length.saturating_mul(WEIGHT_OF_A_BYTE)),
        ..Expansion::default()
    };
    let mut in_text = Vec::new();
    let block = root.span;
    expansion.gather(root, block, None, &mut in_text);
    let mut next = 0;
    while next < expansion.sites.len() {
        expansion.expand(next, context);
        next += 1;
    }
    let text = Fragment {
        nodes: std::mem::take(&mut root.children),
        sites: in_text,
    };
    root.children = splice(text, &mut expansion.sites).nodes;
    expansion.put_back(root);
}

/// Takes the ids from what has been copied. docutils leaves them in each copy.
fn give_ids_away(nodes: &mut [Node]) {
    for node in nodes {
        node.walk_mut(&mut |node| {
            if !node.attributes.ids().is_empty() {
                node.attributes.edit().ids.clear();
            }
        });
    }
}

#[derive(Default)]
struct Expansion {
    sites: Vec<Site>,
    definitions: Vec<Definition>,
    by_name: HashMap<String, usize>,
    /// The same with the names in lower case, for references that differ in case.
    by_folded_name: HashMap<String, usize>,
    /// What more may be copied.
    allowance: usize,
}

struct Definition {
    name: String,
    span: Span,
    ltrim: bool,
    rtrim: bool,
    content: Fragment,
    /// Whether its content has once referred to itself.
    is_circular: bool,
    /// What takes its place, if it can mean nothing.
    complaint: Option<Node>,
}

impl Expansion {
    /// Notes the references in the order of the document, and takes the
    /// content out of the definitions. `sites` gets those outside
    /// definitions; `home` is the definition that `node` is.
    fn gather(
        &mut self,
        node: &mut Node,
        block: Span,
        home: Option<usize>,
        sites: &mut Vec<usize>,
    ) {
        for child in &mut node.children {
            let block = block_of(&node.element, child, block);
            match &child.element {
                Element::SubstitutionReference { refname } => {
                    sites.push(self.sites.len());
                    let site = Site::new(refname, Place::of(child, block));
                    self.sites.push(Site { home, ..site });
                }
                Element::SubstitutionDefinition { .. } => self.define(child),
                _ => self.gather(child, block, None, sites),
            }
        }
    }

    fn define(&mut self, node: &mut Node) {
        let Element::SubstitutionDefinition { ltrim, rtrim } = node.element else {
            return;
        };
        let index = self.definitions.len();
        let mut sites = Vec::new();
        self.gather(node, node.span, Some(index), &mut sites);
        for name in node.attributes.names() {
            self.by_name.insert(name.clone(), index);
            self.by_folded_name
                .insert(fully_normalize_name(name), index);
        }
        let nodes = std::mem::take(&mut node.children);
        self.definitions.push(Definition {
            name: node.attributes.names().first().cloned().unwrap_or_default(),
            span: node.span,
            ltrim,
            rtrim,
            content: Fragment { nodes, sites },
            is_circular: false,
            complaint: None,
        });
    }

    fn lookup(&self, refname: &str) -> Option<usize> {
        let exact = self.by_name.get(refname);
        exact
            .or_else(|| self.by_folded_name.get(&refname.to_lowercase()))
            .copied()
    }

    fn expand(&mut self, site: usize, context: &mut Context<'_>) {
        let refname = &self.sites[site].refname;
        let Some(index) = self.lookup(refname) else {
            if let Some(text) = context.options.default_substitution(refname) {
                let text = Node::text(text, self.sites[site].place.span);
                self.sites[site].outcome = Some(Fragment {
                    nodes: vec![text],
                    sites: Vec::new(),
                });
                return;
            }
            let message = format!("Undefined substitution referenced: \"{refname}\".");
            let place = self.sites[site].place;
            self.fail(site, message, place, context);
            return;
        };
        let body = std::mem::take(&mut self.definitions[index].content);
        let mut body = splice(body, &mut self.sites);
        let too_long =
            body.is_longer(context.options.line_length_limit) || !self.allows(body.weight());
        let copy = if too_long {
            None
        } else {
            self.copy(site, index, &body)
        };
        if copy.is_some() && context.options.dialect == Dialect::Book {
            give_ids_away(&mut body.nodes);
        }
        let definition = &mut self.definitions[index];
        definition.content = body;
        if too_long {
            let message = format!(
                "Substitution definition \"{}\" exceeds the line-length-limit.",
                definition.name
            );
            let span = self.sites[site].place.span;
            let message = context.report_whole(Severity::Error, message, span);
            self.fail_with(site, message, context);
        } else if copy.is_some() {
            let trim = (definition.ltrim, definition.rtrim);
            let site = &mut self.sites[site];
            (site.ltrim, site.rtrim) = trim;
            site.outcome = copy;
        } else {
            self.fail_circular(site, context);
        }
    }

    fn allows(&mut self, weight: usize) -> bool {
        let rest = self.allowance.checked_sub(weight);
        self.allowance = rest.unwrap_or(0);
        rest.is_some()
    }

    /// The content with references of its own; nothing, if the definition at
    /// `index` would go on for ever.
    fn copy(&mut self, site: usize, index: usize, content: &Fragment) -> Option<Fragment> {
        let first = self.sites.len();
        let depth = self.sites[site].depth + 1;
        for &inner in &content.sites {
            let nested = self.lookup(&self.sites[inner].refname);
            let is_circular = nested.is_some_and(|nested| self.definitions[nested].is_circular);
            if is_circular || depth > DEEPEST {
                self.sites.truncate(first);
                return None;
            }
            if nested == Some(index) {
                self.definitions[index].is_circular = true;
            }
            let is_direct = self.sites[inner].home == Some(index);
            let home = self.sites[site].home.filter(|_| is_direct);
            let copy = Site {
                home,
                origin: Some(site),
                depth,
                ..Site::new(&self.sites[inner].refname, self.sites[inner].place)
            };
            self.sites.push(copy);
        }
        Some(Fragment {
            nodes: content.nodes.clone(),
            sites: (first..self.sites.len()).collect(),
        })
    }

    fn fail_circular(&mut self, site: usize, context: &mut Context<'_>) {
        if let Some(home) = self.sites[site].home {
            self.refuse(home, context);
            return;
        }
        let mut origin = site;
        while let Some(outer) = self.sites[origin].origin {
            origin = outer;
        }
        let refname = &self.sites[site].refname;
        let message = format!("Circular substitution definition referenced: \"{refname}\".");
        let place = self.sites[origin].place;
        self.fail(site, message, place, context);
    }

    fn refuse(&mut self, index: usize, context: &mut Context<'_>) {
        let definition = &mut self.definitions[index];
        if definition.complaint.is_none() {
            let span = definition.span;
            let echo = literal(unescape(&context.rawsource(span)), span);
            definition.complaint = Some(context.report(
                Severity::Error,
                "Circular substitution definition detected:",
                Place::block(span),
                vec![echo],
            ));
        }
    }

    fn fail(&mut self, site: usize, message: String, place: Place, context: &mut Context<'_>) {
        let message = context.report(Severity::Error, message, place, Vec::new());
        self.fail_with(site, message, context);
    }

    fn fail_with(&mut self, site: usize, mut message: Node, context: &mut Context<'_>) {
        let span = self.sites[site].place.span;
        let problematic = context.problematic_substitution(span, &mut message);
        context.messages.push(message);
        self.sites[site].outcome = Some(Fragment {
            nodes: vec![problematic],
            sites: Vec::new(),
        });
    }

    /// Gives the definitions in the tree their content back, or puts a
    /// message in their place.
    fn put_back(self, root: &mut Node) {
        let Self {
            mut sites,
            definitions,
            ..
        } = self;
        let mut definitions = definitions.into_iter();
        root.walk_mut(&mut |node| {
            if !matches!(node.element, Element::SubstitutionDefinition { .. }) {
                return;
            }
            let Some(definition) = definitions.next() else {
                return;
            };
            match definition.complaint {
                Some(complaint) => replace(node, complaint),
                None => node.children = splice(definition.content, &mut sites).nodes,
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::{NoFiles, Options, Source, read};

    #[test]
    fn what_is_used_twice_in_a_book_has_its_ids_once() {
        let source = Source::new("a.rst", "|a| |a|\n\n.. |a| replace:: |b| c\n");
        let (document, _) = read(&source, &Options::default(), &NoFiles);
        let mut ids = HashSet::new();
        for node in document.root.walk() {
            assert!(node.attributes.ids().iter().all(|id| ids.insert(id)));
        }
        assert!(ids.contains(&"problematic-1".to_owned()));
    }
}
