//! What was found wrong, gathered while the work goes on; told at its end.

use std::collections::HashSet;

use doctree::{Diagnostic, Document, Severity, Source, Span};

use crate::book::{Body, Chapter};

/// One finding, with the text it is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// What is wrong.
    pub(crate) diagnostic: Diagnostic,
    /// The text that the diagnostic's span lies in; none for a finding about
    /// no place.
    pub(crate) source: Option<Source>,
}

/// Every finding so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Report {
    findings: Vec<Finding>,
    /// The name of the text, the place and the message of each.
    seen: HashSet<(Option<String>, Span, String)>,
}

impl Report {
    /// Notes a finding about a place in `source`.
    pub(crate) fn add(&mut self, source: &Source, diagnostic: Diagnostic) {
        self.push(Finding {
            diagnostic,
            source: Some(source.clone()),
        });
    }

    /// Notes an error at a place in `source`.
    pub(crate) fn error(&mut self, source: &Source, span: Span, message: impl Into<String>) {
        self.add(source, Diagnostic::new(Severity::Error, message, span));
    }

    /// Notes a finding about no place.
    pub(crate) fn general(&mut self, severity: Severity, message: impl Into<String>) {
        self.push(Finding {
            diagnostic: Diagnostic::new(severity, message, Span::default()),
            source: None,
        });
    }

    /// Notes what was found in a document.
    pub(crate) fn document(&mut self, document: &Document, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            let source = document.sources.get(usize::from(diagnostic.span.source));
            self.push(Finding {
                diagnostic,
                source: source.cloned(),
            });
        }
    }

    /// Notes what was found in a chapter.
    pub(crate) fn chapter(&mut self, chapter: &Chapter, diagnostics: Vec<Diagnostic>) {
        match &chapter.body {
            Body::Tree(document) => self.document(document, diagnostics),
            Body::Markdown(source, _) => {
                for diagnostic in diagnostics {
                    self.add(source, diagnostic);
                }
            }
        }
    }

    /// Notes what `other` has noted.
    pub(crate) fn append(&mut self, other: Self) {
        for finding in other.findings {
            self.push(finding);
        }
    }

    /// The findings, in the order in which they were made, each once.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether there is an error whose message starts with `start`.
    pub(crate) fn tells(&self, start: &str) -> bool {
        self.findings
            .iter()
            .any(|it| it.diagnostic.message.starts_with(start))
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.of_least(Severity::Error)
    }

    /// How many warnings there are.
    pub(crate) fn warnings(&self) -> usize {
        self.of_least(Severity::Warning) - self.errors()
    }

    /// Whether the book is wrong: errors always count, warnings if `strict`.
    pub(crate) fn fails(&self, strict: bool) -> bool {
        self.errors() > 0 || (strict && self.warnings() > 0)
    }

    fn of_least(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|it| it.diagnostic.severity >= severity)
            .count()
    }

    /// Keeps the finding, unless it was made before.
    fn push(&mut self, finding: Finding) {
        let name = finding.source.as_ref().map(|it| it.name().to_owned());
        let Diagnostic { span, message, .. } = &finding.diagnostic;
        if self.seen.insert((name, *span, message.clone())) {
            self.findings.push(finding);
        }
    }
}
