//! Files that directives read, and what docutils calls them in messages.

use super::{Failure, encoding, standard};
use crate::files::{FileError, Files};
use crate::options::Options;
use crate::python::repr;

/// A file that was read.
pub(crate) struct Found {
    /// What it is called: its path from where the document's own is counted.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Why a file could not be read, in Python's words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// There is none, or it may not be opened.
    Closed(String),
    /// It is not in the encoding it is said to be in.
    Undecodable(String),
}

/// Reads the file that the source named `from` calls `path`, in the encoding
/// of that name.
pub(crate) fn read(
    files: &dyn Files,
    from: &str,
    path: &str,
    encoding: Option<&str>,
    options: &Options,
) -> Result<Found, Unread> {
    let (from, path) = rooted(from, path, &options.root_prefix);
    let name = sibling(from, &path);
    match files.read_bytes(from, &path) {
        Ok(bytes) => decoded(name, bytes, encoding.unwrap_or(&options.input_encoding)),
        Err(error) => Err(closed(&name, &error)),
    }
}

/// The same, but a name in angle brackets stands for a standard file. The
/// caller of the engine may have it, too, and is asked first.
pub(crate) fn read_or_standard(
    files: &dyn Files,
    from: &str,
    path: &str,
    encoding: Option<&str>,
    options: &Options,
) -> Result<Found, Unread> {
    let brackets = path.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let Some(title) = brackets else {
        return read(files, from, path, encoding, options);
    };
    let folder = options.standard_include_path.trim_end_matches('/');
    let name = match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{title}"),
    };
    match (files.read_bytes(from, path), standard::text(title)) {
        (Ok(bytes), _) => decoded(name, bytes, encoding.unwrap_or(&options.input_encoding)),
        (Err(_), Some(text)) => Ok(Found { name, text }),
        (Err(error), None) => Err(closed(&name, &error)),
    }
}

fn closed(name: &str, error: &FileError) -> Unread {
    Unread::Closed(match error {
        FileError::NotFound => format!("[Errno 2] {error}: {}", repr(name)),
        _ => format!("{error}: {}", repr(name)),
    })
}

/// The text of the file, with the lines' ends that Python gives it.
fn decoded(name: String, bytes: Vec<u8>, encoding: &str) -> Result<Found, Unread> {
    let text = encoding::decode(bytes, encoding).map_err(Unread::Undecodable)?;
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    Ok(Found { name, text })
}

impl Unread {
    /// The message about the file of a directive.
    pub(crate) fn failure(&self, directive: &str) -> Failure {
        Failure::error(match self {
            Self::Closed(why) => {
                format!("Problems with \"{directive}\" directive path:\nInputError: {why}.")
            }
            Self::Undecodable(why) => format!("Problem with \"{directive}\" directive:\n{why}"),
        })
    }

    /// What is wrong.
    pub(crate) fn into_reason(self) -> String {
        match self {
            Self::Closed(why) | Self::Undecodable(why) => why,
        }
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
pub(crate) fn sibling(from: &str, path: &str) -> String {
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
    }

    #[test]
    fn errors_name_the_whole_path() {
        let options = Options {
            root_prefix: "root/".into(),
            ..Options::default()
        };
        let error = |path| read(&NoFiles, "a/b.rst", path, None, &options).err();
        let missing = |path| {
            Some(Unread::Closed(format!(
                "[Errno 2] No such file or directory: '{path}'"
            )))
        };
        assert_eq!(error("c.rst"), missing("a/c.rst"));
        assert_eq!(error("/c.rst"), missing("root/c.rst"));
    }

    #[test]
    fn standard_files_need_nobody() {
        let mut options = Options::default();
        let read = |path, options: &Options| {
            read_or_standard(&NoFiles, "a/b.rst", path, None, options).map(|it| it.name)
        };
        assert_eq!(
            read("<isonum.txt>", &options),
            Ok("<isonum.txt>".to_owned())
        );
        options.standard_include_path = "../include".into();
        let found = read("<isonum.txt>", &options);
        assert_eq!(found, Ok("../include/isonum.txt".to_owned()));
        let missing = "[Errno 2] No such file or directory: '../include/none'";
        let found = read("<none>", &options);
        assert_eq!(found, Err(Unread::Closed(missing.to_owned())));
    }
}
