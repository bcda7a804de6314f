//! What has been compiled, kept by what it was made of.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Request;

/// How many are kept.
const MOST: usize = 64;

/// A program that compiled. Its file goes with it.
#[derive(Debug)]
pub(super) struct Binary {
    /// The file.
    pub(super) path: PathBuf,
    /// What the compiler said.
    pub(super) warnings: String,
}

impl Drop for Binary {
    fn drop(&mut self) {
        // What is left goes with the runner's folder.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Binaries by the keys of their requests, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Binaries {
    list: Mutex<VecDeque<(String, Arc<Binary>)>>,
    made: AtomicU64,
}

impl Binaries {
    /// A name for a file. No two are the same, even of one program that is
    /// compiled twice at once: neither may take the other's place.
    pub(super) fn name(&self) -> String {
        format!("binary-{}", self.made.fetch_add(1, Ordering::Relaxed))
    }

    /// The binary of a request that has been compiled before.
    pub(super) fn get(&self, request: &Request) -> Option<Arc<Binary>> {
        let key = request.key();
        let mut list = self.list();
        let at = list.iter().position(|it| it.0 == key)?;
        let entry = list.remove(at)?;
        let binary = Arc::clone(&entry.1);
        list.push_back(entry);
        Some(binary)
    }

    /// Keeps a binary, in place of the one that was longest of no use.
    pub(super) fn keep(&self, request: &Request, binary: Binary) -> Arc<Binary> {
        let key = request.key();
        let binary = Arc::new(binary);
        let mut list = self.list();
        list.push_back((key, Arc::clone(&binary)));
        if list.len() > MOST {
            list.pop_front();
        }
        binary
    }

    fn list(&self) -> MutexGuard<'_, VecDeque<(String, Arc<Binary>)>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compiled_twice_is_kept_when_one_of_both_goes() {
        let folder = tempfile::tempdir().unwrap();
        let binaries = Binaries::default();
        let make = |code: &str| {
            let request = Request::read(format!("{{\"code\":\"{code}\"}}").as_bytes()).unwrap();
            let path = folder.path().join(binaries.name());
            std::fs::write(&path, code).unwrap();
            let warnings = String::new();
            binaries.keep(&request, Binary { path, warnings })
        };
        let (first, second) = (make("same"), make("same"));
        assert_ne!(first.path, second.path);
        drop(first);
        for other in 0..MOST - 1 {
            make(&other.to_string());
        }
        assert!(second.path.exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), MOST);
    }
}
