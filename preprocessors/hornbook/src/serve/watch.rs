//! While a book is served: when its files change it is built anew, and its pages
//! are told.
//!
//! Files are looked at, not listened to: that works in any folder, on a network
//! too, and takes some milliseconds for a thousand chapters.
//!
//! # What a page asks
//!
//! Pages are served with `data-news` in their first tag. It is the address of
//! `GET /hornbook-news.json?since=VERSION`, which waits until the version is
//! another, or for [`PATIENCE`], and answers
//! `{"version": "6b86b273ff", "problems": "what is wrong with the book, or nothing"}`.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsStr;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::json;
use tokio::sync::watch::{Receiver, Sender, channel};
use walkdir::{DirEntry, WalkDir};

use super::Server;
use super::execute::{answer, refuse};
use crate::config;
use crate::report::Report;

/// The address of the news.
pub(super) const NEWS: &str = "/hornbook-news.json";

/// How long a question may stay unanswered.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(150);

/// What the pages are told.
#[derive(Clone)]
struct News {
    /// Says in which state the book was built: a server that is started again has
    /// no news for a page that is open.
    version: String,
    problems: String,
}

/// Where news can be waited for.
pub(super) struct Watch(Receiver<News>);

impl Watch {
    /// Watches the book in `root`, about which `problems` are known, and has
    /// `build` build it and say what is wrong with it.
    pub(super) fn start(
        root: PathBuf,
        problems: String,
        build: impl Fn(&Path) -> String + Send + 'static,
    ) -> Self {
        let before = state(&root);
        let version = format!("{before:x}");
        let (sender, receiver) = channel(News { version, problems });
        std::thread::spawn(move || follow(&root, before, &sender, build));
        Self(receiver)
    }
}

/// Builds whenever something has changed, until nobody waits for it.
fn follow(root: &Path, mut before: u64, sender: &Sender<News>, build: impl Fn(&Path) -> String) {
    while !sender.is_closed() {
        std::thread::sleep(PAUSE);
        let mut now = state(root);
        if now == before {
            continue;
        }
        // Some programs write a file in several steps.
        while now != before {
            before = now;
            std::thread::sleep(PAUSE / 3);
            now = state(root);
        }
        let problems = build(root);
        let version = format!("{before:x}");
        sender.send_replace(News { version, problems });
    }
}

/// A number that changes when a file of the book does: its place, its time, its length.
fn state(root: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    let config = config::read(root, &mut Report::default()).ok().flatten();
    let build = config.as_ref().map(|it| root.join(&it.build.build_dir));
    let mut places = vec![root.join("book.toml")];
    match &config {
        Some(it) => {
            places.push(root.join(&it.book.src));
            places.extend(it.build.extra_watch_dirs.iter().map(|it| root.join(it)));
        }
        None => places.push(root.join("src")),
    }
    for place in places {
        let entries = WalkDir::new(place).follow_links(true).sort_by_file_name();
        let own = |it: &DirEntry| it.depth() == 0 || !is_made(it, build.as_deref());
        for entry in entries.into_iter().filter_entry(own).flatten() {
            let Ok(data) = entry.metadata() else {
                continue;
            };
            if data.is_file() {
                (entry.path(), data.modified().ok(), data.len()).hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}

/// Whether programs have made it, and no author.
fn is_made(entry: &DirEntry, build: Option<&Path>) -> bool {
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().starts_with(b".");
    hidden || name == OsStr::new("target") || build == Some(entry.path())
}

/// `GET /hornbook-news.json`.
pub(super) async fn news(
    State(server): State<Arc<Server>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if let Err((status, why)) = server.guard.origin(&headers) {
        return refuse(status, why);
    }
    let query = uri.query().unwrap_or_default();
    let since = query.strip_prefix("since=").unwrap_or_default().to_owned();
    let mut receiver = server.watch.0.clone();
    let newer = receiver.wait_for(|it| it.version != since);
    let news = match tokio::time::timeout(PATIENCE, newer).await {
        Ok(Ok(news)) => news.clone(),
        _ => server.watch.0.borrow().clone(),
    };
    let body = json!({ "version": news.version, "problems": news.problems });
    answer(StatusCode::OK, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_changes_with_its_files_and_not_with_what_is_made_of_them() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("book.toml", "[build]\nextra-watch-dirs = [\"theme\"]\n");
        write("src/SUMMARY.md", "# Summary\n");
        let first = state(root);
        write("book/index.html", "made");
        write("src/target/x", "made");
        assert_eq!(state(root), first);
        for name in ["src/a.rst", "theme/book.css", "book.toml"] {
            let before = state(root);
            write(name, "[build]\nextra-watch-dirs = [\"theme\"]\n# longer\n");
            assert_ne!(state(root), before, "{name}");
        }
    }
}
