//! mdBook's own commands in a chapter, `{{#include …}}` and its kin: the file
//! must be there. Where it is not, mdBook leaves the command on the page.

use doctree::{FileError, Source};

use crate::files::BookFiles;
use crate::raw_html::span;
use crate::report::Report;

/// What every message of this kind starts with.
pub(crate) const MISSING: &str = "cannot include";

/// The commands that name a file.
const COMMANDS: [&str; 4] = ["include", "rustdoc_include", "playground", "playpen"];

/// Reports every command of `source` whose file is not there. mdBook reads
/// what lies outside the sources too, so that alone is no error here.
pub(crate) fn check(source: &Source, files: &BookFiles, report: &mut Report) {
    let text = source.text();
    for (start, _) in text.match_indices("{{") {
        if text[..start].ends_with('\\') {
            continue;
        }
        if let Some((path, length)) = command(&text[start..])
            && let Some(why) = problem(source, path, files)
        {
            let place = span(&(start..start + length));
            report.error(source, place, format!("{MISSING} `{path}`: {why}"));
        }
    }
}

fn problem(source: &Source, path: &str, files: &BookFiles) -> Option<FileError> {
    match files.locate(source.name(), path) {
        Err(FileError::Outside) if !files.stands(source.name(), path) => Some(FileError::NotFound),
        Ok(_) | Err(FileError::Outside) => None,
        Err(why) => Some(why),
    }
}

/// The path in the command that `text` starts with, and the command's length.
fn command(text: &str) -> Option<(&str, usize)> {
    let end = text.find("}}")?;
    let inner = text[2..end].trim_start().strip_prefix('#')?;
    let mut words = inner.split_whitespace();
    if !COMMANDS.contains(&words.next()?) {
        return None;
    }
    let path = words.next()?.split(':').next()?;
    (!path.is_empty()).then_some((path, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_name_files_with_or_without_a_range() {
        assert_eq!(command("{{#include a.rs:2:5}} x"), Some(("a.rs", 21)));
        assert_eq!(
            command("{{ #playground b.rs editable}}").map(|it| it.0),
            Some("b.rs")
        );
        assert_eq!(command("{{#title A b}}"), None);
        assert_eq!(command("{{#include a.rs"), None);
    }
}
