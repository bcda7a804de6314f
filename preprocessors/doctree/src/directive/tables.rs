//! *Tables*: a title and options for a drawn table, and tables made of lists
//! or of comma-separated values.
//!
//! What the options mean for rows and columns is worked out in
//! [`crate::table::layout`].

use super::character::{character_option, delimiter_option};
use super::{Content, Convert, Failure, Options, Parts, Place, Spec, Value, convert, no_content};
use crate::options::Dialect;
use crate::table::csv;
use crate::table::layout::{Layout, Widths, list_columns};
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
const CSV: &[(&str, Convert)] = &[
    ("header-rows", convert::nonnegative_int),
    ("stub-columns", convert::nonnegative_int),
    ("header", convert::unchanged),
    ("width", convert::length_or_percentage),
    ("widths", list_widths),
    ("file", convert::path),
    ("url", convert::uri),
    ("encoding", convert::encoding),
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("align", align),
    ("delim", delimiter_option),
    ("keepspace", convert::flag),
    ("quote", character_option),
    ("escape", character_option),
];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "csv-table",
        options: CSV,
        content: Content::Cells,
        build: csv_table,
        ..BASE
    },
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

fn align(argument: Option<&str>) -> Result<Value, String> {
    convert::choice(argument, &["left", "center", "right"])
}

fn list_widths(argument: Option<&str>) -> Result<Value, String> {
    match argument {
        Some("auto") => Ok(Value::Choice("auto")),
        argument => convert::positive_ints(argument),
    }
}

/// What the options say of rows and columns.
pub(crate) fn layout(options: &Options) -> Layout {
    let count = |name: &str| {
        let count = options.integer(name);
        count.and_then(|it| usize::try_from(it).ok()).unwrap_or(0)
    };
    let widths = match options.get("widths") {
        Some(Value::Choice("auto")) => Some(Widths::Auto),
        Some(Value::Choice(_)) => Some(Widths::Grid),
        Some(Value::Words(words)) => Some(Widths::List(
            words.iter().filter_map(|word| word.parse().ok()).collect(),
        )),
        _ => None,
    };
    Layout {
        widths,
        header_rows: count("header-rows"),
        stub_columns: count("stub-columns"),
    }
}

/// How the options have comma-separated values be read.
pub(crate) fn dialect(options: &Options) -> csv::Dialect {
    let character = |name: &str| options.text(name).and_then(|text| text.chars().next());
    let usual = csv::Dialect::default();
    csv::Dialect {
        delimiter: character("delim").unwrap_or(usual.delimiter),
        quote: character("quote").unwrap_or(usual.quote),
        escape: character("escape"),
        keep_space: options.has("keepspace"),
    }
}

/// A table and what stands behind it.
type Made = Result<(Node, Vec<Node>), Failure>;

fn table(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if parts.lines.is_empty() {
        return Err(Failure::warning(format!(
            "Content block expected for the \"{}\" directive; none found.",
            parts.name
        )));
    }
    titled(parts, drawn)
}

fn drawn(parts: &mut Parts<'_, '_>) -> Made {
    let name = parts.name;
    let mut content = parts.content(Place::Loose);
    let strict = parts.context.options.dialect == Dialect::Docutils;
    let is_message = |node: &Node| matches!(node.element, Element::SystemMessage(_));
    let others = content
        .iter()
        .skip(1)
        .any(|node| strict || !is_message(node));
    if others || !content.first().is_some_and(is_table) {
        parts.context.detach(&content, None);
        return Err(Failure::error(format!(
            "Error parsing content block for the \"{name}\" directive: exactly one table expected."
        )));
    }
    let mut table = content.remove(0);
    parts.add_classes(&mut table);
    let layout = layout(&parts.options);
    redraw(&mut table, &layout, name).map_err(Failure::error)?;
    table
        .attributes
        .edit()
        .classes
        .extend(layout.class().map(str::to_owned));
    Ok((table, content))
}

fn is_table(node: &Node) -> bool {
    matches!(node.element, Element::Table(_))
}

/// Gives the columns of a drawn table the widths of the option.
fn redraw(table: &mut Node, layout: &Layout, name: &str) -> Result<(), String> {
    let mut columns: Vec<&mut usize> = table
        .children
        .iter_mut()
        .flat_map(|tgroup| &mut tgroup.children)
        .filter_map(|child| match &mut child.element {
            Element::Colspec { colwidth, .. } => Some(colwidth),
            _ => None,
        })
        .collect();
    let drawn: Vec<usize> = columns.iter().map(|width| **width).collect();
    for (column, width) in columns.iter_mut().zip(layout.redraw(&drawn, name)?) {
        **column = width;
    }
    Ok(())
}

fn csv_table(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    titled(parts, values)
}

fn values(parts: &mut Parts<'_, '_>) -> Made {
    if let Some(refusal) = parts.refusal.take() {
        return Err(refusal);
    }
    let mut content = parts.content(Place::Loose);
    if content.is_empty() {
        return Err(no_content(parts.name));
    }
    let mut table = content.remove(0);
    let layout = layout(&parts.options);
    let columns = table
        .children
        .iter_mut()
        .flat_map(|tgroup| &mut tgroup.children);
    for column in columns.take(layout.stub_columns) {
        if let Element::Colspec { stub, .. } = &mut column.element {
            *stub = true;
        }
    }
    dress(parts, &mut table, &layout);
    Ok((table, content))
}

fn list_table(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if parts.lines.is_empty() {
        return Err(Failure::error(format!(
            "The \"{}\" directive is empty; content required.",
            parts.name
        )));
    }
    titled(parts, list)
}

fn list(parts: &mut Parts<'_, '_>) -> Made {
    let name = parts.name;
    let mut content = parts.content(Place::Loose);
    let columns = list_columns(lengths(&content).as_deref(), name).map_err(|fault| {
        parts.context.detach(&content, None);
        Failure::error(fault)
    })?;
    let layout = layout(&parts.options);
    let colwidths = layout.colwidths(columns, name).map_err(Failure::error)?;
    let rows = content.pop().map_or(Vec::new(), |list| list.children);
    let counts = vec![columns; rows.len()];
    layout.check(&counts, name).map_err(Failure::error)?;
    let mut table = listed(parts, rows, &colwidths, &layout);
    dress(parts, &mut table, &layout);
    Ok((table, Vec::new()))
}

fn is_list(node: &Node) -> bool {
    matches!(node.element, Element::BulletList { .. })
}

/// How many items the list in each item of the list has, if both are all
/// there is in their places.
fn lengths(content: &[Node]) -> Option<Vec<Option<usize>>> {
    let [list] = content else { return None };
    let items = |item: &Node| match &item.children[..] {
        [row] if is_list(row) => Some(row.children.len()),
        _ => None,
    };
    is_list(list).then(|| list.children.iter().map(items).collect())
}

/// The table whose rows are the items of a list, their cells the items of the
/// lists in them.
fn listed(parts: &Parts<'_, '_>, rows: Vec<Node>, colwidths: &[usize], layout: &Layout) -> Node {
    let span = parts.span;
    let cols = colwidths.len();
    let mut tgroup = Node::new(Element::Tgroup { cols }, span);
    for (column, &colwidth) in colwidths.iter().enumerate() {
        let stub = column < layout.stub_columns;
        let colspec = Element::Colspec { colwidth, stub };
        tgroup.children.push(Node::new(colspec, span));
    }
    let mut rows = rows.into_iter().map(row);
    if layout.header_rows > 0 {
        let head = rows.by_ref().take(layout.header_rows).collect();
        tgroup.children.push(Node::with(Element::Thead, span, head));
    }
    let body = Node::with(Element::Tbody, span, rows.collect());
    tgroup.children.push(body);
    Node::with(Element::Table(Box::<Table>::default()), span, vec![tgroup])
}

fn row(item: Node) -> Node {
    let cells = item.children.into_iter().flat_map(|list| list.children);
    let entry = |cell: Node| {
        let element = Element::Entry {
            morerows: 0,
            morecols: 0,
            stub: false,
        };
        Node::with(element, cell.span, cell.children)
    };
    Node::with(Element::Row, item.span, cells.map(entry).collect())
}

/// Gives a table that is not drawn its classes.
fn dress(parts: &Parts<'_, '_>, table: &mut Node, layout: &Layout) {
    if let Some(class) = layout.class() {
        table.attributes.edit().classes.push(class.to_owned());
    }
    parts.add_classes(table);
}

/// The table that `make` makes, with its title. Without a table there is no
/// place for the messages about the title.
fn titled(
    parts: &mut Parts<'_, '_>,
    make: fn(&mut Parts<'_, '_>) -> Made,
) -> Result<Vec<Node>, Failure> {
    let (title, messages) = title(parts);
    let place = parts.context.loose.len();
    match make(parts) {
        Ok((table, others)) => Ok(finish(parts, table, (title, messages), others)),
        Err(failure) => {
            parts.context.loose.splice(place..place, messages);
            let block = Some(parts.span);
            parts.context.detach(title.as_slice(), block);
            Err(failure)
        }
    }
}

/// The title, if there is one, and the messages about it.
fn title(parts: &mut Parts<'_, '_>) -> (Option<Node>, Vec<Node>) {
    if parts.arguments.is_empty() {
        return (None, Vec::new());
    }
    let parsed = parts.inline_argument();
    let title = Node::with(Element::Title, parts.span, parsed.nodes);
    (Some(title), parsed.messages)
}

/// The table with the rest of what the options say, its title, and messages.
fn finish(
    parts: &mut Parts<'_, '_>,
    mut table: Node,
    (title, messages): (Option<Node>, Vec<Node>),
    others: Vec<Node>,
) -> Vec<Node> {
    if let Element::Table(element) = &mut table.element {
        element.align = parts.options.choice("align");
        element.width = parts.options.text("width").map(str::to_owned);
    }
    parts.add_name(&mut table);
    table.children.splice(0..0, title);
    table.span = parts.span;
    let mut nodes = vec![table];
    nodes.extend(others);
    nodes.extend(messages);
    nodes
}
