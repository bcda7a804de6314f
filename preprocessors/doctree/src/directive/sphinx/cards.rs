//! Grids and cards of sphinx-design. A card has a header above a line of `^^^`
//! and a footer below a line of `+++` (see `block/card.rs`).

use super::{Content, Convert, Failure, Parts, Place, Spec, convert, figures, links};
use crate::tree::element::Image;
use crate::tree::{Element, Node};

const GRID: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("class-container", convert::classes),
    ("class-row", convert::classes),
    ("gutter", convert::unchanged),
    ("margin", convert::unchanged),
    ("name", convert::unchanged),
    ("outline", convert::flag),
    ("padding", convert::unchanged),
    ("reverse", convert::flag),
];
const ITEM: &[(&str, Convert)] = &[
    ("child-align", convert::unchanged),
    ("child-direction", convert::unchanged),
    ("class", convert::classes),
    ("columns", convert::unchanged),
    ("margin", convert::unchanged),
    ("name", convert::unchanged),
    ("outline", convert::flag),
    ("padding", convert::unchanged),
];
const CARD: &[(&str, Convert)] = &[
    ("child-align", convert::unchanged),
    ("child-direction", convert::unchanged),
    ("class", convert::classes),
    ("class-body", convert::classes),
    ("class-card", convert::classes),
    ("class-footer", convert::classes),
    ("class-header", convert::classes),
    ("class-img-bottom", convert::classes),
    ("class-img-top", convert::classes),
    ("class-item", convert::classes),
    ("class-title", convert::classes),
    ("columns", convert::unchanged),
    ("img-alt", convert::unchanged),
    ("img-background", convert::uri),
    ("img-bottom", convert::uri),
    ("img-top", convert::uri),
    ("link", convert::unchanged),
    ("link-alt", convert::unchanged),
    ("link-type", links::kind),
    ("margin", convert::unchanged),
    ("name", convert::unchanged),
    ("outline", convert::flag),
    ("padding", convert::unchanged),
    ("shadow", convert::unchanged),
    ("text-align", convert::unchanged),
    ("width", convert::unchanged),
];
const BOX: Spec = Spec {
    optional: 1,
    whitespace: true,
    content: Content::Blocks,
    options: GRID,
    build: container,
    ..Spec::NEW
};
const OF_CARD: Spec = Spec {
    options: CARD,
    content: Content::Card,
    build: card,
    ..BOX
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "card",
        ..OF_CARD
    },
    Spec {
        name: "card-carousel",
        ..BOX
    },
    Spec {
        name: "grid",
        ..BOX
    },
    Spec {
        name: "grid-item",
        optional: 0,
        options: ITEM,
        ..BOX
    },
    Spec {
        name: "grid-item-card",
        ..OF_CARD
    },
];

/// The classes of the boxes; the argument is about their columns.
const CLASSES: &[(&str, &str)] = &[
    ("card-carousel", "sd-card-carousel"),
    ("grid", "sd-grid"),
    ("grid-item", "sd-grid-item"),
];

fn container(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let row = CLASSES.iter().find(|it| it.0 == parts.canonical);
    let mut node = parts.element(Element::Container);
    node = node.class(row.map_or("sd-grid", |it| it.1));
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}

fn card(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let title = parts.inline_argument();
    let mut content = parts.content(Place::Body).into_iter();
    let mut take = |class: &str| {
        let part = content.next().filter(|it| !it.children.is_empty())?;
        Some(Node::with(Element::Container, part.span, part.children).class(class))
    };
    let [header, body, footer] =
        ["sd-card-header", "sd-card-body", "sd-card-footer"].map(&mut take);
    let mut node = Node::new(Element::Container, parts.span).class("sd-card");
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    let children = &mut node.children;
    children.extend(picture(parts, "img-background"));
    children.extend(picture(parts, "img-top"));
    children.extend(header);
    children.extend(titled(parts, title.nodes));
    children.extend(body);
    children.extend(footer);
    children.extend(picture(parts, "img-bottom"));
    Ok(std::iter::once(node).chain(title.messages).collect())
}

/// The title, which is the link of the card if it has one. Without a title the
/// link stands for itself.
fn titled(parts: &Parts<'_, '_>, title: Vec<Node>) -> Option<Node> {
    let options = &parts.options;
    let words = || {
        let words = options.text("link-alt").filter(|it| !it.is_empty());
        words.map(|it| vec![Node::text(it, parts.span)])
    };
    let target = options.text("link").filter(|it| !it.is_empty());
    let text = if title.is_empty() {
        target.and_then(|_| words()).unwrap_or_default()
    } else {
        title
    };
    let children = match target {
        None if text.is_empty() => return None,
        None => text,
        Some(target) => {
            let kind = options.choice("link-type").unwrap_or("url");
            vec![links::link(parts, kind, target, text)]
        }
    };
    let title = Node::with(Element::Rubric, parts.span, children);
    Some(title.class("sd-card-title"))
}

/// The picture at the address that an option gives.
fn picture(parts: &Parts<'_, '_>, option: &str) -> Option<Node> {
    let uri = figures::from_document(parts, parts.options.text(option)?);
    let image = Image {
        uri,
        alt: Some(parts.options.text("img-alt").unwrap_or_default().to_owned()),
        ..Image::default()
    };
    Some(Node::new(Element::Image(Box::new(image)), parts.span))
}
