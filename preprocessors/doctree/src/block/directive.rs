//! > Directives are an extension mechanism for reStructuredText:
//! > `.. type:: arguments`, options as a field list, a blank line, content.
//!
//! (*Directives*.) How the block splits into arguments, options and content
//! depends on the directive's [`Spec`].

use super::explicit::block_text;
use super::indented::{Shape, strip_bottom, strip_top};
use super::{Block, Kind, Reader, block_quote, csv_table, field_list, line_block};
use crate::directive::include::is_shown;
use crate::directive::{Content, Failure, Options, Spec};
use crate::inline::escape::{escape, unescape};
use crate::inline::simple_name;
use crate::line::Line;
use crate::options::Dialect;

/// A directive with its parts apart and its content read.
#[derive(Debug)]
pub(crate) struct DirectiveBlock<'s> {
    /// The name as written.
    pub(crate) name: &'s str,
    /// None for a directive that nobody knows.
    pub(crate) spec: Option<&'static Spec>,
    /// The lines of the arguments, and the arguments.
    pub(crate) argument: Vec<Line<'s>>,
    pub(crate) arguments: Vec<String>,
    pub(crate) options: Options,
    /// The lines of the content, and the blocks in them, if that is what the
    /// directive wants.
    pub(crate) lines: Vec<Line<'s>>,
    pub(crate) content: Vec<Block<'s>>,
    /// The directive as written.
    pub(crate) echo: String,
    /// Why it cannot be carried out.
    pub(crate) fault: Option<String>,
    /// The lines of the options.
    pub(crate) option_lines: Vec<Line<'s>>,
    /// Why its content could not be read.
    pub(crate) refusal: Option<Failure>,
}

impl DirectiveBlock<'_> {
    /// Gives the option `name` a value for where nothing is written, if the
    /// directive has such an option.
    pub(crate) fn preset(&mut self, name: &str, value: &str) {
        let options = self.spec.map_or(&[][..], |spec| spec.options);
        if options.iter().any(|(option, _)| *option == name) {
            self.options.preset(name, value);
        }
    }
}

/// The name of the directive at the start of `text`, and where its arguments begin.
pub(super) fn name(text: &str) -> Option<(&str, usize)> {
    let length = simple_name(text)?;
    let rest = &text[length..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix("::")?;
    let content = rest.trim_start_matches(' ');
    (rest.is_empty() || content.len() < rest.len())
        .then(|| (&text[..length], text.len() - content.len()))
}

/// The same for a directive in a substitution definition.
pub(super) fn embedded_name(text: &str) -> Option<(&str, usize)> {
    name(text).filter(|(name, _)| text[name.len()..].starts_with("::"))
}

/// Reads the directive `name`, whose arguments begin at byte `width` of the
/// current line; answers whether it ends with a blank line.
pub(super) fn read<'s>(reader: &mut Reader<'_, 's>, name: &'s str, width: usize) -> bool {
    let start = reader.at;
    let spec = (reader.world.find_directive)(name, reader.world.options);
    let columns = reader.text()[..width].chars().count();
    let indented = reader.indented(Shape::behind(columns));
    let echo = block_text(reader, start);
    let mut block = split(&indented.lines, spec);
    block.name = name;
    block.echo = echo;
    if block.fault.is_none() {
        match content(reader, &block) {
            Ok(content) => block.content = content,
            Err(refusal) => block.refusal = Some(refusal),
        }
    }
    let is_include = spec.is_some_and(|spec| spec.name == "include") && block.fault.is_none();
    if is_include && !is_shown(&block.options) {
        super::include::read(reader, &block, start);
    } else {
        reader.push(start, Kind::Directive(Box::new(block)));
    }
    indented.blank_finish || reader.is_blank(0)
}

fn content<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
) -> Result<Vec<Block<'s>>, Failure> {
    Ok(match block.spec.map(|spec| spec.content) {
        Some(Content::Blocks) => reader.nested(&block.lines),
        Some(Content::Quotes) => block_quote::split(&block.lines, reader.depth, reader.world),
        Some(Content::LineBlock) if !block.lines.is_empty() => {
            vec![line_block::without_bars(&block.lines)]
        }
        Some(Content::Cells) => vec![csv_table::read(reader, block)?],
        None if reader.world.options.dialect == Dialect::Book => reader.nested(&block.lines),
        Some(Content::None | Content::Lines | Content::LineBlock) | None => Vec::new(),
    })
}

/// What a directive that nobody knows may have: anything.
const UNKNOWN: Spec = Spec {
    optional: 1,
    whitespace: true,
    content: Content::Blocks,
    ..Spec::NEW
};

/// Takes the lines of a directive apart (docutils' `parse_directive_block`).
pub(crate) fn split<'s>(lines: &[Line<'s>], spec: Option<&'static Spec>) -> DirectiveBlock<'s> {
    let mut block = DirectiveBlock {
        name: "",
        spec,
        argument: Vec::new(),
        arguments: Vec::new(),
        options: Options::default(),
        lines: Vec::new(),
        content: Vec::new(),
        echo: String::new(),
        fault: None,
        option_lines: Vec::new(),
        refusal: None,
    };
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
            .position(|line| field_list::marker(line.text).is_some())
            .unwrap_or(head.len());
        block.option_lines = head[first..].to_vec();
        match options(&head[first..], spec, takes_any_option) {
            Ok(options) => block.options = options,
            Err(fault) => block.fault = Some(fault),
        }
        head = &head[..first];
    }
    if !takes_arguments && !head.is_empty() {
        let from = if block.options.is_empty() {
            0
        } else {
            head_end
        };
        block.lines = head
            .iter()
            .chain(&lines[head_end.max(from)..])
            .copied()
            .collect();
        rest = &[];
        head = &[];
    }
    if block.lines.is_empty() {
        block.lines = strip_top(rest).to_vec();
    }
    block.argument = head.to_vec();
    if let Some(first) = block.argument.first_mut() {
        *first = first.skip(first.indent());
    }
    if takes_arguments {
        match arguments(head, spec) {
            Ok(arguments) => block.arguments = arguments,
            Err(fault) => block.fault = block.fault.or(Some(fault)),
        }
    }
    if block.fault.is_none() && !block.lines.is_empty() && spec.content == Content::None {
        block.fault = Some("no content permitted".into());
    }
    block
}

fn arguments(lines: &[Line<'_>], spec: &Spec) -> Result<Vec<String>, String> {
    let text = super::written(lines);
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

/// Reads the field list of options.
fn options(lines: &[Line<'_>], spec: &Spec, any: bool) -> Result<Options, String> {
    let is_whole = |line: &Line<'_>| {
        line.is_blank() || line.text.starts_with(' ') || field_list::marker(line.text).is_some()
    };
    if !lines.iter().all(is_whole) {
        return Err("invalid option block".into());
    }
    let mut options = Options::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let marker = field_list::marker(line.text).ok_or("invalid option block")?;
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
        options.add(&name, value.as_deref(), spec, any)?;
        at = end;
    }
    Ok(options)
}

/// The lines of the value of the option called `name`.
pub(super) fn option_value<'s>(lines: &[Line<'s>], name: &str) -> Vec<Line<'s>> {
    let Some(at) = lines.iter().position(|line| {
        field_list::marker(line.text)
            .is_some_and(|marker| line.text[1..=marker.name].eq_ignore_ascii_case(name))
    }) else {
        return Vec::new();
    };
    let end = lines[at + 1..]
        .iter()
        .position(|line| !line.text.starts_with(' '))
        .map_or(lines.len(), |n| at + 1 + n);
    let start = field_list::marker(lines[at].text).map_or(0, |marker| marker.end);
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
    (!lines.is_empty()).then(|| lines.join("\n"))
}
