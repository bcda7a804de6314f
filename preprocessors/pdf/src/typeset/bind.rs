//! The book: cover and contents, the pages of all sheets, and on each page what
//! tells which it is.

use ecow::EcoVec;
use typst::model::{Document as _, DocumentInfo};
use typst_layout::{Page, PagedDocument};

use super::furniture::{self, Furniture};
use super::{Set, press};
use crate::Error;
use crate::data::Sheet;
use crate::world::World;

/// Binds `sets`, which are the pages of `sheets`.
pub(super) fn bind(
    world: &World,
    sheets: &[Sheet],
    sets: Vec<Set>,
) -> Result<PagedDocument, Error> {
    let mut pages = EcoVec::new();
    let mut heads = Vec::new();
    for (sheet, set) in sheets.iter().zip(sets) {
        heads.extend(heads_of(sheet, &set));
        pages.extend(set.pages);
    }
    number(pages.make_mut());
    let body = PagedDocument::new(pages, DocumentInfo::default());
    let front = press::press(
        &press::with_sheet(world, r#"{"kind": "front"}"#),
        body.introspector().as_ref(),
        "front",
    )?;
    let mut pages: EcoVec<Page> = front.pages().into();
    number(pages.make_mut());
    let mut furniture = Furniture::default();
    for page in &pages {
        furniture.add(page, None);
    }
    for (page, head) in body.pages().iter().zip(heads) {
        furniture.add(page, head);
    }
    let furniture = press::alone(world, &furniture.json()?)?;
    pages.extend_from_slice(body.pages());
    // Pages that two hold are copied when they change.
    drop(body);
    furniture::put_on(pages.make_mut(), furniture.pages());
    Ok(PagedDocument::new(pages, front.info().clone()))
}

/// The running heads of a sheet's pages; the first page of a division has none.
fn heads_of<'a>(sheet: &'a Sheet, set: &Set) -> Vec<Option<&'a str>> {
    let mut heads = vec![None; set.pages.len()];
    for (at, division) in sheet.divisions.iter().enumerate() {
        let from = set
            .survey
            .starts
            .get(at)
            .copied()
            .unwrap_or(set.pages.len());
        for head in heads.iter_mut().skip(from + 1) {
            *head = division.running.as_deref();
        }
        if let Some(head) = heads.get_mut(from) {
            *head = None;
        }
    }
    heads
}

/// Numbers the pages, from the first that shows its number.
fn number(pages: &mut [Page]) {
    let mut number = 0;
    for page in pages {
        number += u64::from(page.numbering.is_some());
        page.number = number.max(1);
    }
}
