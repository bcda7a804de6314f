//! The same book rendered at once and in batches: every file is the same.

use std::collections::BTreeMap;

use mdbook_renderer::book::{Book, BookItem, SectionNumber};
use walkdir::WalkDir;

use super::render as render_in;
use super::*;

/// Every file below `folder`.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|it| it.file_type().is_file());
    files
        .map(|it| {
            let name = it.path().strip_prefix(folder).unwrap().to_owned();
            (name, std::fs::read(it.path()).unwrap())
        })
        .collect()
}

fn chapter(name: &str, path: &str, number: &[u32]) -> Chapter {
    let text = format!(
        "# {name} & 'more'\n\nText of {path}, [a link](two.md).\n\n```rust\nfn f() {{}}\n```\n"
    );
    let mut chapter = Chapter::new(name, text, path, vec!["Above".to_owned()]);
    chapter.number = (!number.is_empty()).then(|| SectionNumber::new(number));
    chapter
}

/// A book with everything that a summary can have.
fn book() -> Book {
    let mut one = chapter("One <b>", "one.md", &[1]);
    let mut inner = chapter("Inner \"it's\" \\", "deep/inner.md", &[1, 1]);
    inner
        .sub_items
        .push(chapter("Inmost", "deep/er/inmost.md", &[1, 1, 1]).into());
    one.sub_items.push(inner.into());
    one.sub_items
        .push(Chapter::new_draft("Not yet", Vec::new()).into());
    let mut draft = Chapter::new_draft("Nor this", Vec::new());
    draft.number = Some(SectionNumber::new([2]));
    draft
        .sub_items
        .push(chapter("Below a draft {{x}}", "below.md", &[2, 1]).into());
    let mut items: Vec<BookItem> = vec![
        chapter("Preface", "index.md", &[]).into(),
        BookItem::Separator,
        BookItem::PartTitle("A part & more".to_owned()),
        one.into(),
        draft.into(),
        BookItem::PartTitle("Another".to_owned()),
    ];
    items
        .extend((3..9).map(|it| chapter(&format!("No {it}"), &format!("n/{it}.md"), &[it]).into()));
    items.push(BookItem::Separator);
    items.push(chapter("Colophon", "colophon.md", &[]).into());
    Book::new_with_items(items)
}

/// Renders `book` at once and in batches of each size, with `settings`.
fn compare(book: &Book, settings: &str) {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    for (name, text) in [
        ("src/one.md", "x"),
        ("src/deep/picture.svg", "<svg/>"),
        ("src/404.md", "# Gone\n"),
        (
            "css/own.css",
            "a { background: url({{ resource \"css/own.css\" }}) }",
        ),
        ("own.js", "0"),
    ] {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let common = "[output.html.search]\nenable = false\n[output.html.print]\nenable = false\n\
        [output.html.redirect]\n\"/old.html\" = \"one.html\"\n\"/one.html#a\" = \"n/3.html#b\"\n\
        \"/old.html#x\" = \"below.html\"\n\"/x/y.html\" = \"https://example.org/\"\n\
        \"/n\" = \"n/3.html\"\n\"/n/7.html#c\" = \"n/3.html\"\n";
    let toml = format!("[output.html]\n{settings}\n{common}");
    let config: Config = toml.parse().unwrap();
    let render = |place: &str, size: usize| {
        let mut context = RenderContext::new(root, book.clone(), config.clone(), root.join(place));
        let title = |path: &str| (PathBuf::from(path), format!("Title of {path}"));
        context.chapter_titles.extend([title("n/4.md")]);
        if size < usize::MAX {
            let chapters: Vec<_> = book.chapters().collect();
            let site = Site::new(&context, &chapters).unwrap();
            assert!(site.is_some(), "not in batches: {settings}");
        }
        render_in(&context, size).unwrap();
        files(&root.join(place))
    };
    let whole = render("out/whole", usize::MAX);
    assert!(whole.contains_key(Path::new("n/8.html")));
    for size in [1, 2, 3, 5, 9] {
        let parts = render(&format!("out/{size}"), size);
        let names = |it: &BTreeMap<PathBuf, Vec<u8>>| it.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&whole), names(&parts), "{settings}, {size}");
        for (name, bytes) in &whole {
            let text = String::from_utf8_lossy(bytes);
            let part = String::from_utf8_lossy(&parts[name]);
            assert_eq!(text, part, "{}, {settings}, {size}", name.display());
        }
    }
}

#[test]
fn batches_make_the_site_that_mdbook_makes() {
    compare(&book(), "");
}

#[test]
fn they_do_so_with_all_settings() {
    compare(
        &book(),
        "additional-css = [\"css/own.css\"]\nadditional-js = [\"own.js\"]\nhash-files = false\n\
         no-section-label = true\nfold = { enable = true, level = 1 }\n",
    );
    compare(
        &book(),
        "additional-css = [\"css/own.css\"]\nadditional-js = [\"own.js\"]\ncname = \"example.org\"\n\
         edit-url-template = \"https://example.org/{path}\"\nsite-url = \"/x/\"\n\
         fold = { enable = true }\ngit-repository-url = \"https://example.org/\"\n",
    );
}

#[test]
fn they_do_so_with_our_theme() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../theme");
    compare(&book(), &format!("theme = {theme:?}"));
}
