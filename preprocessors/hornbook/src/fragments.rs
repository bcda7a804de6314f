//! Pieces of HTML that hornbook draws itself, from templates.
//!
//! The templates are those of `theme/`; a book's own `theme/` folder may hold
//! others under the same names.

use std::cell::RefCell;
use std::fmt::Write;
use std::path::Path;

use anyhow::Context as _;
use doctree::tree::element::{Listing, Run};
use doctree::writer::html::{self, is_hidden};
use doctree::{Document, Element, Node};
use tera::{Context, Tera};

use crate::drawings;

/// Name and text of every template.
const TEMPLATES: &[(&str, &str)] = &[
    ("listing.html", include_str!("../../../theme/listing.html")),
    (
        "standalone.html",
        include_str!("../../../theme/standalone.html"),
    ),
];

/// What draws the pieces.
pub(crate) struct Fragments {
    templates: Tera,
    edition: String,
    /// What the first template that failed said.
    fault: RefCell<Option<tera::Error>>,
}

impl Fragments {
    /// The templates, those in the folder `theme` before our own. Rust code is
    /// of `edition`.
    pub(crate) fn new(theme: &Path, edition: String) -> anyhow::Result<Self> {
        let mut templates = Tera::new();
        for (name, own) in TEMPLATES {
            let path = theme.join(name);
            let text = match std::fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => (*own).to_owned(),
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot read {}", path.display()));
                }
            };
            templates
                .add_raw_template(name, &text)
                .with_context(|| format!("the template {} is wrong", path.display()))?;
        }
        Ok(Self {
            templates,
            edition,
            fault: RefCell::default(),
        })
    }

    /// The HTML of `node`, if it is one of those drawn here.
    pub(crate) fn draw(&self, node: &Node) -> Option<String> {
        match &node.element {
            Element::Listing(listing) => self.listing(listing, node),
            _ => None,
        }
    }

    /// The error, if a template has failed since the last call.
    pub(crate) fn fault(&self) -> anyhow::Result<()> {
        match self.fault.take() {
            None => Ok(()),
            Some(error) => Err(error).context("a template of the theme failed"),
        }
    }

    /// A page of its own around `body`.
    pub(crate) fn standalone(&self, document: &Document, body: &str) -> anyhow::Result<String> {
        let mut context = Context::new();
        context.insert("title", &document.title().unwrap_or_default());
        context.insert("body_html", body);
        Ok(self.templates.render("standalone.html", &context)?)
    }

    fn listing(&self, listing: &Listing, node: &Node) -> Option<String> {
        let part = |wanted: &dyn Fn(&Node) -> bool| node.children.iter().find(|it| wanted(it));
        let is_output = |it: &Node| it.attributes.has_class("output");
        let is_error = |it: &Node| it.attributes.has_class("stderr");
        let caption = part(&|it| it.element == Element::Caption);
        let code = part(&|it| it.element == Element::LiteralBlock && !is_output(it))?;
        let output = part(&|it| is_output(it) && !is_error(it));
        let language = code.attributes.classes().iter().find(|it| *it != "code");
        let mut context = Context::new();
        context.insert("id", &node.attributes.ids().first());
        context.insert("ids", &node.attributes.ids());
        context.insert("name", &listing.name);
        context.insert("path", &listing.path);
        context.insert("hash", &listings::fingerprint(&listing.program));
        context.insert("edition", listing.edition.as_ref().unwrap_or(&self.edition));
        context.insert("mode", listing.mode.as_str());
        context.insert("editable", &listing.editable);
        context.insert("run", place_to_run(&listing.run));
        context.insert("local", &listing.local());
        context.insert("lang", &language);
        context.insert("caption_html", &caption.map(inline_html));
        context.insert("code_html", &code_html(code));
        context.insert("output_html", &output.map(code_html));
        context.insert("error_html", &part(&is_error).map(code_html));
        context.insert("drawings", &drawings::blocks(listing));
        match self.templates.render("listing.html", &context) {
            Ok(html) => Some(without_blank_lines(&html)),
            Err(error) => {
                self.fault.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}

fn place_to_run(run: &Run) -> &'static str {
    match run {
        Run::Std => "std",
        Run::Playground(_) => "playground",
        Run::Local(_) => "local",
    }
}

/// The HTML of what `node` holds.
fn inline_html(node: &Node) -> String {
    html::nodes(&node.children, node, &html::Html::default())
}

/// The HTML of code: text, and a `span` for every colour. Its text is the whole
/// program: what is not shown is `hidden`, and numbers of lines are attributes.
/// Blank lines hold an empty `span`, for a blank line ends a block of HTML in
/// Markdown.
fn code_html(block: &Node) -> String {
    let mut out = String::new();
    pieces_html(&block.children, &mut out);
    let lines: Vec<_> = out.trim_end_matches('\n').split('\n').collect();
    let filled = |line: &&str| {
        if line.trim().is_empty() {
            format!("<span></span>{line}")
        } else {
            (*line).to_owned()
        }
    };
    lines.iter().map(filled).collect::<Vec<_>>().join("\n")
}

fn pieces_html(pieces: &[Node], out: &mut String) {
    for piece in pieces {
        let classes = escape(&piece.attributes.classes().join(" "));
        let hidden = if is_hidden(piece) { " hidden" } else { "" };
        // Writing to a string cannot fail.
        if piece.attributes.has_class("ln") {
            let number = piece.astext();
            let number = escape(number.trim_end());
            let _ = write!(
                out,
                "<span class=\"{classes}\" data-line=\"{number}\"{hidden}></span>"
            );
        } else if classes.is_empty() {
            out.push_str(&escape(&piece.astext()));
        } else {
            let _ = write!(out, "<span class=\"{classes}\"{hidden}>");
            match piece.children.as_slice() {
                [] => out.push_str(&escape(&piece.astext())),
                children => pieces_html(children, out),
            }
            out.push_str("</span>");
        }
    }
}

/// The blank lines that a template leaves outside of code.
fn without_blank_lines(html: &str) -> String {
    let lines: Vec<_> = html
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

/// `text` with the characters replaced that mean something in HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
