//! *Custom Interpreted Text Roles*, and the role of interpreted text without one.

use super::option_names::fault_in_names;
use super::split::split;
use super::{Content, Convert, Failure, Options, Parts, Spec, convert};
use crate::diagnostic::Severity;
use crate::line::Line;
use crate::names::simple_name;
use crate::role::{Base, Found, Role};
use crate::tree::Node;

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "default-role",
        optional: 1,
        build: default_role,
        ..Spec::NEW
    },
    Spec {
        name: "role",
        content: Content::Lines,
        build: role,
        ..Spec::NEW
    },
];

const CLASS: &[(&str, Convert)] = &[("class", convert::classes)];
const CODE: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("language", convert::unchanged),
];
const RAW: &[(&str, Convert)] = &[("class", convert::classes), ("format", convert::unchanged)];

/// What the `role` directive may say about a role, by the role it is made of.
const SPECS: [Spec; 3] = [
    Spec {
        options: CLASS,
        ..Spec::NEW
    },
    Spec {
        options: CODE,
        ..Spec::NEW
    },
    Spec {
        options: RAW,
        ..Spec::NEW
    },
];

fn default_role(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let Some(name) = parts.arguments.first() else {
        parts.context.roles.set_default(None);
        return Ok(Vec::new());
    };
    let (base, mut nodes) = base(parts, name);
    match base {
        Some(role) => parts.context.roles.set_default(Some(role)),
        None => nodes.push(parts.message(
            Severity::Error,
            &format!("Unknown interpreted text role \"{name}\"."),
        )),
    }
    Ok(nodes)
}

fn role(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    // docutils takes a name on the second line, too.
    let is_near = |line: &Line<'_>| parts.context.line(line.span()) <= parts.line + 1;
    let Some(first) = parts.lines.first().copied().filter(is_near) else {
        let message = format!(
            "\"{}\" directive requires arguments on the first line.",
            parts.name
        );
        return Err(Failure::error(message));
    };
    let Some((name, base_name)) = names(first.text) else {
        let message = format!(
            "\"{}\" directive arguments not valid role names: \"{}\".",
            parts.name, first.text
        );
        return Err(Failure::error(message));
    };
    let (base, mut nodes) = match base_name {
        Some(base_name) => base(parts, base_name),
        None => (Some(Role::of(Base::Inline)), Vec::new()),
    };
    let Some(mut role) = base else {
        let message = format!(
            "Unknown interpreted text role \"{}\".",
            base_name.unwrap_or_default()
        );
        nodes.push(parts.message(Severity::Error, &message));
        return Ok(nodes);
    };
    let spec = match role.base {
        Base::Code => &SPECS[1],
        Base::Raw => &SPECS[2],
        _ => &SPECS[0],
    };
    let pieces = split(&parts.lines[1..], Some(spec));
    if let Some(fault) = &pieces.fault {
        let in_names = fault_in_names(fault, &pieces, spec, parts.context);
        let fault = in_names.as_ref().unwrap_or(fault);
        nodes.push(parts.message(
            Severity::Error,
            &format!("Error in \"{}\" directive:\n{fault}.", parts.name),
        ));
        return Ok(nodes);
    }
    match customise(&mut role, &pieces.options, name) {
        Ok(()) => parts.context.roles.add(name, role),
        Err(fault) => {
            let message = format!(
                "Invalid argument for \"{}\" directive:\n{fault}.",
                parts.name
            );
            nodes.push(parts.message(Severity::Error, &message));
        }
    }
    Ok(nodes)
}

fn customise(role: &mut Role, options: &Options, name: &str) -> Result<(), String> {
    match options.words("class") {
        Some(classes) => role.classes = classes.to_vec(),
        None => role.classes = convert::class_names(name)?,
    }
    if let Some(format) = options.text("format") {
        role.format = Some(format.to_owned());
    }
    if let Some(language) = options.text("language") {
        role.language = Some(language.to_owned());
    }
    Ok(())
}

/// The role called `name`, and docutils' note about how it was found.
fn base(parts: &mut Parts<'_, '_>, name: &str) -> (Option<Role>, Vec<Node>) {
    let context = &mut *parts.context;
    let (found, note) = context.roles.find(name, context.scope.domain, true);
    let (line, span) = (parts.line, parts.span);
    let note = note.map(|note| {
        parts
            .context
            .message(Severity::Info, note, Some(line), span, Vec::new())
    });
    let role = match found {
        Found::Role(role) => Some(role),
        Found::Unknown => None,
    };
    (role, note.into_iter().collect())
}

/// `name` or `name(base)`.
fn names(text: &str) -> Option<(&str, Option<&str>)> {
    let end = simple_name(text)?;
    let rest = text[end..].trim();
    if rest.is_empty() {
        return Some((&text[..end], None));
    }
    let base = rest.strip_prefix('(')?.strip_suffix(')')?.trim();
    (simple_name(base) == Some(base.len())).then_some((&text[..end], Some(base)))
}
