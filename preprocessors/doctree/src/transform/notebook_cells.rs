//! Puts together what nbconvert took apart: a cell's code, which it writes as
//! a block of code in a language such as `ipython3`, and the outputs behind it.
//!
//! An output is a block of printed text, raw HTML, or a picture whose name says
//! which cell it comes from. Pictures with words that a program made for them
//! are told.

use super::context::Context;
use crate::cell::{self, ansi, html, kernel};
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    if let Some(language) = language(root) {
        gather(root, &language);
        title_first(&mut root.children);
    }
    for node in root.walk() {
        if let Some(finding) = unspoken(node) {
            context.note(finding);
        }
    }
}

/// The name of the lexer that the code of the notebook's cells has: one that
/// only notebooks have, or that of a block right before a cell's picture.
fn language(root: &Node) -> Option<String> {
    let lexers = root.walk().filter_map(lexer);
    let own = lexers.into_iter().find(|it| kernel::is_notebooks(it));
    let before_picture = || {
        root.walk().find_map(|node| {
            let mut pairs = node.children.windows(2);
            let pair = pairs.find(|it| is_picture(&it[1]) && lexer(&it[0]).is_some())?;
            lexer(&pair[0])
        })
    };
    own.or_else(before_picture).map(str::to_owned)
}

/// The name of the lexer of a block of code.
fn lexer(node: &Node) -> Option<&str> {
    match node.attributes.classes() {
        [code, lexer] if code == "code" && node.element == Element::LiteralBlock => Some(lexer),
        _ => None,
    }
}

/// Makes cells of the blocks of code below `node` that are in the `language`.
fn gather(node: &mut Node, language: &str) {
    let mut rest = std::mem::take(&mut node.children).into_iter().peekable();
    while let Some(mut child) = rest.next() {
        if lexer(&child) != Some(language) {
            gather(&mut child, language);
            node.children.push(child);
            continue;
        }
        let mut outputs = Vec::new();
        while let Some(output) = rest.next_if(is_output) {
            outputs.extend(shown(output));
        }
        name_language(&mut child, language);
        let parts = cell::input(vec![child]).into_iter();
        let parts = parts.chain(cell::output(outputs)).collect();
        node.children.extend(cell::cell(parts));
    }
}

fn name_language(block: &mut Node, lexer: &str) {
    let language = kernel::language(lexer, &block.astext());
    if let Some(class) = block.attributes.edit().classes.last_mut() {
        *class = language;
    }
}

/// Whether what stands behind a cell's code came out of it.
fn is_output(node: &Node) -> bool {
    match &node.element {
        Element::LiteralBlock => !node.attributes.has_class("code"),
        Element::Raw { format } => format == "html",
        _ => is_picture(node),
    }
}

/// Whether it is the picture of a cell.
fn is_picture(node: &Node) -> bool {
    matches!(&node.element, Element::Image(image) if cell::numbered(&image.uri).is_some())
}

/// An output as a notebook's is shown: with colours, and without HTML of its own.
fn shown(mut node: Node) -> Vec<Node> {
    match &node.element {
        Element::Raw { .. } => {
            let made = html::read(&node.astext(), node.span);
            if made.nodes.is_empty() && !made.script {
                return vec![node];
            }
            return made.nodes;
        }
        Element::LiteralBlock => {
            colour(&mut node);
            node.attributes.edit().classes.push("output".to_owned());
        }
        _ => {}
    }
    vec![node]
}

/// Reads the commands for colours in printed text, if there are any.
fn colour(block: &mut Node) {
    let text = block.astext();
    let restored = ansi::restored(&text);
    if restored.is_some() || text.contains('\u{1b}') {
        block.children = ansi::nodes(&restored.unwrap_or(text), block.span);
    }
}

/// Puts the title before cells that stand before it, if it is the only one of
/// its level: they are the imports, and the page would have its title twice.
fn title_first(children: &mut Vec<Node>) {
    let is_cell = |it: &Node| it.attributes.has_class("cell");
    let is_title = |it: &Node| it.element == Element::Section;
    let cells = children.iter().take_while(|it| is_cell(it)).count();
    if cells > 0 && cells + 1 == children.len() && is_title(&children[cells]) {
        let before: Vec<_> = children.drain(..cells).collect();
        let section = &mut children[0];
        let behind = section.children.len().min(1);
        section.children.splice(behind..behind, before);
    }
}

/// The finding about a picture for which a program made the words.
fn unspoken(node: &Node) -> Option<Diagnostic> {
    let Element::Image(image) = &node.element else {
        return None;
    };
    let alt = image.alt.as_deref().unwrap_or_default();
    if !cell::is_generated(alt, &image.uri) {
        return None;
    }
    let finding = Diagnostic::new(Severity::Warning, cell::NO_WORDS, node.span);
    Some(finding.help("say in `:alt:` what there is to be seen"))
}
