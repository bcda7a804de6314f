//! Lists of parameters: those that Python would take, and the older way of
//! writing them with what may be left out in brackets.

use super::annotation::{annotate, annotate_with};
use super::expression;
use crate::directive::sphinx::signature::{Parameter, Pieces};
use crate::domain::Scope;
use crate::tree::Element;

/// What the marks among parameters mean.
const POSITIONAL_ONLY: &str = "Positional-only parameter separator (PEP 570)";
const KEYWORD_ONLY: &str = "Keyword-only parameters separator (PEP 3102)";

/// Adds the parameters `text` in parentheses.
pub(in crate::directive::sphinx) fn list(text: &str, scope: &Scope, out: &mut Pieces) {
    let parameters = match expression::parameters(text, false) {
        Some(parameters) => parameters
            .iter()
            .map(|it| Parameter::One(read(it, scope, out)))
            .collect(),
        None => bracketed(text, scope, out).unwrap_or_else(|| whole(text, out)),
    };
    out.parameters(["(", ")"], parameters, true);
}

/// The same for languages that are not Python.
pub(in crate::directive::sphinx) fn plain(text: &str, scope: &Scope, out: &mut Pieces) {
    let parameters = bracketed(text, scope, out).unwrap_or_else(|| whole(text, out));
    out.parameters(["(", ")"], parameters, true);
}

/// Adds the parameters of types, in square brackets.
pub(super) fn types(text: &str, scope: &Scope, out: &mut Pieces) {
    let parameters = match expression::parameters(text, true) {
        Some(parameters) => parameters
            .iter()
            .map(|it| Parameter::One(read_type(it, scope, out)))
            .collect(),
        None => whole(text, out),
    };
    out.parameters(["[", "]"], parameters, true);
}

fn whole(text: &str, out: &Pieces) -> Vec<Parameter> {
    let mut inside = out.inner();
    inside.text(text);
    vec![Parameter::One(inside)]
}

fn read(parameter: &expression::Parameter, scope: &Scope, out: &Pieces) -> Pieces {
    let mut it = out.inner();
    if parameter.is_slash {
        separator("positional-only-separator", "/", POSITIONAL_ONLY, &mut it);
        return it;
    }
    if parameter.name.is_empty() {
        separator("keyword-only-separator", "*", KEYWORD_ONLY, &mut it);
        return it;
    }
    if !parameter.stars.is_empty() {
        it.piece("o", parameter.stars);
    }
    it.piece("n", &parameter.name);
    if let Some(annotation) = &parameter.annotation {
        it.piece("p", ":");
        it.space();
        let mut inside = it.inner();
        annotate_with(annotation, scope, &mut inside);
        it.wrap(Element::Inline, &["n"], inside);
    }
    if let Some(default) = &parameter.default {
        defaults(&default.shown(), parameter.annotation.is_some(), &mut it);
    }
    it
}

fn read_type(parameter: &expression::Parameter, scope: &Scope, out: &Pieces) -> Pieces {
    let mut it = out.inner();
    if !parameter.stars.is_empty() {
        it.piece("o", parameter.stars);
    }
    it.piece("n", &parameter.name);
    if let Some(annotation) = &parameter.annotation {
        it.piece("p", ":");
        it.space();
        let mut inside = it.inner();
        annotate_with(annotation, scope, &mut inside);
        // The parentheses around several types count.
        let is_grouped =
            matches!(annotation, expression::Expression::Tuple(items) if !items.is_empty());
        if is_grouped {
            it.piece("p", "(");
        }
        it.wrap(Element::Inline, &["n"], inside);
        if is_grouped {
            it.piece("p", ")");
        }
    }
    if let Some(default) = &parameter.default {
        defaults(&default.shown(), true, &mut it);
    }
    it
}

/// Adds a default value, which white space sets apart if `apart`.
fn defaults(text: &str, apart: bool, it: &mut Pieces) {
    if apart {
        it.space();
    }
    it.piece("o", "=");
    if apart {
        it.space();
    }
    it.piece("default_value", text);
}

/// The mark behind which parameters are given in another way.
fn separator(class: &str, mark: &str, meaning: &str, it: &mut Pieces) {
    let mut inside = it.inner();
    inside.abbreviation(mark, meaning);
    it.wrap(Element::Inline, &["o", class], inside);
}

/// Parameters with commas between and brackets around those that may be left
/// out; none if the brackets do not match.
fn bracketed(text: &str, scope: &Scope, out: &Pieces) -> Option<Vec<Parameter>> {
    let mut list = Vec::new();
    let mut open = 0_usize;
    let close = |open: &mut usize, list: &mut Vec<Parameter>| {
        *open = open.checked_sub(1)?;
        list.push(Parameter::Close);
        Some(())
    };
    for argument in text.split(',') {
        let mut argument = argument.trim();
        while let Some(rest) = argument.strip_prefix('[') {
            list.push(Parameter::Open);
            open += 1;
            argument = rest.trim_start();
        }
        while let Some(rest) = argument.strip_prefix(']') {
            close(&mut open, &mut list)?;
            argument = rest.trim_start();
        }
        let (mut opened, mut closed) = (0_usize, 0_usize);
        while let Some(rest) = argument.strip_suffix(']').filter(|it| !it.ends_with('[')) {
            closed += 1;
            argument = rest.trim_end();
        }
        while let Some(rest) = argument.strip_suffix('[') {
            opened += 1;
            argument = rest.trim_end();
        }
        if !argument.is_empty() {
            list.push(Parameter::One(split(argument, scope, out)));
        }
        for _ in 0..opened {
            list.push(Parameter::Open);
            open += 1;
        }
        for _ in 0..closed {
            close(&mut open, &mut list)?;
        }
    }
    (open == 0).then_some(list)
}

/// A parameter of the older way: `name: type = value`.
fn split(argument: &str, scope: &Scope, out: &Pieces) -> Pieces {
    let (head, default) = argument.split_once('=').unwrap_or((argument, ""));
    let (name, annotation) = head.split_once(':').unwrap_or((head, ""));
    let mut it = out.inner();
    it.piece("n", name.trim());
    if !annotation.is_empty() {
        it.piece("p", ":");
        it.space();
        let mut inside = it.inner();
        annotate(annotation.trim(), scope, &mut inside);
        it.wrap(Element::Inline, &["n"], inside);
    }
    if !default.is_empty() {
        defaults(default.trim(), !annotation.is_empty(), &mut it);
    }
    it
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::source::Span;
    use crate::tree::Node;

    fn shown(text: &str, add: fn(&str, &Scope, &mut Pieces)) -> String {
        let mut pieces = Pieces::new(Span::default());
        add(text, &Scope::new(&Options::default()), &mut pieces);
        Node::with(Element::Term, Span::default(), pieces.into_nodes()).astext()
    }

    #[test]
    fn parameters_are_shown_as_sphinx_shows_them() {
        for (text, expected) in [
            ("a,b = 1+2", "(a, b=1 + 2)"),
            ("a:int=0, *args, k:str", "(a: int = 0, *args, k: str)"),
            ("a, /, *, b", "(a, /, *, b)"),
            ("x[, y[, z]]", "(x[, y[, z]])"),
            ("[x, ]y", "([x, ]y)"),
            ("start, [stop], step", "(start, [stop, ]step)"),
            ("iterable, ...", "(iterable, ...)"),
            ("x[, y", "(x[, y)"),
            ("a, b=1, c", "(a, b=1, c)"),
        ] {
            assert_eq!(shown(text, list), expected, "{text}");
        }
    }

    #[test]
    fn parameters_of_types_have_bounds_and_defaults() {
        let text = "T:int, U:(int,str)=int, *Ts, **P";
        assert_eq!(
            shown(text, types),
            "[T: int, U: (int, str) = int, *Ts, **P]"
        );
    }
}
