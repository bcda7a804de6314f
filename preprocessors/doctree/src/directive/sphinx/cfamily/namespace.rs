//! `namespace`, `namespace-push` and `namespace-pop` of C and C++: what comes
//! stands in a namespace.

use super::{Failure, Language, Parts, Spec};
use crate::cfamily::nested_name;
use crate::tree::Node;

const NAMESPACE: Spec = Spec {
    required: 1,
    whitespace: true,
    ..Spec::NEW
};

pub(in super::super) const ENTER: Spec = Spec {
    build: enter,
    ..NAMESPACE
};

pub(in super::super) const PUSH: Spec = Spec {
    build: enter_deeper,
    ..NAMESPACE
};

pub(in super::super) const LEAVE: Spec = Spec {
    required: 0,
    build: leave,
    ..NAMESPACE
};

/// What comes stands in the namespace or, with `NULL`, in none.
fn enter(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = Language::of(parts.canonical);
    let name = name(parts, language)?.unwrap_or_default();
    parts.context.scope.objects.push((language.domain(), name));
    Ok(Vec::new())
}

fn enter_deeper(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = Language::of(parts.canonical);
    if let Some(name) = name(parts, language)? {
        let scope = &mut parts.context.scope;
        let name = match scope.object(language.domain()) {
            Some(outer) => [outer, &name].join(language.between()),
            None => name,
        };
        scope.objects.push((language.domain(), name));
    }
    Ok(Vec::new())
}

fn leave(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = Language::of(parts.canonical);
    let objects = &mut parts.context.scope.objects;
    match objects.iter().rposition(|it| it.0 == language.domain()) {
        Some(at) => {
            objects.remove(at);
            Ok(Vec::new())
        }
        None => Err(Failure::warning(format!(
            "{} namespace pop on empty stack. Defaulting to global scope.",
            language.name()
        ))),
    }
}

/// The namespace that the argument names; none if it names the outermost.
fn name(parts: &Parts<'_, '_>, language: Language) -> Result<Option<String>, Failure> {
    let text = parts.arguments.concat();
    if matches!(text.trim(), "NULL" | "0" | "nullptr") {
        return Ok(None);
    }
    let name = match language {
        Language::C => super::super::c::namespace(&text),
        Language::Cpp => nested_name(&text).map(|it| it.text()),
    };
    let wrong = || format!("Invalid {} namespace: \"{text}\".", language.name());
    name.map(Some).ok_or_else(|| Failure::warning(wrong()))
}
