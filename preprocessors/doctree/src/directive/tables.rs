//! *Tables*: a title and options for a drawn table, and tables made of lists.

use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::diagnostic::Severity;
use crate::tree::element::Table;
use crate::tree::{Element, Node};

const DRAWN: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("align", align),
    ("width", convert::length_or_percentage),
    ("widths", convert::widths),
];
const LISTED: &[(&str, Convert)] = &[
    ("header-rows", convert::nonnegative_int),
    ("stub-columns", convert::nonnegative_int),
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("align", align),
    ("width", convert::length_or_percentage),
    ("widths", list_widths),
];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "list-table",
        options: LISTED,
        build: list_table,
        ..BASE
    },
    Spec {
        name: "table",
        options: DRAWN,
        build: table,
        ..BASE
    },
];

const BASE: Spec = Spec {
    optional: 1,
    whitespace: true,
    content: Content::Blocks,
    ..Spec::NEW
};

fn align(argument: Option<&str>) -> Result<super::Value, String> {
    convert::choice(argument, &["left", "center", "right"])
}

fn list_widths(argument: Option<&str>) -> Result<super::Value, String> {
    match argument {
        Some("auto") => Ok(super::Value::Choice("auto")),
        argument => convert::positive_ints(argument),
    }
}

fn table(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if parts.lines.is_empty() {
        return Ok(vec![nothing_found(parts)]);
    }
    let title = parts.inline_argument();
    let mut content = parts.content(Place::Body).into_iter();
    let (Some(mut table), rest) = (content.next().filter(is_table), content.collect::<Vec<_>>())
    else {
        return Ok(vec![not_one_table(parts)]);
    };
    if rest
        .iter()
        .any(|node| !matches!(node.element, Element::SystemMessage(_)))
    {
        return Ok(vec![not_one_table(parts)]);
    }
    dress(parts, &mut table);
    if let Some(message) = set_widths(parts, &mut table) {
        return Ok(vec![message]);
    }
    if !parts.arguments.is_empty() {
        table
            .children
            .insert(0, Node::with(Element::Title, parts.span, title.nodes));
    }
    let messages = parts.add_name(&mut table);
    table.children.extend(messages);
    let mut nodes = vec![table];
    nodes.extend(rest);
    nodes.extend(title.messages);
    Ok(nodes)
}

fn is_table(node: &Node) -> bool {
    matches!(node.element, Element::Table(_))
}

fn nothing_found(parts: &mut Parts<'_, '_>) -> Node {
    let message = format!(
        "Content block expected for the \"{}\" directive; none found.",
        parts.name
    );
    parts.message(Severity::Warning, &message)
}

fn not_one_table(parts: &mut Parts<'_, '_>) -> Node {
    let message = format!(
        "Error parsing content block for the \"{}\" directive: exactly one table expected.",
        parts.name
    );
    parts.message(Severity::Error, &message)
}

/// Gives the table the classes, the alignment and the width of the options.
fn dress(parts: &Parts<'_, '_>, table: &mut Node) {
    parts.add_classes(table);
    if let Element::Table(element) = &mut table.element {
        element.align = parts.options.choice("align");
        element.width = parts.options.text("width").map(str::to_owned);
    }
    if parts
        .options
        .choice("widths")
        .is_some_and(|it| it == "auto")
    {
        table
            .attributes
            .edit()
            .classes
            .push("colwidths-auto".into());
    } else if parts.options.has("widths") {
        table
            .attributes
            .edit()
            .classes
            .push("colwidths-given".into());
    }
}

/// Gives the columns the widths of the option; a message, if they do not fit.
fn set_widths(parts: &mut Parts<'_, '_>, table: &mut Node) -> Option<Node> {
    let widths = parts.options.words("widths")?.to_vec();
    let tgroup = table
        .children
        .iter_mut()
        .find(|child| matches!(child.element, Element::Tgroup { .. }))?;
    let Element::Tgroup { cols } = tgroup.element else {
        return None;
    };
    if widths.len() != cols {
        let message = format!(
            "\"{}\" widths do not match the number of columns in table ({cols}).",
            parts.name
        );
        return Some(parts.message(Severity::Error, &message));
    }
    for (child, width) in tgroup.children.iter_mut().zip(&widths) {
        if let Element::Colspec { colwidth, .. } = &mut child.element {
            *colwidth = width.parse().unwrap_or(1);
        }
    }
    None
}

fn list_table(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if parts.lines.is_empty() {
        let message = format!(
            "The \"{}\" directive is empty; content required.",
            parts.name
        );
        return Ok(vec![parts.message(Severity::Error, &message)]);
    }
    let title = parts.inline_argument();
    let content = parts.content(Place::Body);
    let rows = match rows(content) {
        Ok(rows) => rows,
        Err(fault) => {
            let message = format!(
                "Error parsing content block for the \"{}\" directive: {fault}",
                parts.name
            );
            return Ok(vec![parts.message(Severity::Error, &message)]);
        }
    };
    let count = |name: &str| {
        parts
            .options
            .integer(name)
            .and_then(|it| usize::try_from(it).ok())
            .unwrap_or(0)
    };
    let (header_rows, stub_columns) = (count("header-rows"), count("stub-columns"));
    if let Some(fault) = dimensions(parts.name, &rows, header_rows, stub_columns) {
        return Ok(vec![parts.message(Severity::Error, &fault)]);
    }
    let mut table = listed(parts, rows, header_rows, stub_columns);
    dress(parts, &mut table);
    if let Some(message) = set_widths(parts, &mut table) {
        return Ok(vec![message]);
    }
    if !parts.arguments.is_empty() {
        table
            .children
            .insert(0, Node::with(Element::Title, parts.span, title.nodes));
    }
    let messages = parts.add_name(&mut table);
    table.children.extend(messages);
    let mut nodes = vec![table];
    nodes.extend(title.messages);
    Ok(nodes)
}

type Row = Vec<Vec<Node>>;

/// The cells of a two-level bullet list.
fn rows(mut content: Vec<Node>) -> Result<Vec<Row>, String> {
    let is_list = |node: &Node| matches!(node.element, Element::BulletList { .. });
    if content.len() != 1 || !is_list(&content[0]) {
        return Err("exactly one bullet list expected.".into());
    }
    let mut rows: Vec<Row> = Vec::new();
    for (index, item) in content.remove(0).children.into_iter().enumerate() {
        let number = index + 1;
        let mut children = item.children;
        if children.len() != 1 || !is_list(&children[0]) {
            return Err(format!(
                "two-level bullet list expected, but row {number} does not contain a second-level bullet list."
            ));
        }
        let row: Row = children
            .remove(0)
            .children
            .into_iter()
            .map(|cell| cell.children)
            .collect();
        if let Some(first) = rows.first().filter(|first| first.len() != row.len()) {
            return Err(format!(
                "uniform two-level bullet list expected, but row {number} does not contain the same number of \
                 items as row 1 ({} vs {}).",
                row.len(),
                first.len()
            ));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// What keeps the rows from being a table with that many header rows and stub columns.
fn dimensions(name: &str, rows: &[Row], header_rows: usize, stub_columns: usize) -> Option<String> {
    let (height, width) = (rows.len(), rows.first().map_or(0, Vec::len));
    if height < header_rows {
        return Some(format!(
            "{header_rows} header row(s) specified but only {height} row(s) of data supplied (\"{name}\" directive)."
        ));
    }
    if height == header_rows && header_rows > 0 {
        return Some(format!(
            "Insufficient data supplied ({height} row(s)); no data remaining for table body, required by \"{name}\" \
             directive."
        ));
    }
    if width < stub_columns {
        return Some(format!(
            "{stub_columns} stub column(s) specified but only {width} columns(s) of data supplied (\"{name}\" \
             directive)."
        ));
    }
    (width == stub_columns && stub_columns > 0).then(|| {
        format!(
            "Insufficient data supplied ({width} columns(s)); no data remaining for table body, required by \
             \"{name}\" directive."
        )
    })
}

fn listed(parts: &Parts<'_, '_>, rows: Vec<Row>, header_rows: usize, stub_columns: usize) -> Node {
    let span = parts.span;
    let cols = rows.first().map_or(0, Vec::len);
    let share = 100 / cols.max(1);
    let mut tgroup = Node::new(Element::Tgroup { cols }, span);
    for column in 0..cols {
        let colspec = Element::Colspec {
            colwidth: share,
            stub: column < stub_columns,
        };
        tgroup.children.push(Node::new(colspec, span));
    }
    let mut rows = rows.into_iter().map(|row| {
        let entries = row.into_iter().map(|cell| {
            let span = cell.first().map_or(span, |first| first.span);
            Node::with(
                Element::Entry {
                    morerows: 0,
                    morecols: 0,
                    stub: false,
                },
                span,
                cell,
            )
        });
        Node::with(Element::Row, span, entries.collect())
    });
    if header_rows > 0 {
        let head = rows.by_ref().take(header_rows).collect();
        tgroup.children.push(Node::with(Element::Thead, span, head));
    }
    tgroup
        .children
        .push(Node::with(Element::Tbody, span, rows.collect()));
    Node::with(Element::Table(Box::<Table>::default()), span, vec![tgroup])
}
