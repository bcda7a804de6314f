//! What a page asks for before anything is clicked on, and how much that is on
//! the way, compressed as servers of static sites do.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::server::Server;
use crate::window::Window;

/// The endings of pictures, which are not counted: a page has as many as it needs.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// What one page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Requests to the page's own site, pictures aside.
    pub(crate) requests: usize,
    /// Bytes of their answers, compressed by gzip.
    pub(crate) bytes: usize,
    /// Requests to other sites.
    pub(crate) foreign: usize,
}

/// What the page at `url` has asked for, which `window` shows, of the site in
/// `folder`.
pub(crate) fn of(
    window: &Window,
    server: &Server,
    folder: &Path,
    url: &str,
) -> anyhow::Result<Weight> {
    let mut weight = Weight::default();
    let own = server.url("");
    for asked in window.requests(url) {
        if asked.starts_with("data:") || asked.starts_with("blob:") {
            continue;
        }
        let Some(path) = asked.strip_prefix(&own) else {
            weight.foreign += 1;
            continue;
        };
        let path = file(path);
        let ending = path.rsplit('.').next().unwrap_or_default();
        if PICTURES.contains(&ending) && !path.contains("favicon") {
            continue;
        }
        weight.requests += 1;
        weight.bytes += compressed(&folder.join(&path)).with_context(|| asked.clone())?;
    }
    Ok(weight)
}

/// The file that is served at a path.
fn file(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.replace("%20", " ");
    if path.is_empty() || path.ends_with('/') {
        path + "index.html"
    } else {
        path
    }
}

/// How long a file is when it is compressed; what is not there is short.
fn compressed(file: &Path) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&std::fs::read(file).unwrap_or_default())?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_file() {
        assert_eq!(file("a/?b#c"), "a/index.html");
        assert_eq!(file("a%20b.css?v=1"), "a b.css");
    }

    #[test]
    fn what_repeats_itself_is_short() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "again ".repeat(1000)).unwrap();
        assert!(compressed(&file).unwrap() < 100);
    }
}
