//! `conf.py`, read as text: what Sphinx would know of the project.

use std::collections::BTreeMap;

use doctree::{Options, Source, Span};

use super::findings::{Findings, Kind};
use super::folder::Folder;
use super::pattern::Pattern;
use super::python::{self, Settings, Value};
use crate::config::{HornbookTable, Inventory, ShowParents};

/// The file's name.
pub(super) const CONF: &str = "conf.py";

/// What becomes of a setting here.
const KEPT: &[&str] = &[
    "add_function_parentheses",
    "add_module_names",
    "author",
    "default_role",
    "exclude_patterns",
    "extensions",
    "extlinks",
    "highlight_language",
    "html_extra_path",
    "html_favicon",
    "html_static_path",
    "intersphinx_mapping",
    "language",
    "master_doc",
    "nitpick_ignore",
    "numfig",
    "primary_domain",
    "project",
    "release",
    "root_doc",
    "rst_epilog",
    "rst_prolog",
    "show_authors",
    "smartquotes",
    "source_suffix",
    "tags",
    "toc_object_entries",
    "toc_object_entries_show_parents",
    "version",
];

/// How the names of Sphinx's other settings begin. Names that Sphinx does not
/// know are the file's own.
const KNOWN: &[&str] = &[
    "add_",
    "applehelp_",
    "autoclass_",
    "autodoc_",
    "autosectionlabel_",
    "autosummary_",
    "bibtex_",
    "copyright",
    "coverage_",
    "default_",
    "devhelp_",
    "doctest_",
    "epub_",
    "exclude_",
    "gettext_",
    "graphviz",
    "html_",
    "htmlhelp_",
    "imgmath_",
    "include_patterns",
    "inheritance_",
    "intersphinx_",
    "keep_warnings",
    "latex_",
    "linkcheck_",
    "locale_dirs",
    "man_",
    "manpages_",
    "math",
    "modindex_",
    "myst_",
    "napoleon_",
    "nbsphinx_",
    "needs_",
    "nitpick",
    "numfig_",
    "option_",
    "pygments_style",
    "python_",
    "qthelp_",
    "redirects",
    "rediraffe_",
    "rst_",
    "smartquotes_",
    "source_",
    "suppress_warnings",
    "templates_path",
    "texinfo_",
    "tls_",
    "toc_object_",
    "today",
    "todo_",
    "trim_",
    "viewcode_",
];

/// Extensions whose directives and roles a book has, or that only matter to
/// Sphinx's own way of making pages.
const EXTENSIONS: &[&str] = &[
    "IPython.sphinxext.ipython_console_highlighting",
    "myst_nb",
    "myst_parser",
    "nbsphinx",
    "recommonmark",
    "sphinx.ext.extlinks",
    "sphinx.ext.githubpages",
    "sphinx.ext.ifconfig",
    "sphinx.ext.imgconverter",
    "sphinx.ext.intersphinx",
    "sphinx.ext.jsmath",
    "sphinx.ext.mathjax",
    "sphinx.ext.imgmath",
    "sphinx.ext.todo",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_inline_tabs",
    "sphinx_tabs.tabs",
    "sphinx_togglebutton",
    "sphinx_exercise",
];

/// Suffixes that extensions add.
const SUFFIXES: &[(&str, &[&str])] = &[
    ("myst_nb", &[".md", ".ipynb"]),
    ("myst_parser", &[".md"]),
    ("nbsphinx", &[".ipynb"]),
    ("recommonmark", &[".md"]),
    ("m2r", &[".md"]),
    ("m2r2", &[".md"]),
    ("sphinx_mdinclude", &[".md"]),
];

/// The methods of Sphinx's application that add types of object.
const OBJECT_TYPES: &[&str] = &["add_object_type", "add_crossref_type"];

/// What is never a document.
const NO_DOCUMENTS: &[&str] = &["**/_sources", ".#*", "**/.#*", "*.lproj/**"];

/// What `conf.py` says.
#[derive(Debug)]
pub(super) struct Conf {
    source: Source,
    settings: Settings,
}

impl Conf {
    /// Reads the file, if the folder has it, and notes what cannot be kept.
    pub(super) fn read(folder: &Folder, findings: &mut Findings) -> anyhow::Result<Option<Self>> {
        if !folder.has(CONF) {
            return Ok(None);
        }
        let bytes = folder.bytes(CONF)?;
        let source = Source::verbatim(CONF, &String::from_utf8_lossy(&bytes));
        let settings = python::settings(source.text(), &["tags"]);
        let conf = Self { source, settings };
        conf.note(findings);
        Ok(Some(conf))
    }

    fn note(&self, findings: &mut Findings) {
        for (name, setting) in &self.settings {
            let kept = KEPT.contains(&name.as_str());
            let known = KNOWN.iter().any(|it| name.starts_with(it));
            let default = setting.value.as_ref().is_some_and(|it| !it.is_true());
            if kept && setting.value.is_none() {
                self.at(
                    findings,
                    Kind::Computed,
                    format!("`{name}` is computed and left out"),
                    setting.at,
                );
            } else if kept && let Some(at) = setting.also {
                let message = format!("`{name}` is set again; its first value is kept");
                self.at(findings, Kind::Computed, message, at);
            } else if !kept && known && !default {
                self.at(findings, Kind::Setting, format!("`{name}`"), setting.at);
            }
        }
        let extensions = self.list("extensions");
        for name in extensions.iter().filter(|it| !EXTENSIONS.contains(it)) {
            let at = self.settings.get("extensions").map_or(0, |it| it.at);
            let place = self.source.text()[at..].find(name).map_or(at, |it| at + it);
            self.at(findings, Kind::Extension, format!("`{name}`"), place);
        }
    }

    fn at(&self, findings: &mut Findings, kind: Kind, message: String, at: usize) {
        let at = u32::try_from(at).unwrap_or(0);
        let text = &self.source.text()[at as usize..];
        let word = text.find(|c: char| c.is_whitespace() || "=,'\"".contains(c));
        let end = at + u32::try_from(word.unwrap_or(0)).unwrap_or(0);
        findings.at(kind, message, &self.source, Span::new(0, at, end));
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.settings.get(name)?.value.as_ref()
    }

    /// The text that `name` was given; none, if it is empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = self.value(name)?.text()?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The texts that `name` was given.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        self.value(name).map(Value::texts).unwrap_or_default()
    }

    fn flag(&self, name: &str, default: bool) -> bool {
        self.value(name).map_or(default, Value::is_true)
    }

    /// `false`, if that is what it says of a flag that is set by itself.
    fn unset(&self, name: &str) -> Option<bool> {
        Some(self.flag(name, true)).filter(|it| !it)
    }

    /// The document that the others stand below.
    pub(super) fn root_doc(&self) -> Option<String> {
        self.text("root_doc").or_else(|| self.text("master_doc"))
    }

    /// The book's language, as a BCP 47 tag.
    pub(super) fn language(&self) -> Option<String> {
        self.text("language").map(|it| it.replace('_', "-"))
    }

    /// The endings of documents, those before the others that come first.
    pub(super) fn suffixes(&self) -> Vec<String> {
        let mut suffixes: Vec<String> = self
            .list("source_suffix")
            .into_iter()
            .map(str::to_owned)
            .collect();
        if suffixes.is_empty() {
            suffixes.push(".rst".into());
        }
        let extensions = self.list("extensions");
        for (name, added) in SUFFIXES {
            if extensions.contains(name) {
                suffixes.extend(added.iter().map(|it| (*it).to_owned()));
            }
        }
        suffixes
    }

    /// The ending of documents in Markdown that does not say so itself.
    pub(super) fn is_markdown(&self, suffix: &str) -> bool {
        let Some(Value::Dict(pairs)) = self.value("source_suffix") else {
            return false;
        };
        pairs.iter().any(|(name, parser)| {
            name.text() == Some(suffix) && parser.text().is_some_and(|it| it.contains("markdown"))
        })
    }

    /// What is no document.
    pub(super) fn excluded(&self) -> Vec<Pattern> {
        let names = ["exclude_patterns", "templates_path", "html_extra_path"];
        let own = names.iter().flat_map(|it| self.list(it));
        let all = own.chain(NO_DOCUMENTS.iter().copied());
        all.map(|it| Pattern::new(it.trim_end_matches('/')))
            .collect()
    }

    /// What the preprocessor has to know.
    pub(super) fn table(&self, folder: &Folder) -> HornbookTable {
        HornbookTable {
            project: self.text("project"),
            version: self.text("version"),
            release: self.text("release"),
            root_doc: self.root_doc().filter(|it| it != "index"),
            rst_prolog: self.text("rst_prolog"),
            rst_epilog: self.text("rst_epilog"),
            default_role: self.text("default_role"),
            primary_domain: match self.value("primary_domain") {
                Some(Value::None) => Some(String::new()),
                _ => self.text("primary_domain").filter(|it| it != "py"),
            },
            highlight_language: self.text("highlight_language"),
            numfig: self.flag("numfig", false),
            show_authors: self.flag("show_authors", false),
            toc_object_entries: self.unset("toc_object_entries"),
            toc_object_entries_show_parents: match self.text("toc_object_entries_show_parents") {
                Some(it) if it == "hide" => Some(ShowParents::Hide),
                Some(it) if it == "all" => Some(ShowParents::All),
                _ => None,
            },
            add_function_parentheses: self.unset("add_function_parentheses"),
            add_module_names: self.unset("add_module_names"),
            smartquotes: self.flag("smartquotes", true),
            tags: self.list("tags").into_iter().map(str::to_owned).collect(),
            extlinks: self.extlinks(),
            nitpick_ignore: self.nitpick_ignore(),
            object_types: self.object_types(),
            inventories: self.inventories(folder),
            ..HornbookTable::default()
        }
    }

    /// The roles that are links.
    fn extlinks(&self) -> BTreeMap<String, Vec<String>> {
        let Some(Value::Dict(pairs)) = self.value("extlinks") else {
            return BTreeMap::new();
        };
        let link = |(name, value): &(Value, Value)| {
            let texts = value.texts().into_iter().map(str::to_owned);
            let texts: Vec<_> = texts.take(2).collect();
            (!texts.is_empty()).then_some((name.text()?.to_owned(), texts))
        };
        pairs.iter().filter_map(link).collect()
    }

    /// The references that may lead nowhere.
    fn nitpick_ignore(&self) -> Vec<(String, String)> {
        let Some(Value::List(pairs)) = self.value("nitpick_ignore") else {
            return Vec::new();
        };
        let pair = |it: &Value| match *it.texts() {
            [kind, name] => Some((kind.to_owned(), name.to_owned())),
            _ => None,
        };
        pairs.iter().filter_map(pair).collect()
    }

    /// The directives that describe something, and the roles that refer to it.
    fn object_types(&self) -> BTreeMap<String, String> {
        let parameters = ["directivename", "rolename"];
        let text = self.source.text();
        let calls = python::call::texts(text, OBJECT_TYPES, parameters, &self.settings);
        calls.into_iter().map(|[name, role]| (name, role)).collect()
    }

    /// Other projects, with the inventories of those that lie in the folder.
    fn inventories(&self, folder: &Folder) -> BTreeMap<String, Inventory> {
        let Some(Value::Dict(pairs)) = self.value("intersphinx_mapping") else {
            return BTreeMap::new();
        };
        let inventory = |(name, value): &(Value, Value)| {
            let texts = value.texts();
            let url = (*texts.first()?).to_owned();
            let Value::List(parts) = value else {
                return None;
            };
            let mut files = parts.get(1..)?.iter().flat_map(Value::texts);
            let file = files.find(|it| folder.has(it));
            let file = file.map(|it| format!("src/{it}").into());
            Some((name.text()?.to_owned(), Inventory { url, file }))
        };
        pairs.iter().filter_map(inventory).collect()
    }
}

/// How the documents of a project are read that says so much.
pub(super) fn options(table: &HornbookTable, language: Option<String>) -> Options {
    crate::config::reading(table.clone(), &language.unwrap_or_else(|| "en".into()))
}
