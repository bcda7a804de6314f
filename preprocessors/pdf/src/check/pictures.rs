//! Pictures, loaded once each and decoded before Typst sees them.

use std::collections::BTreeMap;

use doctree::{Element, Node, Span};
use typst::foundations::Bytes;

use super::{Reporter, paths};
use crate::{Images, world};

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
    /// By path.
    pub(crate) pictures: BTreeMap<String, Picture>,
}

impl<'a> Album<'a> {
    pub(crate) fn new(images: &'a dyn Images) -> Self {
        Self {
            images,
            pictures: BTreeMap::new(),
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
                let message = format!("the picture `{}` has no alternative text", image.uri);
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
        let path = match paths::scheme(uri) {
            Some(_) => None,
            None => paths::join(chapter, uri),
        };
        let Some(path) = path else {
            findings.warn(format!("the picture `{uri}` is not in the book"), span);
            return uri.to_owned();
        };
        if !self.pictures.contains_key(&path) {
            match self.load(&path) {
                Ok(picture) => {
                    self.pictures.insert(path.clone(), picture);
                }
                Err(problem) => {
                    findings.warn(format!("the picture `{path}` is left out: {problem}"), span);
                }
            }
        }
        path
    }

    fn load(&self, path: &str) -> Result<Picture, String> {
        let data = self.images.load(path).ok_or("there is no such file")?;
        let data = Bytes::new(data);
        let (width, height) = world::measure(&data)?;
        // Few names, used again in every run: Typst never forgets a name.
        let file = format!("pictures/{}", self.pictures.len());
        Ok(Picture {
            file,
            data,
            width,
            height,
        })
    }
}
