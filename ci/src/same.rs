//! Whether two builds of one book gave the same site.
//!
//! The search index is left out: its bytes depend on the version of a library
//! that the stock binary pins by itself, and its file name on its bytes.

use std::path::Path;

use crate::files;

/// What only our own build adds, by the beginnings of its names: the inventory,
/// the search, and what keeps a site for reading without a network. The PDF, too,
/// is no part of the site that a stock mdBook makes.
const OURS_ALONE: &[&str] = &["manifest.webmanifest", "objects.inv", "search/", "sw.js"];

/// What a stock mdBook copies to the site because it does not know it for source.
const SOURCES: &[&str] = &[".rst", ".rs", ".out", ".err", ".expect", ".toml"];

/// One line for each file that is not the same in both folders.
pub(crate) fn differences(ours: &Path, stock: &Path) -> anyhow::Result<Vec<String>> {
    let (own, other) = (names(ours)?, names(stock)?);
    let mut faults = Vec::new();
    let both = |name: &&String| {
        let pdf = files::has_extension(name, "pdf") && !name.contains('/');
        !pdf && !OURS_ALONE.iter().any(|it| name.starts_with(it))
    };
    for name in own.iter().filter(both) {
        if !other.contains(name) {
            faults.push(format!("{name}: stock mdBook does not make it"));
        } else if let Some(fault) = difference(name, &bytes(ours, name)?, &bytes(stock, name)?) {
            faults.push(fault);
        }
    }
    let missing = other
        .iter()
        .filter(|name| !own.contains(name) && !is_source(name));
    faults.extend(missing.map(|name| format!("{name}: only stock mdBook makes it")));
    Ok(faults)
}

fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = files::below(folder)?;
    names.retain(|name| !name.starts_with("searchindex"));
    Ok(names)
}

fn bytes(folder: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let bytes = without_index(&std::fs::read(folder.join(name))?);
    Ok(if name == "toc.html" {
        without_outer_items(&bytes)
    } else {
        bytes
    })
}

/// The page of all chapters without list items that hold only another: mdBook
/// makes such of the titles of parts, which is no HTML, and ours mends it.
fn without_outer_items(bytes: &[u8]) -> Vec<u8> {
    let mut html = String::from_utf8_lossy(bytes).into_owned();
    for (outer, inner) in [
        ("<li class=\"chapter-item expanded \"><li ", "<li "),
        ("<li class=\"chapter-item \"><li ", "<li "),
        ("</li></li>", "</li>"),
    ] {
        html = html.replace(outer, inner);
    }
    html.into_bytes()
}

fn is_source(name: &str) -> bool {
    SOURCES.iter().any(|end| name.ends_with(end))
}

fn difference(name: &str, ours: &[u8], stock: &[u8]) -> Option<String> {
    if ours == stock {
        return None;
    }
    let same = ours.iter().zip(stock).take_while(|(a, b)| a == b).count();
    let line = ours[..same].split(|byte| *byte == b'\n').count();
    let excerpt = |bytes: &[u8]| {
        let end = bytes.len().min(same + 60);
        String::from_utf8_lossy(&bytes[same.saturating_sub(20)..end]).into_owned()
    };
    Some(format!(
        "{name}: differs in line {line}: ours `{}`, stock `{}`",
        excerpt(ours),
        excerpt(stock)
    ))
}

/// The bytes with each `searchindex-<hash>.` written as `searchindex.`.
fn without_index(bytes: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"searchindex-";
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        if rest.starts_with(NAME) {
            kept.extend_from_slice(&NAME[..NAME.len() - 1]);
            rest = &rest[NAME.len()..];
            let hash = rest
                .iter()
                .take_while(|byte| byte.is_ascii_hexdigit())
                .count();
            rest = &rest[hash..];
        } else {
            kept.push(*first);
            rest = &rest[1..];
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn told(ours: &[(&str, &str)], stock: &[(&str, &str)]) -> Vec<String> {
        differences(folder(ours).path(), folder(stock).path()).unwrap()
    }

    #[test]
    fn the_search_index_may_differ() {
        let ours = [
            ("a.html", "<script src=searchindex-0a1b.js>"),
            ("searchindex-0a1b.js", "1"),
        ];
        let stock = [
            ("a.html", "<script src=searchindex-2c3d.js>"),
            ("searchindex-2c3d.js", "2"),
        ];
        assert!(told(&ours, &stock).is_empty());
    }

    #[test]
    fn titles_of_parts_are_no_items_of_items() {
        let ours = [("toc.html", "<li class=\"part-title\">A</li>")];
        let outer = "<li class=\"chapter-item expanded \"><li class=\"part-title\">A</li></li>";
        assert!(told(&ours, &[("toc.html", outer)]).is_empty());
    }

    #[test]
    fn a_page_may_not_differ() {
        let faults = told(&[("a.html", "x\ny")], &[("a.html", "x\nz")]);
        assert_eq!(
            faults,
            ["a.html: differs in line 2: ours `x\ny`, stock `x\nz`"]
        );
    }

    #[test]
    fn only_known_files_may_stand_alone() {
        assert!(told(&[("sw.js", ""), ("search/1.js", "")], &[("a.rst", "")]).is_empty());
        assert_eq!(
            told(&[("a.html", "")], &[]),
            ["a.html: stock mdBook does not make it"]
        );
        assert_eq!(
            told(&[], &[("a.html", "")]),
            ["a.html: only stock mdBook makes it"]
        );
    }
}
