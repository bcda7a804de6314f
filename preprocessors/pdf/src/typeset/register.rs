//! What a division may know of the others while it is set: which labels there are.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use ecow::{EcoString, EcoVec, eco_format};
use typst::diag::{StrResult, bail};
use typst::foundations::{Content, Label, NativeElement, Selector, Value};
use typst::introspection::{DocumentPosition, Introspector, Location, MetadataElem};
use typst::model::Numbering;
use typst::syntax::VirtualPath;
use typst::utils::{PicoStr, hash128};

/// The labels of a book. Links to them can be set; where they lead is found out
/// when the places are there.
#[derive(Default)]
pub(super) struct Register {
    /// What stands for the labelled element, with the location that links get.
    labelled: HashMap<Label, Content>,
    labels: HashMap<Location, Label>,
}

impl Register {
    pub(super) fn new(labels: &[String]) -> Self {
        let mut register = Self::default();
        for name in labels {
            let Some(label) = Label::new(PicoStr::intern(name)) else {
                continue;
            };
            let location = Location::new(hash128(&("register", name)));
            let mut content = MetadataElem::new(Value::None).pack();
            content.set_location(location);
            register.labelled.insert(label, content);
            register.labels.insert(location, label);
        }
        register
    }

    /// The label that a link to `location` leads to.
    pub(super) fn label(&self, location: Location) -> Option<Label> {
        self.labels.get(&location).copied()
    }
}

impl Introspector for Register {
    fn query(&self, _: &Selector) -> EcoVec<Content> {
        EcoVec::new()
    }

    fn query_first(&self, _: &Selector) -> Option<Content> {
        None
    }

    fn query_unique(&self, _: &Selector) -> StrResult<Content> {
        bail!("nothing is known of other pages while a page is set")
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        let missing = || -> EcoString { eco_format!("there is no label {}", &*label.resolve()) };
        self.labelled.get(&label).ok_or_else(missing)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        EcoVec::new()
    }

    fn query_count_before(&self, _: &Selector, _: Location) -> usize {
        0
    }

    fn label_count(&self, label: Label) -> usize {
        usize::from(self.labelled.contains_key(&label))
    }

    fn locator(&self, _: u128, _: Location) -> Option<Location> {
        None
    }

    fn pages(&self, _: Location) -> Option<NonZeroUsize> {
        None
    }

    fn page(&self, _: Location) -> Option<NonZeroUsize> {
        None
    }

    fn position(&self, _: Location) -> Option<DocumentPosition> {
        None
    }

    fn page_numbering(&self, _: Location) -> Option<&Numbering> {
        None
    }

    fn page_supplement(&self, _: Location) -> Option<&Content> {
        None
    }

    fn anchor(&self, _: Location) -> Option<&EcoString> {
        None
    }

    fn document(&self, _: Location) -> Option<Location> {
        None
    }

    fn path(&self, _: Location) -> Option<&VirtualPath> {
        None
    }
}
