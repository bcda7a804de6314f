//! Pictures without their colours, for books that are printed in black.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

/// What gives a colour in an SVG, as an attribute or in a style.
const PROPERTIES: [&str; 6] = [
    "color",
    "fill",
    "flood-color",
    "lighting-color",
    "stop-color",
    "stroke",
];

/// The picture in greys; of one that cannot be changed, why.
pub(super) fn grey(data: &[u8]) -> Result<Vec<u8>, String> {
    if let Ok(format) = image::guess_format(data) {
        return raster(data, format).map_err(|it| it.to_string());
    }
    let text = std::str::from_utf8(data).map_err(|_| "it is packed".to_owned())?;
    let holds_picture = text.contains("data:image/") || text.contains("<feColorMatrix");
    if holds_picture {
        return Err("it holds a picture or a filter".to_owned());
    }
    Ok(vector(text).into_bytes())
}

fn raster(data: &[u8], format: ImageFormat) -> image::ImageResult<Vec<u8>> {
    let image = image::load_from_memory_with_format(data, format)?;
    let grey = if image.color().has_alpha() {
        DynamicImage::ImageLumaA8(image.to_luma_alpha8())
    } else {
        DynamicImage::ImageLuma8(image.to_luma8())
    };
    let mut out = Cursor::new(Vec::new());
    grey.write_to(&mut out, ImageFormat::Png)?;
    Ok(out.into_inner())
}

/// An SVG whose colours, wherever a property names one, are greys.
fn vector(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['=', ':']) {
        let (before, behind) = rest.split_at(at + 1);
        out.push_str(before);
        rest = behind;
        let name = before[..at].trim_end();
        let start = name.rfind(|it: char| !it.is_ascii_alphanumeric() && it != '-');
        let name = start.map_or(name, |it| name.split_at(it + 1).1);
        if !PROPERTIES.contains(&name) {
            continue;
        }
        let opening = rest.len() - rest.trim_start_matches([' ', '"', '\'', '\n', '\t']).len();
        let (opening, value) = rest.split_at(opening);
        let (value, _) = value.split_at(end_of(value));
        let Some(grey) = grey_of(value) else {
            continue;
        };
        out.push_str(opening);
        out.push_str(&grey);
        rest = &rest[opening.len() + value.len()..];
    }
    out.push_str(rest);
    out
}

/// Where a value ends that begins `text`.
fn end_of(text: &str) -> usize {
    text.find(['"', '\'', ';', '}', '!', '<'])
        .unwrap_or(text.len())
}

/// The grey of a colour, as bright as it; nothing, if this is none.
fn grey_of(value: &str) -> Option<String> {
    let colour: svgtypes::Color = value.trim().parse().ok()?;
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(f64::from);
    // The weights of BT.709, which `image` takes for rasters.
    let level = (0.2126 * red + 0.7152 * green + 0.0722 * blue).round();
    let alpha = f64::from(colour.alpha) / 255.0;
    Some(if colour.alpha == u8::MAX {
        format!("rgb({level},{level},{level})")
    } else {
        format!("rgba({level},{level},{level},{alpha:.3})")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_greys_of_their_brightness() {
        let svg = r##"<svg><style>.a{fill:#ff0000; stroke : blue}</style>
<g stroke="#0f0" fill='none' id="c#123456"><a href="x:y" fill="url(#f)" style="color:rgba(255,0,0,0.5)"/></g></svg>"##;
        let expected = r#"<svg><style>.a{fill:rgb(54,54,54); stroke : rgb(18,18,18)}</style>
<g stroke="rgb(182,182,182)" fill='none' id="c#123456"><a href="x:y" fill="url(#f)" style="color:rgba(54,54,54,0.502)"/></g></svg>"#;
        assert_eq!(vector(svg), expected);
        assert_eq!(vector("fill="), "fill=");
    }

    #[test]
    fn rasters_become_grey_and_keep_what_shows_through() {
        let mut red = image::RgbaImage::new(2, 1);
        red.put_pixel(0, 0, image::Rgba([255, 0, 0, 128]));
        let mut png = Cursor::new(Vec::new());
        red.write_to(&mut png, ImageFormat::Png).unwrap();
        let made = image::load_from_memory(&grey(png.get_ref()).unwrap()).unwrap();
        assert!(!made.color().has_color());
        assert_eq!(made.to_luma_alpha8().get_pixel(0, 0).0, [54, 128]);
        assert!(grey(b"\x1f\x8b packed").is_err());
    }
}
