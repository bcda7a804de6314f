//! Formulas: MathML as nodes that the template sets.
//!
//! A node is a string, which is text, or a list: the name of a MathML element,
//! an object of those attributes that matter, and its children.

use doctree::{Element, Node};
use serde_json::{Map, Value, json};

use super::{Spaces, Writer, with};

/// Attributes that the template looks at.
const ATTRIBUTES: [&str; 8] = [
    "class",
    "displaystyle",
    "linethickness",
    "mathvariant",
    "minsize",
    "movablelimits",
    "stretchy",
    "width",
];

/// Those that are lengths.
const LENGTHS: [&str; 3] = ["linethickness", "minsize", "width"];

/// How deep formulas may be nested: each level is calls of the template.
const DEEPEST: usize = 12;

impl Writer<'_> {
    /// A formula in running text.
    pub(super) fn math(&self, node: &Node) -> Value {
        let tex = node.astext();
        let Some(formula) = self.formula(&tex, false) else {
            let text = self.running(&node.children, Spaces::Keep);
            return with("literal", node, [("c", text)]);
        };
        with("math", node, [("tex", json!(tex)), ("f", formula)])
    }

    /// A formula by itself.
    pub(super) fn math_block(&self, node: &Node) -> Value {
        let tex = node.astext();
        let Some(formula) = self.formula(&tex, true) else {
            let code = Node::with(Element::LiteralBlock, node.span, node.children.clone());
            return self.code(&code);
        };
        with("math_block", node, [("tex", json!(tex)), ("f", formula)])
    }

    fn formula(&self, tex: &str, block: bool) -> Option<Value> {
        let mathml = self.book.checked.formulas.get(tex, block)?;
        let mut rest = mathml;
        let nodes = self.nodes(&mut rest, 0)?;
        Some(Value::Array(nodes))
    }

    /// The nodes up to the end tag of the element around them.
    fn nodes(&self, rest: &mut &str, depth: usize) -> Option<Vec<Value>> {
        let mut nodes = Vec::new();
        while !rest.is_empty() {
            let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if !text.is_empty() {
                nodes.push(json!(self.printable(&unescaped(text))));
            }
            let Some(tag) = behind.strip_prefix('<') else {
                *rest = "";
                break;
            };
            let (tag, behind) = tag.split_once('>')?;
            *rest = behind;
            if tag.starts_with('/') {
                break;
            }
            if depth > DEEPEST {
                return None;
            }
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let inside = self.nodes(rest, depth + usize::from(name != "mrow"))?;
            nodes.push(json!([name, those_that_matter(attributes), inside]));
        }
        Some(nodes)
    }
}

fn those_that_matter(mut rest: &str) -> Map<String, Value> {
    let mut out = Map::new();
    while let Some((name, behind)) = rest.split_once("=\"") {
        let (value, others) = behind.split_once('"').unwrap_or((behind, ""));
        let name = name.trim();
        if ATTRIBUTES.contains(&name) {
            let value = if LENGTHS.contains(&name) {
                ems(value)
            } else {
                Some(json!(value))
            };
            out.extend(value.map(|it| (name.to_owned(), it)));
        }
        rest = others;
    }
    out
}

/// Ems in one of each unit that MathML may have; a formula's em has 10.5
/// points.
const UNITS: [(&str, f64); 9] = [
    ("em", 1.0),
    ("ex", 0.43),
    ("px", 0.75 / 10.5),
    ("pt", 1.0 / 10.5),
    ("pc", 12.0 / 10.5),
    ("mm", 72.0 / 25.4 / 10.5),
    ("cm", 72.0 / 2.54 / 10.5),
    ("in", 72.0 / 10.5),
    ("", 1.0),
];

/// A length as a number of ems; nothing, if it is none. The template counts
/// with it, so that it may not stay a text.
fn ems(value: &str) -> Option<Value> {
    let number = UNITS.iter().find_map(|(unit, ems)| {
        let number: f64 = value.strip_suffix(unit)?.trim().parse().ok()?;
        number.is_finite().then_some(number * ems)
    });
    Some(json!(number?.clamp(-10.0, 20.0)))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_number_or_nothing() {
        let of = |attributes: &str| Value::Object(those_that_matter(attributes));
        assert_eq!(of("width=\"1em\""), json!({"width": 1.0}));
        assert_eq!(of("width=\"1ex\""), json!({"width": 0.43}));
        assert_eq!(of("width=\"-9in\""), json!({"width": -10.0}));
        assert_eq!(of("width=\"NaNem\" minsize=\"wide\""), json!({}));
        assert_eq!(of("class=\"1ex\""), json!({"class": "1ex"}));
    }
}
