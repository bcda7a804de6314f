//! What becomes of a name that several nodes claim.
//!
//! docutils' `set_duplicate_name`: explicit targets beat implicit ones, equals
//! fall together, and a target that leads where the older one leads is only
//! mentioned.

use std::sync::Arc;

use super::{Claim, Holder, Registry, dupname};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message::system_message;
use crate::source::Span;
use crate::tree::{Element, Node, element::Link};

/// Two nodes claimed the same name; to be reported where the newer one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// docutils' words for it.
    pub(crate) message: String,
    /// The id of the newer node, for the message's back reference.
    pub(crate) backref: Option<String>,
}

impl Duplicate {
    /// The finding as a node and a diagnostic, about the node at `span`,
    /// whose `line` of `source` docutils counts.
    pub(crate) fn report(self, line: usize, source: Arc<str>, span: Span) -> (Node, Diagnostic) {
        let (mut node, diagnostic) = system_message(
            self.severity,
            self.message,
            Some(line),
            source,
            span,
            Vec::new(),
        );
        if let Some(id) = self.backref {
            node.attributes.edit().backrefs.push(id);
        }
        (node, diagnostic)
    }
}

/// How an older claim and a newer one stand to each other.
enum Conflict {
    /// Both are targets that lead to this address.
    SameAddress(String),
    BothExplicit,
    BothImplicit,
    /// The newer is explicit, the older is not.
    Overrides,
    /// The older is explicit, the newer is not.
    Beaten,
}

impl Conflict {
    fn judge(old: &Claim, node: &Node, explicit: bool) -> Self {
        match &old.holder {
            Some(holder) if leads_alike(&holder.link, node) => {
                Self::SameAddress(address(&holder.link).to_owned())
            }
            _ if explicit && old.explicit => Self::BothExplicit,
            _ if explicit => Self::Overrides,
            _ if old.explicit => Self::Beaten,
            _ => Self::BothImplicit,
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::BothExplicit => Severity::Warning,
            Self::SameAddress(_) | Self::BothImplicit | Self::Overrides | Self::Beaten => {
                Severity::Info
            }
        }
    }

    fn message(&self, name: &str) -> String {
        match self {
            Self::SameAddress(address) => {
                format!("Duplicate name \"{name}\" for external target \"{address}\".")
            }
            Self::BothExplicit => format!("Duplicate explicit target name: \"{name}\"."),
            Self::Overrides => format!("Target name overrides implicit target name \"{name}\"."),
            Self::BothImplicit | Self::Beaten => {
                format!("Duplicate implicit target name: \"{name}\".")
            }
        }
    }
}

impl Registry {
    /// Settles who holds `name`, which `node` claims and another node claimed
    /// before.
    pub(super) fn duplicate(
        &mut self,
        node: &mut Node,
        name: &str,
        explicit: bool,
    ) -> Option<Duplicate> {
        let old = self.names.remove(name)?;
        let conflict = Conflict::judge(&old, node, explicit);
        let was_held = old.holder.is_some();
        if !matches!(conflict, Conflict::Overrides) {
            dupname(node, name);
        }
        let holder = match conflict {
            Conflict::SameAddress(_) | Conflict::Beaten => old.holder,
            Conflict::Overrides => {
                self.lose_held(name, old.holder);
                Some(Holder::of(node))
            }
            Conflict::BothExplicit => {
                self.stray(name, node, was_held);
                self.lose_held(name, old.holder);
                None
            }
            Conflict::BothImplicit => {
                self.lose_with_id(name, old.holder);
                None
            }
        };
        let explicit = explicit || old.explicit;
        let claim = Claim { explicit, holder };
        self.names.insert(name.to_owned(), claim);
        if matches!(conflict, Conflict::Overrides) && !was_held {
            return None;
        }
        Some(Duplicate {
            severity: conflict.severity(),
            message: conflict.message(name),
            backref: self.backref(node),
        })
    }

    fn stray(&mut self, name: &str, node: &mut Node, was_held: bool) {
        if was_held {
            self.strays.remove(name);
        } else if self.strict && matches!(node.element, Element::Footnote { .. }) {
            let id = self.set_id(node);
            self.strays.insert(name.to_owned(), id);
        }
    }

    /// An empty target is not shown, so that nothing can lead back to it.
    fn backref(&mut self, node: &mut Node) -> Option<String> {
        let shown = !matches!(node.element, Element::Target(_)) || !node.children.is_empty();
        shown.then(|| self.set_id(node))
    }

    fn lose_held(&mut self, name: &str, old: Option<Holder>) {
        if let Some(old) = old {
            self.lose(name, old.tag, None);
        }
    }

    /// The older node gets its id before the newer one, so that ids run in
    /// the order of the text.
    fn lose_with_id(&mut self, name: &str, old: Option<Holder>) {
        let Some(mut old) = old else { return };
        if old.id.is_none() {
            old.names.retain(|it| it != name);
            old.dupnames.push(name.to_owned());
            old.id = Some(self.create_id(&old.names, &old.dupnames, old.tag));
        }
        self.lose(name, old.tag, old.id);
    }
}

/// Whether both are targets that lead to the same address.
fn leads_alike(old: &Link, node: &Node) -> bool {
    match &node.element {
        Element::Target(new) => {
            matches!(new.link, Link::Uri(_) | Link::Name(_)) && new.link == *old
        }
        _ => false,
    }
}

fn address(link: &Link) -> &str {
    match link {
        Link::Uri(address) | Link::Name(address) | Link::Id(address) => address,
        Link::None => "",
    }
}
