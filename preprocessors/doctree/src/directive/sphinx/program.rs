//! Lines of code as they are shown: with numbers, some of them emphasised, and
//! a caption above.

use std::borrow::Cow;

use super::line_spec::{self, Chosen};
use super::{Failure, Parts, kept};
use crate::domain::Scope;
use crate::inline::Parsed;
use crate::line::Line;
use crate::source::Span;
use crate::tree::{Element, Node};

/// A line, and where it stands.
pub(super) struct Row<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) span: Span,
}

/// How lines are shown.
#[derive(Default)]
pub(super) struct Look {
    /// The number of the first line, if they are numbered.
    pub(super) first: Option<i64>,
    /// Whether each line is emphasised; those that are missing are not.
    pub(super) emphasised: Vec<bool>,
}

/// The lines as rows.
pub(super) fn rows<'s>(lines: &[Line<'s>]) -> Vec<Row<'s>> {
    let row = |line: &Line<'s>| Row {
        text: Cow::Borrowed(line.text),
        span: line.span(),
    };
    lines.iter().map(row).collect()
}

/// Where all of the rows stand that stand in one source.
pub(super) fn span(rows: &[Row<'_>], directive: Span) -> Span {
    let mut spans = rows.iter().map(|it| it.span);
    let Some(first) = spans.next() else {
        return directive;
    };
    let within = |all: Span, it: Span| Span {
        start: all.start.min(it.start),
        end: all.end.max(it.end),
        ..all
    };
    let alike = spans.filter(|it| it.source == first.source);
    alike.fold(first, within)
}

/// The children of a block of code that shows `rows`.
pub(super) fn nodes(rows: &[Row<'_>], look: &Look) -> Vec<Node> {
    let count = i64::try_from(rows.len()).unwrap_or(0);
    let first = look.first.map(|it| it.clamp(i64::MIN / 2, i64::MAX / 2));
    let width = first.map_or(0, |it| (it + count).to_string().len());
    let mut nodes = Vec::new();
    let mut plain = String::new();
    let mut place = Span::default();
    for (at, row) in rows.iter().enumerate() {
        let end = if at + 1 < rows.len() { "\n" } else { "" };
        let emphasised = look.emphasised.get(at) == Some(&true);
        if plain.is_empty() {
            place = row.span;
        } else if first.is_some() || emphasised || row.span.source != place.source {
            nodes.push(Node::text(std::mem::take(&mut plain), place));
            place = row.span;
        }
        if let Some(first) = first {
            let number = first.saturating_add(i64::try_from(at).unwrap_or(0));
            let label = Node::text(format!("{number:>width$} "), row.span);
            nodes.push(Node::with(Element::Inline, row.span, vec![label]).class("ln"));
        }
        if emphasised {
            let text = Node::text(format!("{}{end}", row.text), row.span);
            nodes.push(Node::with(Element::Inline, row.span, vec![text]).class("hll"));
        } else {
            plain.push_str(&row.text);
            plain.push_str(end);
            place.start = place.start.min(row.span.start);
            place.end = place.end.max(row.span.end);
        }
    }
    if !plain.is_empty() {
        nodes.push(Node::text(plain, place));
    }
    nodes
}

/// Which of `total` lines the option `emphasize-lines` names, and a message
/// about those that there are not.
pub(super) fn emphasised(
    parts: &mut Parts<'_, '_>,
    total: usize,
) -> Result<(Vec<bool>, Option<Node>), Failure> {
    let spec = parts.options.text("emphasize-lines").unwrap_or_default();
    if spec.is_empty() {
        return Ok((Vec::new(), None));
    }
    let Chosen { lines, beyond } = line_spec::parse(spec, total)?;
    let mut emphasised = vec![false; total];
    for line in lines {
        emphasised[line] = true;
    }
    let message = beyond.then(|| line_spec::out_of_range(spec, total));
    Ok((emphasised, message.map(|it| kept(parts, &it))))
}

/// The lines without the first columns that the option `dedent` names, or, if
/// it names none, without the white space that all begin with.
pub(super) fn dedented(parts: &mut Parts<'_, '_>, rows: &mut [Row<'_>]) -> Option<Node> {
    if !parts.options.has("dedent") {
        return None;
    }
    let Some(columns) = parts.options.integer("dedent") else {
        let width = common_indent(rows);
        for row in rows {
            let width = if row.text.trim().is_empty() {
                row.text.len()
            } else {
                width
            };
            cut(row, width);
        }
        return None;
    };
    let columns = usize::try_from(columns).unwrap_or(0);
    let mut lossy = false;
    for row in rows {
        let end = row.text.char_indices().nth(columns);
        let end = end.map_or(row.text.len(), |it| it.0);
        lossy |= !row.text[..end].trim().is_empty();
        cut(row, end);
    }
    lossy.then(|| kept(parts, "non-whitespace stripped by dedent"))
}

/// Python's `textwrap.dedent`: the bytes of white space that all lines begin
/// with that are not blank.
fn common_indent(rows: &[Row<'_>]) -> usize {
    let mut common: Option<&str> = None;
    for row in rows.iter().filter(|it| !it.text.trim().is_empty()) {
        let text = row.text.trim_start_matches([' ', '\t']);
        let margin = &row.text[..row.text.len() - text.len()];
        common = Some(common.map_or(margin, |it| {
            let same = it.bytes().zip(margin.bytes()).take_while(|(a, b)| a == b);
            &margin[..same.count()]
        }));
    }
    common.map_or(0, str::len)
}

fn cut(row: &mut Row<'_>, bytes: usize) {
    row.text = match std::mem::take(&mut row.text) {
        Cow::Borrowed(text) => Cow::Borrowed(&text[bytes..]),
        Cow::Owned(text) => Cow::Owned(text[bytes..].to_owned()),
    };
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    row.span.start = row.span.start.saturating_add(bytes).min(row.span.end);
}

/// A block of code in `language`, or in that of the text around it.
pub(super) fn block(
    parts: &Parts<'_, '_>,
    language: Option<&str>,
    rows: &[Row<'_>],
    look: &Look,
) -> Node {
    let place = span(rows, parts.span);
    let mut node = Node::with(Element::LiteralBlock, place, nodes(rows, look)).class("code");
    if let Some(language) = language.or(parts.context.scope.highlight.as_deref()) {
        node = node.class(language);
    }
    parts.add_classes(&mut node);
    node
}

/// `block` with its name, below its caption if it has one.
pub(super) fn captioned(
    parts: &mut Parts<'_, '_>,
    block: Node,
    caption: Option<Parsed>,
) -> Vec<Node> {
    let (mut node, messages) = match caption {
        None => (block, Vec::new()),
        Some(caption) => {
            let title = Node::with(Element::Caption, parts.span, caption.nodes);
            let children = vec![title, block];
            let wrapper = Node::with(Element::Container, parts.span, children);
            (wrapper.class("literal-block-wrapper"), caption.messages)
        }
    };
    parts.add_name(&mut node);
    std::iter::once(node).chain(messages).collect()
}

/// The first of the numbers that so many lines get without being asked for.
pub(super) fn counted(threshold: Option<usize>, lines: usize) -> Option<i64> {
    threshold.filter(|&it| lines >= it).map(|_| 1)
}

/// A literal block in the language that `highlight` named.
pub(crate) fn highlighted(lines: &[Line<'_>], span: Span, scope: &Scope) -> Node {
    let look = Look {
        first: counted(scope.linenothreshold, lines.len()),
        ..Look::default()
    };
    let node = Node::with(Element::LiteralBlock, span, nodes(&rows(lines), &look)).class("code");
    match &scope.highlight {
        Some(language) => node.class(language),
        None => node,
    }
}
