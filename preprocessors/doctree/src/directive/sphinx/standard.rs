//! The standard domain: options of programs, environment variables, settings,
//! and descriptions of anything else.

use super::description::{
    ContentsName, DESCRIPTION, Description, Signature, anchor, content_within, declare, is_hidden,
    join, list, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::signature::{Parameter, Pieces};
use super::{Convert, Failure, Parts, Spec, convert, kept};
use crate::domain::{self, STANDARD};
use crate::line::Text;
use crate::names::whitespace_normalize_name;
use crate::tree::{Element, Node};

const CONFVAL: [(&str, Convert); 9] = join(
    super::description::OPTIONS,
    [
        ("type", convert::unchanged_required),
        ("default", convert::unchanged_required),
    ],
);

const WORD: Spec = Spec {
    required: 1,
    whitespace: true,
    ..Spec::NEW
};
const OPTION: Spec = Spec {
    build: option,
    ..DESCRIPTION
};
const ANYTHING: Spec = Spec {
    build: anything,
    ..DESCRIPTION
};

/// What a book adds with its own name.
pub(super) const OBJECT_TYPE: Spec = Spec {
    name: "std:object",
    build: named,
    ..DESCRIPTION
};

/// The fields of what a book adds. A project can choose its own; these are the
/// usual ones.
const FIELDS: &[FieldType] = &[FieldType {
    label: "Parameters",
    names: &["param"],
    shape: Shape::Grouped,
    collapses: true,
    ..FieldType::NEW
}];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "default-domain",
        whitespace: false,
        build: default_domain,
        ..WORD
    },
    Spec {
        name: "describe",
        ..ANYTHING
    },
    Spec {
        name: "object",
        ..ANYTHING
    },
    Spec {
        name: "std:cmdoption",
        ..OPTION
    },
    Spec {
        name: "std:confval",
        options: &CONFVAL,
        build: named,
        ..DESCRIPTION
    },
    Spec {
        name: "std:envvar",
        build: named,
        ..DESCRIPTION
    },
    Spec {
        name: "std:option",
        ..OPTION
    },
    Spec {
        name: "std:program",
        build: program,
        ..WORD
    },
];

/// `default-domain`: whose the directives and roles are that name no domain.
/// The grammar, which looks directives up, has gone by it already.
fn default_domain(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat().to_lowercase();
    parts.context.scope.domain = domain::domain(&name);
    Ok(Vec::new())
}

/// `program`: whose the options are that come.
fn program(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = whitespace_normalize_name(&parts.arguments.concat()).replace(' ', "-");
    parts.context.scope.program = Some(name).filter(|it| it != "None");
    Ok(Vec::new())
}

/// `describe` and `object`: what no domain knows.
fn anything(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut description = Description::new("", parts.canonical);
    for signature in signatures(parts) {
        description.add_unread(&signature);
    }
    let content = content_within(parts, STANDARD, None);
    Ok(description.finish(parts, content))
}

/// `envvar`, `confval` and types that a book adds: the whole signature is the
/// name, and what stands before its parameters if it is written as a call.
fn named(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let called = parts.name.to_lowercase();
    let objtype = called.rsplit(':').next().unwrap_or_default();
    let mut description = Description::new(STANDARD, objtype);
    let is_own = parts.canonical == OBJECT_TYPE.name;
    for signature in signatures(parts) {
        let name = whitespace_normalize_name(&signature.text);
        let is_first = description.is_first(&name);
        let mut pieces = Pieces::new(signature.span);
        let call = call(&signature.text).filter(|_| is_own);
        if let Some((name, arguments)) = call {
            pieces.name(name);
            pieces.parameters(["(", ")"], named_parameters(arguments, &pieces), true);
        } else {
            pieces.name(&signature.text);
        }
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            if let Some((short, _)) = call {
                anchor(parts, term, objtype, short);
                declare(term, &format!("{STANDARD}:{objtype}"), short);
                anchor(parts, term, objtype, &name);
                term.attributes.edit().others.push(("alias", name));
                continue;
            }
            anchor(parts, term, objtype, &name);
            declare(term, &format!("{STANDARD}:{objtype}"), &name);
            if parts.canonical == "std:confval" {
                list(parts, term, &ContentsName::plain(&name));
            }
        }
    }
    let mut content = content_within(parts, STANDARD, None);
    let table = if is_own { FIELDS } else { &[] };
    fields::group(&mut content, table, STANDARD, &parts.context.scope);
    content.splice(0..0, settings(parts));
    Ok(description.finish(parts, content))
}

/// The name and the arguments of a signature that is written as a call.
fn call(text: &str) -> Option<(&str, &str)> {
    let (name, arguments) = text.strip_suffix(')')?.split_once('(')?;
    let name = name.trim_end();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_one = !name.is_empty() && name.chars().all(is_name);
    is_one.then_some((name, arguments))
}

fn named_parameters(arguments: &str, pieces: &Pieces) -> Vec<Parameter> {
    let written = arguments.split(',').map(str::trim);
    let parameter = |text: &str| {
        let mut inside = pieces.inner();
        inside.text(text);
        Parameter::One(inside)
    };
    written.filter(|it| !it.is_empty()).map(parameter).collect()
}

/// The fields that tell the type and the default of a setting.
fn settings(parts: &mut Parts<'_, '_>) -> Vec<Node> {
    let span = parts.span;
    let mut fields = Vec::new();
    let mut messages = Vec::new();
    for (option, label) in [("type", "Type"), ("default", "Default")] {
        let Some(text) = parts.options.text(option).map(str::to_owned) else {
            continue;
        };
        let parsed = parts.inline(&Text::made_up(&text, span));
        let name = vec![Node::text(label, span)];
        let body = vec![Node::with(Element::Paragraph, span, parsed.nodes)];
        let field = vec![
            Node::with(Element::FieldName, span, name),
            Node::with(Element::FieldBody, span, body),
        ];
        fields.push(Node::with(Element::Field, span, field));
        messages.extend(parsed.messages);
    }
    if fields.is_empty() {
        return messages;
    }
    messages.insert(0, Node::with(Element::FieldList, span, fields));
    messages
}

/// `option`: names of one option, with their arguments.
fn option(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let objtype = parts.canonical.rsplit(':').next().unwrap_or_default();
    let mut description = Description::new(STANDARD, objtype);
    let mut messages = Vec::new();
    for signature in signatures(parts) {
        let mut pieces = Pieces::new(signature.span);
        let names = option_names(&signature, parts, &mut pieces, &mut messages);
        let Some(first) = names.first() else {
            description.add_unread(&signature);
            continue;
        };
        let is_first = description.is_first(first);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            note_option(term, &names, parts);
        }
    }
    let content = content_within(parts, STANDARD, None);
    messages.extend(description.finish(parts, content));
    Ok(messages)
}

/// The names in a signature such as `-o FILE, --output=FILE`.
fn option_names(
    signature: &Signature,
    parts: &mut Parts<'_, '_>,
    pieces: &mut Pieces,
    messages: &mut Vec<Node>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for written in signature.text.split(", ").map(str::trim) {
        if !names.is_empty() {
            pieces.prename(", ");
        }
        let end = written.find(|c: char| c.is_whitespace() || c == '=');
        let (name, argument) = written.split_at(end.unwrap_or(written.len()));
        if name.is_empty() {
            let message = format!(
                "Malformed option description \"{written}\", should look like \"opt\", \
                 \"-opt args\", \"--opt args\", \"/opt args\" or \"+opt args\""
            );
            messages.push(kept(parts, &message));
            pieces.prename(written);
            continue;
        }
        // An argument that may be left out, as in `foo[=bar]`.
        let bare = name.strip_suffix('[').filter(|it| !it.is_empty());
        let bare = bare.filter(|_| argument.ends_with(']'));
        let name = bare.unwrap_or(name);
        pieces.name(name);
        if bare.is_some() {
            pieces.prename(&format!("[{argument}"));
        } else if !argument.is_empty() {
            pieces.prename(argument);
        }
        names.push(name.to_owned());
    }
    names
}

/// Makes the option one that can be referred to by each of its names.
fn note_option(term: &mut Node, names: &[String], parts: &mut Parts<'_, '_>) {
    let program = parts.context.scope.program.clone();
    for (at, name) in names.iter().enumerate() {
        let mut prefix = "cmdoption".to_owned();
        if let Some(program) = &program {
            prefix.extend(["-", program]);
        }
        if !name.starts_with(['-', '/']) {
            prefix.push_str("-arg");
        }
        anchor(parts, term, &prefix, name);
        let fullname = match &program {
            Some(program) => format!("{program}.{name}"),
            None => name.clone(),
        };
        if at == 0 {
            declare(term, "std:cmdoption", &fullname);
        } else {
            term.attributes.edit().others.push(("fullname", fullname));
        }
    }
}
