//! Finished pages put right: the page numbers in them, and where links lead.

use std::collections::HashMap;

use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkMarker};
use typst::text::{FontInstance, Glyph, TextItem};
use typst_layout::PagedDocument;

use super::Set;
use super::numbers::Numbers;
use super::survey::{Survey, is_number, told};

/// The figures of the fonts that page numbers are set in.
#[derive(Default)]
pub(super) struct Figures(HashMap<FontInstance, Vec<Glyph>>);

impl Figures {
    /// From a page on which they stand in order.
    pub(super) fn of(page: &PagedDocument) -> Self {
        let mut figures = Self::default();
        for page in page.pages() {
            figures.find(&page.frame);
        }
        figures
    }

    fn find(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.find(&group.frame),
                FrameItem::Text(text) if text.text == "0123456789" && text.glyphs.len() == 10 => {
                    self.0.insert(text.font.clone(), text.glyphs.clone());
                }
                _ => {}
            }
        }
    }

    /// Whether they are those of `font`.
    pub(super) fn has(&self, font: &FontInstance) -> bool {
        self.0.contains_key(font)
    }

    /// Makes `text`, which is a number, another number.
    fn put(&self, number: usize, text: &mut TextItem) {
        let Some(figures) = self.0.get(&text.font) else {
            return;
        };
        let span = text.glyphs.first().map(|it| it.span);
        let digits = number.to_string();
        text.glyphs = (0u16..)
            .zip(digits.bytes())
            .map(|(at, digit)| Glyph {
                range: at..at + 1,
                span: span.unwrap_or(figures[0].span),
                ..figures[usize::from(digit - b'0')].clone()
            })
            .collect();
        text.text = digits.into();
    }
}

/// Puts right the pages of a sheet.
pub(super) fn settle(
    set: &mut Set,
    numbers: &Numbers,
    places: &HashMap<Label, Location>,
    figures: &Figures,
) {
    let mut settler = Settler {
        survey: &set.survey,
        numbers,
        places,
        figures,
        next: None,
    };
    for page in &mut set.pages {
        settler.frame(&mut page.frame);
    }
}

struct Settler<'a> {
    survey: &'a Survey,
    numbers: &'a Numbers,
    places: &'a HashMap<Label, Location>,
    figures: &'a Figures,
    /// The number that the next text is to be.
    next: Option<usize>,
}

impl Settler<'_> {
    fn frame(&mut self, frame: &mut Frame) {
        frame.retain(|item| {
            self.item(item);
            true
        });
    }

    fn item(&mut self, item: &mut FrameItem) {
        match item {
            FrameItem::Group(group) => self.frame(&mut group.frame),
            FrameItem::Tag(tag) => self.tag(tag),
            FrameItem::Link(Destination::Location(location), _) => {
                let label = self.survey.links.get(location);
                if let Some(place) = label.and_then(|it| self.places.get(it)) {
                    *location = *place;
                }
            }
            FrameItem::Text(text) => {
                if let Some(number) = self.next.take().filter(|_| is_number(text)) {
                    self.figures.put(number, text);
                }
            }
            FrameItem::Link(..) | FrameItem::Shape(..) | FrameItem::Image(..) => {}
        }
    }

    fn tag(&mut self, tag: &mut Tag) {
        if let Some(of) = told(tag) {
            self.next = self.numbers.of(of);
        }
        let label = self.survey.links.get(&tag.location());
        let page = label.and_then(|it| self.numbers.of(*it));
        if let (Tag::Start(content, _), Some(page)) = (tag, page)
            && let Some(mark) = content.to_packed_mut::<LinkMarker>()
            && let Some(alt) = &mut mark.alt
        {
            // "Page 1", in the language of the book.
            let words = alt.trim_end_matches(|it: char| it.is_ascii_digit());
            *alt = format!("{words}{page}").into();
        }
    }
}
