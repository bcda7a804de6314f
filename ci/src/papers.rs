//! Whether the papers at the root tell the truth, as far as a program can
//! know it: the versions they name, and the files they point at.

use std::path::Path;

use crate::markdown;

/// What the papers call a thing, and the package whose version it has.
const NAMES: &[(&str, &str)] = &[
    ("mdBook", "mdbook-driver"),
    ("mdbook --version", "mdbook-driver"),
    ("Typst", "typst"),
    ("Rust", RUST),
];

/// Stands for the workspace's `rust-version`, which is no package's.
const RUST: &str = "rust-version";

/// One line for each version in `text` that is not the one in use.
///
/// `lock` is Cargo.lock, `manifest` the workspace's Cargo.toml.
pub(crate) fn wrong_versions(paper: &str, text: &str, lock: &str, manifest: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, package) in NAMES {
        let used = match *package {
            RUST => value_after(manifest, "rust-version = \""),
            package => value_after(lock, &format!("name = \"{package}\"\nversion = \"")),
        };
        let Some(used) = used else {
            faults.push(format!(
                "{paper}: `{package}` has no version to compare with"
            ));
            continue;
        };
        let said = versions(text, name)
            .into_iter()
            .filter(|said| !agrees(said, used));
        faults.extend(said.map(|said| format!("{paper}: says {name} {said}; in use is {used}")));
    }
    faults
}

fn value_after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    text.split_once(start)?.1.split('"').next()
}

/// The numbers that follow the name.
fn versions(text: &str, name: &str) -> Vec<String> {
    let after = text
        .match_indices(name)
        .map(|(start, _)| text[start + name.len()..].trim_start());
    let numbers = after.map(|rest| {
        let number: String = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        number.trim_end_matches('.').to_owned()
    });
    numbers.filter(|number| number.contains('.')).collect()
}

/// `0.5` agrees with `0.5.4`, `0.5.3` does not.
fn agrees(said: &str, used: &str) -> bool {
    used.strip_prefix(said)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// One line for each link of the paper to a file that is not there.
pub(crate) fn missing_files(paper: &str, text: &str, root: &Path) -> Vec<String> {
    let links = markdown::links(text).into_iter();
    let files = links.filter(|link| !link.contains(':') && !link.starts_with('#'));
    let missing = files.filter(|link| !root.join(link.split('#').next().unwrap_or(link)).exists());
    missing
        .map(|link| format!("{paper}: links to `{link}`, which is not there"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"mdbook-driver\"\nversion = \"0.5.4\"\n\n\
        [[package]]\nname = \"typst\"\nversion = \"0.15.1\"\n";

    fn wrong(text: &str) -> Vec<String> {
        wrong_versions("README.md", text, LOCK, "rust-version = \"1.92\"")
    }

    #[test]
    fn a_true_version_is_fine_however_long() {
        assert!(wrong("mdBook 0.5, mdBook 0.5.4. Typst 0.15.1 and Rust 1.92.").is_empty());
    }

    #[test]
    fn a_false_version_is_told() {
        assert_eq!(
            wrong("mdBook 0.5.3"),
            ["README.md: says mdBook 0.5.3; in use is 0.5.4"]
        );
        assert_eq!(wrong("Rust 1.9.").len(), 1);
    }

    #[test]
    fn a_name_without_a_number_says_nothing() {
        assert!(wrong("Rust 2024, mdBook's pages").is_empty());
    }

    #[test]
    fn a_link_to_nowhere_is_told() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.md"), "").unwrap();
        let text = "[a](a.md#b) [b](b.md) [c](https://c.org)";
        assert_eq!(
            missing_files("README.md", text, root.path()),
            ["README.md: links to `b.md`, which is not there"]
        );
    }
}
