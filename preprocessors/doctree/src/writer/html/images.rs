//! Pictures and films, and the lengths that size them.

use super::settings::ImageLoading;
use super::tag::Tag;
use super::{Writer, links};
use crate::tree::element::Image;
use crate::tree::{Element, Node};

/// Endings of the files that are shown as films.
const FILMS: [&str; 3] = [".mp4", ".webm", ".ogv"];

impl<'n> Writer<'_, 'n> {
    pub(super) fn image(&mut self, node: &'n Node, image: &Image) {
        let suffix = if self.image_is_block() { "\n" } else { "" };
        self.check_scale(node, image);
        let loading = self.loading(image);
        let embedded = match loading {
            ImageLoading::Embed => self.embedded(node, image),
            ImageLoading::Link | ImageLoading::Lazy => None,
        };
        let uri = embedded.as_deref().unwrap_or(links::picture(&image.uri));
        let alt = image.alt.as_deref().unwrap_or(&image.uri);
        let align = image.align.map(|align| format!("align-{align}"));
        let film = is_film(&image.uri);
        let lazy = loading == ImageLoading::Lazy;
        let mut tag = Tag::of(node, if film { "video" } else { "img" })
            .with("src", uri)
            .maybe("loading", lazy.then_some("lazy"));
        for (name, value) in size(image) {
            tag = tag.with(name, value);
        }
        if let Some(align) = &align {
            tag = tag.first(align);
        }
        if film {
            self.film(node, tag, links::picture(&image.uri), alt, suffix);
        } else {
            tag.with("alt", alt).empty(suffix, &mut self.out);
        }
        if !suffix.is_empty() {
            self.report();
        }
    }

    /// What the picture says, or else the settings; films are not loaded
    /// otherwise than they say.
    fn loading(&self, image: &Image) -> ImageLoading {
        match image.loading {
            Some("embed") => ImageLoading::Embed,
            Some("lazy") => ImageLoading::Lazy,
            Some(_) => ImageLoading::Link,
            None if is_film(&image.uri) => ImageLoading::Link,
            None => self.html.image_loading,
        }
    }

    fn film(&mut self, node: &Node, mut tag: Tag, uri: &str, alt: &str, suffix: &str) {
        if node.attributes.has_class("controls") {
            tag = tag.without("controls").with("controls", "controls");
        }
        self.open(tag.with("title", alt), suffix);
        self.open(Tag::new("a").with("href", uri), "");
        self.text(alt);
        self.close("a", suffix);
        self.close("video", suffix);
    }

    /// Whether it stands among blocks, be it inside a reference.
    fn image_is_block(&self) -> bool {
        !self.parent_is(Element::holds_inline)
            || self.parent_is(|it| matches!(it, Element::Reference(_)))
                && !self
                    .grandparent()
                    .is_some_and(|it| it.element.holds_inline())
    }
}

/// Whether a picture can be told by its address and its alternative alone.
pub(crate) fn is_alone(image: &Image) -> bool {
    let sized = image.width.is_some() || image.height.is_some() || image.scale.is_some();
    !sized && image.align.is_none() && image.loading != Some("lazy") && !is_film(&image.uri)
}

pub(super) fn is_film(uri: &str) -> bool {
    FILMS.iter().any(|ending| uri.ends_with(ending))
}

/// The picture's size as attributes: lengths with a unit go into the style.
fn size(image: &Image) -> Vec<(&'static str, String)> {
    let factor = f64::from(image.scale.unwrap_or(100)) / 100.0;
    let mut attributes = Vec::new();
    let mut style = Vec::new();
    for (name, measure) in [("width", &image.width), ("height", &image.height)] {
        let Some((value, unit)) = measure.as_deref().and_then(measure_of) else {
            continue;
        };
        let value = value * factor;
        if unit.is_empty() {
            attributes.push((name, format!("{}", value.round_ties_even())));
        } else {
            style.push(format!("{name}: {}{unit};", significant(value)));
        }
    }
    if !style.is_empty() {
        attributes.push(("style", style.join(" ")));
    }
    attributes
}

/// `measure` as a length for a style sheet: pixels if it has no unit, none if
/// it is no length.
pub(super) fn length(measure: &str) -> Option<String> {
    let (_, unit) = measure_of(measure)?;
    let known = [
        "", "em", "ex", "px", "in", "cm", "mm", "pt", "pc", "ch", "rem", "vw", "vh", "vmin",
        "vmax", "Q", "%",
    ];
    let px = if unit.is_empty() { "px" } else { "" };
    known
        .contains(&unit)
        .then(|| format!("{}{px}", measure.replace(' ', "")))
}

/// A number and its unit: letters or `%`.
fn measure_of(measure: &str) -> Option<(f64, &str)> {
    let measure = measure.trim();
    let end = measure
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(measure.len());
    let unit = measure[end..].trim_start();
    let known = unit == "%" || unit.chars().all(|c| c.is_ascii_alphabetic());
    Some((measure[..end].parse().ok()?, unit)).filter(|_| known)
}

/// `value` with six significant digits at most, as C's `%g` writes it.
fn significant(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(value);
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_are_none_are_dropped() {
        assert_eq!(length("80%").as_deref(), Some("80%"));
        assert_eq!(length("320").as_deref(), Some("320px"));
        assert_eq!(length("1.5 em").as_deref(), Some("1.5em"));
        for no in ["", "red", "200uf", "1px; background: url(x)", "1px;"] {
            assert_eq!(length(no), None, "{no:?}");
        }
    }

    #[test]
    fn sizes_are_scaled_and_those_with_a_unit_are_style() {
        let image = Image {
            width: Some("50%".into()),
            height: Some("200".into()),
            scale: Some(33),
            ..Image::default()
        };
        assert_eq!(
            size(&image),
            [
                ("height", "66".to_owned()),
                ("style", "width: 16.5%;".into())
            ]
        );
    }
}
