//! The C++ domain.

use super::cfamily::{self, Language, alias, namespace};
use super::description::{
    ContentsName, DESCRIPTION, Description, Signature, content_within, declare, is_hidden, join,
    list, parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::{Convert, Failure, Parts, Spec, convert, kept};
use crate::cfamily::{Declaration, Name, declaration, nested_name};
use crate::tree::Node;

const DOMAIN: &str = "cpp";

/// The domain under which enumerations stand among the objects around, whose
/// values are known beside them too.
const ENUMERATION: &str = "cpp:enum";

/// The domain under which what is being described stands there by its own name,
/// without namespaces.
const DESCRIBED: &str = "cpp:described";

const OPTIONS: [(&str, Convert); 9] = join(
    super::description::OPTIONS,
    [
        ("single-line-parameter-list", convert::flag),
        ("tparam-line-spec", convert::flag),
    ],
);

const OBJECT: Spec = Spec {
    options: &OPTIONS,
    build: describe,
    ..DESCRIPTION
};

pub(super) const TABLE: &[Spec] = &[
    OBJECT.named("cpp:class"),
    OBJECT.named("cpp:concept"),
    OBJECT.named("cpp:enum"),
    OBJECT.named("cpp:enum-class"),
    OBJECT.named("cpp:enum-struct"),
    OBJECT.named("cpp:enumerator"),
    OBJECT.named("cpp:function"),
    OBJECT.named("cpp:member"),
    OBJECT.named("cpp:struct"),
    OBJECT.named("cpp:type"),
    OBJECT.named("cpp:union"),
    OBJECT.named("cpp:var"),
    alias::SPEC.named("cpp:alias"),
    namespace::ENTER.named("cpp:namespace"),
    namespace::LEAVE.named("cpp:namespace-pop"),
    namespace::PUSH.named("cpp:namespace-push"),
];

/// Fields of everything, with Sphinx's words.
const TEMPLATE: FieldType = FieldType {
    label: "Template Parameters",
    names: &["tparam", "template parameter"],
    shape: Shape::Grouped,
    ..FieldType::NEW
};

/// Fields of functions.
const FIELDS: &[FieldType] = &[
    TEMPLATE,
    FieldType {
        label: "Parameters",
        names: &["param", "parameter", "arg", "argument"],
        shape: Shape::Grouped,
        ..FieldType::NEW
    },
    FieldType {
        label: "Throws",
        names: &["throws", "throw", "exception"],
        shape: Shape::Grouped,
        collapses: true,
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
];

/// What the directives describe, where its name is not that of the directive.
const KINDS: &[(&str, &str)] = &[
    ("enum-class", "enum"),
    ("enum-struct", "enum"),
    ("struct", "class"),
    ("var", "member"),
];

fn describe(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let objtype = parts.canonical.rsplit(':').next().unwrap_or_default();
    let mut description = Description::new(DOMAIN, objtype);
    let (mut within, mut own, mut messages) = (None, None, Vec::new());
    let outer = parts.context.scope.object(DOMAIN).map(str::to_owned);
    let outer = outer.as_deref().and_then(nested_name);
    for signature in signatures(parts) {
        let Some(declaration) = declaration(&signature.text, objtype) else {
            let message = format!("Invalid C++ declaration: \"{}\".", signature.text);
            messages.push(kept(parts, &message));
            description.add_unread(&signature);
            continue;
        };
        let full = declaration.full_name(outer.as_ref());
        let name = full.text();
        let pieces = cfamily::pieces(&declaration.bits(), DOMAIN, &name, signature.span);
        let term = description.add(pieces, signature.span);
        if !is_hidden(parts) {
            let declared = (&declaration, &full, &*name);
            messages.extend(note(term, declared, objtype, &signature, parts));
        }
        own = Some(full.last_word());
        within = Some(name);
    }
    let objects = &mut parts.context.scope.objects;
    let depth = objects.len();
    objects.extend(own.map(|it| (DESCRIBED, it)));
    if objtype == "enum" {
        objects.extend(within.clone().map(|it| (ENUMERATION, it)));
    }
    let mut content = content_within(parts, DOMAIN, within);
    parts.context.scope.objects.truncate(depth);
    let table = if objtype == "function" {
        FIELDS
    } else {
        &[TEMPLATE]
    };
    fields::group(&mut content, table, DOMAIN, &parts.context.scope);
    messages.extend(description.finish(parts, content));
    Ok(messages)
}

/// Makes the object one that can be referred to, unless another has its id.
fn note(
    term: &mut Node,
    (declaration, full, name): (&Declaration, &Name, &str),
    objtype: &str,
    signature: &Signature,
    parts: &mut Parts<'_, '_>,
) -> Option<Node> {
    let mut ids = declaration.ids(full).into_iter();
    let newest = ids.next()?;
    let registry = &mut parts.context.registry;
    if !registry.claim_id(&newest) {
        let text = &signature.text;
        let message = format!("Duplicate C++ declaration: '.. cpp:{objtype}:: {text}'.");
        return Some(kept(parts, &message));
    }
    let older: Vec<String> = ids.filter(|id| registry.claim_id(id)).collect();
    let attributes = term.attributes.edit();
    attributes.ids.push(newest);
    attributes.ids.extend(older);
    let kind = KINDS.iter().find(|it| it.0 == objtype);
    declare(
        term,
        &format!("cpp:{}", kind.map_or(objtype, |it| it.1)),
        name,
    );
    let shown = match objtype {
        "struct" => objtype,
        _ => kind.map_or(objtype, |it| it.1),
    };
    cfamily::index(term, Language::Cpp, shown, name, parts);
    list_symbol(parts, term, full, objtype == "function");
    let scope = &parts.context.scope;
    let outer = scope.object(DOMAIN);
    let others = &mut term.attributes.edit().others;
    if objtype == "enumerator" && outer.is_some() && scope.object(ENUMERATION) == outer {
        let beside = outer.and_then(|it| it.rsplit_once("::"));
        let own = declaration.name().text();
        let beside = beside.map_or(own.clone(), |it| format!("{}::{own}", it.0));
        others.push(("fullname", beside));
    }
    let parameters = declaration.parameters().into_iter();
    others.extend(parameters.map(|it| ("parameter", format!("{name}::{it}"))));
    None
}

/// Has tables of contents list it: with what it is described in, but not with
/// what its signature names.
fn list_symbol(parts: &Parts<'_, '_>, term: &mut Node, full: &Name, is_called: bool) {
    let own = full.last_word();
    let objects = parts.context.scope.objects.iter();
    let around = objects
        .filter(|it| it.0 == DESCRIBED)
        .map(|it| it.1.as_str());
    let nested: Vec<&str> = around.chain([&*own]).collect();
    let name = ContentsName {
        own: &own,
        full: &nested.join("::"),
        whole: &full.text(),
        around: parentheses(parts, is_called),
    };
    list(parts, term, &name);
}
