//! *Raw Data Pass-Through*.

use super::{Content, Convert, Failure, Parts, Spec, convert, no_content};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("file", convert::path),
    ("url", convert::uri),
    ("encoding", convert::encoding),
    ("class", convert::classes),
];

pub(super) const SPEC: Spec = Spec {
    name: "raw",
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Lines,
    build: raw,
    ..Spec::NEW
};

fn raw(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let settings = parts.context.options;
    let external = parts.options.has("file") || parts.options.has("url");
    if !settings.raw_enabled || (external && !settings.file_insertion_enabled) {
        return Err(Failure::warning(format!(
            "\"{}\" directive disabled.",
            parts.name
        )));
    }
    let (text, source) = text(parts, external)?;
    let format = parts.arguments.concat().to_lowercase();
    let format = format.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = Node::text(text, parts.span);
    let mut node = Node::with(Element::Raw { format }, parts.span, vec![text]);
    parts.add_classes(&mut node);
    if let Some(source) = source {
        node.attributes.edit().others.push(("source", source));
    }
    Ok(vec![node])
}

/// The text, and the name of the file that it was found in.
fn text(parts: &Parts<'_, '_>, external: bool) -> Result<(String, Option<String>), Failure> {
    let name = parts.name;
    if !parts.lines.is_empty() {
        return if external {
            let message = format!(
                "\"{name}\" directive may not both specify an external file and have content."
            );
            Err(Failure::error(message))
        } else {
            Ok((parts.text(), None))
        };
    }
    match (parts.options.text("file"), parts.options.text("url")) {
        (Some(_), Some(_)) => Err(Failure::error(format!(
            "The \"file\" and \"url\" options may not be simultaneously specified for the \"{name}\" directive."
        ))),
        (Some(path), None) => {
            let found = parts
                .read_file(path)
                .map_err(|unread| unread.failure(name))?;
            Ok((found.text, Some(found.name)))
        }
        (None, Some(url)) => Err(Failure::error(format!(
            "Problems with \"{name}\" directive URL \"{url}\":\nNothing is read from the network."
        ))),
        (None, None) => Err(no_content(name)),
    }
}
