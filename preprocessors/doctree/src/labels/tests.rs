//! The rules of names, on nodes that are nowhere.

use super::*;
use crate::source::Span;
use crate::tree::element::Target;

fn named(element: Element, name: &str) -> Node {
    let mut node = Node::new(element, Span::default());
    node.attributes.edit().names.push(name.into());
    node
}

fn target(name: &str, link: Link) -> Node {
    let anonymous = false;
    named(Element::Target(Box::new(Target { link, anonymous })), name)
}

fn options(legacy_ids: bool) -> Options {
    Options {
        legacy_ids,
        ..Options::default()
    }
}

fn settled(mut registry: Registry, nodes: Vec<Node>) -> Vec<String> {
    let mut root = Node::with(Element::Document, Span::default(), nodes);
    registry.settle(&mut root);
    root.children
        .iter()
        .map(|node| {
            let it = &node.attributes;
            format!("{:?} {:?} {:?}", it.ids(), it.names(), it.dupnames())
        })
        .collect()
}

#[test]
fn an_explicit_name_beats_an_implicit_one() {
    let mut registry = Registry::new(&options(true));
    let mut section = named(Element::Section, "a");
    let mut label = target("a", Link::None);
    assert_eq!(registry.note_implicit_target(&mut section), []);
    let found = registry.note_explicit_target(&mut label);
    assert_eq!(found[0].severity, Severity::Info);
    assert_eq!(
        found[0].message,
        "Target name overrides implicit target name \"a\"."
    );
    assert_eq!(registry.id_of("a"), Some("a-1"));
    assert_eq!(
        settled(registry, vec![section, label]),
        [r#"["a"] [] ["a"]"#, r#"["a-1"] ["a"] []"#]
    );
}

#[test]
fn two_implicit_names_both_fall_and_ids_run_in_order() {
    let mut registry = Registry::new(&options(false));
    let mut one = named(Element::Section, "a");
    let mut two = named(Element::Section, "a");
    registry.note_implicit_target(&mut one);
    let found = registry.note_implicit_target(&mut two);
    assert_eq!(found[0].backref.as_deref(), Some("a-2"));
    assert!(registry.is_duplicate("a"));
    assert_eq!(
        settled(registry, vec![one, two]),
        [r#"["a-1"] [] ["a"]"#, r#"["a-2"] [] ["a"]"#]
    );
}

#[test]
fn explicit_names_clash_unless_they_lead_to_the_same_address() {
    let mut registry = Registry::new(&options(true));
    let mut one = target("a", Link::Uri("u".into()));
    let mut same = target("a", Link::Uri("u".into()));
    let mut other = target("a", Link::Uri("v".into()));
    registry.note_explicit_target(&mut one);
    let found = registry.note_explicit_target(&mut same);
    assert_eq!(found[0].severity, Severity::Info);
    assert_eq!(registry.id_of("a"), Some("a"));
    let found = registry.note_explicit_target(&mut other);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(found[0].backref, None);
    assert_eq!(
        settled(registry, vec![one, same, other]),
        [
            r#"["a"] [] ["a"]"#,
            r#"["a-1"] [] ["a"]"#,
            r#"["a-2"] [] ["a"]"#
        ]
    );
}

#[test]
fn ids_without_a_name_count_by_element() {
    let mut registry = Registry::new(&options(true));
    let ids: Vec<_> = (0..2)
        .map(|_| {
            let mut node = Node::new(Element::Problematic { refid: None }, Span::default());
            registry.set_id(&mut node)
        })
        .collect();
    assert_eq!(ids, ["problematic-1", "problematic-2"]);
}

#[test]
fn the_newer_substitution_wins() {
    let mut registry = Registry::new(&options(true));
    assert_eq!(registry.note_substitution_def("x"), None);
    assert!(registry.note_substitution_def("x").is_some());
    let definition = |name| {
        named(
            Element::SubstitutionDefinition {
                ltrim: false,
                rtrim: false,
            },
            name,
        )
    };
    assert_eq!(
        settled(registry, vec![definition("x"), definition("x")]),
        [r#"[] [] ["x"]"#, r#"[] ["x"] []"#]
    );
}
