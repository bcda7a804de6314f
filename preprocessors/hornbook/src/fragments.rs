//! Pieces of HTML that hornbook draws itself, from templates.
//!
//! The templates are those of `theme/`; a book's own `theme/` folder may hold
//! others under the same names.

use std::cell::RefCell;
use std::fmt::Write;
use std::path::Path;

use anyhow::Context as _;
use doctree::tree::element::{Listing, Mode};
use doctree::writer::html;
use doctree::{Document, Element, Node};
use tera::{Context, Tera};

/// Name and text of every template.
const TEMPLATES: &[(&str, &str)] = &[
    ("listing.html", include_str!("../../../theme/listing.html")),
    (
        "standalone.html",
        include_str!("../../../theme/standalone.html"),
    ),
];

/// The edition of listings, if the book names none.
const EDITION: &str = "2024";

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
    pub(crate) fn new(theme: &Path, edition: Option<String>) -> anyhow::Result<Self> {
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
            edition: edition.unwrap_or_else(|| EDITION.to_owned()),
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
        let caption = part(&|it| it.element == Element::Caption);
        let code = part(&|it| it.element == Element::LiteralBlock && !is_output(it))?;
        let output = part(&is_output);
        let language = code.attributes.classes().iter().find(|it| *it != "code");
        let mode = match listing.mode {
            Mode::Debug => "debug",
            Mode::Release => "release",
        };
        let mut context = Context::new();
        context.insert("id", &node.attributes.ids().first());
        context.insert("ids", &node.attributes.ids());
        context.insert("name", &listing.name);
        context.insert("path", &listing.path);
        context.insert("edition", &self.edition);
        context.insert("mode", mode);
        context.insert("local", &listing.local);
        context.insert("lang", &language);
        context.insert("caption_html", &caption.map(inline_html));
        context.insert("code_html", &code_html(code));
        context.insert("output_html", &output.map(code_html));
        match self.templates.render("listing.html", &context) {
            Ok(html) => Some(without_blank_lines(&html)),
            Err(error) => {
                self.fault.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}

/// The HTML of what `node` holds.
fn inline_html(node: &Node) -> String {
    html::nodes(&node.children, node, &html::Html::default())
}

/// The HTML of code: text, and a `span` for every colour. Blank lines hold an
/// empty `span`, for a blank line ends a block of HTML in Markdown.
fn code_html(block: &Node) -> String {
    let mut out = String::new();
    for child in &block.children {
        let text = escape(&child.astext());
        match child.attributes.classes() {
            [] => out.push_str(&text),
            classes => {
                let classes = escape(&classes.join(" "));
                // Writing to a string cannot fail.
                let _ = write!(out, "<span class=\"{classes}\">{text}</span>");
            }
        }
    }
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
