//! While it is served, a book changes at random; what is served is always what a
//! cold build makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use super::{Server, news};
use crate::book::run;

/// Numbers that look thrown, and are always the same (Knuth's generator for 64 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// What chapters there are, and how often something was changed.
struct Author {
    dice: Dice,
    chapters: Vec<String>,
    steps: usize,
}

/// What may be done to a book, and whether it leaves all pages but one alone.
const DEEDS: [(&str, bool); 11] = [
    ("text", true),
    ("text", true),
    ("markdown", true),
    ("fault", true),
    ("label", false),
    ("title", false),
    ("include", false),
    ("image", false),
    ("rename", false),
    ("add", false),
    ("remove", false),
];

impl Author {
    fn summary(&self, server: &Server) {
        let entries: Vec<_> = self
            .chapters
            .iter()
            .map(|it| format!("- [Chapter {it}]({it}.rst)\n"))
            .collect();
        let text = format!("# Summary\n\n{}- [Plain](plain.md)\n", entries.concat());
        server.book.write("src/SUMMARY.md", &text);
    }

    fn chapter(&mut self, server: &Server, name: &str) {
        let other = &self.chapters[self.dice.below(self.chapters.len())];
        let text = format!(
            ".. _label-{name}:\n\nTitle of {name}\n{line}\n\nSee :ref:`label-{other}`, :doc:`{other}`.\n\n\
             .. image:: images/dot.svg\n   :alt: a dot\n\nMore\n----\n\nThe text of {name}.\n",
            line = "=".repeat(20)
        );
        server.book.write(&format!("src/{name}.rst"), &text);
    }

    /// Does one thing to the book; whether all pages but one are left alone.
    fn act(&mut self, server: &Server, deed: &str) {
        self.steps += 1;
        let steps = self.steps;
        let at = self.dice.below(self.chapters.len());
        let name = self.chapters[at].clone();
        let file = format!("src/{name}.rst");
        match deed {
            "text" => server
                .book
                .append(&file, &format!("\nStep {steps}, *here*.\n")),
            "markdown" => server
                .book
                .append("src/plain.md", &format!("\nStep {steps}.\n")),
            "fault" => server.book.append(&file, "\nSee :ref:`nowhere`.\n"),
            "label" => server.book.append(
                &file,
                &format!("\n.. _new-{steps}:\n\nNew {steps}\n-------\n"),
            ),
            "title" => {
                let text = server
                    .book
                    .read(&file)
                    .replace("Title of", "Title, new, of");
                server.book.write(&file, &(text.replace("=====", "======")));
            }
            "include" => server
                .book
                .append("src/part.txt", &format!("\nIncluded {steps}.\n")),
            "image" => server
                .book
                .append("src/images/dot.svg", &format!("<!-- {steps} -->")),
            "rename" => {
                let new = format!("renamed-{steps}");
                let from = server.book.path().join(&file);
                std::fs::rename(from, server.book.path().join(format!("src/{new}.rst"))).unwrap();
                self.chapters[at] = new;
                self.summary(server);
            }
            "add" => {
                let new = format!("added-{steps}");
                self.chapter(server, &new);
                self.chapters.insert(at, new);
                self.summary(server);
            }
            _ => {
                if self.chapters.len() > 4 {
                    self.chapters.remove(at);
                }
                self.summary(server);
                server
                    .book
                    .append("src/part.txt", &format!("\nRemoved {steps}.\n"));
            }
        }
    }
}

/// Every file below `folder`.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|it| it.file_type().is_file());
    files
        .filter_map(|it| {
            let name = it.path().strip_prefix(folder).unwrap().to_owned();
            Some((name, std::fs::read(it.path()).ok()?))
        })
        .collect()
}

/// What a cold build makes of the book.
fn cold(server: &Server) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let root = server.book.path();
    for (name, bytes) in files(&root) {
        if !name.starts_with("book") {
            let place = folder.path().join(name);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        }
    }
    run(folder.path(), &["build"], "");
    files(&folder.path().join("book"))
}

/// Waits until what is served is what a cold build makes.
fn assert_equal(server: &Server, what: &str) {
    let wanted = cold(server);
    assert!(wanted.len() > 10, "{what}");
    let start = Instant::now();
    loop {
        let there = files(&server.book.path().join("book"));
        if there == wanted {
            return;
        }
        if start.elapsed() > Duration::from_secs(20) {
            let names = wanted.keys().chain(there.keys());
            let differs: Vec<_> = names
                .filter(|it| wanted.get(*it) != there.get(*it))
                .collect();
            panic!("after {what}: {differs:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Which folder the site is: one that is built whole is a new one.
fn folder(server: &Server) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(server.book.path().join("book"))
        .unwrap()
        .ino()
}

/// The version of the site when nothing has changed for a while: what was written
/// in several steps may have been built in several.
fn settled(server: &Server) -> String {
    let mut version = news(server, "").0;
    loop {
        std::thread::sleep(Duration::from_secs(2));
        let now = news(server, "").0;
        if now == version {
            return now;
        }
        version = now;
    }
}

#[test]
fn what_is_served_is_what_a_cold_build_makes() {
    let server = Server::new(&[]);
    let toml = server.book.read("book.toml");
    let off = "[output.html.search]\nenable = false\n[output.html.print]\nenable = false\n";
    let mut author = Author {
        dice: Dice(2026),
        chapters: ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec(),
        steps: 0,
    };
    for name in author.chapters.clone() {
        author.chapter(&server, &name);
    }
    server.book.append("src/b.rst", "\n.. include:: part.txt\n");
    server.book.write("src/part.txt", "Included.\n");
    server
        .book
        .write("src/plain.md", "# Plain\n\nSee [a](a.rst).\n");
    author.summary(&server);
    server.book.write("book.toml", &(toml + "\n" + off));
    assert_equal(&server, "the beginning");
    let mut version = settled(&server);
    for step in 0..24 {
        let all = if step < DEEDS.len() {
            step
        } else {
            author.dice.below(DEEDS.len())
        };
        let (deed, alone) = DEEDS[all];
        let before = folder(&server);
        author.act(&server, deed);
        let start = Instant::now();
        let (new, problems) = news(&server, &version);
        let told = start.elapsed();
        assert_ne!(new, version, "{deed}");
        version = new;
        assert_equal(&server, &format!("{deed}, step {step}"));
        if alone && step < 4 {
            assert_eq!(folder(&server), before, "{deed} took {told:?}");
        }
        if deed == "fault" {
            assert!(problems.contains("nowhere"), "{problems}");
        }
    }
}
