//! What is read of texts of our own, compared with what docutils reads.
//!
//! One construct to a file in `cases/`; `cargo ci docutils --renew` has
//! docutils make the answers. A case whose answer is to stay different is
//! listed in `DIFFERENCES.md`, and must go from there once it is equal.

#[path = "../examples/conformance.rs"]
#[allow(dead_code, reason = "an example has a `main`")]
mod conformance;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// What `answers.py` takes for today.
const TODAY: [i32; 3] = [2001, 2, 3];

#[test]
fn texts_are_read_as_docutils_reads_them() {
    // Paths in the texts count from there.
    std::env::set_current_dir(folder()).unwrap();
    let mut known = known_differences();
    let mut failures = String::new();
    let mut count = 0;
    for path in files() {
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            count += 1;
            let name = format!("{file}: {}", case.name);
            let got = read(&case);
            let is_equal = got.trim_end() == case.expected.trim_end();
            let is_known = known.remove(&name);
            if is_equal && is_known {
                let _ = writeln!(
                    failures,
                    "=== {name}\nis equal, but listed in DIFFERENCES.md"
                );
            } else if !is_equal && !is_known {
                let Case { text, expected, .. } = case;
                let _ = writeln!(
                    failures,
                    "=== {name}\n{text}--- expected\n{expected}--- got\n{got}"
                );
            }
        }
    }
    assert!(count > 1000, "only {count} cases were found");
    assert!(failures.is_empty(), "{failures}");
    assert!(known.is_empty(), "DIFFERENCES.md lists {known:?}");
}

/// The cases in the list below "Our own cases", each as `file: name`.
fn known_differences() -> BTreeSet<String> {
    let text = std::fs::read_to_string("../../DIFFERENCES.md").unwrap_or_default();
    let list = text
        .split("\n## ")
        .find(|it| it.starts_with("Our own cases"));
    let rows = list.unwrap_or_default().lines();
    rows.filter_map(|it| Some(it.strip_prefix("- `")?.split_once('`')?.0.to_owned()))
        .collect()
}

struct Case<'t> {
    name: &'t str,
    text: &'t str,
    expected: &'t str,
    /// `publish`, for all that a document passes through, or another kind.
    kind: &'t str,
    settings: Map<String, Value>,
    /// Pairs of names and priorities.
    transforms: Vec<Value>,
}

/// The cases of a file: a head, then for each `--- name`, the text, a full
/// stop, and pseudo-XML. How they are read may stand in brackets at the end of
/// the head's first line, or of a name: the kind, and `setting=value`.
fn cases(file: &str) -> Vec<Case<'_>> {
    let mut parts = file.split("\n--- ");
    let head = parts.next().unwrap_or_default().lines().next();
    let head = head.unwrap_or_default();
    parts.filter_map(|part| case(head, part)).collect()
}

fn case<'t>(head: &'t str, part: &'t str) -> Option<Case<'t>> {
    let (name, rest) = part.split_once('\n')?;
    let (text, expected) = rest.split_once("\n.\n")?;
    let mut case = Case {
        name,
        text: &rest[..=text.len()],
        expected,
        kind: "parse",
        settings: Map::new(),
        transforms: Vec::new(),
    };
    for word in [head, name].into_iter().flat_map(brackets) {
        match word.split_once('=') {
            Some((setting, written)) => {
                case.settings.insert(setting.into(), value(written));
            }
            None => match word.split_once('@') {
                Some((name, priority)) => case.transforms.push(json!([name, value(priority)])),
                None => case.kind = word,
            },
        }
    }
    Some(case)
}

fn brackets(line: &str) -> impl Iterator<Item = &str> {
    let inside = line.strip_suffix(']').and_then(|it| it.rsplit_once('['));
    inside.into_iter().flat_map(|(_, words)| words.split(", "))
}

fn value(written: &str) -> Value {
    match written {
        "yes" => true.into(),
        "no" => false.into(),
        _ if written.contains(';') => {
            let items = written.split(';').filter(|it| !it.is_empty());
            items.map(Value::from).collect()
        }
        _ => written
            .parse::<i64>()
            .map_or_else(|_| written.into(), Value::from),
    }
}

fn read(case: &Case<'_>) -> String {
    let case = json!({
        "kind": case.kind,
        "input": case.text,
        "settings": case.settings,
        "transforms": case.transforms,
        "stubs": case.settings.contains_key("stubs"),
        "today": TODAY,
    });
    let answer = conformance::answer(&case, &conformance::Disk::default());
    answer.as_str().unwrap_or_default().to_owned()
}

fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    files
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}
