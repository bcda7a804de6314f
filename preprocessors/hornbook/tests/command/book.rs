//! A copy of one of the books in `tests/book`, and the command run on it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use walkdir::WalkDir;

/// A book to be spoilt.
pub(crate) struct Book {
    dir: TempDir,
}

/// How a call ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Book {
    /// A copy of the book called `name`.
    pub(crate) fn new(name: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/book")
            .join(name);
        let book = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        for entry in WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = book.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).unwrap();
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
        book
    }

    /// Its folder, which lies in one of its own.
    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("book")
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn append(&self, path: &str, text: &str) {
        self.write(path, &(self.read(path) + text));
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// The paths and lengths of all its files.
    pub(crate) fn files(&self) -> Vec<(PathBuf, u64)> {
        let mut files: Vec<_> = WalkDir::new(self.path())
            .into_iter()
            .map(Result::unwrap)
            .filter(|it| it.file_type().is_file())
            .map(|it| (it.path().to_owned(), it.metadata().unwrap().len()))
            .collect();
        files.sort();
        files
    }

    /// Runs the command in the book's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        run(&self.path(), arguments, "")
    }
}

/// Runs the command in `folder`, with `input` on standard input.
pub(crate) fn run(folder: &Path, arguments: &[&str], input: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hornbook"))
        .args(arguments)
        .current_dir(folder)
        // Copies of one package would be taken for one another.
        .env("CARGO_TARGET_DIR", folder.with_extension("target"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that does not read its input may have ended.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
