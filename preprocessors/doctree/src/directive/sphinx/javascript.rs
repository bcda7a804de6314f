//! The JavaScript domain.

use super::description::{
    ContentsName, DESCRIPTION, Description, anchor, content_within, declare, is_hidden, join, list,
    parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::python::parameters;
use super::signature::Pieces;
use super::{Content, Convert, Failure, Parts, Spec, convert};
use crate::tree::{Element, Node};

const DOMAIN: &str = "js";

const OPTIONS: [(&str, Convert); 8] = join(
    super::description::OPTIONS,
    [("single-line-parameter-list", convert::flag)],
);
const MODULE: &[(&str, Convert)] = &[
    ("no-index", convert::flag),
    ("no-index-entry", convert::flag),
    ("no-contents-entry", convert::flag),
    ("no-typesetting", convert::flag),
    ("noindex", convert::flag),
    ("nocontentsentry", convert::flag),
];

const OBJECT: Spec = Spec {
    options: &OPTIONS,
    build: describe,
    ..DESCRIPTION
};

pub(super) const TABLE: &[Spec] = &[
    OBJECT.named("js:attribute"),
    OBJECT.named("js:class"),
    OBJECT.named("js:data"),
    OBJECT.named("js:function"),
    OBJECT.named("js:method"),
    Spec {
        name: "js:module",
        required: 1,
        options: MODULE,
        content: Content::Headed,
        build: module,
        ..Spec::NEW
    },
];

/// Fields of what is called, with Sphinx's words.
const FIELDS: &[FieldType] = &[
    FieldType {
        label: "Arguments",
        names: &["argument", "arg", "parameter", "param"],
        type_names: &["paramtype", "type"],
        shape: Shape::Typed,
        ..FieldType::NEW
    },
    FieldType {
        label: "Throws",
        names: &["throws"],
        shape: Shape::Grouped,
        role: "class",
        collapses: true,
        ..FieldType::NEW
    },
    FieldType {
        label: "Returns",
        names: &["returns", "return"],
        ..FieldType::NEW
    },
    FieldType {
        label: "Return type",
        names: &["rtype"],
        ..FieldType::NEW
    },
];

fn describe(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let objtype = parts.canonical.rsplit(':').next().unwrap_or_default();
    let is_called = matches!(objtype, "class" | "function" | "method");
    let mut description = Description::new(DOMAIN, objtype);
    let mut within = None;
    for signature in signatures(parts) {
        let scope = &parts.context.scope;
        let (member, arguments) = taken_apart(&signature.text);
        let (prefix, name) = place(member, scope.object(DOMAIN));
        let mut pieces = Pieces::new(signature.span);
        if objtype == "class" {
            pieces.keywords(&["class"]);
        }
        if let Some(before) = prefix.as_ref().or(scope.js_module.as_ref()) {
            pieces.prename(&format!("{before}."));
        }
        pieces.name(name);
        match arguments {
            Some(text) if is_called && !text.is_empty() => {
                parameters::plain(text, scope, &mut pieces);
            }
            _ if is_called => pieces.parameters(["(", ")"], Vec::new(), true),
            _ => {}
        }
        let fullname = match &prefix {
            Some(prefix) => format!("{prefix}.{name}"),
            None => name.to_owned(),
        };
        let whole = match &scope.js_module {
            Some(module) => format!("{module}.{fullname}"),
            None => fullname.clone(),
        };
        let is_first = description.is_first(&fullname);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            anchor(parts, term, "", &whole);
            declare(term, parts.canonical, &whole);
            let name = ContentsName {
                own: fullname.rsplit('.').next().unwrap_or_default(),
                full: &fullname,
                whole: &whole,
                around: parentheses(parts, matches!(objtype, "function" | "method")),
            };
            list(parts, term, &name);
        }
        within = if objtype == "class" {
            Some(fullname)
        } else {
            prefix
        };
    }
    let mut content = content_within(parts, DOMAIN, within);
    let table = if is_called { FIELDS } else { &[] };
    fields::group(&mut content, table, DOMAIN, &parts.context.scope);
    Ok(description.finish(parts, content))
}

/// The name and the arguments, if there are any.
fn taken_apart(text: &str) -> (&str, Option<&str>) {
    match text.split_once('(').zip(text.strip_suffix(')')) {
        Some(((member, _), whole)) => {
            let arguments = whole.get(member.len() + 1..).unwrap_or_default();
            (member.trim(), Some(arguments.trim()))
        }
        None => (text, None),
    }
}

/// What the name stands in, and the name, where `outer` is being described.
fn place<'t>(member: &'t str, outer: Option<&str>) -> (Option<String>, &'t str) {
    let (before, name) = member.rsplit_once('.').unwrap_or(("", member));
    let prefix = match outer {
        Some(outer) if !before.is_empty() => Some(format!("{outer}.{before}")),
        Some(outer) => Some(outer.to_owned()),
        None if !before.is_empty() => Some(before.to_owned()),
        None => None,
    };
    (prefix, name)
}

fn module(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat();
    parts.context.scope.js_module = Some(name.clone());
    let mut nodes = Vec::new();
    if !is_hidden(parts) {
        let mut target = Node::new(Element::Target(Box::default()), parts.span);
        anchor(parts, &mut target, "module", &name);
        declare(&mut target, "js:module", &name);
        nodes.push(target);
    }
    nodes.extend(parts.content(parts.place));
    Ok(nodes)
}
