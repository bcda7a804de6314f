//! What a PDF was made of, kept beside it: a book that has not changed is not
//! set again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use doctree::{Diagnostic, Severity, Span};

/// What the file begins with.
const HEAD: &str = "hornbook-pdf 1";

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

/// The PDF `name` in `folder`, if it is whole and was made of the same.
pub(super) fn standing(folder: &Path, name: &str, fingerprint: u128) -> Option<pdf::Typeset> {
    let stamp = std::fs::read_to_string(place(folder, name)).ok()?;
    let mut lines = stamp.lines();
    let mut next = || lines.next();
    let number = |it: &str| u128::from_str_radix(it, 16).ok();
    if next()? != HEAD || number(next()?)? != fingerprint {
        return None;
    }
    let of_file = number(next()?)?;
    let pages = next()?.parse().ok()?;
    let pdf = std::fs::read(folder.join(name)).ok()?;
    if pdf::fingerprint(&pdf) != of_file {
        return None;
    }
    Some(pdf::Typeset {
        pdf,
        pages,
        findings: lines.filter_map(finding).collect(),
    })
}

/// Writes what the PDF `made`, which lies in `folder` as `name`, was made of.
pub(super) fn write(
    folder: &Path,
    name: &str,
    fingerprint: u128,
    made: &pdf::Typeset,
) -> anyhow::Result<()> {
    let of_file = pdf::fingerprint(&made.pdf);
    let mut text = format!(
        "{HEAD}\n{fingerprint:032x}\n{of_file:032x}\n{}\n",
        made.pages
    );
    for finding in &made.findings {
        let Diagnostic {
            severity, message, ..
        } = &finding.diagnostic;
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{}\t{}", severity.name(), message.replace('\n', "\r"));
    }
    let path = place(folder, name);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn place(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.stamp"))
}

fn finding(line: &str) -> Option<pdf::Finding> {
    let (name, message) = line.split_once('\t')?;
    let severity = SEVERITIES.into_iter().find(|it| it.name() == name)?;
    let message = message.replace('\r', "\n");
    Some(pdf::Finding {
        chapter: None,
        diagnostic: Diagnostic::new(severity, message, Span::default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> pdf::Typeset {
        pdf::Typeset {
            pdf: b"%PDF-".to_vec(),
            pages: 7,
            findings: vec![pdf::Finding {
                chapter: None,
                diagnostic: Diagnostic::new(Severity::Warning, "two\nlines", Span::default()),
            }],
        }
    }

    #[test]
    fn the_same_book_is_found_with_what_was_said_of_it() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.pdf"), made().pdf).unwrap();
        write(dir.path(), "a.pdf", 12, &made()).unwrap();
        let found = standing(dir.path(), "a.pdf", 12).unwrap();
        assert_eq!(found.pages, 7);
        assert_eq!(found.findings, made().findings);
        assert!(standing(dir.path(), "a.pdf", 13).is_none());
    }

    #[test]
    fn a_file_that_was_changed_is_made_again() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "a.pdf", 12, &made()).unwrap();
        assert!(standing(dir.path(), "a.pdf", 12).is_none());
        std::fs::write(dir.path().join("a.pdf"), b"other").unwrap();
        assert!(standing(dir.path(), "a.pdf", 12).is_none());
    }
}
