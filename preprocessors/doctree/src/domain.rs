//! Sphinx's domains: what a cross-reference or a description needs to know of
//! the place it stands in, and how references and their anchors are written.

use crate::escape::unescape;
use crate::names::make_id_as_sphinx;
use crate::options::Options;

/// Where the text at hand stands: what `currentmodule`, `program` and
/// descriptions around it say.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// The domain of roles and directives that name none.
    pub(crate) domain: &'static str,
    /// `py:module`.
    pub(crate) module: Option<String>,
    /// `js:module`.
    pub(crate) js_module: Option<String>,
    /// The classes and other objects that are being described, outermost
    /// first, each with its domain; a namespace counts as one.
    pub(crate) objects: Vec<(&'static str, String)>,
    /// `std:program`.
    pub(crate) program: Option<String>,
    /// The language of literal blocks (`highlight`).
    pub(crate) highlight: Option<String>,
    /// How many lines a block of code has at least for its lines to be numbered.
    pub(crate) linenothreshold: Option<usize>,
    /// Whether functions are shown with parentheses.
    pub(crate) parentheses: bool,
    /// How many entries of the index were made.
    index: u32,
}

/// The domains that roles and directives can be of.
const DOMAINS: [&str; 7] = ["c", "cpp", "js", "math", PYTHON, "rst", STANDARD];

/// Sphinx's domain for what has no other, and its primary domain.
pub(crate) const STANDARD: &str = "std";
pub(crate) const PYTHON: &str = "py";

impl Scope {
    /// Where a document begins that is read with `options`.
    pub(crate) fn new(options: &Options) -> Self {
        let language = &options.highlight_language;
        Self {
            domain: domain(&options.primary_domain),
            module: None,
            js_module: None,
            objects: Vec::new(),
            program: None,
            highlight: Some(language.clone()).filter(|it| !it.is_empty()),
            linenothreshold: None,
            parentheses: options.add_function_parentheses,
            index: 0,
        }
    }

    /// The id of the next entry of the index: `index-0`, `index-1`, …
    pub(crate) fn index_id(&mut self) -> String {
        let id = format!("index-{}", self.index);
        self.index += 1;
        id
    }

    /// The object of the domain that is being described, such as a class.
    pub(crate) fn object(&self, domain: &str) -> Option<&str> {
        let mut objects = self.objects.iter().rev();
        let (_, name) = objects.find(|it| it.0 == domain)?;
        Some(name.as_str()).filter(|name| !name.is_empty())
    }
}

/// The domain called `name`; empty, if there is none.
pub(crate) fn domain(name: &str) -> &'static str {
    DOMAINS.into_iter().find(|it| *it == name).unwrap_or("")
}

/// The title and the target of a reference that is written `title <target>`;
/// NULs stand for backslashes, and are taken away.
pub(crate) fn titled(text: &str) -> Option<(String, String)> {
    let before = text.strip_suffix('>')?;
    let open = before.rfind('<')?;
    let title = &before[..open];
    if title.ends_with('\0') || before.ends_with('\0') {
        return None;
    }
    let title = title.trim_end();
    let target = &before[open + 1..];
    (!title.is_empty()).then(|| (unescape(title).into_owned(), unescape(target).into_owned()))
}

/// Sphinx's id for `term`, behind `prefix` if there is one; empty if nothing
/// of the term can stay.
pub(crate) fn make_id(prefix: &str, term: &str) -> String {
    if prefix.is_empty() {
        return make_id_as_sphinx(term);
    }
    let id = make_id_as_sphinx(&format!("{prefix}-{term}"));
    if id == prefix { String::new() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_before_its_target() {
        let titled = |text| titled(text).map(|(a, b)| format!("{a}|{b}"));
        assert_eq!(titled("the lock <gil>").as_deref(), Some("the lock|gil"));
        assert_eq!(titled("a <b> <c d>").as_deref(), Some("a <b>|c d"));
        assert_eq!(titled("gil"), None);
        assert_eq!(titled("<gil>"), None);
        assert_eq!(titled("a \0<gil>"), None);
    }

    #[test]
    fn an_id_has_its_prefix() {
        assert_eq!(make_id("", "Thread.run"), "Thread.run");
        assert_eq!(make_id("term", "GIL"), "term-GIL");
        assert_eq!(make_id("term", "日"), "");
    }
}
