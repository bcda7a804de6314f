//! What lies beside the chapters: pictures, files that they read or offer,
//! static files.

use std::collections::{BTreeMap, BTreeSet};

use doctree::notebook;

use super::chapter::{Wanted, decode, lost_file};
use super::conf::Conf;
use super::findings::{Findings, Kind};
use super::folder::Folder;
use super::place::Place;
use super::shelf::Shelf;

/// More files than these of a folder are counted, not named.
const NAMED: usize = 10;

/// Endings of what Sphinx's own machinery needs.
const MACHINERY: &[&str] = &["conf.py", "Makefile", "make.bat", "requirements.txt"];

/// Copies the chapters' files to `src` of the book. What is missing is taken
/// from notebooks, or noted.
pub(super) fn copy(
    folder: &Folder,
    shelf: &Shelf<'_>,
    conf: Option<&Conf>,
    place: &Place,
    findings: &mut Findings,
) -> anyhow::Result<usize> {
    let mut files = folder.read_so_far();
    let mut restored = BTreeSet::new();
    for document in shelf.documents.values() {
        for wanted in &document.contents.wanted {
            match present(wanted, folder) {
                Some(found) => files.extend(found),
                None if wanted.needed => {
                    if let Some(file) = restore(wanted, folder, place, findings)? {
                        restored.insert(file);
                    }
                }
                None => {}
            }
        }
        for (message, source, span) in &document.contents.faults {
            let kind = match lost_file(message) {
                Some(true) => Kind::Outside,
                Some(false) => Kind::MissingFile,
                None => Kind::Unknown,
            };
            findings.at(kind, message.clone(), source, *span);
        }
    }
    let mut count = restored.len();
    let chapters: BTreeSet<&str> = shelf
        .documents
        .values()
        .map(|it| it.path.as_str())
        .collect();
    let targets: BTreeSet<&str> = shelf
        .documents
        .values()
        .map(|it| it.target.as_str())
        .collect();
    files.extend(
        conf.map(|it| statics(it, "html_static_path", folder))
            .unwrap_or_default(),
    );
    for path in files.iter().filter(|it| !targets.contains(it.as_str())) {
        place.write(&format!("src/{path}"), &folder.bytes(path)?)?;
        count += usize::from(!chapters.contains(path.as_str()));
    }
    for path in conf
        .map(|it| statics(it, "html_extra_path", folder))
        .unwrap_or_default()
    {
        let target = path.split_once('/').map_or(path.as_str(), |it| it.1);
        place.write(&format!("src/{target}"), &folder.bytes(&path)?)?;
        files.insert(path);
        count += 1;
    }
    count += copy_outside(folder, place, findings)?;
    note_others(folder, &files, &chapters, findings);
    Ok(count)
}

/// Copies what chapters include from around the folder to the same places
/// around `src`, unless the book is made there.
fn copy_outside(folder: &Folder, place: &Place, findings: &mut Findings) -> anyhow::Result<usize> {
    let files = folder.read_outside();
    for path in &files {
        if folder.root().parent() != Some(place.target()) {
            place.write(path, &folder.bytes_outside(path)?)?;
        }
        findings.note(Kind::Around, format!("`{path}`"));
    }
    Ok(files.len())
}

/// Writes the chapters.
pub(super) fn copy_chapters(
    folder: &Folder,
    shelf: &Shelf<'_>,
    place: &Place,
) -> anyhow::Result<()> {
    for document in shelf.documents.values() {
        let (text, _) = decode(folder.bytes(&document.path)?);
        place.write(&format!("src/{}", document.target), text.as_bytes())?;
    }
    Ok(())
}

/// The files that a document names; those of any ending for `*`.
fn present(wanted: &Wanted, folder: &Folder) -> Option<Vec<String>> {
    let path = wanted.path.as_ref()?;
    if folder.has(path) {
        return Some(vec![path.clone()]);
    }
    let stem = path.strip_suffix(".*")?;
    let all = folder.files().range(format!("{stem}.")..);
    let found: Vec<_> = all
        .take_while(|it| it.starts_with(stem) && it[stem.len()..].starts_with('.'))
        .cloned()
        .collect();
    (!found.is_empty()).then_some(found)
}

/// Takes a picture that is not there from the notebook that made it, or notes
/// that it is lost; the picture's path.
fn restore(
    wanted: &Wanted,
    folder: &Folder,
    place: &Place,
    findings: &mut Findings,
) -> anyhow::Result<Option<String>> {
    let mut note = |kind, message| findings.at(kind, message, &wanted.source, wanted.span);
    let written = &wanted.written;
    let Some(path) = &wanted.path else {
        note(Kind::Outside, format!("`{written}`"));
        return Ok(None);
    };
    let made = path.rsplit_once('/').and_then(|(above, name)| {
        let notebook = format!("{}.ipynb", above.strip_suffix("_files")?);
        folder.has(&notebook).then_some((notebook, name))
    });
    if let Some((notebook, name)) = made {
        let (text, _) = decode(folder.bytes(&notebook)?);
        if let Some(picture) = notebook::picture(&text, name) {
            place.write(&format!("src/{path}"), &picture.bytes)?;
            note(Kind::Restored, format!("`{written}` from `{notebook}`"));
            return Ok(Some(path.clone()));
        }
    }
    note(Kind::MissingFile, format!("there is no `{written}`"));
    Ok(None)
}

/// The files of the folders that a setting names.
fn statics(conf: &Conf, name: &str, folder: &Folder) -> Vec<String> {
    let names = conf.list(name);
    let is_in = |path: &&String| {
        names.iter().any(|name| {
            let name = name.trim_matches('/').trim_start_matches("./");
            path.strip_prefix(name)
                .is_some_and(|it| it.is_empty() || it.starts_with('/'))
        })
    };
    folder.files().iter().filter(is_in).cloned().collect()
}

/// Notes the files that are left behind, by their folders.
fn note_others(
    folder: &Folder,
    files: &BTreeSet<String>,
    chapters: &BTreeSet<&str>,
    findings: &mut Findings,
) {
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in folder.files() {
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_left = !files.contains(path)
            && !chapters.contains(path.as_str())
            && !MACHINERY.contains(&name);
        if is_left {
            others.entry(above).or_default().push(path);
        }
    }
    for (above, paths) in others {
        if paths.len() > NAMED {
            findings.note(
                Kind::NotCopied,
                format!("`{above}/`: {} files", paths.len()),
            );
            continue;
        }
        for path in paths {
            findings.note(Kind::NotCopied, format!("`{path}`"));
        }
    }
}
