//! Tables of contents over chapters.

use super::survey::Part;
use super::{Book, made, path};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::tree::element::{Link, Reference, TocEntry, Toctree};
use crate::tree::{Element, Node};

/// How many levels are shown where no depth is given.
const DEEPEST: u32 = 32;

/// What a `toctree` becomes; no node if it is hidden.
pub(super) struct List {
    pub(super) node: Option<Vec<Node>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What an entry stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    Chapter(usize),
    Uri(String),
    /// A page of this title, which the book has not.
    Made(&'static str),
    /// To nothing that is there: its text is shown.
    Nothing,
}

/// The list for `toctree`, which stands in the chapter `here`.
pub(super) fn list(book: &Book, here: usize, toctree: &Toctree) -> List {
    let mut lister = Lister {
        book,
        here,
        depth: toctree.maxdepth.unwrap_or(DEEPEST).min(DEEPEST),
        titles_only: toctree.titles_only,
        shown: vec![false; book.chapters.len()],
        findings: Vec::new(),
    };
    let span = toctree
        .entries
        .first()
        .map_or(Span::default(), |it| it.span);
    let items = lister.toctree(here, toctree, 1);
    let node = (!toctree.hidden).then(|| {
        let caption = toctree.caption.as_ref().map(|caption| {
            let text = vec![Node::text(caption.as_str(), span)];
            Node::with(Element::Paragraph, span, text).class("caption")
        });
        caption.into_iter().chain(bullets(items, span)).collect()
    });
    List {
        node,
        findings: lister.findings,
    }
}

/// What the entries of a toctree in `here` stand for, in order, with their
/// titles; `findings` tell of those that stand for nothing.
pub(super) fn goals<'t>(
    book: &Book,
    here: usize,
    toctree: &'t Toctree,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Goal, &'t TocEntry)> {
    let mut goals = Vec::new();
    for entry in &toctree.entries {
        let target = &entry.target;
        if is_address(target) {
            goals.push((Goal::Uri(target.clone()), entry));
            continue;
        }
        if target == "self" {
            goals.push((Goal::Chapter(here), entry));
            continue;
        }
        let name = path::resolve(&book.chapters[here].path, target);
        if toctree.glob && target.contains(['*', '?', '[']) {
            let mut found: Vec<usize> = (0..book.chapters.len())
                .filter(|&at| at != here && matches(&name, &book.chapters[at].name))
                .filter(|&at| goals.iter().all(|it| it.0 != Goal::Chapter(at)))
                .collect();
            found.sort_by(|&a, &b| book.chapters[a].name.cmp(&book.chapters[b].name));
            if found.is_empty() {
                let message = format!("toctree glob pattern '{target}' didn't match any documents");
                findings.push(super::label::warning(message, entry.span));
            }
            goals.extend(found.into_iter().map(|at| (Goal::Chapter(at), entry)));
            continue;
        }
        let chapter = book.chapter(&name);
        if let Some(at) = chapter.or_else(|| book.chapter(path::name(&name))) {
            goals.push((Goal::Chapter(at), entry));
        } else if let Some(title) = made::listed(target) {
            goals.push((Goal::Made(title), entry));
            let message = made::missing(target);
            findings.push(Diagnostic::new(Severity::Info, message, entry.span));
        } else {
            let message = format!("toctree contains reference to nonexisting document '{target}'");
            findings.push(super::label::warning(message, entry.span));
            goals.push((Goal::Nothing, entry));
        }
    }
    if toctree.reversed {
        goals.reverse();
    }
    goals
}

struct Lister<'b> {
    book: &'b Book,
    here: usize,
    depth: u32,
    titles_only: bool,
    /// The chapters whose contents are in the list already.
    shown: Vec<bool>,
    findings: Vec<Diagnostic>,
}

impl Lister<'_> {
    fn toctree(&mut self, from: usize, toctree: &Toctree, level: u32) -> Vec<Node> {
        let mut findings = Vec::new();
        let goals = goals(self.book, from, toctree, &mut findings);
        if level == 1 {
            self.findings.append(&mut findings);
        }
        let mut items = Vec::new();
        for (goal, entry) in goals {
            match goal {
                Goal::Uri(uri) => {
                    let title = entry.title.as_deref().unwrap_or(&uri).to_owned();
                    items.push(item(&title, Link::Uri(uri), Vec::new(), level, entry.span));
                }
                Goal::Chapter(at) => items.extend(self.chapter(at, entry, level)),
                Goal::Nothing => {
                    let shown = entry.title.as_deref().unwrap_or(&entry.target);
                    let text = vec![Node::text(shown, entry.span)];
                    let text = Node::with(Element::Paragraph, entry.span, text);
                    let item = Node::with(Element::ListItem, entry.span, vec![text]);
                    items.push(item.class(format!("toctree-l{level}")));
                }
                Goal::Made(title) => {
                    let title = entry.title.as_deref().unwrap_or(title);
                    items.push(item(title, Link::None, Vec::new(), level, entry.span));
                }
            }
        }
        items
    }

    fn chapter(&mut self, at: usize, entry: &TocEntry, level: u32) -> Vec<Node> {
        let book = self.book;
        let again = std::mem::replace(&mut self.shown[at], true);
        let is_self = entry.target == "self";
        let mut items = Vec::new();
        for part in &book.chapters[at].parts {
            let Part::Section { title, id, parts } = part else {
                continue;
            };
            let first = items.is_empty();
            if !first && (self.titles_only || again || is_self) {
                break;
            }
            let written = entry.title.as_ref().filter(|_| first);
            let id = id.as_deref().filter(|_| !first);
            let inner = if again || is_self {
                Vec::new()
            } else {
                self.parts(at, parts, level + 1)
            };
            let link = self.link(at, id);
            items.push(item(
                written.unwrap_or(title),
                link,
                inner,
                level,
                entry.span,
            ));
        }
        if items.is_empty() {
            let title = entry.title.as_ref().unwrap_or(&book.chapters[at].name);
            items.push(item(
                title,
                self.link(at, None),
                Vec::new(),
                level,
                entry.span,
            ));
        }
        if !again && !is_self {
            // Tables of contents before the first title.
            for part in &book.chapters[at].parts {
                if let Part::Toctree(toctree) = part
                    && level < self.depth
                {
                    let inner = self.toctree(at, toctree, level + 1);
                    add(&mut items, inner, entry.span);
                }
            }
        }
        items
    }

    fn parts(&mut self, at: usize, parts: &[Part], level: u32) -> Vec<Node> {
        if level > self.depth {
            return Vec::new();
        }
        let mut items = Vec::new();
        for part in parts {
            match part {
                Part::Toctree(toctree) => items.extend(self.toctree(at, toctree, level)),
                Part::Section { parts, .. } if self.titles_only => {
                    items.extend(self.parts(at, parts, level));
                }
                Part::Section { title, id, parts } => {
                    let inner = self.parts(at, parts, level + 1);
                    let link = self.link(at, id.as_deref());
                    items.push(item(title, link, inner, level, Span::default()));
                }
            }
        }
        items
    }

    fn link(&self, at: usize, id: Option<&str>) -> Link {
        match id {
            Some(id) if at == self.here => Link::Id(id.to_owned()),
            id => Link::Uri(self.book.uri(self.here, at, id)),
        }
    }
}

fn item(title: &str, link: Link, inner: Vec<Node>, level: u32, span: Span) -> Node {
    let reference = Reference {
        link,
        ..Reference::default()
    };
    let reference = Node::with(
        Element::Reference(Box::new(reference)),
        span,
        vec![Node::text(title, span)],
    );
    let paragraph = Node::with(Element::Paragraph, span, vec![reference.class("internal")]);
    let children = std::iter::once(paragraph).chain(bullets(inner, span));
    Node::with(Element::ListItem, span, children.collect()).class(format!("toctree-l{level}"))
}

fn bullets(items: Vec<Node>, span: Span) -> Option<Node> {
    (!items.is_empty()).then(|| Node::with(Element::BulletList { bullet: '\0' }, span, items))
}

/// Adds `inner` below the last of `items`.
fn add(items: &mut [Node], inner: Vec<Node>, span: Span) {
    if let (Some(last), Some(list)) = (items.last_mut(), bullets(inner, span)) {
        last.children.push(list);
    }
}

fn is_address(target: &str) -> bool {
    ["http://", "https://", "ftp://", "mailto:"]
        .iter()
        .any(|it| target.starts_with(it))
}

/// Whether the pattern fits `name`: `*` stands for any characters but `/`,
/// `?` for one, `[abc]` and `[!abc]` for one of these or of others.
fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    let mut star = None;
    while n < name.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p, n));
            p += 1;
            continue;
        }
        if let Some(length) = one(&pattern[p..], name[n]) {
            p += length;
            n += 1;
            continue;
        }
        match star {
            Some((at, from)) if name[from] != '/' => {
                star = Some((at, from + 1));
                (p, n) = (at + 1, from + 1);
            }
            _ => return false,
        }
    }
    pattern[p..].iter().all(|it| *it == '*')
}

/// How much of the pattern fits the character `c`.
fn one(pattern: &[char], c: char) -> Option<usize> {
    match pattern.first()? {
        '?' => (c != '/').then_some(1),
        '[' => {
            let close = pattern.iter().skip(2).position(|it| *it == ']')? + 2;
            let (not, set) = match pattern[1] {
                '!' => (true, &pattern[2..close]),
                _ => (false, &pattern[1..close]),
            };
            let range = |it: &[char]| it[1] == '-' && (it[0]..=it[2]).contains(&c);
            let has = set.contains(&c) || set.windows(3).any(range);
            (has != not && c != '/').then_some(close + 1)
        }
        literal => (*literal == c).then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_within_a_folder() {
        for (pattern, name, fits) in [
            ("a/*", "a/b", true),
            ("a/*", "a/b/c", false),
            ("*/b", "a/b", true),
            ("a?c", "abc", true),
            ("v[0-9]*", "v3.1", true),
            ("v[!0-9]", "v3", false),
            ("*", "a", true),
            ("a*b*c", "aXbYbZc", true),
            ("a", "ab", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }
}
