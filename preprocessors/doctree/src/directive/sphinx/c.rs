//! The C domain: functions, macros, types and variables.

mod declaration;
mod show;
mod token;

use super::description::{
    ContentsName, DESCRIPTION, Description, Signature, content_within, declare, is_hidden, join,
    list, parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::signature::Pieces;
use super::{Convert, Failure, Parts, Spec, convert, kept};
use crate::tree::Node;
use declaration::{Declaration, declaration, namespace};
use show::show;

const DOMAIN: &str = "c";

const OPTIONS: [(&str, Convert); 8] = join(
    super::description::OPTIONS,
    [("single-line-parameter-list", convert::flag)],
);

const OBJECT: Spec = Spec {
    options: &OPTIONS,
    build: describe,
    ..DESCRIPTION
};
const NAMESPACE: Spec = Spec {
    required: 1,
    whitespace: true,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    object("c:enum"),
    object("c:enumerator"),
    object("c:function"),
    object("c:macro"),
    object("c:member"),
    object("c:struct"),
    object("c:type"),
    object("c:union"),
    object("c:var"),
    Spec {
        name: "c:namespace",
        build: enter,
        ..NAMESPACE
    },
    Spec {
        name: "c:namespace-pop",
        required: 0,
        build: leave,
        ..NAMESPACE
    },
    Spec {
        name: "c:namespace-push",
        build: enter_deeper,
        ..NAMESPACE
    },
];

const fn object(name: &'static str) -> Spec {
    Spec { name, ..OBJECT }
}

/// Fields of functions and macros, with Sphinx's words.
const FIELDS: &[FieldType] = &[
    FieldType {
        label: "Parameters",
        names: &["param", "parameter", "arg", "argument"],
        type_names: &["type"],
        shape: Shape::Typed,
        ..FieldType::NEW
    },
    FieldType {
        label: "Return values",
        names: &["retvals", "retval"],
        shape: Shape::Grouped,
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
    let mut description = Description::new(DOMAIN, objtype);
    let mut messages = Vec::new();
    let mut within = None;
    for signature in signatures(parts) {
        let declaration = declaration(&signature.text, objtype);
        let Some((declaration, name)) = declaration.as_ref().and_then(|it| Some((it, it.name()?)))
        else {
            messages.push(invalid(&signature, parts));
            description.add_unread(&signature);
            continue;
        };
        let mut pieces = Pieces::new(signature.span);
        show(declaration, objtype, &parts.context.scope, &mut pieces);
        let fullname = within_scope(&name.join("."), parts);
        let is_first = description.is_first(&fullname);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            note(term, declaration, &fullname, objtype, parts);
            let is_called =
                objtype == "function" || objtype == "macro" && signature.text.contains('(');
            list_symbol(parts, term, &fullname, is_called);
        }
        within = Some(fullname);
    }
    let mut content = content_within(parts, DOMAIN, within);
    let table = if matches!(objtype, "function" | "macro") {
        FIELDS
    } else {
        &[]
    };
    fields::group(&mut content, table, DOMAIN, &parts.context.scope);
    messages.extend(description.finish(parts, content));
    Ok(messages)
}

fn invalid(signature: &Signature, parts: &mut Parts<'_, '_>) -> Node {
    let message = format!("Invalid C declaration: \"{}\".", signature.text);
    kept(parts, &message)
}

/// Has tables of contents list it, if it can be referred to.
fn list_symbol(parts: &Parts<'_, '_>, term: &mut Node, fullname: &str, is_called: bool) {
    let own = fullname.rsplit('.').next().unwrap_or_default();
    let name = ContentsName {
        whole: &fullname.replace('.', "::"),
        around: parentheses(parts, is_called),
        ..ContentsName::plain(own)
    };
    list(parts, term, &name);
}

/// The name with those of the objects around it.
fn within_scope(name: &str, parts: &Parts<'_, '_>) -> String {
    match parts.context.scope.object(DOMAIN) {
        Some(outer) => format!("{outer}.{name}"),
        None => name.to_owned(),
    }
}

/// Makes the object one that can be referred to, unless another has its id.
fn note(
    term: &mut Node,
    declaration: &Declaration<'_>,
    fullname: &str,
    objtype: &str,
    parts: &mut Parts<'_, '_>,
) {
    let id = format!("c.{fullname}");
    if !parts.context.registry.claim_id(&id) {
        return;
    }
    term.attributes.edit().ids.push(id);
    // Sphinx lists variables among the members.
    let objtype = if objtype == "var" { "member" } else { objtype };
    declare(term, &format!("c:{objtype}"), fullname);
    // Enumerators are known beside their enumeration too.
    let outer = parts.context.scope.object(DOMAIN).unwrap_or_default();
    if let (Declaration::Named(name, _), "enumerator", false) =
        (declaration, objtype, outer.is_empty())
    {
        let beside = outer.rsplit_once('.').map(|it| it.0);
        let name = name.join(".");
        let alias = beside.map_or(name.clone(), |beside| format!("{beside}.{name}"));
        term.attributes.edit().others.push(("fullname", alias));
    }
}

/// `c:namespace`: what comes stands in it, or, with `NULL`, in none.
fn enter(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = parts.arguments.concat();
    let name = if is_null(&text) {
        String::new()
    } else {
        read(&text)?
    };
    parts.context.scope.objects.push((DOMAIN, name));
    Ok(Vec::new())
}

fn enter_deeper(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = parts.arguments.concat();
    if !is_null(&text) {
        let name = within_scope(&read(&text)?, parts);
        parts.context.scope.objects.push((DOMAIN, name));
    }
    Ok(Vec::new())
}

fn leave(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let objects = &mut parts.context.scope.objects;
    match objects.iter().rposition(|it| it.0 == DOMAIN) {
        Some(at) => {
            objects.remove(at);
            Ok(Vec::new())
        }
        None => Err(Failure::warning(
            "C namespace pop on empty stack. Defaulting to global scope.",
        )),
    }
}

fn is_null(text: &str) -> bool {
    matches!(text.trim(), "NULL" | "0" | "nullptr")
}

fn read(text: &str) -> Result<String, Failure> {
    let name = namespace(text).map(|it| it.join("."));
    name.ok_or_else(|| Failure::warning(format!("Invalid C namespace: \"{text}\".")))
}
