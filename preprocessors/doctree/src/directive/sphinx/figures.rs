//! `image` and `figure` as Sphinx has them: a path that begins with `/` counts
//! from the folder of the sources, and the name of a figure is its own, not
//! that of the picture in it.

use super::{Content, Failure, Parts, Spec, Value};
use crate::directive::images;
use crate::names::fully_normalize_name;
use crate::source::Source;
use crate::tree::{Element, Node};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "image",
        required: 1,
        whitespace: true,
        options: images::IMAGE,
        build: image,
        ..Spec::NEW
    },
    Spec {
        name: "figure",
        required: 1,
        whitespace: true,
        options: images::FIGURE,
        content: Content::Blocks,
        build: figure,
        ..Spec::NEW
    },
];

fn image(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut nodes = images::image(parts)?;
    for node in &mut nodes {
        root(parts, node);
    }
    Ok(nodes)
}

fn figure(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.options.take("name");
    let mut nodes = images::figure(parts)?;
    let is_figure = |it: &&mut Node| matches!(it.element, Element::Figure(_));
    let Some(figure) = nodes.iter_mut().find(is_figure) else {
        return Ok(nodes);
    };
    if let Some(picture) = figure.children.first_mut() {
        root(parts, picture);
    }
    if let Some(Value::Text(name)) = name {
        let names = &mut figure.attributes.edit().names;
        names.push(fully_normalize_name(&name));
        parts.note_explicit_target(figure);
    }
    Ok(nodes)
}

/// Has the address of a picture, or of that in a link, count from the document.
fn root(parts: &Parts<'_, '_>, node: &mut Node) {
    match &mut node.element {
        Element::Image(image) => image.uri = from_document(parts, &image.uri),
        Element::Reference(_) => {
            for child in &mut node.children {
                root(parts, child);
            }
        }
        _ => {}
    }
}

/// `uri` as it counts from the document, if it counts from the folder of the
/// sources.
pub(super) fn from_document(parts: &Parts<'_, '_>, uri: &str) -> String {
    let document = parts.context.sources.get(0).map_or("", Source::name);
    let prefix = parts.context.options.root_prefix.trim_end_matches('/');
    relative(document, prefix, uri).unwrap_or_else(|| uri.to_owned())
}

/// The way to `uri` from the folder of `document`, both of which lie in the
/// folder `prefix`.
fn relative(document: &str, prefix: &str, uri: &str) -> Option<String> {
    let path = uri.strip_prefix('/').filter(|it| !it.starts_with('/'))?;
    let inside = match prefix {
        "" => return None,
        "." => document,
        prefix => document.strip_prefix(prefix)?.strip_prefix('/')?,
    };
    Some("../".repeat(inside.matches('/').count()) + path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_the_sources_is_one_from_the_document() {
        let way = |document, prefix, uri| relative(document, prefix, uri);
        assert_eq!(
            way("src/a.rst", "src", "/i/x.png").as_deref(),
            Some("i/x.png")
        );
        assert_eq!(
            way("src/b/c/a.rst", "src", "/x.png").as_deref(),
            Some("../../x.png")
        );
        assert_eq!(way("b/a.rst", ".", "/x.png").as_deref(), Some("../x.png"));
        assert_eq!(way("src/a.rst", "", "/x.png"), None);
        assert_eq!(way("a.rst", "src", "/x.png"), None);
        assert_eq!(way("src/a.rst", "src", "//a.example/x.png"), None);
        assert_eq!(way("src/a.rst", "src", "x.png"), None);
    }
}
