//! hornbook's own: a program of the book, shown with its recorded output.
//!
//! `.. listing:: listings/threads.rs`, with the caption for content. What the
//! program printed is read from the files of the same name that end in `.out`
//! and `.err`; nothing is run. `:timeline:` and `:chart:` ask for drawings of
//! it, which are made elsewhere. `:exercise:` names a second program, the
//! solution, which stays closed until the reader opens it.

mod drawings;
mod lines;
mod regions;
mod settings;

use super::sphinx::closed;
use super::{Content, Convert, Failure, Parts, Place, Spec, Unread, convert};
use crate::tree::element::{End, Listing, Mode};
use crate::tree::{Element, Node};
use lines::Choice;

const OPTIONS: &[(&str, Convert)] = &[
    ("name", convert::unchanged),
    ("class", convert::classes),
    ("show", convert::unchanged_required),
    ("hide", convert::unchanged_required),
    ("linenos", convert::flag),
    ("emphasize-lines", convert::unchanged_required),
    ("edition", |it| convert::choice(it, settings::EDITIONS)),
    ("mode", |it| convert::choice(it, &["debug", "release"])),
    ("editable", convert::flag),
    ("run", |it| settings::text(it, settings::run)),
    ("local", convert::unchanged_required),
    ("expect", |it| settings::text(it, settings::expect)),
    ("redact", |it| settings::text(it, settings::redact)),
    ("no-output", convert::flag),
    ("timeline", drawings::title),
    ("chart", drawings::chart),
    ("chart-scale", |it| convert::choice(it, drawings::SCALES)),
    ("chart-reference", convert::unchanged_required),
    ("exercise", convert::unchanged_required),
];

pub(super) const SPEC: Spec = Spec {
    name: "listing",
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Blocks,
    build: listing,
    ..Spec::NEW
};

fn listing(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let path = parts.arguments.concat();
    let solution = parts.options.text("exercise").map(str::to_owned);
    let choice = Choice {
        show: parts.options.text("show"),
        hide: parts.options.text("hide"),
        emphasize: parts.options.text("emphasize-lines"),
        linenos: parts.options.has("linenos"),
    };
    let mut node = program(parts, &path, &choice)?;
    if solution.is_some() {
        node = node.class("exercise");
    }
    if solution.is_some()
        && !parts.options.has("expect")
        && let Element::Listing(listing) = &mut node.element
    {
        // What is still to be done cannot print what is right.
        listing.expect.end = End::Compiles;
    }
    let solution = match &solution {
        None => None,
        Some(path) => Some(program(parts, path, &Choice::default())?),
    };
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    let caption = parts.content(Place::Body).into_iter().map(caption);
    node.children.splice(0..0, caption);
    let solution = solution.map(|it| closed(parts.span, "solution", "Solution", vec![it]));
    Ok(std::iter::once(node).chain(solution).collect())
}

/// The program in the file `path`, with what it printed.
fn program(parts: &Parts<'_, '_>, path: &str, choice: &Choice<'_>) -> Result<Node, Failure> {
    let Some(stem) = path.strip_suffix(".rs") else {
        return Err(Failure::error(format!(
            "A listing is a file that ends in \".rs\", not \"{path}\"."
        )));
    };
    let unreadable = |unread: Unread| {
        Failure::error(format!(
            "The listing \"{path}\" cannot be read: {}.",
            unread.into_reason()
        ))
    };
    let source = parts.read_file(path).map_err(unreadable)?.text;
    let file = regions::read(source.trim_end_matches('\n'));
    let code = lines::nodes(&file, choice, parts.span)
        .map_err(|why| Failure::error(format!("The listing \"{path}\" {why}.")))?;
    let name = stem.rsplit('/').next().unwrap_or(stem).to_owned();
    let mut listing = described(parts, path, name, file.program());
    let out = recorded(parts, stem, "out");
    if !listing.drawings.is_empty() {
        listing.recorded.clone_from(&out);
    }
    let code = Node::with(Element::LiteralBlock, parts.span, code);
    let mut node = Node::new(Element::Listing(Box::new(listing)), parts.span);
    node.children.push(code.class("code").class("rust"));
    if !parts.options.has("no-output") {
        let err = recorded(parts, stem, "err").filter(|it| !it.is_empty());
        node.children.extend(out.map(|it| output(parts, &it)));
        node.children
            .extend(err.map(|it| output(parts, &it).class("stderr")));
    }
    Ok(node)
}

/// What the options say of a program.
fn described(parts: &Parts<'_, '_>, path: &str, name: String, program: String) -> Listing {
    let text = |name| parts.options.text(name);
    let run = match text("local") {
        Some(reason) => settings::run(&format!("local({reason})")),
        None => settings::run(text("run").unwrap_or("std")),
    };
    let mut expect = settings::expect(text("expect").unwrap_or_default()).unwrap_or_default();
    expect.redact = settings::redact(text("redact").unwrap_or_default()).unwrap_or_default();
    Listing {
        path: path.to_owned(),
        name,
        program,
        mode: if text("mode") == Some("release") {
            Mode::Release
        } else {
            Mode::Debug
        },
        edition: text("edition").map(str::to_owned),
        editable: parts.options.has("editable") || parts.options.has("exercise"),
        // The table of options has seen to it that they can be read.
        run: run.unwrap_or_default(),
        expect,
        drawings: drawings::drawings(parts),
        recorded: None,
    }
}

/// What the program printed, if it is recorded.
fn recorded(parts: &Parts<'_, '_>, stem: &str, ending: &str) -> Option<String> {
    let text = parts.read_file(&format!("{stem}.{ending}")).ok()?.text;
    Some(text.trim_end_matches('\n').to_owned())
}

fn output(parts: &Parts<'_, '_>, text: &str) -> Node {
    let nodes = vec![Node::text(text, parts.span)];
    Node::with(Element::LiteralBlock, parts.span, nodes).class("output")
}

fn caption(node: Node) -> Node {
    let element = if node.element == Element::Paragraph {
        Element::Caption
    } else {
        node.element
    };
    Node { element, ..node }
}
