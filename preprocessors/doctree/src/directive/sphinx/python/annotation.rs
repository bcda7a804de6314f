//! What is said of types in signatures: names in it refer to classes.

use super::expression::{self, Expression};
use crate::directive::sphinx::signature::Pieces;
use crate::domain::{PYTHON, Scope};
use crate::tree::element::PendingXref;

/// Adds what `text` says of a type; all of it is one name if it is no
/// expression that stands for a type.
pub(super) fn annotate(text: &str, scope: &Scope, out: &mut Pieces) {
    match expression::parse(text) {
        Some(expression) => annotate_with(&expression, scope, out),
        None => reference(text, false, scope, out),
    }
}

/// The same for an expression that has been read.
pub(super) fn annotate_with(expression: &Expression, scope: &Scope, out: &mut Pieces) {
    let mut atoms = Vec::new();
    if unparse(expression, false, &mut atoms).is_none() {
        return reference(&expression.shown(), false, scope, out);
    }
    let mut atoms = atoms.into_iter().peekable();
    while let Some(atom) = atoms.next() {
        match atom {
            Atom::Piece("p", "~") if matches!(atoms.peek(), Some(Atom::Name(_))) => {
                if let Some(Atom::Name(name)) = atoms.next() {
                    reference(&name, true, scope, out);
                }
            }
            Atom::Piece(class, text) => out.piece(class, text),
            Atom::Written(class, text) => out.piece(class, &text),
            Atom::Name(name) => reference(&name, false, scope, out),
            Atom::Text(text) => out.text(&text),
        }
    }
}

/// A piece of what is said of a type.
enum Atom {
    Piece(&'static str, &'static str),
    Written(&'static str, String),
    /// What refers to a class.
    Name(String),
    Text(String),
}

const COMMA: [Atom; 2] = [Atom::Piece("p", ","), Atom::Piece("w", " ")];
const OR: [Atom; 3] = [
    Atom::Piece("w", " "),
    Atom::Piece("p", "|"),
    Atom::Piece("w", " "),
];

/// The pieces of an expression; none if it holds what stands for no type.
/// Names in `literal` are values.
fn unparse(expression: &Expression, literal: bool, out: &mut Vec<Atom>) -> Option<()> {
    let name = |text: String| {
        if literal {
            Atom::Text(text)
        } else {
            Atom::Name(text)
        }
    };
    match expression {
        Expression::Name(text) => out.push(name(text.clone())),
        Expression::None => out.push(name("None".into())),
        Expression::Attribute(of, attribute) => {
            out.push(name(format!("{}.{attribute}", of.shown())));
        }
        Expression::Number(text) => out.push(Atom::Written("m", text.clone())),
        Expression::String(text) => out.push(Atom::Written("s", text.clone())),
        Expression::Boolean(word) => out.push(Atom::Piece("k", word)),
        Expression::Ellipsis => out.push(Atom::Piece("p", "...")),
        Expression::Binary(left, "|", right) => {
            unparse(left, literal, out)?;
            out.extend(OR);
            unparse(right, literal, out)?;
        }
        Expression::Unary(sign @ ("~" | "-"), of) => {
            out.push(Atom::Piece("p", sign));
            unparse(of, literal, out)?;
        }
        Expression::Starred(of) => {
            out.push(Atom::Piece("o", "*"));
            unparse(of, literal, out)?;
        }
        Expression::List(items) => {
            out.push(Atom::Piece("p", "["));
            sequence(items, literal, out)?;
            out.push(Atom::Piece("p", "]"));
        }
        Expression::Tuple(items) if items.is_empty() => {
            out.extend([Atom::Piece("p", "("), Atom::Piece("p", ")")]);
        }
        Expression::Tuple(items) => sequence(items, literal, out)?,
        Expression::Subscript(of, inside) => subscript(of, inside, literal, out)?,
        Expression::Call(of, arguments) => {
            unparse(of, literal, out)?;
            out.push(Atom::Piece("p", "("));
            sequence(arguments, literal, out)?;
            out.push(Atom::Piece("p", ")"));
        }
        Expression::Keyword(name, value) => {
            out.push(Atom::Written("n", name.clone()));
            out.push(Atom::Piece("o", "="));
            unparse(value, literal, out)?;
        }
        Expression::Binary(..)
        | Expression::Logical(..)
        | Expression::Unary(..)
        | Expression::Slice(_)
        | Expression::Set(_)
        | Expression::Dict(_)
        | Expression::Lambda(_) => return None,
    }
    Some(())
}

fn sequence(items: &[Expression], literal: bool, out: &mut Vec<Atom>) -> Option<()> {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.extend(COMMA);
        }
        unparse(item, literal, out)?;
    }
    Some(())
}

/// `Optional[X]` and `Union[X, Y]` are shown with bars.
fn subscript(
    of: &Expression,
    inside: &Expression,
    literal: bool,
    out: &mut Vec<Atom>,
) -> Option<()> {
    let name = of.shown();
    if !matches!(name.as_str(), "Optional" | "Union") {
        unparse(of, literal, out)?;
        let literal = literal || matches!(name.as_str(), "Literal" | "typing.Literal");
        out.push(Atom::Piece("p", "["));
        unparse(inside, literal, out)?;
        out.push(Atom::Piece("p", "]"));
        return Some(());
    }
    let items = match inside {
        Expression::Tuple(items) if !items.is_empty() => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.extend(OR);
        }
        unparse(item, literal, out)?;
    }
    if name == "Optional" {
        out.extend(OR);
        out.push(Atom::Name("None".into()));
    }
    Some(())
}

/// A reference to the class `target`; `short` shows only the last of its names.
fn reference(target: &str, short: bool, scope: &Scope, out: &mut Pieces) {
    let mut inside = out.inner();
    let (xref, title) = xref(target, short, scope);
    inside.text(&title);
    out.reference(xref, inside);
}

/// What refers to the class `target`, and what is shown for it: it is looked
/// for in the place at hand first. A leading dot says no more; a leading `~`
/// shows only the last of its names, as `short` does.
pub(in crate::directive::sphinx) fn xref(
    target: &str,
    short: bool,
    scope: &Scope,
) -> (PendingXref, String) {
    let last = |target: &str| target.rsplit('.').next().unwrap_or_default().to_owned();
    let (target, title) = if let Some(target) = target.strip_prefix('.') {
        (target, target.to_owned())
    } else if let Some(target) = target.strip_prefix('~') {
        (target, last(target))
    } else if short {
        (target, last(target))
    } else {
        let title = target.strip_prefix("typing.").unwrap_or(target);
        (target, title.to_owned())
    };
    let is_object = target == "None" || target.starts_with("typing.");
    let xref = PendingXref {
        domain: PYTHON.to_owned(),
        reftype: if is_object { "obj" } else { "class" }.to_owned(),
        target: target.to_owned(),
        specific: true,
        module: scope.module.clone(),
        class: scope.object(PYTHON).map(str::to_owned),
        ..PendingXref::default()
    };
    (xref, title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::source::Span;
    use crate::tree::{Element, Node};

    fn check(text: &str, shown: &str, references: &str) {
        let mut pieces = Pieces::new(Span::default());
        annotate(text, &Scope::new(&Options::default()), &mut pieces);
        let whole = Node::with(Element::Term, Span::default(), pieces.into_nodes());
        let targets = whole.walk().filter_map(|it| match &it.element {
            Element::PendingXref(xref) => Some(xref.target.as_str()),
            _ => None,
        });
        let targets: Vec<&str> = targets.collect();
        assert_eq!(
            (whole.astext().as_str(), targets.join(" ").as_str()),
            (shown, references),
            "{text}"
        );
    }

    #[test]
    fn names_refer_to_classes() {
        check("list[int|None]", "list[int | None]", "list int None");
        check("(int, str)", "int, str", "int str");
        check("~a.B", "B", "a.B");
        check("typing.Any", "Any", "typing.Any");
        check(
            "Optional[Union[int, str]]",
            "int | str | None",
            "int str None",
        );
        check("Literal['a', B, True]", "Literal['a', B, True]", "Literal");
        check("a.b[()]", "a.b[()]", "a.b");
        check("list of int", "list of int", "list of int");
        check("int or None", "int or None", "int or None");
        check("Callable[..., -1]", "Callable[..., -1]", "Callable");
    }
}
