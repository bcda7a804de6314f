//! HTML that a program wrote, as nodes.
//!
//! What the code of a cell prints as HTML is nobody's own text, so it is not
//! let through: tables, lists, links and emphasis are taken over, of all else
//! the text. Nothing runs, nothing breaks the page, and the PDF has it too.

mod elements;
mod table;
mod tokens;

use crate::data_uri;
use crate::source::Span;
use crate::tree::element::Image;
use crate::tree::{Element, Node};
use elements::{Kind, kind};
use tokens::{Token, attribute, tokens, unescape};

/// Elements nested deeper give their content to those around them.
const DEEPEST: usize = 50;

/// What was made of HTML.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// Blocks.
    pub(crate) nodes: Vec<Node>,
    /// Whether there was a program in it, which is left out.
    pub(crate) script: bool,
}

/// The nodes that `html` comes to, all of them at `span`.
pub(crate) fn read(html: &str, span: Span) -> Made {
    let mut builder = Builder {
        span,
        stack: vec![Open::new("", Node::new(Element::Container, span))],
        script: false,
    };
    for token in tokens(html) {
        match token {
            Token::Text(text) => builder.text(&unescape(text)),
            Token::Start(name, tag) => builder.start(&name, tag),
            Token::End(name) => builder.end(&name),
            Token::Whole(name, all) => builder.whole(name, all),
        }
    }
    while builder.stack.len() > 1 {
        builder.pop();
    }
    let mut nodes = builder.stack.pop().map(Open::finish).unwrap_or_default();
    nodes.retain(has_content);
    let script = builder.script;
    Made { nodes, script }
}

/// An element that is open.
struct Open {
    name: String,
    node: Node,
    /// A paragraph around the text that stands in it among blocks.
    run: Option<Node>,
}

impl Open {
    fn new(name: &str, node: Node) -> Self {
        let name = name.to_owned();
        Self {
            name,
            node,
            run: None,
        }
    }

    /// Its children, the last run of text among them.
    fn finish(mut self) -> Vec<Node> {
        self.end_run();
        self.node.children
    }

    fn end_run(&mut self) {
        if let Some(mut run) = self.run.take() {
            trim(&mut run.children);
            if has_content(&run) {
                self.node.children.push(run);
            }
        }
    }
}

struct Builder {
    span: Span,
    stack: Vec<Open>,
    script: bool,
}

impl Builder {
    fn start(&mut self, name: &str, tag: &str) {
        match kind(name) {
            Kind::Void => self.void(name, tag),
            Kind::Inline => {
                if let Some(element) = elements::inline(name, tag) {
                    self.push(name, Node::new(element, self.span));
                }
            }
            Kind::Through => {}
            Kind::Block => {
                self.close_inline();
                self.close_before(name);
                match elements::block(name, tag, self.span) {
                    Some(node) if self.has_place(&node.element) => self.push(name, node),
                    // A part without its whole is a block like any other.
                    _ => self.break_run(),
                }
            }
        }
    }

    fn push(&mut self, name: &str, node: Node) {
        if self.stack.len() < DEEPEST {
            self.stack.push(Open::new(name, node));
        }
    }

    /// Whether an element may stand in the one that is open.
    fn has_place(&self, element: &Element) -> bool {
        let Some(open) = self.stack.last() else {
            return false;
        };
        let around = &open.node.element;
        if elements::is_part(element) {
            elements::holds(around, element)
        } else {
            around.holds_body()
        }
    }

    fn end(&mut self, name: &str) {
        match kind(name) {
            Kind::Void | Kind::Through => {}
            Kind::Inline => {
                let is_block = |it: &Open| !it.node.element.is_inline();
                let inner = self.stack.iter().rev().take_while(|it| !is_block(it));
                if inner.into_iter().any(|it| it.name == name) {
                    self.pop_to(name);
                }
            }
            Kind::Block => {
                self.close_inline();
                if !self.pop_to(name) {
                    self.close_before(name);
                }
                self.break_run();
            }
        }
    }

    /// Closes the innermost element of this name, and what stands in it, if
    /// there is one.
    fn pop_to(&mut self, name: &str) -> bool {
        let at = self.stack.iter().rposition(|it| it.name == name);
        while at.is_some_and(|at| self.stack.len() > at.max(1)) {
            self.pop();
        }
        at.is_some()
    }

    /// Closes what `name` cannot stand in: a cell another cell, and so on.
    fn close_before(&mut self, name: &str) {
        let (closed, within) = elements::closes(name);
        let around = |it: &Open| within.contains(&it.name.as_str());
        let from = self.stack.iter().rposition(around).map_or(1, |it| it + 1);
        let open = self.stack[from..].iter();
        let at = open
            .map(|it| closed.contains(&it.name.as_str()))
            .position(|it| it);
        if let Some(at) = at {
            while self.stack.len() > from + at {
                self.pop();
            }
        }
    }

    fn close_inline(&mut self) {
        while self.stack.len() > 1 && self.is_in_line() {
            self.pop();
        }
    }

    fn is_in_line(&self) -> bool {
        let is_inline = |it: &Open| it.node.element.is_inline();
        self.stack.last().is_some_and(is_inline)
    }

    fn break_run(&mut self) {
        if let Some(open) = self.stack.last_mut()
            && open.node.element.holds_body()
        {
            open.end_run();
        }
    }

    fn pop(&mut self) {
        let Some(mut open) = self.stack.pop() else {
            return;
        };
        let mut node = std::mem::replace(&mut open.node, Node::new(Element::Comment, self.span));
        open.node.children = std::mem::take(&mut node.children);
        node.children = open.finish();
        let is_code = node.element == Element::LiteralBlock;
        if node.element.holds_inline() && !node.element.is_inline() && !is_code {
            trim(&mut node.children);
        }
        if let Element::Table(_) = node.element
            && !table::finish(&mut node)
        {
            return;
        }
        if node.element.is_inline() {
            self.inline(node);
        } else if has_content(&node) || elements::is_part(&node.element) {
            self.block(node);
        }
    }

    fn block(&mut self, node: Node) {
        if let Some(open) = self.stack.last_mut() {
            open.end_run();
            open.node.children.push(node);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.stack.last() else {
            return;
        };
        let verbatim = |it: &Open| it.node.element == Element::LiteralBlock;
        if self.stack.iter().rev().take(8).any(verbatim) {
            return self.inline(Node::text(text, self.span));
        }
        let blank = text.trim_matches(is_blank).is_empty();
        let begins = open.node.element.holds_body() && open.run.is_none();
        if blank && begins {
            return;
        }
        self.inline(Node::text(folded(text), self.span));
    }

    fn inline(&mut self, node: Node) {
        let span = self.span;
        let Some(at) = self
            .stack
            .iter()
            .rposition(|it| elements::holds_text(&it.node.element))
        else {
            return;
        };
        // Text between the parts of a table or a list belongs to none of them.
        let open = &mut self.stack[at];
        if open.node.element.holds_inline() {
            open.node.children.push(node);
        } else {
            let run = open
                .run
                .get_or_insert_with(|| Node::new(Element::Paragraph, span));
            run.children.push(node);
        }
    }

    fn void(&mut self, name: &str, tag: &str) {
        match name {
            "br" if self
                .stack
                .last()
                .is_some_and(|it| it.node.element.holds_body()) =>
            {
                self.break_run();
            }
            "br" => self.inline(Node::text("\n", self.span)),
            "hr" => self.break_run(),
            "img" => self.image(tag),
            _ => {}
        }
    }

    fn image(&mut self, tag: &str) {
        let Some(uri) = attribute(tag, "src").filter(|it| !it.is_empty()) else {
            return;
        };
        let length =
            |name| attribute(tag, name).filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let image = Image {
            alt: Some(attribute(tag, "alt").unwrap_or_default()),
            width: length("width"),
            height: length("height"),
            uri,
            ..Image::default()
        };
        self.inline(Node::new(Element::Image(Box::new(image)), self.span));
    }

    fn whole(&mut self, name: &str, all: &str) {
        match name {
            "script" => self.script = true,
            "svg" => self.drawing(all),
            "iframe" => {
                if let Some(uri) = attribute(&all[name.len() + 1..], "src") {
                    self.inline(elements::link(uri, self.span));
                }
            }
            "noscript" | "textarea" => {
                let inner = all.split_once('>').map_or("", |it| it.1);
                let text = inner.rsplit_once("</").map_or(inner, |it| it.0);
                self.text(&unescape(text));
            }
            _ => {}
        }
    }

    /// A drawing as a picture of its own. Symbols are for other drawings.
    fn drawing(&mut self, svg: &str) {
        if svg.contains("<symbol") || svg.contains("<use") {
            return;
        }
        let named = svg
            .find('>')
            .is_some_and(|end| svg[..end].contains("xmlns="));
        let svg = if named {
            svg.to_owned()
        } else {
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{}", &svg[4..])
        };
        let image = Image {
            uri: data_uri::encode("image/svg+xml", svg.as_bytes()),
            alt: Some(String::new()),
            ..Image::default()
        };
        self.inline(Node::new(Element::Image(Box::new(image)), self.span));
    }
}

/// Whether there is something to see in it.
fn has_content(node: &Node) -> bool {
    let shows = |it: &Node| match &it.element {
        Element::Text(text) => !text.trim().is_empty(),
        element => matches!(element, Element::Image(_)),
    };
    node.walk().any(shows)
}

/// Takes the blanks from both ends of running text.
fn trim(nodes: &mut [Node]) {
    if let Some(Node {
        element: Element::Text(text),
        ..
    }) = nodes.first_mut()
    {
        *text = text.trim_start_matches(is_blank).into();
    }
    if let Some(Node {
        element: Element::Text(text),
        ..
    }) = nodes.last_mut()
    {
        *text = text.trim_end_matches(is_blank).into();
    }
}

/// White space of HTML; a space that does not break is none.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// `text` with each run of white space as one space.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_blank(c) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests;
