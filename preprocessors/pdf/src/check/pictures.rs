//! Pictures, loaded once each and decoded before Typst sees them.

use std::collections::BTreeMap;

use doctree::{Element, Node, Span, data_uri};
use typst::foundations::Bytes;

use super::grey::grey;
use super::{Reporter, dots, paths};
use crate::fonts::Fonts;
use crate::{Images, world};

/// What is said of a picture that cannot be made grey.
const KEEPS: &str = "keeps its colours";

/// A picture that Typst can draw.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// Its name among Typst's files.
    pub(crate) file: String,
    /// Its bytes.
    pub(crate) data: Bytes,
    /// Its width in CSS pixels.
    pub(crate) width: f64,
    /// Its height in CSS pixels.
    pub(crate) height: f64,
}

/// The pictures of a book.
pub(crate) struct Album<'a> {
    images: &'a dyn Images,
    fonts: &'a Fonts,
    /// Whether pictures lose their colours.
    grey: bool,
    /// By path.
    pub(crate) pictures: BTreeMap<String, Picture>,
    /// The names of those that stand in their addresses, by address.
    own: BTreeMap<String, String>,
}

impl<'a> Album<'a> {
    pub(crate) fn new(images: &'a dyn Images, fonts: &'a Fonts, grey: bool) -> Self {
        Self {
            images,
            fonts,
            grey,
            pictures: BTreeMap::new(),
            own: BTreeMap::new(),
        }
    }

    /// Loads the pictures of the chapter at `path`.
    pub(crate) fn collect(&mut self, root: &mut Node, path: &str, findings: &mut Reporter) {
        root.walk_mut(&mut |node| {
            let span = node.span;
            let Element::Image(image) = &mut node.element else {
                return;
            };
            if image.alt.is_none() {
                let message = format!(
                    "the picture `{}` has no alternative text",
                    shown(&image.uri)
                );
                findings.warn(message, span);
            }
            image.uri = self.find(&image.uri, path, span, findings);
        });
    }

    /// Loads the cover's picture; its path, if it is there.
    pub(crate) fn cover(&mut self, path: Option<&str>, findings: &mut Reporter) -> Option<String> {
        let path = self.find(path?, "", Span::default(), findings);
        self.pictures.contains_key(&path).then_some(path)
    }

    /// The path of the picture that a chapter calls `uri`.
    fn find(&mut self, uri: &str, chapter: &str, span: Span, findings: &mut Reporter) -> String {
        if let Some((mime, data)) = data_uri::decode(uri) {
            return self.keep(uri, &mime, data, span, findings);
        }
        let path = match paths::scheme(uri) {
            Some(_) => None,
            None => paths::join(chapter, uri),
        };
        let Some(path) = path else {
            findings.warn(format!("the picture `{uri}` is not in the book"), span);
            return uri.to_owned();
        };
        if !self.pictures.contains_key(&path) {
            let data = self.images.load(&path).ok_or("there is no such file");
            match data.map_err(str::to_owned).and_then(|it| self.decode(it)) {
                Ok((picture, coloured)) => {
                    self.pictures.insert(path.clone(), picture);
                    if let Some(why) = coloured {
                        findings.warn(format!("the picture `{path}` {KEEPS}: {why}"), span);
                    }
                }
                Err(problem) => {
                    findings.warn(format!("the picture `{path}` is left out: {problem}"), span);
                }
            }
        }
        path
    }

    /// The name for a picture of the type `mime` that stands in its address,
    /// which is too long to be one.
    fn keep(
        &mut self,
        uri: &str,
        mime: &str,
        data: Vec<u8>,
        span: Span,
        findings: &mut Reporter,
    ) -> String {
        if let Some(name) = self.own.get(uri) {
            return name.clone();
        }
        // No path holds two slashes.
        let name = format!("data//{}", self.own.len());
        self.own.insert(uri.to_owned(), name.clone());
        match self.decode(data) {
            Ok((picture, coloured)) => {
                self.pictures.insert(name.clone(), picture);
                if let Some(why) = coloured {
                    let message = format!("a picture of the type `{mime}` {KEEPS}: {why}");
                    findings.warn(message, span);
                }
            }
            Err(problem) => {
                let message = format!("a picture of the type `{mime}` is left out: {problem}");
                findings.warn(message, span);
            }
        }
        name
    }

    /// The picture, and why it keeps its colours if it should not.
    fn decode(&self, data: Vec<u8>) -> Result<(Picture, Option<String>), String> {
        let (data, scale) = dots::fewer(&data).unwrap_or((data, 1.0));
        let mut data = Bytes::new(data);
        let (width, height) = world::measure(&data, self.fonts)?;
        let mut coloured = None;
        if self.grey {
            match grey(&data) {
                Ok(changed) => data = Bytes::new(changed),
                Err(why) => coloured = Some(why),
            }
        }
        // Few names, used again in every run: Typst never forgets a name.
        let file = format!("pictures/{}", self.pictures.len());
        let picture = Picture {
            file,
            data,
            width: width * scale,
            height: height * scale,
        };
        Ok((picture, coloured))
    }
}

/// An address as a message shows it: one that holds a picture is too long.
fn shown(uri: &str) -> &str {
    if data_uri::decode(uri).is_some() {
        "data:"
    } else {
        uri
    }
}
