//! The C domain: functions, macros, types and variables.

mod declaration;
mod show;
mod token;

use super::cfamily::{self, Language, alias, namespace};
use super::description::{
    ContentsName, DESCRIPTION, Description, Signature, content_within, declare, is_hidden, join,
    list, parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::signature::Pieces;
use super::{Convert, Failure, Parts, Spec, convert, kept};
use crate::tree::Node;
use declaration::{Declaration, declaration};
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

pub(super) const TABLE: &[Spec] = &[
    OBJECT.named("c:enum"),
    OBJECT.named("c:enumerator"),
    OBJECT.named("c:function"),
    OBJECT.named("c:macro"),
    OBJECT.named("c:member"),
    OBJECT.named("c:struct"),
    OBJECT.named("c:type"),
    OBJECT.named("c:union"),
    OBJECT.named("c:var"),
    alias::SPEC.named("c:alias"),
    namespace::ENTER.named("c:namespace"),
    namespace::LEAVE.named("c:namespace-pop"),
    namespace::PUSH.named("c:namespace-push"),
];

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
        if signature.text.ends_with(';') {
            pieces.piece("p", ";");
        }
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
    cfamily::index(term, Language::C, objtype, fullname, parts);
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

/// The name of the namespace that `text` is.
pub(super) fn namespace(text: &str) -> Option<String> {
    declaration::namespace(text).map(|it| it.join("."))
}
