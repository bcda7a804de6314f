//! What in the folder of the sources is there to be read, not to be published.

use std::path::Path;

/// Endings of chapters.
pub(crate) const CHAPTERS: [&str; 3] = ["rst", "ipynb", "md"];

/// Whether `path`, a file or folder in the folder `src`, is published. mdBook
/// copies all but `.md`; hornbook leaves out the other chapters too, and the
/// packages of listings, which the pages show.
pub(crate) fn is_published(src: &Path, path: &Path) -> bool {
    let is_chapter = path
        .extension()
        .is_some_and(|it| CHAPTERS.iter().any(|ending| it == *ending));
    let in_package = path
        .ancestors()
        .take_while(|it| *it != src)
        .any(|it| it.join("Cargo.toml").is_file());
    !is_chapter && !in_package
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_and_packages_are_not_published() {
        let dir = tempfile::tempdir().unwrap();
        let src = dir.path();
        std::fs::create_dir_all(src.join("listings/deep")).unwrap();
        std::fs::write(src.join("listings/Cargo.toml"), "").unwrap();
        std::fs::write(src.join("Cargo.toml"), "").unwrap();
        for (path, published) in [
            ("a.rst", false),
            ("listings", false),
            ("listings/a.rs", false),
            ("listings/deep/b.txt", false),
            ("a.rs", true),
            ("images/i.svg", true),
        ] {
            assert_eq!(is_published(src, &src.join(path)), published, "{path}");
        }
    }
}
