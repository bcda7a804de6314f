//! A book set sheet by sheet: a sheet holds some divisions, and a division is what opens
//! with a page of its own, such as a chapter.
//!
//! Typst sets a document again and again until no page number in it changes,
//! and keeps all that it has come across. Here each sheet is set once, as a
//! document of its own that knows nothing of the others, so that Typst can forget
//! it before the next; what it says of pages is put in when all pages are there:
//!
//! ```text
//! sheets ─▶ press ─▶ pages with guessed numbers ─▶ survey ─▶ numbers ─▶ settle ─▶ bind ─▶ one document
//! ```
//!
//! - `press` runs Typst on one sheet. `register` is all that it may know of the
//!   others: that their labels lead somewhere.
//! - `survey` finds in finished pages where the labels are, and the page numbers
//!   that were guessed.
//! - `settle` corrects these, and makes the links lead to the places. A number of
//!   as many figures is corrected in its line; a sheet with another is set again.
//! - `bind` puts the contents in front, which then can be known, and on the pages
//!   the `furniture` that tells which they are: running heads, and their numbers.

mod bind;
mod furniture;
mod numbers;
mod press;
mod register;
mod settle;
mod survey;
mod thin;

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst_layout::{Page, PagedDocument};

use crate::Error;
use crate::data::{Data, Sheet};
use crate::world::{World, forget};
use numbers::Numbers;
use register::Register;
use settle::Figures;
use survey::Survey;

/// How many sheets are set before Typst forgets.
const WAVE: usize = 2;

/// How often a sheet is set again because a number does not fit.
const ROUNDS: usize = 4;

/// A sheet on its pages.
#[derive(Default)]
struct Set {
    pages: Vec<Page>,
    survey: Survey,
}

/// Sets all pages of the book.
pub(crate) fn pages(world: &World, data: &Data) -> Result<PagedDocument, Error> {
    let sheets = &data.sheets;
    let register = Register::new(&data.labels);
    let figures = Figures::of(&press::alone(world, r#"{"kind": "digits"}"#)?);
    let mut numbers = Numbers::default();
    let mut sets: Vec<Set> = sheets.iter().map(|_| Set::default()).collect();
    let mut wanted: Vec<_> = (0..sheets.len())
        .filter(|&at| !sheets[at].is_index)
        .collect();
    for _ in 0..ROUNDS {
        set(world, sheets, &register, &wanted, &mut sets)?;
        let counted = Numbers::counted(sheets, &sets);
        wanted = (0..sheets.len())
            .filter(|&at| {
                let set = &sets[at];
                let known = !set.pages.is_empty() && counted == numbers;
                if sheets[at].is_index {
                    !known
                } else {
                    !set.survey.fits(&counted, &figures)
                }
            })
            .collect();
        numbers = counted;
        if wanted.is_empty() {
            break;
        }
    }
    let places = survey::places(&sets);
    for set in &mut sets {
        settle::settle(set, &numbers, &places, &figures);
    }
    bind::bind(world, sheets, sets)
}

/// Sets the sheets at `wanted`.
fn set(
    world: &World,
    sheets: &[Sheet],
    register: &Register,
    wanted: &[usize],
    sets: &mut [Set],
) -> Result<(), Error> {
    for wave in wanted.chunks(WAVE) {
        let numbers = Bytes::new(Numbers::counted(sheets, sets).json()?);
        let set = |&at: &usize| {
            let files = [
                ("sheet.json", sheets[at].data.clone()),
                ("nodes.json", sheets[at].nodes.clone()),
                ("pages.json", numbers.clone()),
            ];
            let name = sheets[at].divisions.first().map(|it| it.label.as_str());
            let pages = press::press(&world.with(files), register, name.unwrap_or_default())?;
            Ok((at, pages))
        };
        let done: Result<Vec<_>, Error> = wave.par_iter().map(set).collect();
        let done: Vec<_> = done?
            .into_iter()
            .map(|(at, document)| (at, document.pages().to_vec()))
            .collect();
        forget();
        for (at, mut pages) in done {
            let survey = Survey::of(&pages, register);
            thin::thin(&mut pages);
            sets[at] = Set { pages, survey };
        }
    }
    Ok(())
}
