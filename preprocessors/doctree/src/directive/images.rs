//! *Images*: pictures, and figures with a caption and a legend.

use super::{Content, Convert, Failure, Parts, Place, Spec, Value, convert};
use crate::destination::{Destination, destination};
use crate::diagnostic::Severity;
use crate::escape::escape;
use crate::names::{fully_normalize_name, whitespace_normalize_name};
use crate::options::Dialect;
use crate::tree::element::{Figure, Image, Link, Reference};
use crate::tree::{Element, Node};

const HORIZONTAL: &[&str] = &["left", "center", "right"];
const VERTICAL: &[&str] = &["top", "middle", "bottom"];

pub(super) const IMAGE: &[(&str, Convert)] = &[
    ("alt", convert::unchanged),
    ("height", convert::length_or_unitless),
    ("width", convert::length_or_percentage),
    ("scale", convert::percentage),
    ("align", |it| {
        convert::choice(it, &["top", "middle", "bottom", "left", "center", "right"])
    }),
    ("target", convert::unchanged_required),
    ("loading", |it| {
        convert::choice(it, &["embed", "link", "lazy"])
    }),
    ("class", convert::classes),
    ("name", convert::unchanged),
];

pub(super) const FIGURE: &[(&str, Convert)] = &[
    ("alt", convert::unchanged),
    ("height", convert::length_or_unitless),
    ("width", convert::length_or_percentage),
    ("scale", convert::percentage),
    ("align", |it| convert::choice(it, HORIZONTAL)),
    ("target", convert::unchanged_required),
    ("loading", |it| {
        convert::choice(it, &["embed", "link", "lazy"])
    }),
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("figwidth", figwidth),
    ("figclass", convert::classes),
    ("figname", convert::unchanged),
];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "image",
        required: 1,
        whitespace: true,
        options: IMAGE,
        build: image,
        ..Spec::NEW
    },
    Spec {
        name: "figure",
        required: 1,
        whitespace: true,
        options: FIGURE,
        content: Content::Blocks,
        build: figure,
        ..Spec::NEW
    },
];

fn figwidth(argument: Option<&str>) -> Result<Value, String> {
    match argument {
        Some(it) if it.eq_ignore_ascii_case("image") => Ok(Value::Choice("image")),
        argument => convert::length_in_pixels(argument),
    }
}

pub(super) fn image(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    check_align(parts)?;
    picture(parts, parts.options.choice("align")).map(|node| vec![node])
}

fn check_align(parts: &Parts<'_, '_>) -> Result<(), Failure> {
    let Some(align) = parts.options.choice("align") else {
        return Ok(());
    };
    let (values, within) = if parts.place == Place::Substitution {
        (VERTICAL, " within a substitution definition. ")
    } else {
        (HORIZONTAL, ". ")
    };
    if values.contains(&align) {
        return Ok(());
    }
    Err(Failure::error(format!(
        "Error in \"{}\" directive: \"{align}\" is not a valid value for the \"align\" option{within} \
         Valid values for \"align\" are: \"{}\".",
        parts.name,
        values.join("\", \"")
    )))
}

/// The image, in a reference if it has a target.
fn picture(parts: &mut Parts<'_, '_>, align: Option<&'static str>) -> Result<Node, Failure> {
    let options = &parts.options;
    let text = |name: &str| options.text(name).map(str::to_owned);
    let element = Image {
        uri: convert::address(&parts.arguments.concat()),
        alt: text("alt"),
        height: text("height"),
        width: text("width"),
        scale: options
            .integer("scale")
            .and_then(|scale| u32::try_from(scale).ok()),
        align,
        loading: options.choice("loading"),
    };
    let target = text("target");
    let mut node = Node::new(Element::Image(Box::new(element)), parts.span);
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    let Some(target) = target else {
        return Ok(node);
    };
    let lines: Vec<String> = target
        .lines()
        .map(|line| escape(line).into_owned())
        .collect();
    let reference = match destination(&lines) {
        Destination::Uri(uri) => Reference {
            link: Link::Uri(uri),
            ..Reference::default()
        },
        Destination::Name(name) => Reference {
            link: Link::Name(fully_normalize_name(&name)),
            name: Some(whitespace_normalize_name(&name)),
            anonymous: false,
        },
        Destination::Here => Reference {
            link: Link::Uri(String::new()),
            ..Reference::default()
        },
    };
    Ok(Node::with(
        Element::Reference(Box::new(reference)),
        parts.span,
        vec![node],
    ))
}

pub(super) fn figure(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let image = picture(parts, None)?;
    let width = parts
        .options
        .text("figwidth")
        .filter(|&width| width != "image")
        .map(str::to_owned);
    let element = Figure {
        align: parts.options.choice("align"),
        width,
    };
    let mut node = Node::with(Element::Figure(Box::new(element)), parts.span, vec![image]);
    if let Some(classes) = parts.options.words("figclass") {
        node.attributes
            .edit()
            .classes
            .extend(classes.iter().cloned());
    }
    let name = parts.options.text("figname").map(fully_normalize_name);
    if let Some(name) = name.filter(|it| !it.is_empty()) {
        node.attributes.edit().names.push(name);
        parts.note_explicit_target(&mut node);
    }
    let content = parts.content(Place::Loose);
    let strict = parts.context.options.dialect == Dialect::Docutils;
    if caption_and_legend(&mut node, content, strict) {
        return Ok(vec![node]);
    }
    let message = parts.message(
        Severity::Error,
        "Figure caption must be a paragraph or empty comment.",
    );
    Ok(vec![node, message])
}

/// Puts the content into the figure; `false` where no caption can be found.
/// docutils, which is `strict`, loses the caption behind a message.
fn caption_and_legend(figure: &mut Node, content: Vec<Node>, strict: bool) -> bool {
    let mut content = content.into_iter();
    for child in content.by_ref() {
        match child.element {
            Element::Target(_) | Element::Pending(_) => figure.children.push(child),
            Element::SystemMessage(_) if !strict => {}
            Element::Paragraph => {
                figure
                    .children
                    .push(Node::with(Element::Caption, child.span, child.children));
                break;
            }
            Element::Comment if child.children.is_empty() => break,
            _ => return false,
        }
    }
    let legend: Vec<Node> = content.collect();
    if let Some(first) = legend.first() {
        let span = first.span;
        figure
            .children
            .push(Node::with(Element::Legend, span, legend));
    }
    true
}
