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

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::ffi::OsStr;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::json;
use tokio::sync::watch::{Receiver, Sender, channel};
use walkdir::{DirEntry, WalkDir};

use super::execute::{answer, refuse};
use super::{Builder, Server};
use crate::config;
use crate::report::Report;

/// The address of the news.
pub(super) const NEWS: &str = "/hornbook-news.json";

/// How long a question may stay unanswered.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(100);

/// How long they must rest before the book is built.
const REST: Duration = Duration::from_millis(20);

/// How many looks without a change are waited for before what is left is done.
const QUIET: u32 = 3;

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
    /// `builder` build it and say what is wrong with it.
    pub(super) fn start(root: PathBuf, problems: String, builder: Builder) -> Self {
        let before = state(&root);
        let version = before.version();
        let (sender, receiver) = channel(News { version, problems });
        std::thread::spawn(move || follow(&root, before, &sender, builder));
        Self(receiver)
    }
}

/// Builds whenever something has changed, until nobody waits for it.
fn follow(root: &Path, mut built: Seen, sender: &Sender<News>, mut builder: Builder) {
    let mut looks = 0;
    while !sender.is_closed() {
        std::thread::sleep(PAUSE);
        let mut now = state(root);
        if now == built {
            looks += 1;
            if looks == QUIET {
                builder.finish();
            }
            continue;
        }
        looks = 0;
        // Some programs write a file in several steps.
        loop {
            std::thread::sleep(REST);
            let later = state(root);
            if later == now {
                break;
            }
            now = later;
        }
        let problems = builder.build(root, now.changed(&built).as_deref());
        let version = now.version();
        built = now;
        sender.send_replace(News { version, problems });
    }
}

/// The files of a book: for each its time and its length.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
struct Seen(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Seen {
    /// A name that changes when a file does.
    fn version(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        format!("{:x}", hasher.finish())
    }

    /// The files that are other than `before`; none, if one has come or gone.
    fn changed(&self, before: &Self) -> Option<Vec<PathBuf>> {
        if !self.0.keys().eq(before.0.keys()) {
            return None;
        }
        let files = self
            .0
            .iter()
            .filter(|(path, it)| before.0.get(*path) != Some(it));
        Some(files.map(|it| it.0.clone()).collect())
    }
}

/// The files of the book in `root`.
fn state(root: &Path) -> Seen {
    let mut files = BTreeMap::new();
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
        let entries = WalkDir::new(place).follow_links(true);
        let own = |it: &DirEntry| it.depth() == 0 || !is_made(it, build.as_deref());
        for entry in entries.into_iter().filter_entry(own).flatten() {
            let Ok(data) = entry.metadata() else {
                continue;
            };
            if data.is_file() {
                files.insert(entry.into_path(), (data.modified().ok(), data.len()));
            }
        }
    }
    Seen(files)
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
            let after = state(root);
            assert_ne!(after, before, "{name}");
            assert_ne!(after.version(), before.version(), "{name}");
        }
    }
}
