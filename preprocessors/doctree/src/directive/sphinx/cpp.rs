//! The C++ domain, as far as names go: a signature is shown as it is written,
//! and what it names can be referred to.
//!
//! An anchor is Sphinx's but for functions with parameters: theirs would need
//! all of C++'s types in Sphinx's spelling.

use super::description::{
    ContentsName, DESCRIPTION, Description, Signature, content_within, declare, is_hidden, join,
    list, parentheses, signatures,
};
use super::fields::{self, FieldType, Shape};
use super::signature::Pieces;
use super::{Convert, Failure, Parts, Spec, convert};
use crate::tree::Node;

const DOMAIN: &str = "cpp";

const OPTIONS: [(&str, Convert); 9] = join(
    super::description::OPTIONS,
    [
        ("single-line-parameter-list", convert::flag),
        ("tparam-line-spec", convert::flag),
    ],
);

const NAMESPACE: Spec = Spec {
    required: 1,
    whitespace: true,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    object("cpp:class"),
    object("cpp:concept"),
    object("cpp:enum"),
    object("cpp:enum-class"),
    object("cpp:enum-struct"),
    object("cpp:enumerator"),
    object("cpp:function"),
    object("cpp:member"),
    object("cpp:struct"),
    object("cpp:type"),
    object("cpp:union"),
    object("cpp:var"),
    Spec {
        name: "cpp:namespace",
        build: enter,
        ..NAMESPACE
    },
    Spec {
        name: "cpp:namespace-pop",
        required: 0,
        build: leave,
        ..NAMESPACE
    },
    Spec {
        name: "cpp:namespace-push",
        build: enter_deeper,
        ..NAMESPACE
    },
];

const fn object(name: &'static str) -> Spec {
    Spec {
        name,
        options: &OPTIONS,
        build: describe,
        ..DESCRIPTION
    }
}

/// Fields of functions, with Sphinx's words.
const FIELDS: &[FieldType] = &[
    FieldType {
        label: "Template Parameters",
        names: &["tparam", "template parameter"],
        shape: Shape::Grouped,
        ..FieldType::NEW
    },
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

fn describe(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let objtype = parts.canonical.rsplit(':').next().unwrap_or_default();
    let mut description = Description::new(DOMAIN, objtype);
    let mut within = None;
    for signature in signatures(parts) {
        let Some((start, end)) = name(&signature.text, objtype) else {
            description.add_unread(&signature);
            continue;
        };
        let written = &signature.text[start..end];
        let path: Vec<&str> = written.split("::").map(str::trim).collect();
        let fullname = within_scope(&path.join("::"), parts);
        let pieces = pieces(&signature, (start, end), objtype);
        let is_first = description.is_first(&signature.text);
        let term = description.add(pieces, signature.span);
        if is_first && !is_hidden(parts) {
            let takes_none = matches!(signature.text[end..].split_once('('), Some((_, rest))
                if rest.trim_start().starts_with(')'));
            let suffix = if takes_none { "v" } else { "" };
            let id = anchor(&fullname, suffix);
            let id = parts.context.registry.take_id(id, "cpp");
            term.attributes.edit().ids.push(id);
            let objtype = match objtype {
                "enum-class" | "enum-struct" => "enum",
                "struct" => "class",
                "var" => "member",
                other => other,
            };
            declare(term, &format!("cpp:{objtype}"), &fullname);
            list_symbol(parts, term, &fullname, objtype == "function");
        }
        within = Some(fullname);
    }
    let mut content = content_within(parts, DOMAIN, within);
    fields::group(&mut content, FIELDS, DOMAIN, &parts.context.scope);
    Ok(description.finish(parts, content))
}

/// Where the name stands in a signature: before the parameters of a function,
/// and else before a value, a base or the end.
fn name(text: &str, objtype: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        let is_scope = text[at..].starts_with("::") || text[..at].ends_with(':');
        match c {
            '<' | '[' if depth > 0 || c == '<' => depth += 1,
            '>' | ']' if depth > 0 => depth -= 1,
            '(' if depth == 0 && objtype == "function" => end = end.min(at),
            '=' | '[' | '{' | ';' if depth == 0 => end = end.min(at),
            ':' if depth == 0 && !is_scope => end = end.min(at),
            _ => {}
        }
    }
    let head = text[..end].trim_end();
    let head = head.strip_suffix(" final").unwrap_or(head).trim_end();
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '~');
    let start = head
        .char_indices()
        .rev()
        .take_while(|it| is_path(it.1))
        .last()?
        .0;
    Some((start, head.len()))
}

fn pieces(signature: &Signature, (start, end): (usize, usize), objtype: &str) -> Pieces {
    let text = &signature.text;
    let mut it = Pieces::new(signature.span);
    let word = match objtype {
        "function" | "member" | "var" => "",
        "enum-class" => "enum class",
        "enum-struct" => "enum struct",
        other => other,
    };
    if !word.is_empty() {
        it.piece("k", word);
        it.space();
    }
    if start > 0 {
        it.text(&text[..start]);
    }
    let last = text[start..end]
        .rfind("::")
        .map_or(start, |at| start + at + 2);
    if last > start {
        it.prename(&text[start..last]);
    }
    it.name(&text[last..end]);
    if end < text.len() {
        it.text(&text[end..]);
    }
    it
}

/// Sphinx's id for a name: the length of each part before it.
fn anchor(fullname: &str, suffix: &str) -> String {
    let parts: Vec<&str> = fullname.split("::").filter(|it| !it.is_empty()).collect();
    let lengths = |part: &&str| part.len().to_string() + part;
    let spelt: String = parts.iter().map(lengths).collect();
    if parts.len() == 1 {
        format!("_CPPv4{spelt}{suffix}")
    } else {
        format!("_CPPv4N{spelt}E{suffix}")
    }
}

/// Has tables of contents list it: with what it is described in, but not with
/// what its signature names.
fn list_symbol(parts: &Parts<'_, '_>, term: &mut Node, fullname: &str, is_called: bool) {
    let own = fullname.rsplit("::").next().unwrap_or_default();
    let full = within_scope(own, parts);
    let name = ContentsName {
        own,
        full: &full,
        whole: fullname,
        around: parentheses(parts, is_called),
    };
    list(parts, term, &name);
}

/// The name with those of the objects around it.
fn within_scope(name: &str, parts: &Parts<'_, '_>) -> String {
    match parts.context.scope.object(DOMAIN) {
        Some(outer) => format!("{outer}::{name}"),
        None => name.to_owned(),
    }
}

/// `cpp:namespace`: what comes stands in it, or, with `NULL`, in none.
fn enter(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat();
    let name = if is_null(&name) { "" } else { name.trim() };
    let objects = &mut parts.context.scope.objects;
    objects.push((DOMAIN, name.to_owned()));
    Ok(Vec::new())
}

fn enter_deeper(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat();
    if !is_null(&name) {
        let name = within_scope(name.trim(), parts);
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
            "C++ namespace pop on empty stack. Defaulting to global scope.",
        )),
    }
}

fn is_null(name: &str) -> bool {
    matches!(name.trim(), "NULL" | "0" | "nullptr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_names_what_stands_before_its_parameters() {
        for (objtype, text, expected) in [
            (
                "function",
                "std::vector<int> a::b::f(int (*x)(int))",
                "a::b::f",
            ),
            ("function", "template<typename T> T f()", "f"),
            ("class", "A::B : public C", "A::B"),
            ("class", "template<class T> A final", "A"),
            ("member", "int a::x[3] = {1}", "a::x"),
            ("type", "T = std::map<int, int>", "T"),
            ("enumerator", "E::x = 1", "E::x"),
        ] {
            let (start, end) = name(text, objtype).unwrap();
            assert_eq!(&text[start..end], expected, "{text}");
        }
        assert_eq!(name("()", "function"), None);
    }

    #[test]
    fn an_anchor_counts_letters() {
        assert_eq!(anchor("A", ""), "_CPPv41A");
        assert_eq!(anchor("ab::C", "v"), "_CPPv4N2ab1CEv");
    }
}
