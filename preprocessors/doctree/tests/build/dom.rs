//! Pages as trees, in a normal form in which two of them can be compared.
//!
//! The normal form leaves out what the law of the Markdown writer leaves
//! free: section wrappers (their ids go to the headings), on which element an
//! extra id stands, whether the only paragraph of an item or a cell is marked
//! as one, and the classes that docutils gives to what Markdown has an element
//! for.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fmt::Write;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Dom {
    Text(String),
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        children: Vec<Dom>,
    },
}

/// The page `html` in normal form, a line a node.
pub(crate) fn normal(html: &str) -> String {
    let mut out = String::new();
    for node in blocks(parse(html)) {
        print(&node, 0, &mut out);
    }
    out
}

fn print(node: &Dom, depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
    match node {
        Dom::Text(text) => {
            let _ = writeln!(out, "{text:?}");
        }
        Dom::Element {
            name,
            attributes,
            children,
        } => {
            out.push_str(name);
            for (name, value) in attributes {
                let _ = write!(out, " {name}={value:?}");
            }
            out.push('\n');
            for child in children {
                print(child, depth + 1, out);
            }
        }
    }
}

/// An element that is not closed yet: name, attributes, children so far.
type Open = (String, Vec<(String, String)>, Vec<Dom>);

const VOID: [&str; 5] = ["img", "br", "hr", "col", "input"];

/// `html` as it stands. Panics if it is not well formed.
pub(crate) fn parse(html: &str) -> Vec<Dom> {
    let mut stack: Vec<Open> = vec![Default::default()];
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("end of comment").1;
        } else if rest.starts_with('<') {
            let (tag, after) = split_tag(rest);
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                let (open, attributes, children) = stack.pop().expect("an open element");
                assert_eq!(open, name.trim(), "in {html}");
                push(&mut stack, open, attributes, children);
                continue;
            }
            let (name, attributes) = parse_tag(tag.trim_end_matches('/'));
            if VOID.contains(&&name[..]) || tag.ends_with('/') {
                push(&mut stack, name, attributes, vec![]);
            } else {
                stack.push((name, attributes, vec![]));
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = Dom::Text(decode(&rest[..end]));
            stack.last_mut().expect("a root").2.push(text);
            rest = &rest[end..];
        }
    }
    assert_eq!(
        stack.len(),
        1,
        "open: {:?} in {html}",
        stack.last().map(|it| &it.0)
    );
    stack.remove(0).2
}

fn push(stack: &mut [Open], name: String, attributes: Vec<(String, String)>, children: Vec<Dom>) {
    let parent = stack.last_mut().expect("a parent");
    parent.2.push(Dom::Element {
        name,
        attributes,
        children,
    });
}

fn split_tag(html: &str) -> (&str, &str) {
    let mut quote = None;
    let end = html.find(|c| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        c == '>' && quote.is_none()
    });
    let end = end.unwrap_or_else(|| panic!("open tag: {html}"));
    (&html[1..end], &html[end + 1..])
}

fn parse_tag(tag: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while let Some((key, after)) = rest.split_once('=') {
        let quote = after.chars().next().expect("a value");
        let (value, after) = after[1..].split_once(quote).expect("closing quote");
        attributes.push((key.trim().to_owned(), decode(value)));
        rest = after;
    }
    (name.trim().to_ascii_lowercase(), attributes)
}

fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, behind) = after.split_once(';').unwrap_or(("", after));
        let number = name
            .strip_prefix('#')
            .and_then(|it| match it.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => it.parse().ok(),
            });
        match (name, number.and_then(char::from_u32)) {
            ("amp", _) => out.push('&'),
            ("lt", _) => out.push('<'),
            ("gt", _) => out.push('>'),
            ("quot", _) => out.push('"'),
            (_, Some(c)) => out.push(c),
            _ => panic!("reference in {text}"),
        }
        rest = behind;
    }
    out + rest
}

/// Elements whose content is text and inline elements.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "input",
];

fn is_inline(node: &Dom) -> bool {
    match node {
        Dom::Text(_) => true,
        Dom::Element { name, .. } => INLINE.contains(&&name[..]) || is_math(name),
    }
}

/// The elements of MathML begin with an `m`.
fn is_math(name: &str) -> bool {
    name.starts_with('m') && name != "main"
}

/// Nodes among blocks: runs of inline nodes become paragraphs.
fn blocks(nodes: Vec<Dom>) -> Vec<Dom> {
    let mut out = Vec::new();
    let mut run = Vec::new();
    for node in nodes {
        let anchor = anchor(&node);
        if anchor.is_none() && is_inline(&node) {
            run.push(node);
            continue;
        }
        out.extend(paragraph(std::mem::take(&mut run)));
        match anchor {
            Some(anchor) => out.push(anchor),
            None => out.extend(block(node)),
        }
    }
    out.extend(paragraph(run));
    out
}

/// An empty element that has nothing but an id, which could be any element.
fn anchor(node: &Dom) -> Option<Dom> {
    match node {
        Dom::Element {
            name,
            attributes,
            children,
        } if matches!(&name[..], "span" | "div") => {
            let blank = |it: &Dom| matches!(it, Dom::Text(text) if text.trim().is_empty());
            let only_id = matches!(&attributes[..], [(key, _)] if key == "id");
            (only_id && children.iter().all(blank)).then(|| Dom::Element {
                name: "anchor".into(),
                attributes: attributes.clone(),
                children: vec![],
            })
        }
        _ => None,
    }
}

fn paragraph(run: Vec<Dom>) -> Option<Dom> {
    let children = inline(run);
    (!children.is_empty()).then(|| Dom::Element {
        name: "p".into(),
        attributes: vec![],
        children,
    })
}

fn block(node: Dom) -> Vec<Dom> {
    let Dom::Element {
        name,
        attributes,
        children,
    } = node
    else {
        unreachable!("text is inline");
    };
    let mut attributes = tidy(&name, attributes);
    let mut children = match &name[..] {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" | "caption" => {
            inline(children)
        }
        "pre" => preformatted(children),
        _ => blocks(children),
    };
    if matches!(&name[..], "section" | "main") {
        to_heading(&mut attributes, &mut children);
        return children;
    }
    if name == "tbody" && children.is_empty() {
        return vec![];
    }
    vec![Dom::Element {
        name,
        attributes,
        children,
    }]
}

/// The section's attributes go to its heading; without one, its id stays as
/// an anchor.
fn to_heading(section: &mut Vec<(String, String)>, children: &mut Vec<Dom>) {
    let heading = children.iter_mut().find(|child| {
        matches!(child, Dom::Element { name, .. } if name.len() == 2 && name.starts_with('h') && name != "hr")
    });
    if let Some(Dom::Element { attributes, .. }) = heading {
        attributes.append(section);
        attributes.sort();
    } else if let Some((_, id)) = section.iter().find(|it| it.0 == "id") {
        children.insert(
            0,
            Dom::Element {
                name: "anchor".into(),
                attributes: vec![("id".into(), id.clone())],
                children: vec![],
            },
        );
    }
}

/// Classes that only say what the element says already.
const SAID: [&str; 9] = [
    "reference",
    "external",
    "internal",
    "image-reference",
    "simple",
    "arabic",
    "docutils",
    "title",
    "head",
];

fn tidy(name: &str, attributes: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = attributes
        .into_iter()
        .map(|(key, value)| match &key[..] {
            "class" => {
                let classes: Vec<&str> = value.split(' ').filter(|it| !SAID.contains(it)).collect();
                (key, classes.join(" "))
            }
            "alt" => {
                let words: Vec<&str> = value.split_ascii_whitespace().collect();
                (key, words.join(" "))
            }
            "href" | "src" => (key, percent_decode(&value)),
            _ => (key, value),
        })
        .filter(|(key, value)| !(key == "class" && value.is_empty()))
        .collect();
    out.sort();
    if name == "a" {
        out.retain(|(key, _)| key != "title");
    }
    out
}

fn percent_decode(value: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        let hex = |it: u8| char::from(it).to_digit(16);
        let mut ahead = bytes.clone();
        match (byte, ahead.next().and_then(hex), ahead.next().and_then(hex)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).expect("two digits"));
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// White space as a browser shows it: runs are one space, none at the edges.
fn inline(nodes: Vec<Dom>) -> Vec<Dom> {
    let mut space = true;
    let mut out = collapse(nodes, &mut space);
    trim_end(&mut out);
    out
}

fn collapse(nodes: Vec<Dom>, space: &mut bool) -> Vec<Dom> {
    let mut out: Vec<Dom> = Vec::new();
    for node in nodes {
        match node {
            Dom::Text(text) => {
                let mut kept = String::new();
                for c in text.chars() {
                    let blank = matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c' | '\x0b');
                    if !blank {
                        kept.push(c);
                    } else if !*space {
                        kept.push(' ');
                    }
                    *space = blank;
                }
                match out.last_mut() {
                    Some(Dom::Text(before)) => before.push_str(&kept),
                    _ if kept.is_empty() => {}
                    _ => out.push(Dom::Text(kept)),
                }
            }
            Dom::Element {
                name,
                attributes,
                children,
            } => {
                let children = collapse(children, space);
                *space &= name != "img";
                let attributes = tidy(&name, attributes);
                let back = ("class".to_owned(), "toc-backref".to_owned());
                if attributes.contains(&back) {
                    out.extend(children);
                    continue;
                }
                out.push(Dom::Element {
                    name,
                    attributes,
                    children,
                });
            }
        }
    }
    out
}

fn trim_end(nodes: &mut Vec<Dom>) {
    match nodes.last_mut() {
        Some(Dom::Text(text)) => {
            text.truncate(text.trim_end_matches(' ').len());
            if text.is_empty() {
                nodes.pop();
            }
        }
        Some(Dom::Element { children, .. }) => trim_end(children),
        None => {}
    }
}

/// Text as it stands, but for the elements that keep blank lines and the last
/// line end.
fn preformatted(nodes: Vec<Dom>) -> Vec<Dom> {
    let mut out = kept(nodes);
    trim_line_ends(&mut out);
    out
}

fn kept(nodes: Vec<Dom>) -> Vec<Dom> {
    let mut out: Vec<Dom> = Vec::new();
    for node in nodes {
        match node {
            Dom::Element {
                name,
                attributes,
                children,
            } if name == "span" && attributes.is_empty() && children.is_empty() => {}
            Dom::Element {
                name,
                attributes,
                children,
            } => out.push(Dom::Element {
                attributes: tidy(&name, attributes),
                name,
                children: kept(children),
            }),
            Dom::Text(text) => match out.last_mut() {
                Some(Dom::Text(before)) => before.push_str(&text),
                _ => out.push(Dom::Text(text)),
            },
        }
    }
    out
}

fn trim_line_ends(nodes: &mut Vec<Dom>) {
    match nodes.last_mut() {
        Some(Dom::Text(text)) => {
            text.truncate(text.trim_end_matches('\n').len());
            if text.is_empty() {
                nodes.pop();
            }
        }
        Some(Dom::Element { children, .. }) => trim_line_ends(children),
        None => {}
    }
}
