//! Files that directives read, and what docutils calls them in messages.

use crate::files::{FileError, Files};
use crate::options::Options;

/// A file that was read.
pub(crate) struct Found {
    /// What it is called: its path from where the document's own is counted.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Reads the file that the source named `from` calls `path`; the error is
/// that of Python, in its words.
pub(crate) fn read(
    files: &dyn Files,
    from: &str,
    path: &str,
    options: &Options,
) -> Result<Found, String> {
    let (from, path) = rooted(from, path, &options.root_prefix);
    let name = sibling(from, &path);
    match files.read(from, &path) {
        Ok(text) => Ok(Found { name, text }),
        Err(FileError::NotFound) => Err(format!("[Errno 2] {}: '{name}'", FileError::NotFound)),
        Err(error) => Err(format!("{error}: '{name}'")),
    }
}

/// Puts `root_prefix`, if there is one, before a path that begins with `/`.
fn rooted<'f>(from: &'f str, path: &str, root_prefix: &str) -> (&'f str, String) {
    match path.strip_prefix('/') {
        Some(rest) if !root_prefix.is_empty() => {
            let prefix = root_prefix.trim_end_matches('/');
            ("", format!("{prefix}/{rest}"))
        }
        _ => (from, path.to_owned()),
    }
}

/// `path`, which is meant relative to the folder of `from`, without detours.
/// The name of a standard file, in angle brackets, stays as it is.
pub(crate) fn sibling(from: &str, path: &str) -> String {
    if path.starts_with('<') && path.ends_with('>') {
        return path.to_owned();
    }
    match from.rsplit_once('/') {
        Some((folder, _)) if !path.starts_with('/') => straight(&format!("{folder}/{path}")),
        _ => straight(path),
    }
}

/// `path` without `.` and, where that is possible, without `..`.
fn straight(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        let folder = parts.last().is_some_and(|last| !matches!(*last, "" | ".."));
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if folder => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What is said where the option `encoding` asks for something that is not read.
pub(crate) fn check_encoding(encoding: Option<&str>) -> Result<(), String> {
    let Some(encoding) = encoding else {
        return Ok(());
    };
    let plain = encoding.to_lowercase().replace('_', "-");
    if ["utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii"].contains(&plain.as_str()) {
        return Ok(());
    }
    Err(format!(
        "Files are read as UTF-8, and not as \"{encoding}\"."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::NoFiles;

    #[test]
    fn paths_count_from_the_file_that_names_them() {
        assert_eq!(sibling("a/b.rst", "c.rst"), "a/c.rst");
        assert_eq!(sibling("a/b.rst", "../c/./d.rst"), "c/d.rst");
        assert_eq!(sibling("a.rst", "../c.rst"), "../c.rst");
        assert_eq!(sibling("a/b.rst", "/c//d.rst"), "/c/d.rst");
        assert_eq!(sibling("a/b.rst", "<isogrk4.txt>"), "<isogrk4.txt>");
    }

    #[test]
    fn errors_name_the_whole_path() {
        let options = Options {
            root_prefix: "root/".into(),
            ..Options::default()
        };
        let error = |path| read(&NoFiles, "a/b.rst", path, &options).err();
        let missing = |path| Some(format!("[Errno 2] No such file or directory: '{path}'"));
        assert_eq!(error("c.rst"), missing("a/c.rst"));
        assert_eq!(error("/c.rst"), missing("root/c.rst"));
    }
}
