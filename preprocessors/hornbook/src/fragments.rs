//! Pieces of HTML that hornbook draws itself, from templates.
//!
//! The templates are those of `theme/`; a book's own `theme/` folder may hold
//! others under the same names.

use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use doctree::tree::element::{End, Listing, Run};
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

/// What holds for programs that do not say otherwise.
pub(crate) struct Rust {
    /// The edition they are written in.
    pub(crate) edition: String,
    /// Whether the reader may change them.
    pub(crate) editable: bool,
}

/// What draws the pieces.
pub(crate) struct Fragments {
    templates: Tera,
    rust: Rust,
    /// What the first template that failed said.
    fault: Mutex<Option<tera::Error>>,
}

impl Fragments {
    /// The templates, those in the folder `theme` before our own.
    pub(crate) fn new(theme: &Path, rust: Rust) -> anyhow::Result<Self> {
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
            rust,
            fault: Mutex::default(),
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
        match self.said().take() {
            None => Ok(()),
            Some(error) => Err(error).context("a template of the theme failed"),
        }
    }

    fn said(&self) -> MutexGuard<'_, Option<tera::Error>> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner)
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
        let edition = listing.edition.as_ref().unwrap_or(&self.rust.edition);
        context.insert("edition", edition);
        context.insert("mode", listing.mode.as_str());
        context.insert("editable", &(listing.editable || self.rust.editable));
        context.insert("exercise", &node.attributes.has_class("exercise"));
        insert_end(&mut context, &listing.expect.end);
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
                self.said().get_or_insert(error);
                None
            }
        }
    }
}

/// How the program ends, as far as a reader is told.
fn insert_end(context: &mut Context, end: &End) {
    let (name, codes, status) = match end {
        End::Success => ("success", &[][..], None),
        End::Exit(status) => ("exit", &[][..], Some(*status)),
        End::Panic => ("panic", &[][..], None),
        End::Timeout(_) => ("timeout", &[][..], None),
        End::Compiles => ("compiles", &[][..], None),
        End::CompileFail(codes) => ("compile_fail", codes.as_slice(), None),
    };
    context.insert("end", name);
    context.insert("codes", codes);
    context.insert("status", &status);
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

#[cfg(test)]
mod tests {
    use doctree::{FileError, Files, Options, Source};

    use super::*;

    /// The files of a listing, by their endings.
    struct Shelf(&'static [(&'static str, &'static str)]);

    impl Files for Shelf {
        fn read(&self, _: &str, path: &str) -> Result<String, FileError> {
            let file = self.0.iter().find(|it| it.0 == path);
            file.map(|it| it.1.to_owned()).ok_or(FileError::NotFound)
        }
    }

    /// The HTML of what `options` say of a listing of `files`.
    fn drawn(options: &str, files: &'static [(&'static str, &'static str)]) -> String {
        let rust = Rust {
            edition: "2024".to_owned(),
            editable: false,
        };
        let fragments = Fragments::new(Path::new("none"), rust).unwrap();
        drawn_by(&fragments, options, files)
    }

    fn drawn_by(
        fragments: &Fragments,
        options: &str,
        files: &'static [(&'static str, &'static str)],
    ) -> String {
        let text = format!(".. listing:: a.rs\n{options}\n\n   What it *is*.\n");
        let source = Source::new("a.rst", &text);
        let (document, found) = doctree::read(&source, &Options::default(), &Shelf(files));
        assert!(found.is_empty(), "{found:?}");
        let draw = |node: &Node, _: &str| fragments.draw(node);
        let html = html::Html {
            fragment: &draw,
            ..html::Html::default()
        };
        let drawn = html::nodes(&document.root.children, &document.root, &html);
        fragments.fault().unwrap();
        assert!(!drawn.contains("\n\n"), "a blank line in {drawn}");
        drawn
    }

    const PROGRAM: &[(&str, &str)] = &[
        ("a.rs", "fn main() {\n\n    // <one>\n    two();\n}\n"),
        ("a.out", "1 & 2\n"),
        ("a.err", "thread <main> panicked\n"),
    ];

    fn has(html: &str, parts: &[&str]) {
        for part in parts {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_listing_has_its_program_and_both_of_its_outputs() {
        let html = drawn("   :name: lst-a\n   :mode: release", PROGRAM);
        has(
            &html,
            &[
                "<figure class=\"listing\" id=\"lst-a\" data-listing=\"a\" data-edition=\"2024\" data-mode=\"release\"",
                "<figcaption>What it <em>is</em>.</figcaption>",
                "fn main() {\n<span></span>\n    // &lt;one&gt;",
                "Recorded output</p><pre><samp>1 &amp; 2\n</samp>",
                "Recorded on standard error</p><pre><samp>thread &lt;main&gt; panicked\n</samp>",
            ],
        );
        assert!(!html.contains("data-editable") && !html.contains("data-fails"));
    }

    #[test]
    fn numbers_and_emphasis_and_hidden_lines_leave_the_text_whole() {
        let html = drawn(
            "   :linenos:\n   :emphasize-lines: 3\n   :hide: 1-2",
            PROGRAM,
        );
        has(
            &html,
            &[
                "<span class=\"ln hidden\" data-line=\"1\" hidden></span><span class=\"hidden\" hidden>fn main() {\n</span>",
                "<span class=\"ln\" data-line=\"3\"></span><span class=\"hll\">    // &lt;one&gt;\n</span>",
            ],
        );
    }

    #[test]
    fn how_a_program_ends_is_told_and_marked() {
        let refused = drawn("   :expect: compile_fail(E0499, E0308)", PROGRAM);
        has(
            &refused,
            &[
                "data-fails>",
                "refuses this program: <a href=\"https://doc.rust-lang.org/error_codes/E0499.html\">E0499</a>, <a href",
                "What the compiler said</p>",
            ],
        );
        has(
            &drawn("   :expect: panic", PROGRAM),
            &["data-fails", "This program panics."],
        );
        has(
            &drawn("   :expect: exit(3)", PROGRAM),
            &["data-fails", "the exit code 3."],
        );
        has(
            &drawn("   :expect: timeout(2)", PROGRAM),
            &["data-fails", "does not end"],
        );
        let any = drawn("   :expect: any", PROGRAM);
        assert!(!any.contains("listing-note"), "{any}");
    }

    #[test]
    fn an_exercise_has_a_solution_that_is_closed() {
        let html = drawn(
            "   :exercise: b.rs",
            &[("a.rs", "fn main() {}\n"), ("b.rs", "fn main() { }\n")],
        );
        has(
            &html,
            &[
                "<figure class=\"listing exercise\" data-listing=\"a\"",
                "data-editable>",
                "<figcaption><strong>Exercise.</strong> What",
                "<details",
                "<summary>Solution</summary>",
                "<figure class=\"listing\" data-listing=\"b\"",
            ],
        );
        assert!(!html.contains(" open"), "{html}");
    }

    #[test]
    fn a_book_may_let_all_of_its_programs_be_changed() {
        let rust = Rust {
            edition: "2021".to_owned(),
            editable: true,
        };
        let fragments = Fragments::new(Path::new("none"), rust).unwrap();
        let html = drawn_by(&fragments, "", PROGRAM);
        has(&html, &["data-edition=\"2021\"", " data-editable>"]);
    }

    #[test]
    fn where_a_program_runs_is_told_to_the_page() {
        let html = drawn("   :local: it reads \"a\"", PROGRAM);
        has(
            &html,
            &[
                "data-run=\"local\"",
                "data-local=\"it reads &quot;a&quot;\"",
            ],
        );
        has(
            &drawn("   :run: playground(rayon)", PROGRAM),
            &["data-run=\"playground\""],
        );
    }
}
