//! What is recorded of a cell's run, as nodes.
//!
//! An output comes in several types that mean the same; of those that can be
//! shown the richest is.

use super::json::Value;
use super::picture::{TYPES, bytes, data};
use super::reader::Reader;
use super::text::{Written, string};
use crate::cell::{self, html};
use crate::data_uri;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::tree::element::Image;
use crate::tree::{Element, Node};

/// Longer texts of objects are no words for a picture.
const LONGEST_WORDS: usize = 200;

/// The words for a picture that has none.
const WORDS: &str = "Output of the code above";

impl Reader<'_> {
    /// The outputs of `cell`, in order. Pieces of the same stream are one.
    pub(super) fn outputs(&mut self, cell: &Value<'_>, outputs: &[Value<'_>]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut stream: Option<(String, String, Span)> = None;
        for output in outputs {
            let kind = string(output.get("output_type"));
            if kind == "stream" {
                let name = string(output.get("name").or_else(|| output.get("stream")));
                let text = output.get("text").map(Written::of).unwrap_or_default();
                match &mut stream {
                    Some((open, all, _)) if *open == name => all.push_str(&text.text),
                    _ => {
                        nodes.extend(stream.take().map(printed));
                        stream = Some((name, text.text.clone(), text.whole()));
                    }
                }
                continue;
            }
            nodes.extend(stream.take().map(printed));
            match kind.as_str() {
                "error" | "pyerr" => nodes.push(error(output)),
                _ => nodes.extend(self.data(cell, output)),
            }
        }
        nodes.extend(stream.map(printed));
        nodes.retain(|it| !it.children.is_empty() || matches!(it.element, Element::Image(_)));
        nodes
    }

    /// The richest that can be shown of one output.
    fn data(&mut self, cell: &Value<'_>, output: &Value<'_>) -> Vec<Node> {
        let mut script = false;
        if let Some(value) = data(output, "text/html", "html") {
            let text = Written::of(value);
            let made = html::read(&text.text, text.whole());
            script = made.script;
            if !made.nodes.is_empty() && (!script || !has_picture(output)) {
                self.tell_of_script(script, output.span);
                return made.nodes;
            }
        }
        if let Some(value) = data(output, "text/markdown", "markdown") {
            return self.markdown_within(&Written::of(value));
        }
        if let Some(picture) = self.picture(cell, output) {
            return vec![picture];
        }
        if let Some(value) = data(output, "text/latex", "latex")
            && let Some(formula) = formula(&Written::of(value))
        {
            return vec![formula];
        }
        self.plain(output, script)
    }

    fn plain(&mut self, output: &Value<'_>, script: bool) -> Vec<Node> {
        let program = data(output, "application/javascript", "javascript").is_some();
        self.tell_of_script(script || program, output.span);
        let types = [
            ("text/plain", "text"),
            ("text/latex", "latex"),
            ("application/json", "json"),
        ];
        let found = types.iter().find_map(|(mime, old)| data(output, mime, old));
        let text = found.map(Written::of).unwrap_or_default();
        if !text.text.trim().is_empty() {
            return vec![cell::printed(&text.text, text.whole())];
        }
        let others = output.get("data").map_or(&[][..], Value::members);
        if !others.is_empty() && !script && !program {
            let types: Vec<_> = others.iter().map(|it| format!("`{}`", it.0)).collect();
            let message = format!("An output is left out; it is only in {}.", types.join(", "));
            self.warn(message, output.span);
        }
        Vec::new()
    }

    fn tell_of_script(&mut self, script: bool, span: Span) {
        if script {
            let message = "The program in an output is left out; what it would draw is not there.";
            let help = "have the cell draw a picture (`image/svg+xml`, `image/png`)";
            let found = Diagnostic::new(Severity::Warning, message, span).help(help);
            self.diagnostics.push(found);
        }
    }

    fn picture(&mut self, cell: &Value<'_>, output: &Value<'_>) -> Option<Node> {
        for (mime, _, old) in TYPES {
            let Some(value) = data(output, mime, old) else {
                continue;
            };
            let Some(bytes) = bytes(value, mime) else {
                let message = format!("The picture of the type `{mime}` cannot be read.");
                self.warn(message, value.span);
                continue;
            };
            let alt = alternative(cell, output, mime).unwrap_or_else(|| {
                let help = "give the cell's metadata an `\"image\": {\"alt\": \"…\"}`";
                let found = Diagnostic::new(Severity::Warning, cell::NO_WORDS, value.span);
                self.diagnostics.push(found.help(help));
                WORDS.to_owned()
            });
            let size = |name| {
                let size = output.at(&["metadata", mime, name])?;
                let size = size
                    .word()
                    .map_or_else(|| string(Some(size)), str::to_owned);
                size.starts_with(|c: char| c.is_ascii_digit())
                    .then_some(size)
            };
            let image = Image {
                uri: data_uri::encode(mime, &bytes),
                alt: Some(alt),
                width: size("width"),
                height: size("height"),
                ..Image::default()
            };
            return Some(Node::new(Element::Image(Box::new(image)), value.span));
        }
        None
    }
}

/// What a stream printed.
fn printed((name, text, span): (String, String, Span)) -> Node {
    let node = cell::printed(&text, span).class("stream");
    if name.is_empty() || name == "stdout" {
        node
    } else {
        node.class(name)
    }
}

/// What stopped the cell, with where it did.
fn error(output: &Value<'_>) -> Node {
    let lines = output.get("traceback").map_or(&[][..], Value::items);
    let lines: Vec<_> = lines.iter().map(|it| string(Some(it))).collect();
    let mut text = lines.join("\n");
    if text.trim().is_empty() {
        let part = |name| string(output.get(name));
        text = format!("{}: {}", part("ename"), part("evalue"));
    }
    cell::printed(&text, output.span).class("error")
}

fn has_picture(output: &Value<'_>) -> bool {
    TYPES.iter().any(|it| data(output, it.0, it.2).is_some())
}

/// The words that somebody wrote for the picture of an output: in the metadata
/// of the output or of the cell, or else what the object calls itself.
fn alternative(cell: &Value<'_>, output: &Value<'_>, mime: &str) -> Option<String> {
    let written = [
        output.at(&["metadata", mime, "alt"]),
        output.at(&["metadata", "alt"]),
        cell.at(&["metadata", "image", "alt"]),
        cell.at(&["metadata", "mystnb", "image", "alt"]),
        cell.at(&["metadata", "render", "image", "alt"]),
        cell.at(&["metadata", "alt"]),
    ];
    let written = written.into_iter().flatten().map(|it| string(Some(it)));
    let plain = string(data(output, "text/plain", "text"));
    let plain = Some(plain).filter(|it| it.len() <= LONGEST_WORDS && !it.contains('\n'));
    let mut words = written.chain(plain);
    words.find(|it| !cell::is_generated(it, ""))
}

/// The formula that the text is, if it is one.
fn formula(text: &Written) -> Option<Node> {
    let tex = text.text.trim();
    let inner = ["$$", "$"]
        .iter()
        .find_map(|mark| tex.strip_prefix(mark)?.strip_suffix(mark))
        .or_else(|| tex.strip_prefix("\\[")?.strip_suffix("\\]"))
        .or_else(|| tex.starts_with("\\begin{").then_some(tex))?;
    if inner.contains("\\begin{tabular}") {
        return None;
    }
    let inner = inner.trim().trim_start_matches("\\displaystyle").trim();
    let span = text.whole();
    let children = vec![Node::text(inner, span)];
    (!inner.is_empty()).then(|| Node::with(Element::MathBlock, span, children))
}
