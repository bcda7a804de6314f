//! The index of a book: entries under their letters, with what leads to them.
//!
//! An entry is written as in Sphinx's `index` directive: `single: a; b` stands
//! under `a`, as `b`; `pair: a; b` under both, as the other; `triple` under
//! each of three; `see: a; b` sends from one to the other. A `!` before an
//! entry makes it the chief one.

use std::collections::BTreeMap;

use super::Book;
use crate::source::Span;
use crate::tree::element::{Link, Reference};
use crate::tree::{Element, Node};

/// Where an entry leads: a chapter, an anchor, and whether it is the chief one.
type Place = (usize, String, bool);

/// An entry's places, what it sends to, and what stands below it.
#[derive(Debug, Default)]
struct Line {
    places: Vec<Place>,
    see: Vec<String>,
    below: BTreeMap<(String, String), Line>,
}

/// The nodes of the index, as they stand in the chapter `here`.
pub(super) fn nodes(book: &Book, here: usize, span: Span) -> Vec<Node> {
    let mut letters: BTreeMap<String, Line> = BTreeMap::new();
    for (at, chapter) in book.chapters.iter().enumerate() {
        for (entry, id) in &chapter.entries {
            for words in words(entry) {
                let letter = letter(&words.of[0]);
                add(letters.entry(letter).or_default(), &words, (at, id));
            }
        }
    }
    let mut out = Vec::new();
    for (letter, lines) in letters {
        let title = Node::text(letter, span);
        out.push(Node::with(Element::Rubric, span, vec![title]).class("genindex"));
        out.extend(list(book, here, &lines, span));
    }
    out
}

/// What one part of an entry asks for.
struct Words {
    /// The entry, and what stands below it.
    of: Vec<String>,
    see: Option<String>,
    main: bool,
}

fn words(entry: &str) -> Vec<Words> {
    let chief = entry.strip_prefix('!');
    let entry = chief.unwrap_or(entry);
    let (kind, rest) = match entry.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind.trim()) => (kind.trim(), rest),
        Some((kind, rest)) if OLD_KINDS.contains(&kind.trim()) => {
            let mark = chief.map_or("", |_| "!");
            return words(&format!("{mark}pair: {}; {rest}", kind.trim()));
        }
        _ => ("single", entry),
    };
    let rest = rest.trim();
    let (main, rest) = match rest.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (chief.is_some(), rest),
    };
    let parts: Vec<String> = rest
        .split(';')
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    let one = |of: &[&String]| Words {
        of: of.iter().map(|it| (*it).clone()).collect(),
        see: None,
        main,
    };
    match (kind, &parts[..]) {
        (_, []) => Vec::new(),
        ("pair", [a, b]) => vec![one(&[a, b]), one(&[b, a])],
        ("triple", [a, b, c]) => {
            let pairs = [[b, c], [c, a], [a, b]];
            let keys = [a, b, c];
            let line = |(key, [x, y]): (&String, [&String; 2])| Words {
                of: vec![key.clone(), format!("{x} {y}")],
                see: None,
                main,
            };
            keys.into_iter().zip(pairs).map(line).collect()
        }
        ("see" | "seealso", [a, b]) => vec![Words {
            of: vec![a.clone()],
            see: Some(b.clone()),
            main,
        }],
        ("module", [module, ..]) => vec![
            one(&[module, &"module".to_owned()]),
            one(&[&"module".to_owned(), module]),
        ],
        (_, [a, b, ..]) => vec![one(&[a, b])],
        (_, [a]) => vec![one(&[a])],
    }
}

const KINDS: [&str; 6] = ["single", "pair", "triple", "see", "seealso", "module"];

/// What Sphinx once had for pairs.
const OLD_KINDS: [&str; 6] = [
    "keyword",
    "operator",
    "object",
    "exception",
    "statement",
    "builtin",
];

fn letter(word: &str) -> String {
    let first = word.chars().find(|c| c.is_alphanumeric() || *c == '_');
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        Some('_') => "_".to_owned(),
        _ => "Symbols".to_owned(),
    }
}

fn add(lines: &mut Line, words: &Words, (chapter, id): (usize, &str)) {
    let mut line = lines;
    for word in &words.of {
        let key = (word.to_lowercase(), word.clone());
        line = line.below.entry(key).or_default();
    }
    match &words.see {
        Some(other) if !line.see.contains(other) => line.see.push(other.clone()),
        Some(_) => {}
        None => line.places.push((chapter, id.to_owned(), words.main)),
    }
}

fn list(book: &Book, here: usize, lines: &Line, span: Span) -> Option<Node> {
    let item = |((_, word), line): (&(String, String), &Line)| {
        let mut paragraph = vec![Node::text(word.as_str(), span)];
        let mut places: Vec<&Place> = line.places.iter().collect();
        places.sort_by_key(|it| !it.2);
        for (count, place) in places.into_iter().enumerate() {
            let before = if count == 0 { " " } else { ", " };
            paragraph.push(Node::text(before, span));
            paragraph.push(link(book, here, place, span));
        }
        for other in &line.see {
            let see = vec![Node::text(format!(" see {other}"), span)];
            paragraph.push(Node::with(Element::Emphasis, span, see));
        }
        let paragraph = Node::with(Element::Paragraph, span, paragraph);
        let inner = list(book, here, line, span);
        Node::with(
            Element::ListItem,
            span,
            std::iter::once(paragraph).chain(inner).collect(),
        )
    };
    let items: Vec<Node> = lines.below.iter().map(item).collect();
    let list = Element::BulletList { bullet: '\0' };
    (!items.is_empty()).then(|| Node::with(list, span, items).class("genindex"))
}

/// A link that is called by the title of the chapter it leads to.
fn link(book: &Book, here: usize, (chapter, id, main): &Place, span: Span) -> Node {
    let reference = Reference {
        link: if *chapter == here {
            Link::Id(id.clone())
        } else {
            Link::Uri(book.uri(here, *chapter, Some(id)))
        },
        ..Reference::default()
    };
    let survey = &book.chapters[*chapter];
    let title = Node::text(survey.title().unwrap_or(&survey.name), span);
    let title = if *main {
        Node::with(Element::Strong, span, vec![title])
    } else {
        title
    };
    Node::with(Element::Reference(Box::new(reference)), span, vec![title]).class("internal")
}
