//! What is wrong with a text: data, never an early return.

use crate::source::Span;

/// docutils' levels of system messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Level 1: a note; nothing needs to be done.
    Info,
    /// Level 2: the result may not be what the author meant.
    Warning,
    /// Level 3: the text is wrong; the result will not be what the author meant.
    Error,
    /// Level 4: the text is so wrong that a part of it could not be read.
    Severe,
}

/// One finding about one place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in docutils' words where docutils has some.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do about it.
    pub help: Option<String>,
}

impl Severity {
    /// The number that docutils gives the level.
    pub fn level(self) -> u8 {
        match self {
            Self::Info => 1,
            Self::Warning => 2,
            Self::Error => 3,
            Self::Severe => 4,
        }
    }

    /// The name that docutils gives the level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "INFO",
            Self::Warning => "WARNING",
            Self::Error => "ERROR",
            Self::Severe => "SEVERE",
        }
    }
}

impl Diagnostic {
    /// A finding without advice.
    pub fn new(severity: Severity, message: impl Into<String>, span: Span) -> Self {
        Self {
            severity,
            message: message.into(),
            span,
            help: None,
        }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}
