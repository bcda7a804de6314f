//! What the benchmarks read: a folder of reStructuredText, three special
//! cases out of it, and where all of it lies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One row of the table: files that are read one after the other.
#[derive(Debug)]
pub struct Input {
    /// What the row is called.
    pub name: &'static str,
    /// The files and their texts.
    pub files: Vec<(PathBuf, String)>,
}

impl Input {
    /// The length of all its texts in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, text)| text.len() as u64).sum()
    }
}

/// The inputs: all of `folder`, its largest file, the file with the most lines
/// of table, and many tiny files, which are written to `scratch`. Without a
/// folder the chapters of our own course stand in for it.
pub fn inputs(folder: Option<PathBuf>, scratch: &Path) -> io::Result<Vec<Input>> {
    let mut files = Vec::new();
    match folder {
        Some(folder) => collect(&folder, &mut files)?,
        None => course(scratch, &mut files)?,
    }
    files.sort();
    let pick = |measure: fn(&str) -> usize| {
        let best = files.iter().max_by_key(|(_, text)| measure(text));
        best.cloned().into_iter().collect()
    };
    let (largest, tables) = (pick(str::len), pick(table_lines));
    Ok([
        ("all files", files),
        ("the largest file", largest),
        ("the most tables", tables),
        ("many tiny files", tiny(&scratch.join("tiny"))?),
    ]
    .map(|(name, files)| Input { name, files })
    .into())
}

/// Every `.rst` file below `folder`.
fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rst") {
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            files.push((path, text));
        }
    }
    Ok(())
}

/// The chapters of the course, as often as it takes to have something to
/// measure, and all of them in one file.
fn course(scratch: &Path, files: &mut Vec<(PathBuf, String)>) -> io::Result<()> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../src");
    let mut chapters = Vec::new();
    collect(&source, &mut chapters)?;
    let folder = scratch.join("course");
    fs::create_dir_all(&folder)?;
    let whole: String = chapters
        .iter()
        .map(|(_, text)| format!("{text}\n"))
        .collect();
    for round in 0..10 {
        let path = folder.join(format!("{round}.rst"));
        fs::write(&path, &whole)?;
        files.push((path, whole.clone()));
    }
    files.extend(chapters);
    Ok(())
}

fn tiny(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    fs::create_dir_all(folder)?;
    let one = |number: u32| {
        let path = folder.join(format!("{number}.rst"));
        let text = format!(
            "Page {number}\n==========\n\nA *few* words, ``code`` and a link_.\n\n\
             .. note:: Nothing more.\n\n.. _link: https://example.org/{number}\n"
        );
        fs::write(&path, &text)?;
        Ok((path, text))
    };
    (0..2_000).map(one).collect()
}

fn table_lines(text: &str) -> usize {
    let is_table = |line: &str| {
        let line = line.trim_start();
        ["+-", "+=", "| "].iter().any(|it| line.starts_with(it)) || line.contains("== ==")
    };
    text.lines().filter(|line| is_table(line)).count()
}
