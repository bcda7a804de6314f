//! `hornbook import`.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::book::{Ended, run};

/// A folder to be imported, in one of its own.
struct Project {
    dir: TempDir,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            project.write(&format!("docs/{path}"), text);
        }
        project
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        run(self.dir.path(), arguments, "")
    }

    /// Imports the folder, and has it be fine.
    fn import(&self) -> Ended {
        let ended = self.run(&["import", "docs"]);
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        ended
    }

    fn summary(&self) -> String {
        self.read("docs-book/src/SUMMARY.md")
    }

    fn report(&self) -> String {
        self.read("docs-book/import-report.md")
    }

    /// Checks the new book, which is fine.
    fn check(&self) {
        let ended = self.run(&["check", "docs-book"]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
    }
}

/// The names and the contents of the files in a folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|it| it.file_type().is_file())
        .map(|it| (it.path().to_owned(), std::fs::read(it.path()).unwrap()))
        .collect();
    files.sort();
    files
}

const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n";

fn sphinx() -> Project {
    Project::new(&[
        (
            "conf.py",
            "import os\nproject = 'Threads & locks'\nauthor = 'Ann'\nversion = '1.2'\n\
             release = version + 'b1'\nlanguage = 'de_AT'\nextensions = ['sphinx.ext.autodoc']\n\
             rst_prolog = '''\n.. |name| replace:: hornbook\n'''\n\
             rst_epilog = os.environ['X']\nhtml_theme = 'furo'\nshow_authors = True\n\
             toc_object_entries = True\nnitpick_ignore = {('py:func', 'setup')}\ntoc_object_entries_show_parents = 'hide'\nadd_module_names = False\n\
             extlinks = {'issue': ('https://a.b/%s', 'issue %s'), 'plain': ('https://c.d/%s', None)}\nhtml_static_path = ['_static']\n\
             exclude_patterns = ['drafts', 'parts/*']\nraise SystemExit\n\
             def setup(app):\n    app.add_object_type('event', rolename='ev')\n",
        ),
        (
            "index.rst",
            "The book\n========\n\n|name| |release|\n\n.. toctree::\n   :caption: First *steps*\n\n   \
             a b/one\n   Two! <sub/index>\n   self\n   https://example.org/\n   search\n   genindex\n\n\
             More\n----\n\n.. toctree::\n   :glob:\n\n   more/*\n   sub/index\n",
        ),
        (
            "a b/one.rst",
            "One [1] *a_b*\n=============\n\n.. image:: ../dot.svg\n   :alt: d\n\n.. include:: /parts/p.inc\n",
        ),
        (
            "sub/index.rst",
            "Sub\n===\n\n.. toctree::\n\n   deep.rst\n   /index\n",
        ),
        (
            "sub/deep.rst",
            "Deep\n====\n\n.. literalinclude:: code.py\n\n.. raw:: html\n\n   <img src=\"../raw.svg\" alt=\"r\">\n",
        ),
        ("sub/code.py", "print()\n"),
        ("more/x10.rst", "Ten\n===\n"),
        ("more/x2.rst", "X2\n==\n"),
        (
            "lost.rst",
            ":orphan:\n\nLost\n====\n\n.. index:: loss\n\nSee :ref:`genindex`, :issue:`1`.\n",
        ),
        ("drafts/d.rst", "Draft\n=====\n"),
        ("parts/p.inc", "A part.\n"),
        ("dot.svg", DOT),
        ("raw.svg", DOT),
        ("unused.svg", DOT),
        ("_static/s.css", "p {}\n"),
    ])
}

#[test]
fn a_sphinx_project_becomes_a_book() {
    let project = sphinx();
    let before = files(&project.path("docs"));
    let ended = project.import();
    assert_eq!(
        project.summary(),
        "# Summary\n\n[The book](index.rst)\n\n# First \\*steps\\*\n\n\
         - [One \\[1\\] a\\_b](a%20b/one.rst)\n- [Two\\!](sub/index.rst)\n  - [Deep](sub/deep.rst)\n\n\
         # More\n\n- [Ten](more/x10.rst)\n- [X2](more/x2.rst)\n\n\
         # Not in any table of contents\n\n- [Lost](lost.rst)\n\n---\n\n[Index](genindex.rst)\n"
    );
    let index = project.read("docs-book/src/genindex.rst");
    assert_eq!(index, "Index\n=====\n\n.. genindex::\n");
    for (path, bytes) in &before {
        let path = path.strip_prefix(project.path("docs")).unwrap();
        let copied = std::fs::read(project.path("docs-book/src").join(path)).ok();
        let stays = ["conf.py", "unused.svg", "drafts/d.rst"]
            .iter()
            .any(|it| path == Path::new(it));
        assert_eq!(
            copied.as_ref(),
            Some(bytes).filter(|_| !stays),
            "{}",
            path.display()
        );
    }
    assert_eq!(files(&project.path("docs")), before);
    assert!(
        ended.stdout.starts_with("made docs-book: 7 chapters"),
        "{}",
        ended.stdout
    );
    project.check();
}

#[test]
fn the_settings_come_along() {
    let project = sphinx();
    project.import();
    let book: toml::Table = toml::from_str(&project.read("docs-book/book.toml")).unwrap();
    assert_eq!(book["book"]["title"].as_str(), Some("Threads & locks"));
    assert_eq!(book["book"]["authors"][0].as_str(), Some("Ann"));
    assert_eq!(book["book"]["language"].as_str(), Some("de-AT"));
    let table = &book["preprocessor"]["hornbook"];
    assert_eq!(table["release"].as_str(), Some("1.2b1"));
    assert_eq!(table["smartquotes"].as_bool(), Some(true));
    assert!(table["rst-prolog"].as_str().unwrap().contains("|name|"));
    assert!(table.get("rst-epilog").is_none());
    assert_eq!(table["show-authors"].as_bool(), Some(true));
    assert!(table.get("toc-object-entries").is_none());
    let ignored = &table["nitpick-ignore"][0];
    assert_eq!(ignored[0].as_str(), Some("py:func"));
    assert!(table.get("doctitle-xform").is_none());
    let parents = &table["toc-object-entries-show-parents"];
    assert_eq!(parents.as_str(), Some("hide"));
    assert_eq!(table["add-module-names"].as_bool(), Some(false));
    let links = &table["extlinks"];
    assert_eq!(links["issue"][1].as_str(), Some("issue %s"));
    assert_eq!(links["plain"].as_array().map(Vec::len), Some(1));
    assert_eq!(table["object-types"]["event"].as_str(), Some("ev"));
    assert_eq!(
        book["output"]["html"]["no-section-label"].as_bool(),
        Some(true)
    );
}

#[test]
fn the_report_names_what_is_not_kept_with_its_place() {
    let project = sphinx();
    let ended = project.import();
    let report = project.report();
    for line in [
        "- 1: Settings that conf.py computes\n",
        "- `conf.py:11:1`: `rst_epilog` is computed and left out\n",
        "- `conf.py:7:16`: `sphinx.ext.autodoc`\n",
        "- `conf.py:12:1`: `html_theme`\n",
        "- `index.rst:12:4`: `https://example.org/` is no chapter; the page links to it\n",
        "- `index.rst:13:4`: `search` is a page that Sphinx makes\n",
        "- `index.rst:23:4`: `sub/index`\n",
        "- `sub/index.rst:7:4`: `index`\n",
        "- `lost.rst`\n",
        "- `unused.svg`\n",
    ] {
        assert!(report.contains(line), "{line}in\n{report}");
    }
    assert!(
        ended.stderr.contains("docs/conf.py:11:1"),
        "{}",
        ended.stderr
    );
    assert_eq!(
        project.run(&["import", "docs", "--force", "--strict"]).code,
        1
    );
}

#[test]
fn what_is_missing_is_an_error_and_the_book_is_made() {
    let project = Project::new(&[
        ("conf.py", ""),
        (
            "index.rst",
            "T\n=\n\n.. toctree::\n\n   gone\n   no*\n   :glob:\n\n.. image:: gone.png\n   :alt: g\n\n.. include:: ../x.txt\n",
        ),
    ]);
    project.write("x.txt", "x\n");
    let ended = project.run(&["import", "docs"]);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    for (place, message) in [
        ("docs/index.rst:6:4", "there is no document `gone`"),
        ("docs/index.rst:10:1", "there is no `gone.png`"),
        ("docs/index.rst:13:1", "The file lies outside"),
    ] {
        let told = ended
            .stderr
            .split("error: ")
            .any(|it| it.contains(place) && it.contains(message));
        assert!(told, "{place} {message}\n{}", ended.stderr);
    }
    assert!(project.path("docs-book/book.toml").is_file());
}

#[test]
fn what_lies_around_the_documents_comes_along_if_they_include_it() {
    let project = Project::new(&[
        ("conf.py", ""),
        (
            "index.rst",
            "T\n=\n\n.. include:: ../NEWS.rst\n\n.. literalinclude:: ../lib/a.py\n\n.. include:: b/x.inc\n",
        ),
        ("b/x.inc", ".. include:: /../../deep.txt\n"),
    ]);
    let outside = [
        ("NEWS.rst", "News.\n"),
        ("lib/a.py", "a\n"),
        ("lib/b.py", "b\n"),
    ];
    for (path, text) in outside {
        project.write(path, text);
    }
    let call = ["import", "docs", "--root", "."];
    let ended = project.run(&call);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert_eq!(
        ended.stderr.matches("error: ").count(),
        1,
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("docs/b/x.inc:1:1"),
        "{}",
        ended.stderr
    );
    assert_eq!(project.read("docs-book/NEWS.rst"), "News.\n");
    assert_eq!(project.read("docs-book/lib/a.py"), "a\n");
    assert!(!project.path("docs-book/lib/b.py").exists());
    assert!(
        project
            .report()
            .contains("now around `src`\n\n- `NEWS.rst`\n- `lib/a.py`\n")
    );

    // Without a root there is none, until the folder around is a project.
    assert_eq!(project.run(&["import", "docs", "--to", "none"]).code, 1);
    assert!(!project.path("none/NEWS.rst").exists());
    project.write("docs/b/x.inc", "x\n");
    project.write("setup.cfg", "");
    project.write("docs-book/lib/mine.py", "mine\n");
    let ended = project.run(&["import", "docs", "--force"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(project.read("docs-book/lib/mine.py"), "mine\n");
    project.check();

    let before = files(&project.path("lib"));
    let ended = project.run(&["import", "docs", "--to", ".", "--force"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(files(&project.path("lib")), before);
    assert!(project.path("src/index.rst").is_file());
}

/// A notebook with a cell that has drawn a picture.
const NOTEBOOK: &str = r##"{"cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Drawn *things*\n", "[d](data.csv)"]},
  {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "draw()", "outputs": [
    {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBO\nRw0K"}}]}
 ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"##;

#[test]
fn a_chapter_and_a_picture_are_taken_from_notebooks() {
    let project = Project::new(&[
        (
            "index.rst",
            "T\n=\n\n.. toctree::\n\n   one.rst\n   two.rst\n",
        ),
        (
            "one.rst",
            "One\n===\n\n.. image:: one_files/one_1_0.png\n   :alt: a\n",
        ),
        ("one.ipynb", NOTEBOOK),
        ("two.ipynb", NOTEBOOK),
        ("data.csv", "a,b\n"),
    ]);
    project.write("docs/conf.py", "project = 'T'\n");
    project.import();
    assert!(
        project
            .summary()
            .ends_with("\n- [One](one.rst)\n- [Drawn things](two.ipynb)\n"),
        "{}",
        project.summary()
    );
    let picture = std::fs::read(project.path("docs-book/src/one_files/one_1_0.png")).unwrap();
    assert_eq!(picture, b"\x89PNG\r\n");
    assert_eq!(project.read("docs-book/src/two.ipynb"), NOTEBOOK);
    assert!(project.path("docs-book/src/data.csv").is_file());
    let report = project.report();
    assert!(
        report.contains("- `one.rst:4:1`: `one_files/one_1_0.png` from `one.ipynb`\n"),
        "{report}"
    );
    assert!(report.contains("- `two.ipynb`\n"), "{report}");
}

#[test]
fn a_folder_without_contents_is_in_natural_order() {
    let project = Project::new(&[
        ("README.md", "# Start\n"),
        ("10 ten.md", "# Ten\n"),
        ("2 two.rst", "Two\n===\n"),
        ("b/1.ipynb", NOTEBOOK),
        (".hidden.md", "# No\n"),
        ("_build/x.rst", "No\n==\n"),
    ]);
    project.import();
    assert_eq!(
        project.summary(),
        "# Summary\n\n- [Start](README.md)\n- [Two](2%20two.rst)\n- [Ten](10%20ten.md)\n\
         - [b]()\n  - [Drawn things](b/1.ipynb)\n"
    );
}

#[test]
fn other_endings_become_rst_and_other_encodings_utf_8() {
    let project = Project::new(&[
        (
            "conf.py",
            "source_suffix = {'.txt': 'restructuredtext', '.rst': None}\nmaster_doc = 'contents'\n",
        ),
        (
            "contents.txt",
            "T\n=\n\n.. toctree::\n   :numbered:\n\n   a.txt\n",
        ),
    ]);
    project.write("docs/a.txt", b"Caf\xe9\n====\n");
    project.import();
    assert!(
        project.summary().contains("- [Café](a.rst)\n"),
        "{}",
        project.summary()
    );
    assert_eq!(project.read("docs-book/src/a.rst"), "Café\n====\n");
    let report = project.report();
    assert!(report.contains("- `a.txt` is `a.rst`\n"), "{report}");
    assert!(
        report.contains("- `a.txt`: taken for Latin-1\n"),
        "{report}"
    );
    let book = project.read("docs-book/book.toml");
    assert!(book.contains("root-doc = \"contents\"\n"), "{book}");
    assert!(book.contains("no-section-label = false\n"), "{book}");
    project.check();
}

#[test]
fn documents_that_list_each_other_and_long_chains_end() {
    let project = Project::new(&[
        ("conf.py", ""),
        ("index.rst", "T\n=\n\n.. toctree::\n\n   a\n   d0\n"),
        ("a.rst", "A\n=\n\n.. toctree::\n\n   b\n"),
        ("b.rst", "B\n=\n\n.. toctree::\n\n   a\n   b\n"),
    ]);
    for at in 0..300 {
        let text = format!("D\n=\n\n.. toctree::\n\n   d{}\n", (at + 1) % 300);
        project.write(&format!("docs/d{at}.rst"), text);
    }
    project.import();
    assert_eq!(project.summary().matches("- [").count(), 302);
    project.check();
}

#[test]
fn nothing_that_is_there_is_lost() {
    let project = sphinx();
    project.write("docs-book/mine.txt", "mine\n");
    let before = files(&project.path("docs-book"));
    let ended = project.run(&["import", "docs"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("--force"), "{}", ended.stderr);
    assert_eq!(files(&project.path("docs-book")), before);
    project.write("docs-book/src/old.rst", "old\n");
    assert_eq!(project.run(&["import", "docs", "--force"]).code, 0);
    assert_eq!(project.read("docs-book/mine.txt"), "mine\n");
    assert!(!project.path("docs-book/src/old.rst").exists());
    let left = std::fs::read_dir(project.dir.path()).unwrap().count();
    assert_eq!(left, 2, "a folder to work in was left behind");
}

#[test]
fn nothing_is_written_into_what_is_imported() {
    let project = sphinx();
    let before = files(&project.path("docs"));
    for arguments in [
        &["import", "docs", "--to", "docs/book"][..],
        &["import", "docs", "--to", "docs", "--force"],
        &["import", "docs/../docs", "--to", "./docs/sub/../x"],
        &["import", "gone"],
        &["import", "docs/conf.py"],
        &["import", "docs/_static"],
    ] {
        let ended = project.run(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}\n{}", ended.stderr);
    }
    project.write("src/index.rst", "T\n=\n");
    assert_eq!(
        project.run(&["import", "src", "--to", ".", "--force"]).code,
        2
    );
    assert_eq!(files(&project.path("docs")), before);
    assert_eq!(project.read("src/index.rst"), "T\n=\n");
}

#[test]
fn documents_for_docutils_alone_keep_their_titles_apart() {
    let text = "The title\n=========\n\nThe subtitle\n------------\n\n:Author: Ann\n\n\
                .. contents:: :depth: 1\n\nPart\n~~~~\n\nText.\n";
    let project = Project::new(&[("guide.rst", text)]);
    project.import();
    let table = project.read("docs-book/book.toml");
    assert!(table.contains("doctitle-xform = true"), "{table}");
    project.check();
    let ended = project.run(&["build", "docs-book"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = std::fs::read_to_string(project.path("docs-book/book/html/guide.html"));
    let page = page.or_else(|_| std::fs::read_to_string(project.path("docs-book/book/guide.html")));
    let page = page.unwrap();
    assert!(page.contains("<p class=\"subtitle\""), "{page}");
    assert!(page.contains("href=\"#part\">Part</a>"), "{page}");
}
