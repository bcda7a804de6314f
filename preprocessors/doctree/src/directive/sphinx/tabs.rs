//! Tabs of sphinx-design, sphinx-tabs and sphinx-inline-tabs. On the page they
//! stand one below the other, each under its label: so they can be printed,
//! searched, and read without scripts.

use super::{Content, Convert, Failure, Parts, Place, Spec, code, convert};
use crate::source::Span;
use crate::tree::{Element, Node};

const SET: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("sync-group", convert::unchanged),
];
const TAB: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("class-container", convert::classes),
    ("class-content", convert::classes),
    ("class-label", convert::classes),
    ("name", convert::unchanged),
    ("new-set", convert::flag),
    ("selected", convert::flag),
    ("sync", convert::unchanged),
];
const CODE_TAB: &[(&str, Convert)] = &[
    ("force", convert::flag),
    ("linenos", convert::flag),
    ("number-lines", convert::int_or_none),
    ("dedent", code::dedent),
    ("lineno-start", convert::int),
    ("emphasize-lines", convert::unchanged_required),
    ("caption", convert::unchanged_required),
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("selected", convert::flag),
];
const BASE: Spec = Spec {
    whitespace: true,
    content: Content::Blocks,
    needs_content: true,
    ..Spec::NEW
};
const TABS: Spec = Spec {
    optional: 1,
    options: SET,
    build: set,
    ..BASE
};
const ITEM: Spec = Spec {
    required: 1,
    options: TAB,
    needs_content: false,
    build: tab,
    ..BASE
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "code-tab",
        required: 1,
        optional: 1,
        options: CODE_TAB,
        content: Content::Lines,
        build: code_tab,
        ..BASE
    },
    Spec {
        name: "group-tab",
        ..ITEM
    },
    Spec {
        name: "tab",
        ..ITEM
    },
    Spec {
        name: "tab-item",
        ..ITEM
    },
    Spec {
        name: "tab-set",
        ..TABS
    },
    Spec {
        name: "tab-set-code",
        ..TABS
    },
    Spec {
        name: "tabs",
        ..TABS
    },
];

/// The languages that have another name than that of their lexer.
const LANGUAGES: &[(&str, &str)] = &[
    ("bash", "Bash"),
    ("c", "C"),
    ("c++", "C++"),
    ("console", "Console"),
    ("cpp", "C++"),
    ("csharp", "C#"),
    ("cuda", "CUDA"),
    ("go", "Go"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("js", "JavaScript"),
    ("json", "JSON"),
    ("julia", "Julia"),
    ("kotlin", "Kotlin"),
    ("powershell", "PowerShell"),
    ("py", "Python"),
    ("python", "Python"),
    ("python3", "Python"),
    ("r", "R"),
    ("ruby", "Ruby"),
    ("rust", "Rust"),
    ("sh", "Shell"),
    ("shell", "Shell"),
    ("sql", "SQL"),
    ("toml", "TOML"),
    ("ts", "TypeScript"),
    ("typescript", "TypeScript"),
    ("xml", "XML"),
    ("yaml", "YAML"),
];

/// Blocks of code that stand in a set without labels are told by their languages.
fn set(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let content = parts.content(Place::Body);
    let coded = parts.canonical == "tab-set-code";
    let is_tab = |it: &Node| it.attributes.has_class("sd-tab-item");
    let mut node = parts.element(Element::Container).class("sd-tab-set");
    for child in content {
        let label = Some(&child).filter(|it| coded && !is_tab(it));
        match label.and_then(of_block) {
            Some(label) => {
                let text = vec![Node::text(label, child.span)];
                node.children.push(item(text, vec![child], parts.span));
            }
            None => node.children.push(child),
        }
    }
    Ok(vec![node])
}

/// The language of a block of code.
fn of_block(node: &Node) -> Option<String> {
    let block = node
        .walk()
        .find(|it| it.element == Element::LiteralBlock && it.attributes.has_class("code"))?;
    block.attributes.classes().get(1).map(|it| spoken(it))
}

fn spoken(language: &str) -> String {
    let row = LANGUAGES.iter().find(|it| it.0 == language);
    row.map_or(language, |it| it.1).to_owned()
}

fn tab(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let label = parts.inline_argument();
    let content = parts.content(Place::Body);
    let mut node = item(label.nodes, content, parts.span);
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    Ok(std::iter::once(node).chain(label.messages).collect())
}

fn code_tab(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = parts.arguments.first().cloned().unwrap_or_default();
    let label = parts.arguments.get(1).cloned();
    let label = label.unwrap_or_else(|| spoken(&language));
    let content = code::shown(parts, Some(&language))?;
    let text = vec![Node::text(label, parts.span)];
    Ok(vec![item(text, content, parts.span)])
}

/// A tab: its label, and below it what it shows.
fn item(label: Vec<Node>, content: Vec<Node>, span: Span) -> Node {
    let label = Node::with(Element::Rubric, span, label).class("sd-tab-label");
    let children = std::iter::once(label).chain(content).collect();
    Node::with(Element::Container, span, children).class("sd-tab-item")
}
