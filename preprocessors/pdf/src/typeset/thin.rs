//! Finished pages made lighter. Typst leaves in them the elements that they were
//! made of, for all who may ask; here only the labels and the tags are asked for.

use std::collections::HashSet;

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{
    EmphElem, EnumElem, EnumItem, FigureCaption, FootnoteBody, FootnoteElem, LinkMarker, ListElem,
    ListItem, ParElem, StrongElem,
};
use typst_layout::Page;

/// Takes from `pages` what is needed neither for links nor for tags.
pub(super) fn thin(pages: &mut [Page]) {
    let mut dropped = HashSet::new();
    for page in pages {
        frame(&mut page.frame, &mut dropped);
    }
}

fn frame(of: &mut Frame, dropped: &mut HashSet<Location>) {
    of.retain(|item| {
        match item {
            FrameItem::Group(group) => frame(&mut group.frame, dropped),
            FrameItem::Tag(Tag::Start(content, flags)) => {
                if !flags.tagged && content.label().is_none() {
                    dropped.extend(content.location());
                    return false;
                }
                empty(content);
            }
            FrameItem::Tag(Tag::End(location, ..)) => return !dropped.contains(location),
            FrameItem::Text(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..) => {}
        }
        true
    });
}

/// Takes out what stands in the element: it is on the page.
fn empty(content: &mut Content) {
    if let Some(it) = content.to_packed_mut::<ParElem>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<ListElem>() {
        it.children.clear();
    } else if let Some(it) = content.to_packed_mut::<ListItem>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<EnumElem>() {
        it.children.clear();
    } else if let Some(it) = content.to_packed_mut::<EnumItem>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<EmphElem>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<StrongElem>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<LinkMarker>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<FigureCaption>() {
        it.body = Content::empty();
    } else if let Some(it) = content.to_packed_mut::<FootnoteElem>() {
        it.body = FootnoteBody::Content(Content::empty());
    }
}
