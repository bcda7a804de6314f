//! A directive's lines, taken apart: docutils' `parse_directive_block`.

use super::{Content, Options, Spec};
use crate::escape::{escape, unescape};
use crate::field;
use crate::line::{Line, strip_bottom, strip_top, written};

/// What stands in a directive.
#[derive(Debug, Default)]
pub(crate) struct Pieces<'s> {
    /// The lines of the arguments, and the arguments.
    pub(crate) argument: Vec<Line<'s>>,
    pub(crate) arguments: Vec<String>,
    /// The lines of the options, and the options.
    pub(crate) option_lines: Vec<Line<'s>>,
    pub(crate) options: Options,
    /// The lines of the content.
    pub(crate) lines: Vec<Line<'s>>,
    /// Why it cannot be carried out.
    pub(crate) fault: Option<String>,
}

/// What a directive that nobody knows may have: anything.
const UNKNOWN: Spec = Spec {
    optional: 1,
    whitespace: true,
    content: Content::Blocks,
    ..Spec::NEW
};

/// Takes `lines` apart as `spec` says; without one, anything may be there.
pub(crate) fn split<'s>(lines: &[Line<'s>], spec: Option<&Spec>) -> Pieces<'s> {
    let mut pieces = Pieces::default();
    let lines = match lines {
        [first, rest @ ..] if first.is_blank() => strip_bottom(rest),
        lines => strip_bottom(lines),
    };
    let takes_any_option = spec.is_none();
    let spec = spec.unwrap_or(&UNKNOWN);
    let takes_arguments = spec.required + spec.optional > 0;
    let has_head = takes_arguments || !spec.options.is_empty() || takes_any_option;
    let head_end = if has_head {
        lines.iter().position(Line::is_blank).unwrap_or(lines.len())
    } else {
        0
    };
    let (mut head, mut rest) = (&lines[..head_end], &lines[head_end..]);
    if !spec.options.is_empty() || takes_any_option {
        let first = head
            .iter()
            .position(|line| field::marker(line.text).is_some())
            .unwrap_or(head.len());
        pieces.option_lines = head[first..]
            .iter()
            .copied()
            .take_while(may_be_option)
            .collect();
        match options(&head[first..], spec, takes_any_option) {
            Ok(options) => pieces.options = options,
            Err(fault) => pieces.fault = Some(fault),
        }
        head = &head[..first];
    }
    if !takes_arguments && !head.is_empty() {
        let from = if pieces.options.is_empty() {
            0
        } else {
            head_end
        };
        pieces.lines = head
            .iter()
            .chain(&lines[head_end.max(from)..])
            .copied()
            .collect();
        rest = &[];
        head = &[];
    }
    if pieces.lines.is_empty() {
        pieces.lines = strip_top(rest).to_vec();
    }
    pieces.argument = head.to_vec();
    if let Some(first) = pieces.argument.first_mut() {
        *first = first.skip(first.indent());
    }
    if takes_arguments {
        match arguments(head, spec) {
            Ok(arguments) => pieces.arguments = arguments,
            Err(fault) => pieces.fault = pieces.fault.or(Some(fault)),
        }
    }
    if pieces.fault.is_none() && !pieces.lines.is_empty() && spec.content == Content::None {
        pieces.fault = Some("no content permitted".into());
    }
    pieces
}

fn arguments(lines: &[Line<'_>], spec: &Spec) -> Result<Vec<String>, String> {
    let text = written(lines);
    let words: Vec<&str> = text.split_whitespace().collect();
    let most = spec.required + spec.optional;
    if words.len() < spec.required {
        return Err(format!(
            "{} argument(s) required, {} supplied",
            spec.required,
            words.len()
        ));
    }
    if words.len() <= most {
        return Ok(words.into_iter().map(str::to_owned).collect());
    }
    if !spec.whitespace {
        return Err(format!(
            "maximum {most} argument(s) allowed, {} supplied",
            words.len()
        ));
    }
    let mut rest = text.trim_start();
    let mut arguments = Vec::new();
    for _ in 1..most {
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        arguments.push(word.to_owned());
        rest = after.trim_start();
    }
    arguments.push(rest.to_owned());
    Ok(arguments)
}

/// Whether it may be a line of an option, as far as can be told without the
/// lines before.
fn may_be_option(line: &Line<'_>) -> bool {
    line.is_blank() || line.text.starts_with(' ') || field::marker(line.text).is_some()
}

/// Reads the field list of options.
fn options(lines: &[Line<'_>], spec: &Spec, any: bool) -> Result<Options, String> {
    if !lines.iter().all(may_be_option) {
        return Err("invalid option block".into());
    }
    let mut fields = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let marker = field::marker(line.text).ok_or("invalid option block")?;
        let end = lines[at + 1..]
            .iter()
            .position(|line| !line.text.starts_with(' '))
            .map_or(lines.len(), |n| at + 1 + n);
        let name = unescape(&escape(&line.text[1..=marker.name])).to_lowercase();
        if name.split_whitespace().count() != 1 {
            return Err(
                "invalid option data: extension option field name may not contain multiple words"
                    .into(),
            );
        }
        let value = field_body(
            line.from(marker.end.min(line.text.len())),
            &lines[at + 1..end],
        );
        fields.push((name, value));
        at = end;
    }
    // docutils has looked at all names before it looks at a value.
    let mut options = Options::default();
    for (name, value) in fields {
        options.add(&name, value.as_deref(), spec, any)?;
    }
    Ok(options)
}

/// The lines of the value of the option called `name`.
pub(crate) fn option_value<'s>(lines: &[Line<'s>], name: &str) -> Vec<Line<'s>> {
    let Some(at) = lines.iter().position(|line| {
        field::marker(line.text)
            .is_some_and(|marker| line.text[1..=marker.name].eq_ignore_ascii_case(name))
    }) else {
        return Vec::new();
    };
    let end = lines[at + 1..]
        .iter()
        .position(|line| !line.text.starts_with(' '))
        .map_or(lines.len(), |n| at + 1 + n);
    let start = field::marker(lines[at].text).map_or(0, |marker| marker.end);
    let first = lines[at].from(start.min(lines[at].text.len()));
    let rest = &lines[at + 1..end];
    let indent = rest.iter().map(Line::indent).min().unwrap_or(0);
    let value = std::iter::once(first).chain(rest.iter().map(|line| line.skip(indent)));
    value.skip_while(Line::is_blank).collect()
}

/// The lines of an option's value as one text; none if there is none.
fn field_body(first: Line<'_>, rest: &[Line<'_>]) -> Option<String> {
    let indent = rest.iter().map(Line::indent).min().unwrap_or(0);
    let lines = std::iter::once(first).chain(rest.iter().map(|line| line.skip(indent)));
    let lines: Vec<&str> = lines
        .map(|line| line.text)
        .skip_while(|text| text.is_empty())
        .collect();
    // docutils takes a NUL for what stands for a backslash.
    (!lines.is_empty()).then(|| unescape(&lines.join("\n")).into_owned())
}
