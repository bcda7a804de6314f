//! A node's attributes under docutils' names: what every writer of the tree
//! itself (as opposed to a page) says about a node.

#![warn(clippy::wildcard_enum_match_arm)]

use crate::tree::element::{
    Auto, Compare, Drawing, End, Enumeration, Enumtype, Expect, Image, Link, Listing, Meta, Mode,
    PendingXref, Redaction, Reference, Run, Scale, SystemMessage, Target,
};
use crate::tree::{Element, Node};

/// The attributes of `node`, sorted by name, as docutils' `attlist` gives
/// them: lists joined by spaces (with spaces inside an entry escaped by a
/// backslash), flags as `1`, what has its default left out. The classes that a
/// `pending` node keeps are for what it makes, not its own.
pub fn attributes(node: &Node) -> Vec<(&str, String)> {
    let common = &node.attributes;
    let mut all: Vec<(&str, String)> = [
        ("ids", common.ids()),
        ("names", common.names()),
        ("dupnames", common.dupnames()),
        ("classes", common.classes()),
        ("backrefs", common.backrefs()),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(name, values)| (name, list(values)))
    .collect();
    all.extend(
        common
            .others()
            .iter()
            .map(|(name, value)| (*name, value.clone())),
    );
    all.extend(own(node));
    if keeps_space(&node.element) {
        all.push(("xml:space", "preserve".into()));
    }
    all.sort_by(|a, b| a.0.cmp(b.0));
    all
}

/// Whether white space counts in it (docutils' `FixedTextElement`).
pub fn keeps_space(element: &Element) -> bool {
    use crate::tree::element::DocinfoItem::Address;
    matches!(
        element,
        Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::Comment
            | Element::Raw { .. }
            | Element::DocinfoItem(Address)
    )
}

/// The attributes of the document itself: those of its `root`, and the name of
/// the `source` it was read from.
pub fn of_document<'n>(root: &'n Node, source: Option<&str>) -> Vec<(&'n str, String)> {
    let mut all = attributes(root);
    all.extend(source.map(|name| ("source", name.to_owned())));
    all.sort_by(|a, b| a.0.cmp(b.0));
    all
}

/// The entries joined by spaces.
fn list(values: &[String]) -> String {
    let escaped: Vec<String> = values
        .iter()
        .map(|value| value.replace('\\', r"\\").replace(' ', r"\ "))
        .collect();
    escaped.join(" ")
}

/// The attributes that are particular to the element.
#[allow(clippy::too_many_lines, reason = "a table: one line an element")]
fn own(node: &Node) -> Vec<(&str, String)> {
    match &node.element {
        Element::Meta(meta) => of_meta(meta),
        Element::Title if is_numbered(node) => vec![("auto", "1".into())],
        Element::BulletList { bullet } => {
            given([("bullet", (*bullet != '\0').then(|| bullet.to_string()))])
        }
        Element::EnumeratedList(it) => of_enumeration(it),
        Element::OptionArgument { delimiter } => vec![("delimiter", delimiter.clone())],
        Element::Raw { format } => vec![("format", format.clone())],
        Element::Figure(it) => given([("align", of_str(it.align)), ("width", it.width.clone())]),
        Element::Footnote { auto } => given([("auto", of_auto(*auto))]),
        Element::SystemMessage(it) => of_message(it),
        Element::Table(it) => given([("align", of_str(it.align)), ("width", it.width.clone())]),
        Element::Tgroup { cols } => vec![("cols", cols.to_string())],
        Element::Colspec { colwidth, stub } => given([
            ("colwidth", Some(colwidth.to_string())),
            ("stub", flag(*stub)),
        ]),
        Element::Entry {
            morerows, morecols, ..
        } => given([
            ("morerows", positive(*morerows)),
            ("morecols", positive(*morecols)),
        ]),
        Element::Target(it) => of_target(it),
        Element::Reference(it) => of_reference(it),
        Element::FootnoteReference { auto, link } => {
            given([("auto", of_auto(*auto)), of_link(link)])
        }
        Element::CitationReference { link } => given([of_link(link)]),
        Element::SubstitutionDefinition { ltrim, rtrim } => {
            given([("ltrim", flag(*ltrim)), ("rtrim", flag(*rtrim))])
        }
        Element::SubstitutionReference { refname } => vec![("refname", refname.clone())],
        Element::Problematic { refid } => given([("refid", refid.clone())]),
        Element::Image(it) => of_image(it),
        Element::PendingXref(it) => of_xref(it),
        Element::Listing(it) => of_listing(it),
        Element::Document
        | Element::Decoration
        | Element::Header
        | Element::Footer
        | Element::Docinfo
        | Element::DocinfoItem(_)
        | Element::Section
        | Element::Title
        | Element::Subtitle
        | Element::Rubric
        | Element::Topic
        | Element::Sidebar
        | Element::Transition
        | Element::Paragraph
        | Element::Compound
        | Element::Container
        | Element::ListItem
        | Element::DefinitionList
        | Element::DefinitionListItem
        | Element::Term
        | Element::Classifier
        | Element::Definition
        | Element::FieldList
        | Element::Field
        | Element::FieldName
        | Element::FieldBody
        | Element::OptionList
        | Element::OptionListItem
        | Element::OptionGroup
        | Element::Option
        | Element::OptionString
        | Element::Description
        | Element::LiteralBlock
        | Element::DoctestBlock
        | Element::MathBlock
        | Element::LineBlock
        | Element::Line
        | Element::BlockQuote
        | Element::Attribution
        | Element::Admonition(_)
        | Element::Comment
        | Element::Caption
        | Element::Legend
        | Element::Citation
        | Element::Label
        | Element::Pending(_)
        | Element::Thead
        | Element::Tbody
        | Element::Row
        | Element::Text(_)
        | Element::Emphasis
        | Element::Strong
        | Element::Literal
        | Element::TitleReference
        | Element::Abbreviation
        | Element::Acronym
        | Element::Superscript
        | Element::Subscript
        | Element::Inline
        | Element::Math
        | Element::Generated => Vec::new(),
    }
}

/// Whether the `sectnum` transform put a number before the title.
fn is_numbered(title: &Node) -> bool {
    title.children.first().is_some_and(|first| {
        first.element == Element::Generated && first.attributes.has_class("sectnum")
    })
}

/// What is given twice has its last value.
fn of_meta(meta: &Meta) -> Vec<(&str, String)> {
    let mut all = vec![("content", meta.content.clone())];
    for (name, value) in &meta.attributes {
        all.retain(|it| it.0 != name);
        all.push((name, value.clone()));
    }
    all
}

fn of_enumeration(it: &Enumeration) -> Vec<(&'static str, String)> {
    given([
        ("enumtype", of_str(Some(enumtype(it.enumtype)))),
        ("prefix", of_str(Some(it.prefix))),
        ("start", (it.start != 1).then(|| it.start.to_string())),
        ("suffix", of_str(Some(it.suffix))),
    ])
}

/// docutils' name of the kind of numeral.
pub fn enumtype(it: Enumtype) -> &'static str {
    match it {
        Enumtype::Arabic => "arabic",
        Enumtype::Loweralpha => "loweralpha",
        Enumtype::Upperalpha => "upperalpha",
        Enumtype::Lowerroman => "lowerroman",
        Enumtype::Upperroman => "upperroman",
    }
}

fn of_message(it: &SystemMessage) -> Vec<(&'static str, String)> {
    given([
        ("level", Some(it.severity.level().to_string())),
        ("line", it.line.map(|line| line.to_string())),
        ("source", Some(it.source.to_string())),
        ("type", of_str(Some(it.severity.name()))),
    ])
}

fn of_target(it: &Target) -> Vec<(&'static str, String)> {
    given([("anonymous", flag(it.anonymous)), of_link(&it.link)])
}

fn of_reference(it: &Reference) -> Vec<(&'static str, String)> {
    given([
        ("anonymous", flag(it.anonymous)),
        ("name", it.name.clone()),
        of_link(&it.link),
    ])
}

fn of_image(it: &Image) -> Vec<(&'static str, String)> {
    given([
        ("align", of_str(it.align)),
        ("alt", it.alt.clone()),
        ("height", it.height.clone()),
        ("loading", of_str(it.loading)),
        ("scale", it.scale.map(|scale| scale.to_string())),
        ("uri", Some(it.uri.clone())),
        ("width", it.width.clone()),
    ])
}

fn of_xref(it: &PendingXref) -> Vec<(&'static str, String)> {
    given([
        ("class", it.class.clone()),
        ("module", it.module.clone()),
        ("refdomain", Some(it.domain.clone())),
        ("refexplicit", flag(it.explicit)),
        ("refspecific", flag(it.specific)),
        ("reftarget", Some(it.target.clone())),
        ("reftype", Some(it.reftype.clone())),
        ("refwarn", flag(it.warn)),
    ])
}

fn of_listing(it: &Listing) -> Vec<(&'static str, String)> {
    let mode = (it.mode != Mode::Debug).then(|| it.mode.as_str());
    let drawing = |wanted: fn(&Drawing) -> Option<String>| it.drawings.iter().find_map(wanted);
    given([
        ("chart", drawing(of_chart)),
        ("edition", it.edition.clone()),
        ("editable", flag(it.editable)),
        ("expect", of_expect(&it.expect)),
        ("mode", of_str(mode)),
        ("name", Some(it.name.clone())),
        ("path", Some(it.path.clone())),
        ("run", of_run(&it.run)),
        ("timeline", drawing(of_timeline)),
    ])
}

fn of_timeline(drawing: &Drawing) -> Option<String> {
    match drawing {
        Drawing::Timeline(title) => Some(title.clone()),
        Drawing::Chart(_) => None,
    }
}

fn of_chart(drawing: &Drawing) -> Option<String> {
    let Drawing::Chart(chart) = drawing else {
        return None;
    };
    let scale = (chart.scale != Scale::Linear).then(|| chart.scale.as_str().to_owned());
    let mut words = vec![chart.title.clone(), chart.x.clone(), chart.y.clone()];
    words.extend(scale);
    words.extend(chart.reference.clone());
    Some(words.join(" | "))
}

fn of_run(run: &Run) -> Option<String> {
    match run {
        Run::Std => None,
        Run::Playground(crates) => Some(format!("playground({})", crates.join(" "))),
        Run::Local(reason) => Some(format!("local({reason})")),
    }
}

fn of_expect(expect: &Expect) -> Option<String> {
    let end = match &expect.end {
        End::Success => None,
        End::Exit(code) => Some(format!("exit({code})")),
        End::Panic => Some("panic".into()),
        End::Timeout(seconds) => Some(format!("timeout({seconds})")),
        End::Compiles => Some("compiles".into()),
        End::CompileFail(codes) => Some(format!("compile_fail({})", codes.join(" "))),
    };
    let compare = match expect.compare {
        Compare::Exact => None,
        Compare::Unordered => Some("unordered".to_owned()),
        Compare::PerThread(words) => Some(format!("per-thread({words})")),
        Compare::Any => Some("any".to_owned()),
    };
    let redact = expect.redact.iter().map(|it| {
        let word = match it {
            Redaction::Durations => "durations",
            Redaction::Threads => "threads",
            Redaction::Addresses => "addresses",
            Redaction::Pids => "pids",
        };
        word.to_owned()
    });
    let words: Vec<_> = compare.into_iter().chain(end).chain(redact).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn of_link(link: &Link) -> (&'static str, Option<String>) {
    match link {
        Link::None => ("refid", None),
        Link::Uri(uri) => ("refuri", Some(uri.clone())),
        Link::Id(id) => ("refid", Some(id.clone())),
        Link::Name(name) => ("refname", Some(name.clone())),
    }
}

fn of_auto(auto: Option<Auto>) -> Option<String> {
    auto.map(|auto| match auto {
        Auto::Number => "1".into(),
        Auto::Symbol => "*".into(),
    })
}

fn of_str(value: Option<&'static str>) -> Option<String> {
    value.map(Into::into)
}

fn flag(set: bool) -> Option<String> {
    set.then(|| "1".into())
}

fn positive(count: usize) -> Option<String> {
    (count > 0).then(|| count.to_string())
}

fn given<const N: usize>(
    pairs: [(&'static str, Option<String>); N],
) -> Vec<(&'static str, String)> {
    pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}
