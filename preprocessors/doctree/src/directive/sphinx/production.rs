//! `productionlist`: the rules of a grammar.
//!
//! ```text
//! .. productionlist:: group
//!    sum: `product` ( "+" `product` )*
//! ```
//!
//! The name of each rule can be referred to; names in backquotes do so.

use super::description::{anchor, declare};
use super::{Failure, Parts, Spec};
use crate::domain::STANDARD;
use crate::tree::element::PendingXref;
use crate::tree::{Element, Node};

pub(super) const SPEC: Spec = Spec {
    name: "std:productionlist",
    required: 1,
    whitespace: true,
    build: production_list,
    ..Spec::NEW
};

fn production_list(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = parts.arguments.concat().replace("\\\n", "");
    let mut lines: Vec<&str> = text.lines().collect();
    let mut group = "";
    if lines.first().is_some_and(|line| !line.contains(':')) {
        group = lines.remove(0).trim();
    }
    let rules = lines.into_iter().map(|line| {
        let (name, tokens) = line.split_once(':').unwrap_or(("", line));
        (name.trim(), tokens.trim())
    });
    let rules: Vec<(&str, &str)> = rules.collect();
    let width = |name: &str| name.chars().count();
    let widest = rules.iter().map(|it| width(it.0)).max().unwrap_or(0);
    let mut block = Node::new(Element::LiteralBlock, parts.span).class("productionlist");
    for (at, (name, tokens)) in rules.into_iter().enumerate() {
        let gap = " ".repeat(widest - width(name));
        if at > 0 {
            block.children.push(Node::text("\n", parts.span));
        }
        let separator = if name.is_empty() {
            format!("{gap}     ")
        } else {
            block.children.push(rule(name, group, parts));
            format!("{gap} ::= ")
        };
        block.children.push(Node::text(separator, parts.span));
        block.children.extend(references(tokens, group, parts));
    }
    Ok(vec![block])
}

/// The name of a rule, as a place.
fn rule(name: &str, group: &str, parts: &mut Parts<'_, '_>) -> Node {
    let mut node = Node::with(
        Element::Strong,
        parts.span,
        vec![Node::text(name, parts.span)],
    );
    anchor(parts, &mut node, &format!("grammar-token-{group}"), name);
    let fullname = if group.is_empty() {
        name.to_owned()
    } else {
        format!("{group}:{name}")
    };
    declare(&mut node, "std:token", &fullname);
    node
}

/// The right-hand side of a rule.
fn references(text: &str, group: &str, parts: &Parts<'_, '_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let open = at + found;
        let Some(token) = token(&text[open + 1..]) else {
            at = open + 1;
            continue;
        };
        if plain < open {
            nodes.push(Node::text(&text[plain..open], parts.span));
        }
        nodes.push(reference(token, group, parts));
        plain = open + token.len() + 2;
        at = plain;
    }
    if plain < text.len() {
        nodes.push(Node::text(&text[plain..], parts.span));
    }
    nodes
}

/// The name at the start of `text`, up to the backquote that ends it.
fn token(text: &str) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_token = |c: char| is_word(c) || matches!(c, '-' | ':' | '~');
    let end = text.find(|c| !is_token(c))?;
    let token = &text[..end];
    let (group, name) = token.rsplit_once(':').unwrap_or(("", token));
    let group = group.strip_prefix('~').unwrap_or(group);
    let is_group = group.chars().all(|c| is_word(c) || c == '-');
    let is_name = !name.is_empty() && name.chars().all(is_word);
    (text[end..].starts_with('`') && is_group && is_name).then_some(token)
}

fn reference(token: &str, group: &str, parts: &Parts<'_, '_>) -> Node {
    let (title, target) = match token.split_once(':') {
        Some(("", name)) => (name, name.to_owned()),
        Some((in_group, name)) if in_group.starts_with('~') => (name, token[1..].to_owned()),
        Some(_) => (token, token.to_owned()),
        None if group.is_empty() => (token, token.to_owned()),
        None => (token, format!("{group}:{token}")),
    };
    let xref = PendingXref {
        domain: STANDARD.to_owned(),
        reftype: "token".to_owned(),
        target,
        ..PendingXref::default()
    };
    let text = vec![Node::text(title, parts.span)];
    let shown = Node::with(Element::Literal, parts.span, text).class("xref");
    Node::with(
        Element::PendingXref(Box::new(xref)),
        parts.span,
        vec![shown],
    )
}
