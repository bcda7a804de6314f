//! Code: `code-block`, `sourcecode` and `code`, with the options that docutils
//! and Sphinx have for them, and `highlight`, which names the language of the
//! blocks that follow.

use super::program::{self, Look, block, captioned, dedented, emphasised, rows};
use super::{Content, Convert, Failure, Options, Parts, Spec, Value, convert};
use crate::tree::Node;

const OPTIONS: &[(&str, Convert)] = &[
    ("force", convert::flag),
    ("linenos", convert::flag),
    ("number-lines", convert::int_or_none),
    ("dedent", dedent),
    ("lineno-start", convert::int),
    ("emphasize-lines", convert::unchanged_required),
    ("caption", convert::unchanged_required),
    ("class", convert::classes),
    ("name", convert::unchanged),
];
const HIGHLIGHT: &[(&str, Convert)] = &[
    ("force", convert::flag),
    ("linenothreshold", convert::positive_int),
];
const CODE: Spec = Spec {
    optional: 1,
    options: OPTIONS,
    content: Content::Lines,
    build: code,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "code",
        needs_content: true,
        ..CODE
    },
    Spec {
        name: "code-block",
        ..CODE
    },
    Spec {
        name: "highlight",
        required: 1,
        options: HIGHLIGHT,
        build: highlight,
        ..Spec::NEW
    },
    Spec {
        name: "sourcecode",
        ..CODE
    },
];

/// A number of columns, or none.
pub(super) fn dedent(argument: Option<&str>) -> Result<Value, String> {
    match argument {
        None => Ok(Value::Flag),
        argument => convert::nonnegative_int(argument),
    }
}

fn highlight(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let threshold = parts.options.integer("linenothreshold");
    let scope = &mut parts.context.scope;
    scope.highlight = parts.arguments.first().cloned();
    scope.linenothreshold = threshold.and_then(|it| usize::try_from(it).ok());
    Ok(Vec::new())
}

fn code(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = parts.arguments.first().cloned();
    shown(parts, language.as_deref())
}

/// The content of a directive as code in `language`.
pub(super) fn shown(
    parts: &mut Parts<'_, '_>,
    language: Option<&str>,
) -> Result<Vec<Node>, Failure> {
    let mut rows = rows(parts.lines);
    let (emphasised, far) = emphasised(parts, rows.len())?;
    let lossy = dedented(parts, &mut rows);
    let caption = parts.inline_option("caption");
    let threshold = parts.context.scope.linenothreshold;
    let look = Look {
        first: first_number(&parts.options).or_else(|| program::counted(threshold, rows.len())),
        emphasised,
    };
    let node = block(parts, language, &rows, &look);
    let mut nodes = captioned(parts, node, caption);
    nodes.extend(far.into_iter().chain(lossy));
    Ok(nodes)
}

/// The number of the first line, if the options ask for numbers.
pub(super) fn first_number(options: &Options) -> Option<i64> {
    let number = ["lineno-start", "number-lines"]
        .into_iter()
        .find_map(|name| options.integer(name));
    let asked = options.has("linenos") || options.has("number-lines");
    number.or(asked.then_some(1))
}
