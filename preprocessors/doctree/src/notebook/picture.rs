//! The pictures among the outputs of a notebook, by the names that nbconvert
//! gives their files.

use super::json::{self, Value};
use super::text::Written;
use crate::cell;
use crate::data_uri;

/// Types of pictures, the endings of their files, and what version 3 of the
/// format calls them.
pub(super) const TYPES: [(&str, &[&str], &str); 5] = [
    ("image/svg+xml", &["svg"], "svg"),
    ("image/png", &["png"], "png"),
    ("image/jpeg", &["jpg", "jpeg"], "jpeg"),
    ("image/gif", &["gif"], "gif"),
    ("image/webp", &["webp"], "webp"),
];

/// A picture by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its file's bytes.
    pub bytes: Vec<u8>,
    /// Its type, such as `image/png`.
    pub mime: &'static str,
}

/// The picture in the notebook `text` whose file nbconvert calls `name`:
/// `x_files/x_10_0.png`, or `output_10_0.png`, is the output 0 of the cell 10,
/// both counted from 0. None, if that output has no picture of this type.
pub fn picture(text: &str, name: &str) -> Option<Picture> {
    let (cell, output) = cell::numbered(name)?;
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let row = TYPES.iter().find(|it| it.1.contains(&&*ending))?;
    let notebook = json::read(text).0?;
    let cells = match notebook.get("cells") {
        Some(cells) => cells.items(),
        None => notebook
            .get("worksheets")?
            .items()
            .first()?
            .get("cells")?
            .items(),
    };
    let output = cells.get(cell)?.get("outputs")?.items().get(output)?;
    let bytes = bytes(data(output, row.0, row.2)?, row.0)?;
    Some(Picture { bytes, mime: row.0 })
}

/// What an output holds in the type `mime`, which version 3 calls `old`.
pub(super) fn data<'v, 't>(output: &'v Value<'t>, mime: &str, old: &str) -> Option<&'v Value<'t>> {
    match output.get("data") {
        Some(data) => data.get(mime),
        None => output.get(old),
    }
}

/// The bytes of a picture: text if it is a drawing, else in base 64.
pub(super) fn bytes(value: &Value<'_>, mime: &str) -> Option<Vec<u8>> {
    let text = Written::of(value).text;
    if mime == "image/svg+xml" && text.trim_start().starts_with('<') {
        return Some(text.into_bytes());
    }
    data_uri::bytes(&text).filter(|it| !it.is_empty())
}
