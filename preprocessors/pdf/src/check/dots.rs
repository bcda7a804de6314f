//! Pictures with no more dots than paper shows. A screen's picture may have
//! twice as many each way, and each costs four bytes while a book is set.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader};

/// The most dots across: 300 to the inch on six inches, which is the measure of A4.
const ACROSS: u32 = 1_800;

/// How well JPEG keeps a picture that is made smaller.
const QUALITY: u8 = 90;

/// The picture `data` made smaller, and how much wider it was; nothing, if it is
/// small enough, or no raster that holds one picture.
pub(super) fn fewer(data: &[u8]) -> Option<(Vec<u8>, f64)> {
    let format = image::guess_format(data).ok()?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg) {
        return None;
    }
    let reader = ImageReader::with_format(Cursor::new(data), format);
    let (width, _) = reader.into_dimensions().ok()?;
    if width <= ACROSS {
        return None;
    }
    let made = smaller(data, format).ok()?;
    Some((made, f64::from(width) / f64::from(ACROSS)))
}

fn smaller(data: &[u8], format: ImageFormat) -> image::ImageResult<Vec<u8>> {
    let mut decoder = ImageReader::with_format(Cursor::new(data), format).into_decoder()?;
    let profile = decoder.icc_profile()?;
    let turned = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    let height = u64::from(image.height()) * u64::from(ACROSS) / u64::from(image.width().max(1));
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    image = image.thumbnail_exact(ACROSS, height);
    image.apply_orientation(turned);
    let mut out = Vec::new();
    if format == ImageFormat::Jpeg {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        if let Some(profile) = profile {
            // A format that takes no profile goes without.
            let _ = encoder.set_icc_profile(profile);
        }
        image.to_rgb8().write_with_encoder(encoder)?;
    } else {
        let mut encoder = PngEncoder::new(&mut out);
        if let Some(profile) = profile {
            let _ = encoder.set_icc_profile(profile);
        }
        image.write_with_encoder(encoder)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, format: ImageFormat) -> Vec<u8> {
        let image = DynamicImage::ImageRgb8(image::RgbImage::new(width, width / 2));
        let mut out = Cursor::new(Vec::new());
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn only_what_is_too_fine_is_made_smaller() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let (made, scale) = fewer(&picture(3_600, format)).unwrap();
            assert!((scale - 2.0).abs() < f64::EPSILON);
            assert_eq!(image::guess_format(&made).unwrap(), format);
            let made = image::load_from_memory(&made).unwrap();
            assert_eq!((made.width(), made.height()), (1_800, 900));
            assert_eq!(fewer(&picture(1_800, format)), None);
        }
        assert_eq!(fewer(b"<svg/>"), None);
        assert_eq!(fewer(&picture(9_000, ImageFormat::Png)[..40]), None);
    }
}
