//! What stands around the text of a page: the running head, and its number.

use serde_json::{Value, json};
use typst::layout::Point;
use typst::model::Numbering;
use typst_layout::Page;

/// What is to stand around pages.
#[derive(Default)]
pub(super) struct Furniture(Vec<Value>);

impl Furniture {
    /// For one more page.
    pub(super) fn add(&mut self, page: &Page, head: Option<&str>) {
        let folio = match &page.numbering {
            Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok(),
            Some(Numbering::Func(_)) | None => None,
        };
        self.0
            .push(json!({"head": head, "folio": folio.as_deref()}));
    }

    /// For the template.
    pub(super) fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&json!({"kind": "furniture", "pages": self.0}))
    }
}

/// Puts `furniture` on the pages, one on each.
pub(super) fn put_on(pages: &mut [Page], furniture: &[Page]) {
    for (page, furniture) in pages.iter_mut().zip(furniture) {
        page.frame
            .push_frame(Point::zero(), furniture.frame.clone());
    }
}
