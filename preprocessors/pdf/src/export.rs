//! Pages into a PDF, without a date: to the accessibility standard PDF/UA-1
//! if the book allows it, else with tags, else, where Typst cannot write the
//! tags, without.

mod pack;

use doctree::{Diagnostic, Severity, Span};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::in_words;
use crate::{Error, Finding};

/// The file. A finding says what it lacks, and why.
pub(crate) fn export(pages: &PagedDocument, findings: &mut Vec<Finding>) -> Result<Vec<u8>, Error> {
    let mut lacks = |severity, what: &str, found: &[SourceDiagnostic]| {
        let message = format!("{what}: {}", in_words(found));
        findings.push(Finding {
            chapter: None,
            diagnostic: Diagnostic::new(severity, message, Span::default()),
        });
    };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default();
    match typst_pdf::pdf(pages, &options(true, standards)) {
        Ok(pdf) => return Ok(pack::pack(pdf)),
        Err(found) => lacks(Severity::Info, "the PDF is not PDF/UA-1", &found),
    }
    match typst_pdf::pdf(pages, &options(true, PdfStandards::default())) {
        Ok(pdf) => return Ok(pack::pack(pdf)),
        Err(found) => lacks(
            Severity::Warning,
            "the PDF has no tags for screen readers",
            &found,
        ),
    }
    untagged(pages)
}

/// The file without tags.
pub(crate) fn untagged(pages: &PagedDocument) -> Result<Vec<u8>, Error> {
    typst_pdf::pdf(pages, &options(false, PdfStandards::default()))
        .map(pack::pack)
        .map_err(|found| Error::Export(in_words(&found)))
}

fn options(tagged: bool, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        creator: Smart::Custom(Some("hornbook".to_owned())),
        tagged,
        standards,
        ..PdfOptions::default()
    }
}
