//! Diagrams that other programs draw. Building a book runs none, so what they
//! are drawn from is shown as code.

use super::program::{Look, block, captioned, rows};
use super::{Content, Convert, Failure, Parts, Spec, convert, kept};
use crate::inline::Parsed;
use crate::tree::Node;

const OPTIONS: &[(&str, Convert)] = &[
    ("align", convert::unchanged),
    ("alt", convert::unchanged),
    ("caption", convert::unchanged),
    ("class", convert::classes),
    ("config", convert::unchanged),
    ("graphviz_dot", convert::unchanged),
    ("height", convert::unchanged),
    ("layout", convert::unchanged),
    ("name", convert::unchanged),
    ("parts", convert::unchanged),
    ("private-bases", convert::flag),
    ("scale", convert::unchanged),
    ("title", convert::unchanged),
    ("top-classes", convert::unchanged),
    ("include-subclasses", convert::flag),
    ("width", convert::unchanged),
    ("zoom", convert::unchanged),
];
const BASE: Spec = Spec {
    optional: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Lines,
    build: diagram,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "digraph",
        required: 1,
        optional: 0,
        build: graph,
        ..BASE
    },
    Spec {
        name: "graph",
        required: 1,
        optional: 0,
        build: graph,
        ..BASE
    },
    Spec {
        name: "graphviz",
        ..BASE
    },
    Spec {
        name: "inheritance-diagram",
        build: classes,
        ..BASE
    },
    Spec {
        name: "mermaid",
        ..BASE
    },
    Spec {
        name: "plantuml",
        ..BASE
    },
    Spec {
        name: "uml",
        ..BASE
    },
];

/// The language that a directive's content is in.
const LANGUAGES: &[(&str, &str)] = &[
    ("graphviz", "dot"),
    ("mermaid", "mermaid"),
    ("plantuml", "plantuml"),
    ("uml", "plantuml"),
];

/// Content, or the file that the argument names.
fn diagram(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let row = LANGUAGES.iter().find(|it| it.0 == parts.canonical);
    let language = row.map_or("text", |it| it.1);
    let path = parts.arguments.concat();
    if path.is_empty() {
        let rows = rows(parts.lines);
        let node = block(parts, Some(language), &rows, &Look::default());
        return Ok(shown(parts, node));
    }
    let found = parts.read_file(&path).map_err(|_| {
        let name = parts.name;
        Failure::warning(format!(
            "External {name} file '{path}' not found or reading it failed"
        ))
    })?;
    Ok(made_up(parts, language, found.text.trim_end_matches('\n')))
}

/// The lines of a graph without its head.
fn graph(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = format!(
        "{} {} {{\n{}\n}}",
        parts.canonical,
        parts.arguments.concat(),
        parts.text()
    );
    Ok(made_up(parts, "dot", &text))
}

/// The names of the classes.
fn classes(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = parts.arguments.concat();
    Ok(made_up(parts, "text", &text))
}

fn made_up(parts: &mut Parts<'_, '_>, language: &str, text: &str) -> Vec<Node> {
    let mut node = block(parts, Some(language), &[], &Look::default());
    node.children.push(Node::text(text, parts.span));
    shown(parts, node)
}

fn shown(parts: &mut Parts<'_, '_>, node: Node) -> Vec<Node> {
    let message = format!(
        "The diagram of the \"{}\" directive is not drawn: its text is shown.",
        parts.name
    );
    let message = kept(parts, &message);
    let caption = parts
        .inline_option("caption")
        .or_else(|| parts.inline_option("title"))
        .or_else(|| words(parts));
    std::iter::once(message)
        .chain(captioned(parts, node, caption))
        .collect()
}

/// The words for those who do not see the diagram, which are no markup.
fn words(parts: &Parts<'_, '_>) -> Option<Parsed> {
    let alt = parts.options.text("alt").filter(|it| !it.is_empty())?;
    Some(Parsed {
        nodes: vec![Node::text(alt, parts.span)],
        ..Parsed::default()
    })
}
