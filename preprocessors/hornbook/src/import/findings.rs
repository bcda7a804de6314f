//! What was changed and what could not be kept: for the terminal, and for
//! `import-report.md`.

use std::fmt::Write;

use doctree::{Diagnostic, Severity, Source, Span};

use crate::report::Report;

/// The kinds of findings, in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    MissingDocument,
    MissingFile,
    Outside,
    Clash,
    Computed,
    Extension,
    ListedTwice,
    NotListed,
    Link,
    Unknown,
    Renamed,
    FromNotebook,
    Restored,
    Encoding,
    Setting,
    Entry,
    Included,
    Around,
    NotCopied,
}

/// Each kind, what the terminal takes it for, and its heading.
const KINDS: &[(Kind, Severity, &str)] = &[
    (
        Kind::MissingDocument,
        Severity::Error,
        "Documents that a table of contents lists and nobody has written",
    ),
    (
        Kind::MissingFile,
        Severity::Error,
        "Files that chapters name and that are not there",
    ),
    (
        Kind::Outside,
        Severity::Error,
        "Files outside of the folder, which were not read",
    ),
    (
        Kind::Clash,
        Severity::Error,
        "Files that cannot both be in the book",
    ),
    (
        Kind::Computed,
        Severity::Warning,
        "Settings that conf.py computes",
    ),
    (
        Kind::Extension,
        Severity::Warning,
        "Extensions that do not come along",
    ),
    (
        Kind::ListedTwice,
        Severity::Warning,
        "Documents that are listed again, and stand where they were listed first",
    ),
    (
        Kind::NotListed,
        Severity::Warning,
        "Documents in no table of contents, now in a part of their own",
    ),
    (
        Kind::Link,
        Severity::Warning,
        "Links of the file system that were not followed",
    ),
    (
        Kind::Unknown,
        Severity::Info,
        "Directives and roles that nobody knows: their text is shown",
    ),
    (Kind::Renamed, Severity::Info, "Chapters under another name"),
    (
        Kind::FromNotebook,
        Severity::Info,
        "Chapters that only a notebook has",
    ),
    (
        Kind::Restored,
        Severity::Info,
        "Pictures restored from notebooks",
    ),
    (
        Kind::Encoding,
        Severity::Info,
        "Texts that were not in UTF-8, and are now",
    ),
    (
        Kind::Setting,
        Severity::Info,
        "Settings without a counterpart",
    ),
    (
        Kind::Entry,
        Severity::Info,
        "Entries that the sidebar does not show as Sphinx does",
    ),
    (
        Kind::Included,
        Severity::Info,
        "Files that others include, and that are no chapters of their own",
    ),
    (
        Kind::Around,
        Severity::Info,
        "Files around the documents that they include, now around `src`",
    ),
    (
        Kind::NotCopied,
        Severity::Info,
        "Files that nothing names, which were not copied",
    ),
];

/// Everything found so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    all: Vec<(Kind, String, Option<Place>)>,
}

/// A place in a text.
type Place = (Source, Span);

impl Findings {
    /// Notes a finding about no place.
    pub(super) fn note(&mut self, kind: Kind, message: impl Into<String>) {
        self.all.push((kind, message.into(), None));
    }

    /// Notes a finding about a place.
    pub(super) fn at(
        &mut self,
        kind: Kind,
        message: impl Into<String>,
        source: &Source,
        span: Span,
    ) {
        self.all
            .push((kind, message.into(), Some((source.clone(), span))));
    }

    /// How many findings there are of each kind that there are any of.
    fn counts(&self) -> Vec<(usize, &'static str)> {
        let counted = KINDS.iter().map(|&(kind, _, heading)| {
            let count = self.all.iter().filter(|it| it.0 == kind).count();
            (count, heading)
        });
        counted.filter(|it| it.0 > 0).collect()
    }

    /// Tells the terminal.
    pub(super) fn tell(&self, report: &mut Report) {
        for (kind, message, place) in &self.all {
            let row = KINDS.iter().find(|it| it.0 == *kind);
            let severity = row.map_or(Severity::Warning, |it| it.1);
            match place {
                Some((source, span)) => {
                    report.add(source, Diagnostic::new(severity, message, *span));
                }
                None => report.general(severity, message),
            }
        }
    }

    /// The counts, a line each.
    pub(super) fn summary(&self) -> String {
        let mut out = String::new();
        for (count, heading) in self.counts() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{count:7}  {heading}");
        }
        out
    }

    /// `import-report.md`, below its first lines.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        for (count, heading) in self.counts() {
            let _ = writeln!(out, "- {count}: {heading}");
        }
        for &(kind, _, heading) in KINDS {
            let mut all = self.all.iter().filter(|it| it.0 == kind).peekable();
            if all.peek().is_none() {
                continue;
            }
            let _ = writeln!(out, "\n## {heading}\n");
            for (_, message, place) in all {
                let _ = writeln!(out, "- {}{}", written(place.as_ref()), escape(message));
            }
        }
        out
    }
}

/// The place as `file:line:column`.
fn written(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |(source, span)| {
        let place = source.locate(span.start);
        let name = place.file.replace('`', "'");
        format!("`{name}:{}:{}`: ", place.line, place.column)
    })
}

/// `text` on one line, as Markdown shows it. What stands between grave accents
/// stays there.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '<' | '*' | '_' | '[' | ']' | '\\' | '&' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_counts_and_places() {
        let mut findings = Findings::default();
        let source = Source::new("a b.rst", "one\n\ntwo three\n");
        findings.at(
            Kind::MissingFile,
            "there is no `x_y.png`",
            &source,
            Span::new(0, 9, 14),
        );
        findings.note(Kind::Setting, "html_theme <b>");
        let text = findings.markdown();
        assert!(text.starts_with("- 1: Files that chapters name"), "{text}");
        assert!(
            text.contains("\n- `a b.rst:3:5`: there is no `x_y.png`\n"),
            "{text}"
        );
        assert!(text.contains("\n- html\\_theme \\<b>\n"), "{text}");
        let mut report = Report::default();
        findings.tell(&mut report);
        assert_eq!((report.errors(), report.warnings()), (1, 0));
    }
}
