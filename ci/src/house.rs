//! The house rules that a look at the files' texts can tell.

use crate::files;

/// A tracked text file: its path from the checkout's root, and its text.
pub(crate) type File = (String, String);

/// A rule: the fault of one file, if it has one.
type Rule = fn(&str, &str) -> Option<String>;

const RULES: &[Rule] = &[
    size,
    module_file,
    opening,
    mark,
    ignored_test,
    machine_path,
    panics,
];

/// The longest a file of the engine or of the checks may be.
const LONGEST: usize = 700;

/// One line for each file and rule that do not agree.
pub(crate) fn faults(files: &[File]) -> Vec<String> {
    let each = files
        .iter()
        .flat_map(|(path, text)| RULES.iter().map(move |rule| (path, rule(path, text))));
    each.filter_map(|(path, fault)| fault.map(|fault| format!("{path}: {fault}")))
        .collect()
}

/// Rust of ours which is not a listing: listings are written for readers.
fn is_code(path: &str) -> bool {
    files::has_extension(path, "rs") && !format!("/{path}").contains("/src/listings/")
}

fn size(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    let source = is_code(path) && !path.contains("/tests/");
    (source && lines > LONGEST)
        .then(|| format!("{lines} lines; split it by subject before {LONGEST}"))
}

fn module_file(path: &str, _: &str) -> Option<String> {
    path.ends_with("/mod.rs")
        .then(|| "name the file after its module".into())
}

fn opening(path: &str, text: &str) -> Option<String> {
    (is_code(path) && !text.starts_with("//!")).then(|| "open with `//!` and what it is for".into())
}

fn mark(path: &str, text: &str) -> Option<String> {
    // Written apart, so that this file does not find itself.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!"),
        concat!("unimplemented", "!"),
    ];
    let found = marks
        .iter()
        .find_map(|mark| Some((mark, line_with(text, mark)?)));
    let (mark, line) = found.filter(|_| is_ours(path))?;
    Some(format!("line {line}: `{mark}`: do it or open an issue"))
}

fn ignored_test(path: &str, text: &str) -> Option<String> {
    let line =
        line_with(text, concat!("#[", "ignore")).filter(|_| files::has_extension(path, "rs"))?;
    Some(format!("line {line}: a test that is not run"))
}

fn machine_path(path: &str, text: &str) -> Option<String> {
    let always = [concat!("/ro", "ot/"), concat!("/wo", "rk/")];
    let outside_chapters = [concat!("/ho", "me/"), concat!("/Us", "ers/")];
    // A chapter may show what a reader's own machine prints.
    let chapter = path.starts_with("src/");
    let places = always
        .iter()
        .chain(outside_chapters.iter().filter(|_| !chapter));
    let found = places
        .into_iter()
        .find_map(|place| Some((place, line_with_path(text, place)?)));
    let (place, line) = found?;
    Some(format!("line {line}: `{place}` is a place on one machine"))
}

fn panics(path: &str, text: &str) -> Option<String> {
    let engine = path.starts_with("preprocessors/") && path.contains("/src/");
    let code = text.split("\n#[cfg(test)]").next()?;
    let line = code.lines().position(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && line.contains(concat!(".exp", "ect(\""))
    });
    let line = line.filter(|_| engine)?;
    Some(format!(
        "line {}: the engine does not panic on purpose",
        line + 1
    ))
}

/// Whether the words of a file are ours, and not a licence's or a fixture's.
fn is_ours(path: &str) -> bool {
    let fixture = path.contains("/tests/") && !files::has_extension(path, "rs");
    !fixture && !path.starts_with("LICENSE") && path != "Cargo.lock"
}

/// The first line, from 1, that has a text which is not part of a word.
fn line_with(text: &str, wanted: &str) -> Option<usize> {
    find(text, wanted, |c| !c.is_alphanumeric() && c != '_')
}

/// The same for a path, which may not be the rest of a longer one.
fn line_with_path(text: &str, wanted: &str) -> Option<usize> {
    find(text, wanted, |c| {
        !c.is_alphanumeric() && !"_.-/}*".contains(c)
    })
}

fn find(text: &str, wanted: &str, may_precede: fn(char) -> bool) -> Option<usize> {
    let mut places = text.match_indices(wanted).map(|(start, _)| start);
    let start = places.find(|start| text[..*start].chars().next_back().is_none_or(may_precede))?;
    Some(text[..start].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(path: &str, text: &str) -> Option<String> {
        faults(&[(path.to_owned(), text.to_owned())])
            .into_iter()
            .next()
    }

    #[test]
    fn a_good_file_is_fine() {
        assert_eq!(fault("preprocessors/a/src/b.rs", "//! B.\n"), None);
    }

    #[test]
    fn a_long_file_is_told() {
        let text = format!("//! B.\n{}", "\n".repeat(LONGEST));
        assert!(fault("preprocessors/a/src/b.rs", &text).is_some());
        assert_eq!(fault("preprocessors/a/tests/b.rs", &text), None);
    }

    #[test]
    fn a_module_is_named_after_its_subject() {
        assert!(fault("preprocessors/a/src/b/mod.rs", "//! B.").is_some());
    }

    #[test]
    fn a_file_opens_with_its_purpose() {
        assert!(fault("ci/src/b.rs", "fn main() {}").is_some());
        assert_eq!(fault("src/listings/b.rs", "fn main() {}"), None);
    }

    #[test]
    fn marks_are_told_with_their_line() {
        let text = format!("//! B.\n// {}: later", concat!("TO", "DO"));
        assert!(
            fault("ci/src/b.rs", &text)
                .unwrap()
                .starts_with("ci/src/b.rs: line 2")
        );
        assert_eq!(fault("ci/src/b.rs", "//! MASTODON"), None);
    }

    #[test]
    fn a_place_on_one_machine_is_told() {
        let home = concat!("/ho", "me/");
        assert!(fault("README.md", &format!("see {home}me/x")).is_some());
        assert_eq!(fault("src/a.rst", &format!("prints {home}me/x")), None);
        assert_eq!(fault("README.md", &format!("https://a.org{home}x")), None);
    }

    #[test]
    fn a_panic_in_tests_is_fine() {
        let call = concat!(".exp", "ect(\"x\")");
        let text = format!("//! B.\n#[cfg(test)]\nmod tests {{ fn f() {{ a{call}; }} }}");
        assert_eq!(fault("preprocessors/a/src/b.rs", &text), None);
        assert!(
            fault(
                "preprocessors/a/src/b.rs",
                &format!("//! B.\nfn f() {{ a{call} }}")
            )
            .is_some()
        );
    }
}
