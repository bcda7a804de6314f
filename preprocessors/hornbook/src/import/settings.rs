//! `book.toml`, written.

use serde::Serialize;

use crate::config::HornbookTable;

/// The scripts of the theme, in the order they need one another.
const SCRIPTS: &[&str] = &[
    "theme/hornbook.js",
    "theme/runner.js",
    "theme/editor.js",
    "theme/timeline.js",
];

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct File<'a> {
    book: BookTable<'a>,
    build: Build,
    preprocessor: Preprocessor<'a>,
    output: Output<'a>,
}

#[derive(Serialize)]
struct BookTable<'a> {
    title: &'a str,
    authors: &'a [String],
    language: &'a str,
    src: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::struct_field_names, reason = "the name is mdBook's")]
struct Build {
    build_dir: &'static str,
    create_missing: bool,
    use_default_preprocessors: bool,
    extra_watch_dirs: [&'static str; 1],
}

#[derive(Serialize)]
struct Preprocessor<'a> {
    hornbook: &'a HornbookTable,
}

#[derive(Serialize)]
struct Output<'a> {
    html: Html,
    pdf: Pdf<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Html {
    theme: &'static str,
    default_theme: &'static str,
    preferred_dark_theme: &'static str,
    smart_punctuation: bool,
    no_section_label: bool,
    additional_css: [&'static str; 1],
    additional_js: &'static [&'static str],
    playground: Playground,
    /// Hornbook has a search of its own, and a PDF.
    search: Switch,
    print: Switch,
}

#[derive(Serialize)]
struct Playground {
    runnable: bool,
    copyable: bool,
}

#[derive(Serialize)]
struct Switch {
    enable: bool,
}

#[derive(Serialize)]
struct Pdf<'a> {
    command: &'static str,
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
}

/// What the book is called, and how it is to be made.
pub(super) struct Book<'a> {
    pub(super) title: &'a str,
    pub(super) authors: &'a [String],
    pub(super) language: &'a str,
    /// Whether chapters have numbers in the sidebar.
    pub(super) numbered: bool,
    /// Whether mdBook may make `index.md` of `README.md`, and expand commands
    /// in double braces.
    pub(super) defaults: bool,
    pub(super) table: HornbookTable,
}

/// The text of the file.
pub(super) fn write(book: Book<'_>) -> anyhow::Result<String> {
    let version = book.table.release.clone().or(book.table.version.clone());
    let table = book.table.into_preprocessor(book.defaults);
    let file = File {
        book: BookTable {
            title: book.title,
            authors: book.authors,
            language: book.language,
            src: "src",
        },
        build: Build {
            build_dir: "book",
            create_missing: false,
            use_default_preprocessors: book.defaults,
            extra_watch_dirs: ["theme"],
        },
        preprocessor: Preprocessor { hornbook: &table },
        output: Output {
            html: Html {
                theme: "theme",
                default_theme: "light",
                preferred_dark_theme: "coal",
                smart_punctuation: false,
                no_section_label: !book.numbered,
                additional_css: ["theme/hornbook.css"],
                additional_js: SCRIPTS,
                playground: Playground {
                    runnable: false,
                    copyable: false,
                },
                search: Switch { enable: false },
                print: Switch { enable: false },
            },
            pdf: Pdf {
                command: "hornbook render-pdf",
                optional: true,
                version: version.as_deref(),
            },
        },
    };
    Ok(toml::to_string_pretty(&file)?)
}
