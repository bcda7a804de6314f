//! What mdBook says to its log alone, kept, so that it can be told.

use std::sync::{Mutex, OnceLock, PoisonError};

use doctree::Severity;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::report::Report;
use crate::{includes, raw_html};

/// Lines of mdBook that say what hornbook has said before, with the place:
/// a part of mdBook's line, and the beginning of hornbook's message.
const TOLD: &[(&str, &str)] = &[
    ("Error updating \"", includes::MISSING),
    ("Caused By:", includes::MISSING),
    ("unclosed HTML tag", raw_html::UNBALANCED),
    ("unexpected HTML end tag", raw_html::UNBALANCED),
];

/// Lines that mdBook calls warnings, and that leave a wrong page.
const ERRORS: &[&str] = &["unclosed HTML tag", "unexpected HTML end tag"];

/// The lines since the last [`report`].
fn lines() -> &'static Mutex<Vec<(Level, String)>> {
    static LINES: OnceLock<Mutex<Vec<(Level, String)>>> = OnceLock::new();
    LINES.get_or_init(Mutex::default)
}

/// Starts listening.
pub(crate) fn listen() {
    // It fails only where somebody listens already.
    let _ = tracing::subscriber::set_global_default(Listener);
}

/// Moves what was heard into `report`.
pub(crate) fn report(report: &mut Report) {
    let heard = std::mem::take(&mut *lines().lock().unwrap_or_else(PoisonError::into_inner));
    for (level, line) in heard {
        let told = TOLD
            .iter()
            .any(|(part, start)| line.contains(part) && report.tells(start));
        if told {
            continue;
        }
        let is_error = level == Level::ERROR || ERRORS.iter().any(|it| line.contains(it));
        let severity = if is_error {
            Severity::Error
        } else {
            Severity::Warning
        };
        report.general(severity, line);
    }
}

/// Hears warnings and errors, and nothing about spans.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event()
            && *metadata.level() <= Level::WARN
            && metadata.target().starts_with("mdbook")
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        let mut lines = lines().lock().unwrap_or_else(PoisonError::into_inner);
        lines.push((*event.metadata().level(), line.0));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The message of an event.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
