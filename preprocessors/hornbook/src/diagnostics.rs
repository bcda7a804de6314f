//! Findings, told: to people with an excerpt, to programs as lines of JSON, to
//! a forge as annotations.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use doctree::{Location, Severity};

use crate::report::{Finding, Report};

/// The forms in which findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, with an excerpt of the text.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
}

/// Tells every finding to `out`, notes only if they are wanted. The names of the book's files are
/// put behind `folder`, the book's folder as the caller named it.
pub(crate) fn tell(
    report: &Report,
    format: Format,
    notes: bool,
    folder: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = renderer();
    for finding in in_order(report) {
        if finding.diagnostic.severity == Severity::Info && !notes {
            continue;
        }
        let place = place(finding, folder);
        let line = match format {
            Format::Human => human(finding, place.as_ref(), &renderer),
            Format::Json => json(finding, place.as_ref()),
            Format::Github => github(finding, place.as_ref()),
        };
        writeln!(out, "{line}")?;
    }
    if format == Format::Human {
        write!(out, "{}", count(report))?;
    }
    out.flush()
}

/// What is wrong, as a text for people.
pub(crate) fn text(report: &Report) -> String {
    let renderer = Renderer::plain();
    let wrong = in_order(report).into_iter();
    let wrong = wrong.filter(|it| it.diagnostic.severity != Severity::Info);
    let lines: Vec<_> = wrong
        .map(|it| human(it, place(it, "").as_ref(), &renderer))
        .collect();
    lines.join("\n")
}

/// A line that counts what was told; nothing, if there was nothing to tell.
fn count(report: &Report) -> String {
    let kinds = [("error", report.errors()), ("warning", report.warnings())];
    let kinds: Vec<_> = kinds
        .iter()
        .filter(|it| it.1 > 0)
        .map(|(kind, count)| format!("{count} {kind}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if kinds.is_empty() {
        String::new()
    } else {
        format!("hornbook: {}\n", kinds.join(", "))
    }
}

/// The findings, those about one text together and in its order.
fn in_order(report: &Report) -> Vec<&Finding> {
    let name = |it: &Finding| it.source.as_ref().map(|it| it.name().to_owned());
    let mut places = HashMap::new();
    for finding in report.findings() {
        let next = places.len();
        places.entry(name(finding)).or_insert(next);
    }
    let mut findings: Vec<_> = report.findings().iter().collect();
    findings.sort_by_cached_key(|it| (places.get(&name(it)), it.diagnostic.span.start));
    findings
}

/// Colours, if somebody looks at them and has not declined (<https://no-color.org>).
fn renderer() -> Renderer {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    if io::stderr().is_terminal() && !declined {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
}

fn place(finding: &Finding, folder: &str) -> Option<Location> {
    let source = finding.source.as_ref()?;
    let mut place = source.locate(finding.diagnostic.span.start);
    if !matches!(folder, "" | ".") {
        place.file = format!("{}/{}", folder.trim_end_matches('/'), place.file);
    }
    Some(place)
}

fn human(finding: &Finding, place: Option<&Location>, renderer: &Renderer) -> String {
    let diagnostic = &finding.diagnostic;
    let title = level(diagnostic.severity).primary_title(plain(&diagnostic.message));
    let help = diagnostic.help.as_deref().map(plain);
    let group = match (&finding.source, place) {
        (Some(source), Some(place)) => {
            let span = excerpt(finding, source.text());
            let mark = AnnotationKind::Primary.span(span).label(help.clone());
            title.element(
                Snippet::source(source.text())
                    .line_start(source.first_line())
                    .path(place.file.as_str())
                    .annotation(mark),
            )
        }
        _ => match help {
            Some(help) => title.element(Level::HELP.message(help)),
            None => return renderer.render(&[annotate_snippets::Group::with_title(title)]),
        },
    };
    renderer.render(&[group])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Info => Level::INFO,
        Severity::Warning => Level::WARNING,
        Severity::Error | Severity::Severe => Level::ERROR,
    }
}

/// The part of the finding's place that lies in its first line.
fn excerpt(finding: &Finding, text: &str) -> std::ops::Range<usize> {
    let span = finding.diagnostic.span;
    let start = (span.start as usize).min(text.len());
    let line_end = text
        .get(start..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |length| start + length);
    start..(span.end as usize).clamp(start, line_end)
}

/// Control characters of a book would otherwise speak to the terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

fn json(finding: &Finding, place: Option<&Location>) -> String {
    serde_json::json!({
        "severity": finding.diagnostic.severity.name().to_lowercase(),
        "message": finding.diagnostic.message,
        "file": place.map(|it| &it.file),
        "line": place.map(|it| it.line),
        "column": place.map(|it| it.column),
        "help": finding.diagnostic.help,
    })
    .to_string()
}

fn github(finding: &Finding, place: Option<&Location>) -> String {
    let command = match finding.diagnostic.severity {
        Severity::Info => "notice",
        Severity::Warning => "warning",
        Severity::Error | Severity::Severe => "error",
    };
    let place = place.map_or_else(String::new, |it| {
        let file = escape(&it.file).replace(':', "%3A").replace(',', "%2C");
        format!(" file={file},line={},col={}", it.line, it.column)
    });
    let mut message = finding.diagnostic.message.clone();
    if let Some(help) = &finding.diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!("::{command}{place}::{}", escape(&message))
}

/// As GitHub's own toolkit escapes the data of a workflow command.
fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use doctree::{Diagnostic, Source, Span};

    use super::*;

    fn told(format: Format) -> String {
        let source = Source::new("src/intro.rst", "One.\n\nSee setup_ for 100%.\n");
        let mut report = Report::default();
        report.add(
            &source,
            Diagnostic::new(
                Severity::Error,
                "Unknown target name: \"setup\".",
                Span::new(0, 10, 16),
            )
            .help("define it with `.. _setup:`"),
        );
        let mut out = Vec::new();
        tell(&report, format, false, "docs/", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_see_the_place_and_an_excerpt() {
        let told = told(Format::Human);
        assert!(told.contains("--> docs/src/intro.rst:3:5"), "{told}");
        assert!(told.contains("See setup_ for 100%."), "{told}");
        assert!(
            told.contains("^^^^^^ define it with `.. _setup:`"),
            "{told}"
        );
    }

    #[test]
    fn programs_read_an_object_a_line() {
        let value: serde_json::Value = serde_json::from_str(&told(Format::Json)).unwrap();
        assert_eq!(value["file"], "docs/src/intro.rst");
        assert_eq!(value["line"], 3);
        assert_eq!(value["column"], 5);
        assert_eq!(value["severity"], "error");
    }

    #[test]
    fn annotations_are_one_line_each() {
        assert_eq!(
            told(Format::Github),
            "::error file=docs/src/intro.rst,line=3,col=5::Unknown target name: \"setup\".\
             %0Ahelp: define it with `.. _setup:`\n"
        );
    }

    #[test]
    fn a_text_cannot_write_commands_of_its_own() {
        let mut report = Report::default();
        report.general(Severity::Error, "a\n::set-env::b\u{1b}[2J");
        let mut out = Vec::new();
        tell(&report, Format::Github, false, ".", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);
        let mut out = Vec::new();
        tell(&report, Format::Human, false, ".", &mut out).unwrap();
        assert!(!out.contains(&0x1b));
    }
}
