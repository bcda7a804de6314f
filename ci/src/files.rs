//! Folders on the disk: what lies in them, and copies of them.

use std::path::Path;

use anyhow::Context as _;

use crate::command;
use crate::repository::Repository;

/// The files below a folder, sorted, as paths from it with `/` between the
/// parts. Symbolic links are followed.
pub(crate) fn below(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{shown}/"), found)?;
        } else {
            found.push(shown);
        }
    }
    Ok(())
}

/// Whether a path ends in this extension, given without the dot.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|it| it == extension)
}

/// Copies a folder into one that exists, leaving out the named entries of its
/// top level. Symbolic links stay links.
pub(crate) fn copy(from: &Path, to: &Path, without: &[&str]) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if without.iter().any(|it| name == *it) {
            continue;
        }
        let (source, target) = (entry.path(), to.join(&name));
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            link(&std::fs::read_link(&source)?, &target)?;
        } else if kind.is_dir() {
            std::fs::create_dir(&target)?;
            copy(&source, &target, &[])?;
        } else {
            std::fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// Makes `link` a symbolic link to `to`.
#[cfg(unix)]
pub(crate) fn link(to: &Path, link: &Path) -> anyhow::Result<()> {
    Ok(std::os::unix::fs::symlink(to, link)?)
}

/// Makes `link` a symbolic link to `to`, which stands for a file or a folder.
#[cfg(windows)]
pub(crate) fn link(to: &Path, link: &Path) -> anyhow::Result<()> {
    let target = link.parent().unwrap_or(link).join(to);
    if target.is_dir() {
        return Ok(std::os::windows::fs::symlink_dir(to, link)?);
    }
    Ok(std::os::windows::fs::symlink_file(to, link)?)
}

/// The files that git tracks, or would if they were added, links left out.
pub(crate) fn tracked(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let text = command::output(repository.git().args(arguments))?;
    let files = text.lines().map(str::to_owned);
    let real = |path: &String| {
        repository
            .root
            .join(path)
            .symlink_metadata()
            .is_ok_and(|it| it.is_file())
    };
    Ok(files.filter(real).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_same_files_but_those_left_out() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir_all(from.path().join("a/target")).unwrap();
        std::fs::create_dir_all(from.path().join("target")).unwrap();
        for path in ["a/target/x", "target/y", "z"] {
            std::fs::write(from.path().join(path), path).unwrap();
        }
        copy(from.path(), to.path(), &["target"]).unwrap();
        assert_eq!(below(to.path()).unwrap(), ["a/target/x", "z"]);
    }
}
