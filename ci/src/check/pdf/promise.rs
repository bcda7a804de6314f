//! What is promised of a file and of making it: its size, the standard it
//! claims, memory, and that the same book gives the same file.

use super::books::Made;
use crate::load::Load;

/// Bytes for each page, at most.
const LARGEST: usize = 50_000;

/// Megabytes of memory for each page, at most.
const MEMORY: f64 = 2.0;

/// What the file lacks of what is promised.
pub(super) fn lacking(pdf: &[u8], pages: usize) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let mut told = Vec::new();
    // Typst claims the standard only for what keeps to it; a character without
    // a glyph, a picture without words or a table without a head does not.
    if !text.contains("<pdfuaid:part>1</pdfuaid:part>") {
        told.push("the file does not claim to be PDF/UA-1".to_owned());
    }
    if pdf.len() > pages * LARGEST {
        told.push(format!("{} bytes for {pages} pages", pdf.len()));
    }
    told
}

/// What is wrong if making `pages` pages took too much.
pub(super) fn greedy(load: Load, pages: usize) -> Option<String> {
    let pages = u32::try_from(pages).map_or(f64::INFINITY, f64::from);
    let Load { megabytes, .. } = load;
    (megabytes > pages * MEMORY)
        .then(|| format!("much memory: {megabytes:.0} MB for {pages} pages"))
}

/// What is wrong if a book that has not changed is another one when it is set
/// once more.
pub(super) fn unchanged(made: &Made) -> anyhow::Result<Option<String>> {
    let first = std::fs::read(&made.pdf)?;
    std::fs::remove_file(&made.pdf)?;
    made.again()?;
    let same = std::fs::read(&made.pdf)? == first;
    Ok((!same).then(|| "the same book gave another file".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_promised_is_looked_for() {
        assert_eq!(lacking(b"<pdfuaid:part>1</pdfuaid:part>", 1), [""; 0]);
        assert_eq!(lacking(b"", 0).len(), 1);
    }
}
