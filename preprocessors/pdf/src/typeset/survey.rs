//! What finished pages hold: places that have labels, and numbers of pages that
//! were not known when they were set.

use std::collections::HashMap;

use typst::foundations::{Label, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkMarker};
use typst::text::{FontInstance, TextItem};
use typst::utils::PicoStr;
use typst_layout::Page;

use super::Set;
use super::numbers::Numbers;
use super::register::Register;
use super::settle::Figures;

/// The label of what the template puts before a page number; its value is the
/// label of the place whose page is told.
const TOLD: &str = "~page";

/// The label of what the template puts before a division.
const DIVISION: &str = "~division";

/// What the pages of a sheet hold.
#[derive(Default)]
pub(super) struct Survey {
    /// The labels, with the pages of the sheet that they are on, from 0.
    pub(super) labels: Vec<(Label, Location, usize)>,
    /// The links in the sheet that lead to labels, by the locations they have
    /// been given, and by those of the marks around them.
    pub(super) links: HashMap<Location, Label>,
    /// The pages that divisions begin on, from 0.
    pub(super) starts: Vec<usize>,
    told: Vec<Told>,
}

/// A page number.
struct Told {
    of: Label,
    figures: usize,
    font: FontInstance,
}

impl Survey {
    pub(super) fn of(pages: &[Page], register: &Register) -> Self {
        let mut walk = Walk {
            survey: Self::default(),
            register,
            page: 0,
            open: Vec::new(),
            next: None,
        };
        for (page, it) in pages.iter().enumerate() {
            walk.page = page;
            walk.frame(&it.frame);
        }
        walk.survey
    }

    /// Whether each page number has as many figures as the place for it.
    pub(super) fn fits(&self, numbers: &Numbers, figures: &Figures) -> bool {
        self.told.iter().all(|it| {
            let digits = numbers.of(it.of).map(|number| number.to_string());
            digits.is_none_or(|digits| digits.len() == it.figures && figures.has(&it.font))
        })
    }
}

/// Where the labels of all divisions are.
pub(super) fn places(sets: &[Set]) -> HashMap<Label, Location> {
    let mut places = HashMap::new();
    for (label, location, _) in sets.iter().flat_map(|it| &it.survey.labels) {
        places.entry(*label).or_insert(*location);
    }
    places
}

/// The place whose page is told in the text behind the tag.
pub(super) fn told(tag: &Tag) -> Option<Label> {
    let Tag::Start(content, _) = tag else {
        return None;
    };
    if &*content.label()?.resolve() != TOLD {
        return None;
    }
    match &content.to_packed::<MetadataElem>()?.value {
        Value::Str(name) => Label::new(PicoStr::intern(name.as_str())),
        _ => None,
    }
}

/// Whether `text` is a number.
pub(super) fn is_number(text: &TextItem) -> bool {
    !text.text.is_empty() && text.text.bytes().all(|it| it.is_ascii_digit())
}

struct Walk<'a> {
    survey: Survey,
    register: &'a Register,
    page: usize,
    /// The marks of the links that have begun.
    open: Vec<Location>,
    /// The place whose page the next text tells.
    next: Option<Label>,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Link(Destination::Location(location), _) => self.link(*location),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Link(..) | FrameItem::Shape(..) | FrameItem::Image(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(content, _) => {
                let location = tag.location();
                if let Some(of) = told(tag) {
                    self.next = Some(of);
                } else if let Some(label) = content.label() {
                    if &*label.resolve() == DIVISION {
                        self.survey.starts.push(self.page);
                    }
                    self.survey.labels.push((label, location, self.page));
                }
                if content.is::<LinkMarker>() {
                    self.open.push(location);
                }
            }
            Tag::End(location, ..) => self.open.retain(|it| it != location),
        }
    }

    fn link(&mut self, location: Location) {
        if let Some(label) = self.register.label(location) {
            self.survey.links.insert(location, label);
            if let Some(mark) = self.open.last() {
                self.survey.links.insert(*mark, label);
            }
        }
    }

    fn text(&mut self, text: &TextItem) {
        if let Some(of) = self.next.take().filter(|_| is_number(text)) {
            self.survey.told.push(Told {
                of,
                figures: text.text.len(),
                font: text.font.clone(),
            });
        }
    }
}
