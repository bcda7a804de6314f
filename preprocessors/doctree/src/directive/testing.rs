//! docutils' directive for tests of directives: it says what it was given.

use super::{Content, Failure, Parts, Spec, convert};
use crate::diagnostic::Severity;
use crate::message::literal;
use crate::python::repr;
use crate::tree::Node;

pub(super) const SPEC: Spec = Spec {
    name: "restructuredtext-test-directive",
    optional: 1,
    whitespace: true,
    options: &[("option", convert::unchanged_required)],
    content: Content::Lines,
    build: report,
    ..Spec::NEW
};

fn report(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let arguments: Vec<String> = parts.arguments.iter().map(|it| repr(it)).collect();
    let options: Vec<String> = ["alt", "option"]
        .iter()
        .filter_map(|name| Some(format!("'{name}': {}", repr(parts.options.text(name)?))))
        .collect();
    let options = options.join(", ");
    let (content, echo) = if parts.lines.is_empty() {
        (" None", Vec::new())
    } else {
        ("", vec![literal(parts.text(), parts.span)])
    };
    let message = format!(
        "Directive processed. Type=\"{}\", arguments=[{}], options={{{options}}}, content:{content}",
        parts.name,
        arguments.join(", ")
    );
    let (line, span) = (parts.line, parts.span);
    Ok(vec![parts.context.message(
        Severity::Info,
        message,
        Some(line),
        span,
        echo,
    )])
}
