//! What the domains of C and C++ share.

pub(super) mod alias;
pub(super) mod namespace;

use super::signature::{Parameter, Pieces};
use super::{Content, Convert, Failure, Parts, Place, Spec, convert, kept};
use crate::cfamily::{Bit, displayed, nodes};
use crate::source::Span;
use crate::tree::{Element, Node};

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    C,
    Cpp,
}

impl Language {
    /// The language of a directive with the name `canonical`.
    fn of(canonical: &str) -> Self {
        if canonical.starts_with("cpp:") {
            Self::Cpp
        } else {
            Self::C
        }
    }

    pub(super) fn domain(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Cpp => "cpp",
        }
    }

    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::Cpp => "C++",
        }
    }

    /// What stands between the names of a thing and of what it is in.
    pub(super) fn between(self) -> &'static str {
        match self {
            Self::C => ".",
            Self::Cpp => "::",
        }
    }
}

/// The pieces of a signature in `domain`, of what is called `class`.
pub(super) fn pieces(bits: &[Bit], domain: &str, class: &str, span: Span) -> Pieces {
    let mut out = Pieces::new(span);
    for bit in bits {
        match bit {
            Bit::Described { within, name } => {
                if !within.is_empty() {
                    let within = pieces(within, domain, class, span);
                    out.wrap(Element::Inline, &["sig-prename", "descclassname"], within);
                }
                let name = pieces(name, domain, class, span);
                out.wrap(Element::Strong, &["sig-name", "descname"], name);
            }
            Bit::Parameters(list) => {
                let one = |it: &Vec<Bit>| Parameter::One(pieces(it, domain, class, span));
                out.parameters(["(", ")"], list.iter().map(one).collect(), false);
            }
            bit => out.extend(nodes(std::slice::from_ref(bit), domain, Some(class), span)),
        }
    }
    out
}

/// Puts an object of the type that is called `kind` into the index, unless its
/// directive says not to, and says how names that stand for none are shown.
pub(super) fn index(
    term: &mut Node,
    language: Language,
    kind: &str,
    name: &str,
    parts: &Parts<'_, '_>,
) {
    let between = language.between();
    let shown: Vec<&str> = name.split(between).map(displayed).collect();
    let shown = shown.join(between);
    let others = &mut term.attributes.edit().others;
    let is_silent = parts.options.has("no-index-entry") || parts.options.has("noindexentry");
    if !is_silent {
        let language = language.name();
        others.push(("index", format!("single: {shown} ({language} {kind})")));
    }
    if shown != name {
        let named = name.split(between).filter(|it| !it.starts_with('@'));
        let named: Vec<&str> = named.collect();
        others.push(("dispname", shown));
        if !named.is_empty() {
            others.push(("alias", named.join(between)));
        }
    }
}
