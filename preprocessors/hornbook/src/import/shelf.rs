//! The documents of a folder, each with what it says.

use std::collections::BTreeMap;

use doctree::Options;

use super::chapter::{self, Contents, Language};
use super::conf::Conf;
use super::findings::{Findings, Kind};
use super::folder::{Folder, beside, has_ending};
use super::pattern::Pattern;

/// The endings of documents where no `conf.py` names any, and of those that a
/// table of contents may name although `conf.py` does not.
const SUFFIXES: [&str; 3] = [".rst", ".md", ".ipynb"];

/// mdBook's own list of chapters, which is written anew.
const SUMMARY: &str = "SUMMARY";

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its path without the ending.
    pub(super) name: String,
    /// Its path in the folder.
    pub(super) path: String,
    /// Its path among the sources of the book.
    pub(super) target: String,
    pub(super) contents: Contents,
}

/// The documents by their names.
#[derive(Debug)]
pub(super) struct Shelf<'f> {
    folder: &'f Folder,
    options: Options,
    suffixes: Vec<String>,
    /// Endings that stand for Markdown only here.
    markdown: Vec<String>,
    excluded: Vec<Pattern>,
    pub(super) documents: BTreeMap<String, Document>,
}

/// What an entry of a table of contents leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Document(String),
    Excluded,
    Nothing,
}

impl<'f> Shelf<'f> {
    /// Reads every document of the folder.
    pub(super) fn fill(
        folder: &'f Folder,
        conf: Option<&Conf>,
        options: Options,
        findings: &mut Findings,
    ) -> anyhow::Result<Self> {
        let suffixes = conf.map_or_else(|| SUFFIXES.map(str::to_owned).to_vec(), Conf::suffixes);
        let is_markdown = |it: &&String| conf.is_some_and(|conf| conf.is_markdown(it));
        let mut shelf = Self {
            folder,
            options,
            markdown: suffixes.iter().filter(is_markdown).cloned().collect(),
            suffixes,
            excluded: conf.map(Conf::excluded).unwrap_or_default(),
            documents: BTreeMap::new(),
        };
        for path in shelf.chosen(findings) {
            shelf.add(&path, findings)?;
        }
        Ok(shelf)
    }

    /// The paths of the documents, one for each name: that of the first ending.
    fn chosen(&self, findings: &mut Findings) -> Vec<String> {
        let mut by_name: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for path in self.folder.files() {
            if let Some((name, _)) = self.split(path)
                && !self.is_excluded(path)
            {
                by_name.entry(name.to_owned()).or_default().push(path);
            }
        }
        let mut chosen = Vec::new();
        for (name, mut paths) in by_name {
            if name == SUMMARY {
                findings.note(
                    Kind::Clash,
                    format!("`{}`: the book's own takes its place", paths[0]),
                );
                continue;
            }
            paths.sort_by_key(|path| self.rank(path));
            let (first, others) = paths.split_at(1);
            for other in others.iter().filter(|it| !has_ending(it, "ipynb")) {
                let message = format!("`{other}`: the chapter is `{}`", first[0]);
                findings.note(Kind::Clash, message);
            }
            chosen.extend(first.iter().map(|it| (*it).clone()));
        }
        chosen
    }

    fn rank(&self, path: &str) -> usize {
        let suffixes = self.suffixes.iter();
        let mut ranked = suffixes
            .enumerate()
            .filter(|(_, it)| path.ends_with(it.as_str()));
        ranked.next().map_or(usize::MAX, |it| it.0)
    }

    /// The name and the ending of the document at `path`, if it is one.
    fn split<'p>(&self, path: &'p str) -> Option<(&'p str, &str)> {
        let suffixes = self.suffixes.iter().map(String::as_str);
        suffixes
            .filter_map(|suffix| Some((path.strip_suffix(suffix)?, suffix)))
            .find(|(name, _)| !name.is_empty() && !name.ends_with('/'))
    }

    fn is_excluded(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|it| it.0);
        let parts = ends.chain([path.len()]).map(|end| &path[..end]);
        let mut parts = parts.filter(|part| self.excluded.iter().any(|it| it.matches(part)));
        parts.next().is_some()
    }

    fn add(&mut self, path: &str, findings: &mut Findings) -> anyhow::Result<String> {
        let own = self.split(path);
        let other = || {
            let stem = SUFFIXES
                .iter()
                .find_map(|it| Some((path.strip_suffix(it)?, *it)));
            stem.unwrap_or((path, ""))
        };
        let (name, suffix) = own.unwrap_or_else(other);
        let (language, ending) = match suffix {
            ".ipynb" => (Language::Notebook, ".ipynb"),
            ".md" => (Language::Markdown, ".md"),
            it if self.markdown.iter().any(|own| own == it) => (Language::Markdown, ".md"),
            _ => (Language::Rest, ".rst"),
        };
        let target = format!("{name}{ending}");
        if target != path {
            findings.note(Kind::Renamed, format!("`{path}` is `{target}`"));
        }
        let (text, is_decoded) = chapter::decode(self.folder.bytes(path)?);
        if is_decoded {
            findings.note(Kind::Encoding, format!("`{path}`: taken for Latin-1"));
        }
        let document = Document {
            name: name.to_owned(),
            path: path.to_owned(),
            target,
            contents: chapter::read(path, &text, language, &self.options, self.folder),
        };
        let name = document.name.clone();
        self.documents.insert(name.clone(), document);
        Ok(name)
    }

    /// The document that the one called `from` calls `target`. One that only a
    /// notebook or a text in another language has is taken from there.
    pub(super) fn find(
        &mut self,
        from: &str,
        target: &str,
        findings: &mut Findings,
    ) -> anyhow::Result<Found> {
        let Some(path) = beside(from, target.trim_end_matches('/')) else {
            return Ok(Found::Nothing);
        };
        let own = self.split(&path).map(|it| it.0.to_owned());
        let known = SUFFIXES.iter().find_map(|it| path.strip_suffix(it));
        let names = [Some(path.clone()), own, known.map(str::to_owned)];
        for name in names.iter().flatten() {
            if self.documents.contains_key(name) {
                return Ok(Found::Document(name.clone()));
            }
        }
        let suffixes = self.suffixes.iter().map(String::as_str).chain(SUFFIXES);
        let suffixes: Vec<String> = suffixes.map(str::to_owned).collect();
        for name in names.iter().flatten() {
            for file in suffixes.iter().map(|it| format!("{name}{it}")) {
                if self.folder.has(&file) {
                    if self.is_excluded(&file) {
                        return Ok(Found::Excluded);
                    }
                    return self.add(&file, findings).map(Found::Document);
                }
            }
        }
        Ok(Found::Nothing)
    }
}
