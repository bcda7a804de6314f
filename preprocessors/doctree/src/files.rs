//! The one port to the outside: `include`, `listing` and their kin read
//! through it, and the caller decides what it may reach.

/// Where a document's other files come from.
pub trait Files {
    /// The text of the file that the source named `from` calls `path`.
    fn read(&self, from: &str, path: &str) -> Result<String, FileError>;

    /// Its bytes, for files that may be in another encoding than UTF-8.
    /// Without a function of its own for this, every file has to be UTF-8.
    fn read_bytes(&self, from: &str, path: &str) -> Result<Vec<u8>, FileError> {
        self.read(from, path).map(String::into_bytes)
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    NotFound,
    /// The path leads out of the folder that the caller confines reading to.
    Outside,
    /// Anything else, in the words of the operating system.
    Other(String),
}

/// A world without files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _from: &str, _path: &str) -> Result<String, FileError> {
        Err(FileError::NotFound)
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("No such file or directory"),
            Self::Outside => f.write_str("The file lies outside the book"),
            Self::Other(words) => f.write_str(words),
        }
    }
}
