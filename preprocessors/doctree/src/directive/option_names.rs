//! The names of a directive's options with markup in them.
//!
//! docutils reads the options as a field list, and so their names as inline
//! text (`extract_extension_options`). No option is called that, but where the
//! markup is wrong docutils says so, and what is in it counts.

use super::Spec;
use super::split::Pieces;
use crate::field;
use crate::inline::{self, Context};
use crate::line::{Line, Text};
use crate::source::Source;
use crate::tree::Node;

/// What may begin markup.
const MARKS: &[char] = &['*', '`', '|', '_', '['];

/// What docutils finds wrong with a directive, if it is not `fault`, which
/// was found in its lines.
pub(crate) fn fault_in_names<'s>(
    fault: &str,
    pieces: &Pieces<'s>,
    spec: &Spec,
    context: &mut Context<'s>,
) -> Option<String> {
    let names = option_names(pieces, context);
    if fault == "invalid option block" {
        return None;
    }
    let data = "invalid option data: extension option field";
    let wrong = names.iter().find_map(|name| {
        if name.text.split_whitespace().count() != 1 {
            Some(format!("{data} name may not contain multiple words"))
        } else if name.is_faulty {
            let name = &name.text;
            let rule = "body may contain\na single paragraph only";
            Some(format!("{data} {rule} (option \"{name}\")"))
        } else {
            None
        }
    });
    let is_about_names = fault.starts_with("unknown option") || fault.starts_with(data);
    let is_known = |name: &Name| spec.options.iter().any(|(it, _)| *it == name.text);
    wrong.or_else(|| {
        let unknown = names.iter().find(|name| !is_known(name));
        unknown
            .filter(|_| is_about_names)
            .map(|name| format!("unknown option: \"{}\"", name.text))
    })
}

/// The names, read as text; none, if there is no markup in any.
fn option_names<'s>(pieces: &Pieces<'s>, context: &mut Context<'s>) -> Vec<Name> {
    let lines = pieces.option_lines.iter();
    let names = lines.filter_map(|line| {
        let marker = field::marker(line.text)?;
        Some(line.from(1).until(marker.name))
    });
    let names: Vec<_> = names.collect();
    if !names.iter().any(|name| name.text.contains(MARKS)) {
        return Vec::new();
    }
    let told = context.diagnostics.len();
    let read = |name: Line<'s>| {
        let source = context.sources.get(usize::from(name.source));
        let text = Text::join(&[name], source.map_or("", Source::text));
        let number = context.line(name.span());
        let parsed = inline::parse(&text, number, context);
        context.detach(&parsed.nodes, None);
        Name {
            text: parsed
                .nodes
                .iter()
                .map(Node::astext)
                .collect::<String>()
                .to_lowercase(),
            is_faulty: !parsed.messages.is_empty(),
        }
    };
    let names = names.into_iter().map(read).collect();
    // The options are not shown, nor is what is wrong in them.
    context.diagnostics.truncate(told);
    names
}

struct Name {
    text: String,
    /// Whether the markup in it is wrong.
    is_faulty: bool,
}
