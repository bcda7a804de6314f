//! Paths of chapters, with slashes, from the folder of the sources.

use std::fmt::Write;

/// A chapter's name: its path without the ending.
pub(super) fn name(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((name, ending)) if !ending.contains('/') && !name.is_empty() => name,
        _ => path,
    }
}

/// The path that `written` means in the chapter at `from`: it counts from the
/// chapter's folder, or from the folder of the sources if it begins with `/`.
pub(super) fn resolve(from: &str, written: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |it| it.0);
    let whole = match written.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None => format!("{folder}/{written}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|it| *it != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The way from the chapter at `from` to the file at `to`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let pairs = from[..folders].iter().zip(&to[..to.len() - 1]);
    let common = pairs.take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders - common);
    let parts: Vec<&str> = up.chain(to[common..].iter().copied()).collect();
    encoded(&parts.join("/"))
}

/// `path` as a part of an address.
pub(super) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '%' | '#' | '?' | '<' | '>' | '"' | '\\' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_ending() {
        assert_eq!(name("library/os.path.rst"), "library/os.path");
        assert_eq!(name("a.b/c"), "a.b/c");
        assert_eq!(name(".rst"), ".rst");
    }

    #[test]
    fn paths_count_from_their_chapter() {
        for (from, written, path) in [
            ("a/b.rst", "c", "a/c"),
            ("a/b.rst", "../c/./d", "c/d"),
            ("a/b.rst", "/c", "c"),
            ("b.rst", "../../c", "../../c"),
        ] {
            assert_eq!(resolve(from, written), path, "{written}");
        }
    }

    #[test]
    fn a_way_goes_up_and_down() {
        for (from, to, way) in [
            ("a.rst", "b.rst", "b.rst"),
            ("x/a.rst", "x/b.rst", "b.rst"),
            ("x/y/a.rst", "x/z/b.rst", "../z/b.rst"),
            ("x/a.rst", "b c.rst", "../b%20c.rst"),
        ] {
            assert_eq!(relative(from, to), way);
        }
    }
}
