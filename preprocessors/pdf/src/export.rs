//! Pages into a PDF: tagged for screen readers, without a date.

use doctree::{Diagnostic, Severity, Span};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::world::in_words;
use crate::{Error, Finding};

/// The file. Where Typst cannot write the tags, they are left out and a
/// finding says so.
pub(crate) fn export(pages: &PagedDocument, findings: &mut Vec<Finding>) -> Result<Vec<u8>, Error> {
    let tagged = match typst_pdf::pdf(pages, &options(true)) {
        Ok(pdf) => return Ok(pdf),
        Err(found) => in_words(&found),
    };
    let pdf =
        typst_pdf::pdf(pages, &options(false)).map_err(|found| Error::Export(in_words(&found)))?;
    let message = format!("the PDF has no tags for screen readers: {tagged}");
    findings.push(Finding {
        chapter: None,
        diagnostic: Diagnostic::new(Severity::Warning, message, Span::default()),
    });
    Ok(pdf)
}

fn options(tagged: bool) -> PdfOptions {
    PdfOptions {
        creator: Smart::Custom(Some("hornbook".to_owned())),
        tagged,
        ..PdfOptions::default()
    }
}
