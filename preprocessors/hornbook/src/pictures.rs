//! Pictures that are named `schedule.*`, whatever form they are there in.

use doctree::{Document, Element};

use crate::files::BookFiles;

/// The endings that are looked for, the best first.
const FORMS: [&str; 6] = ["svg", "png", "webp", "gif", "jpg", "jpeg"];

/// Gives each picture of `document` that is named with a `*` the ending of a
/// file that is there; one without a file stays, and is told as missing.
pub(crate) fn choose(document: &mut Document, name: &str, files: &BookFiles) {
    let asks = |text: &str| text.contains(".*");
    if !document.sources.iter().any(|it| asks(it.text())) {
        return;
    }
    document.root.walk_mut(&mut |node| {
        let Element::Image(image) = &mut node.element else {
            return;
        };
        let Some(stem) = image.uri.strip_suffix(".*") else {
            return;
        };
        let mut candidates = FORMS.iter().map(|form| format!("{stem}.{form}"));
        if let Some(found) = candidates.find(|it| files.locate(name, it).is_ok()) {
            image.uri = found;
        }
    });
}
