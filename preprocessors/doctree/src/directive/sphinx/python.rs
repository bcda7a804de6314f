//! The Python domain: functions, classes and what belongs to them.

mod annotation;
mod expression;
pub(super) mod module;
pub(super) mod parameters;
mod signature;

use super::description::{
    ContentsName, DESCRIPTION, Description, OPTIONS, Signature, anchor, content_within, declare,
    is_hidden, join, list, parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::signature::Pieces;
use super::{Convert, Failure, Parts, Spec, convert, misc};
use crate::domain::PYTHON;
use crate::tree::Node;
use annotation::annotate;
pub(super) use annotation::xref;
use signature::{Written, written};

/// The options of every object.
const OBJECT: [(&str, Convert); 12] = join(
    OPTIONS,
    [
        ("single-line-parameter-list", convert::flag),
        ("single-line-type-parameter-list", convert::flag),
        ("module", convert::unchanged),
        ("canonical", convert::unchanged),
        ("annotation", convert::unchanged),
    ],
);
const FUNCTION: [(&str, Convert); 13] = join(OBJECT, [("async", convert::flag)]);
const VARIABLE: [(&str, Convert); 14] = join(
    OBJECT,
    [("type", convert::unchanged), ("value", convert::unchanged)],
);
const CLASS: [(&str, Convert); 14] = join(
    OBJECT,
    [("abstract", convert::flag), ("final", convert::flag)],
);
const METHOD: [(&str, Convert); 18] = join(
    OBJECT,
    [
        ("abstract", convert::flag),
        ("abstractmethod", convert::flag),
        ("async", convert::flag),
        ("classmethod", convert::flag),
        ("final", convert::flag),
        ("staticmethod", convert::flag),
    ],
);
const PROPERTY: [(&str, Convert); 16] = join(
    OBJECT,
    [
        ("abstract", convert::flag),
        ("abstractmethod", convert::flag),
        ("classmethod", convert::flag),
        ("type", convert::unchanged),
    ],
);

pub(super) const TABLE: &[Spec] = &[
    object("py:attribute", &VARIABLE),
    object("py:class", &CLASS),
    object("py:classmethod", &OBJECT),
    object("py:data", &VARIABLE),
    object("py:decorator", &FUNCTION),
    object("py:decoratormethod", &METHOD),
    object("py:exception", &CLASS),
    object("py:function", &FUNCTION),
    object("py:method", &METHOD),
    object("py:property", &PROPERTY),
    object("py:staticmethod", &OBJECT),
    object("py:type", &OBJECT),
    module::CURRENT,
    module::MODULE,
];

const fn object(name: &'static str, options: &'static [(&'static str, Convert)]) -> Spec {
    Spec {
        name,
        options,
        build: describe,
        ..DESCRIPTION
    }
}

/// What a directive describes.
struct Kind {
    /// The directive's name.
    directive: &'static str,
    objtype: &'static str,
    /// Whether it is called, so that parentheses are shown in any case.
    call: bool,
    /// Whether what is described within it belongs to it.
    nests: bool,
    /// The words before its name: those without an option always stand there.
    words: &'static [(&'static [&'static str], &'static str)],
}

const KINDS: &[Kind] = &[
    kind("py:attribute", "attribute", false, &[]),
    Kind {
        nests: true,
        ..kind("py:class", "class", false, CLASS_WORDS)
    },
    kind("py:classmethod", "method", true, &[(&[], "classmethod")]),
    kind("py:data", "data", false, &[]),
    kind("py:decorator", "function", false, FUNCTION_WORDS),
    kind("py:decoratormethod", "method", false, METHOD_WORDS),
    Kind {
        nests: true,
        ..kind("py:exception", "exception", false, EXCEPTION_WORDS)
    },
    kind("py:function", "function", true, FUNCTION_WORDS),
    kind("py:method", "method", true, METHOD_WORDS),
    kind("py:property", "property", false, PROPERTY_WORDS),
    kind("py:staticmethod", "method", true, &[(&[], "static")]),
    kind("py:type", "type", false, &[(&[], "type")]),
];

const FUNCTION_WORDS: &[(&[&str], &str)] = &[(&["async"], "async")];
const CLASS_WORDS: &[(&[&str], &str)] = &[
    (&["final"], "final"),
    (&["abstract"], "abstract"),
    (&[], "class"),
];
const EXCEPTION_WORDS: &[(&[&str], &str)] = &[
    (&["final"], "final"),
    (&["abstract"], "abstract"),
    (&[], "exception"),
];
const METHOD_WORDS: &[(&[&str], &str)] = &[
    (&["final"], "final"),
    (&["abstract", "abstractmethod"], "abstractmethod"),
    (&["async"], "async"),
    (&["classmethod"], "classmethod"),
    (&["staticmethod"], "static"),
];
const PROPERTY_WORDS: &[(&[&str], &str)] = &[
    (&["abstract", "abstractmethod"], "abstract"),
    (&["classmethod"], "class"),
    (&[], "property"),
];

const fn kind(
    directive: &'static str,
    objtype: &'static str,
    call: bool,
    words: &'static [(&'static [&'static str], &'static str)],
) -> Kind {
    Kind {
        directive,
        objtype,
        call,
        nests: false,
        words,
    }
}

/// Fields of docstrings, with Sphinx's words.
const FIELDS: &[FieldType] = &[
    FieldType {
        label: "Parameters",
        names: &[
            "param",
            "parameter",
            "arg",
            "argument",
            "keyword",
            "kwarg",
            "kwparam",
        ],
        type_names: &["paramtype", "type"],
        shape: Shape::Typed,
        collapses: true,
        ..FieldType::NEW
    },
    FieldType {
        label: "Variables",
        names: &["var", "ivar", "cvar"],
        type_names: &["vartype"],
        shape: Shape::Typed,
        collapses: true,
        ..FieldType::NEW
    },
    FieldType {
        label: "Raises",
        names: &["raises", "raise", "exception", "except"],
        shape: Shape::Grouped,
        role: "exc",
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
        role: "class",
        ..FieldType::NEW
    },
];

/// An object's name, as it is in its module and as it is shown.
struct Name<'t> {
    fullname: String,
    /// The class that is written before the name and is not that at hand.
    prefix: &'t str,
}

pub(super) fn describe(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if names_style(parts) {
        return misc::class(parts);
    }
    let kind = KINDS.iter().find(|it| it.directive == parts.canonical);
    let kind = kind.ok_or_else(|| Failure::error("no object of Python's"))?;
    let module = match parts.options.text("module") {
        Some(module) => Some(module.to_owned()),
        None => parts.context.scope.module.clone(),
    };
    let module = module.filter(|it| !it.is_empty());
    let mut description = Description::new(PYTHON, kind.objtype);
    let mut within = None;
    for signature in signatures(parts) {
        let Some(written) = written(&signature.text) else {
            description.add_unread(&signature);
            continue;
        };
        let name = name(&written, parts.context.scope.object(PYTHON));
        let pieces = pieces(&written, &name, &signature, kind, module.as_deref(), parts);
        let is_first = description.is_first(&name.fullname);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            note(&name.fullname, module.as_deref(), kind, term, parts);
        }
        within = match name.prefix.trim_matches('.') {
            _ if kind.nests => Some(name.fullname),
            "" => None,
            prefix => Some(prefix.to_owned()),
        };
    }
    let outer = parts.context.scope.module.clone();
    if parts.options.has("module") {
        parts.context.scope.module = module;
    }
    let mut content = content_within(parts, PYTHON, within.clone());
    let depth = parts.context.scope.objects.len();
    parts
        .context
        .scope
        .objects
        .extend(within.map(|it| (PYTHON, it)));
    fields::drop_meta(&mut content);
    fields::group(&mut content, FIELDS, PYTHON, &parts.context.scope);
    parts.context.scope.objects.truncate(depth);
    parts.context.scope.module = outer;
    Ok(description.finish(parts, content))
}

/// Whether `class` is docutils' directive, which names classes of style
/// sheets. Sphinx never takes it so; but it is what the authors mean who write
/// in lower case, and not about a module.
fn names_style(parts: &Parts<'_, '_>) -> bool {
    let scope = &parts.context.scope;
    let is_signature = |c: char| c.is_uppercase() || matches!(c, '(' | '.' | '_');
    parts.name.eq_ignore_ascii_case("class")
        && scope.module.is_none()
        && scope.object(PYTHON).is_none()
        && parts.options.is_empty()
        && !parts.argument.text.contains(is_signature)
}

/// The full name within the module, where `class` is being described.
fn name<'t>(written: &Written<'t>, class: Option<&str>) -> Name<'t> {
    let Written { prefix, name, .. } = *written;
    let Some(class) = class else {
        let fullname = format!("{prefix}{name}");
        return Name { fullname, prefix };
    };
    let inner = prefix.strip_prefix(class).filter(|it| it.starts_with('.'));
    let (fullname, prefix) = match inner {
        Some(inner) => (format!("{prefix}{name}"), inner.trim_start_matches('.')),
        None => (format!("{class}.{prefix}{name}"), prefix),
    };
    Name { fullname, prefix }
}

fn pieces(
    written: &Written<'_>,
    name: &Name<'_>,
    signature: &Signature,
    kind: &Kind,
    module: Option<&str>,
    parts: &Parts<'_, '_>,
) -> Pieces {
    let scope = &parts.context.scope;
    let mut it = Pieces::new(signature.span);
    if matches!(kind.directive, "py:decorator" | "py:decoratormethod") {
        it.prename("@");
    }
    let is_said = |options: &&[&str]| {
        options.is_empty() || options.iter().any(|option| parts.options.has(option))
    };
    let words = kind.words.iter().filter(|(options, _)| is_said(options));
    it.keywords(&words.map(|(_, word)| *word).collect::<Vec<_>>());
    match module.filter(|_| scope.object(PYTHON).is_none()) {
        _ if !name.prefix.is_empty() => it.prename(name.prefix),
        Some(module) if parts.context.options.add_module_names => {
            it.prename(&format!("{module}."));
        }
        _ => {}
    }
    it.name(written.name);
    if !written.types.is_empty() {
        parameters::types(written.types, scope, &mut it);
    }
    if !written.parameters.is_empty() {
        parameters::list(written.parameters, scope, &mut it);
    } else if kind.call {
        it.parameters(["(", ")"], Vec::new(), true);
    }
    if !written.returns.is_empty() {
        let mut inside = it.inner();
        annotate(written.returns, scope, &mut inside);
        it.returns(inside);
    }
    annotations(kind, parts, &mut it);
    it
}

/// What the options say of the object, behind its name.
fn annotations(kind: &Kind, parts: &Parts<'_, '_>, it: &mut Pieces) {
    let scope = &parts.context.scope;
    let given = |option: &str| parts.options.text(option).filter(|it| !it.is_empty());
    if let Some(text) = given("annotation") {
        let mut inside = it.inner();
        inside.space();
        inside.text(text);
        it.annotation(inside);
    }
    if let Some(text) = given("type") {
        let mut inside = it.inner();
        inside.piece("p", ":");
        inside.space();
        annotate(text, scope, &mut inside);
        it.annotation(inside);
    }
    let mut equals = |value: &dyn Fn(&mut Pieces)| {
        let mut inside = it.inner();
        inside.space();
        inside.piece("p", "=");
        inside.space();
        value(&mut inside);
        it.annotation(inside);
    };
    if let Some(text) = given("value") {
        equals(&|inside| inside.text(text));
    }
    if let Some(text) = given("canonical").filter(|_| kind.objtype == "type") {
        equals(&|inside| annotate(text, scope, inside));
    }
}

/// Makes the object one that can be referred to.
fn note(
    fullname: &str,
    module: Option<&str>,
    kind: &Kind,
    term: &mut Node,
    parts: &mut Parts<'_, '_>,
) {
    let whole = match module {
        Some(module) => format!("{module}.{fullname}"),
        None => fullname.to_owned(),
    };
    anchor(parts, term, "", &whole);
    declare(term, &format!("py:{}", kind.objtype), &whole);
    let name = ContentsName {
        own: fullname.rsplit('.').next().unwrap_or_default(),
        full: fullname,
        whole: &whole,
        around: parentheses(parts, matches!(kind.objtype, "function" | "method")),
    };
    list(parts, term, &name);
    let alias = parts.options.text("canonical").unwrap_or_default();
    if !alias.is_empty() && kind.objtype != "type" {
        let others = &mut term.attributes.edit().others;
        others.push(("alias", alias.to_owned()));
    }
}
