//! The reStructuredText domain: directives, their options, and roles.

use super::description::{
    ContentsName, DESCRIPTION, Description, OPTIONS, anchor, content_within, declare, is_hidden,
    join, list, signatures,
};
use super::signature::Pieces;
use super::{Convert, Failure, Parts, Spec, convert};
use crate::tree::Node;

const DOMAIN: &str = "rst";

const OPTION: [(&str, Convert); 8] = join(OPTIONS, [("type", convert::unchanged)]);

const OBJECT: Spec = Spec {
    build: describe,
    ..DESCRIPTION
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "rst:directive",
        ..OBJECT
    },
    Spec {
        name: "rst:directive:option",
        options: &OPTION,
        ..OBJECT
    },
    Spec {
        name: "rst:role",
        ..OBJECT
    },
];

fn describe(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let (_, objtype) = parts.canonical.split_once(':').unwrap_or_default();
    let mut description = Description::new(DOMAIN, objtype);
    let mut within = None;
    for signature in signatures(parts) {
        let mut pieces = Pieces::new(signature.span);
        let name = match objtype {
            "directive" => directive(&signature.text, &mut pieces),
            "role" => {
                pieces.name(&format!(":{}:", signature.text));
                signature.text.as_str()
            }
            _ => option(&signature.text, parts.options.text("type"), &mut pieces),
        };
        let is_first = description.is_first(name);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            note(name, objtype, term, parts);
        }
        if objtype == "directive" && within.is_none() {
            within = Some(name.to_owned());
        }
    }
    let content = content_within(parts, DOMAIN, within);
    Ok(description.finish(parts, content))
}

/// The name of a directive, which may be written as it is used.
fn directive<'t>(text: &'t str, pieces: &mut Pieces) -> &'t str {
    let written = text.strip_prefix(".. ").and_then(|it| it.split_once("::"));
    let (name, arguments) = written.unwrap_or((text, ""));
    let name = name.trim();
    pieces.name(&format!(".. {name}::"));
    if !arguments.trim().is_empty() {
        pieces.prename(&format!(" {}", arguments.trim()));
    }
    name
}

/// The name of an option, with what it takes.
fn option<'t>(text: &'t str, of: Option<&str>, pieces: &mut Pieces) -> &'t str {
    let colons = text.match_indices(':').map(|(at, _)| at);
    let mut splits = colons.filter(|at| text[at + 1..].starts_with(char::is_whitespace));
    let (name, argument) = splits.next().map_or((text, ""), |at| {
        (text[..at].trim_end(), text[at + 1..].trim_start())
    });
    pieces.name(&format!(":{name}:"));
    let of = of.filter(|it| !it.is_empty()).map(|it| format!(" ({it})"));
    let argument = Some(argument).filter(|it| !it.is_empty());
    for text in [argument.map(|it| format!(" {it}")), of]
        .into_iter()
        .flatten()
    {
        let mut inside = pieces.inner();
        inside.text(&text);
        pieces.annotation(inside);
    }
    name
}

fn note(name: &str, objtype: &str, term: &mut Node, parts: &mut Parts<'_, '_>) {
    let outer = parts.context.scope.object(DOMAIN).map(str::to_owned);
    let outer = outer.filter(|_| objtype == "directive:option");
    let prefix = match &outer {
        Some(outer) => format!("{objtype}-{outer}"),
        None => objtype.to_owned(),
    };
    anchor(parts, term, &prefix, name);
    let fullname = match outer {
        Some(outer) => format!("{outer}:{name}"),
        None => name.to_owned(),
    };
    declare(term, parts.canonical, &fullname);
    list_markup(name, objtype, term, parts);
}

/// Has tables of contents list it as it is written.
fn list_markup(name: &str, objtype: &str, term: &mut Node, parts: &Parts<'_, '_>) {
    let own = name.rsplit(':').next().unwrap_or_default();
    let objects = parts.context.scope.objects.iter();
    let around = objects.filter(|it| it.0 == DOMAIN).map(|it| it.1.as_str());
    let whole: Vec<&str> = around.chain([name]).collect();
    let whole = match objtype {
        "directive:option" => own.to_owned(),
        _ => whole.join(":"),
    };
    let around = match objtype {
        "directive" => [".. ", "::"],
        _ => [":", ":"],
    };
    let name = ContentsName {
        own,
        full: &whole,
        whole: &whole,
        around,
    };
    list(parts, term, &name);
}
