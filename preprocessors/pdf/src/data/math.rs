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
            let value = ems(name, value).unwrap_or_else(|| json!(value));
            out.insert(name.to_owned(), value);
        }
        rest = others;
    }
    out
}

/// A length in ems as a number.
fn ems(name: &str, value: &str) -> Option<Value> {
    let is_length = ["linethickness", "minsize", "width"].contains(&name);
    let number: f64 = value
        .strip_suffix("em")
        .filter(|_| is_length)?
        .parse()
        .ok()?;
    Some(json!(number.clamp(-10.0, 20.0)))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
