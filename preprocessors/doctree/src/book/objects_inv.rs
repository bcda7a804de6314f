//! `objects.inv`: what a project lets others refer to, in Sphinx's format.
//!
//! Four lines of text, then lines of `name domain:type priority uri shown`,
//! compressed with zlib. A uri that ends with `$` ends with the name, and `-`
//! is shown for a name that is shown as it is. (Sphinx's
//! `sphinx/util/inventory.py`, version 2.)

use std::fmt::Write;

use foldhash::HashMap;

use super::Book;

/// How long an inventory may be when it is unpacked.
const LENGTH_LIMIT: usize = 64 << 20;
const HEAD: &[u8] = b"# Sphinx inventory version 2\n";

/// What a project lets others refer to.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The project's name.
    pub project: String,
    /// Its version.
    pub version: String,
    entries: HashMap<String, Vec<Entry>>,
}

/// One thing to refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its domain and type, such as `py:function` or `std:label`.
    pub kind: String,
    /// How much it matters in a search; 1 is usual, -1 not to be found.
    pub priority: i32,
    /// Its page and anchor, from the top of the project's site.
    pub uri: String,
    /// What it is called, if not by its name.
    pub shown: Option<String>,
}

/// Why a file is no inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InventoryError {
    /// It does not begin as an inventory of version 2.
    Version,
    /// What is compressed cannot be unpacked, or is too long.
    Packing,
    /// What is unpacked is no text.
    Encoding,
}

impl std::fmt::Display for InventoryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Version => "it is no inventory of version 2",
            Self::Packing => "it cannot be unpacked",
            Self::Encoding => "it is not in UTF-8",
        })
    }
}

impl std::error::Error for InventoryError {}

impl Inventory {
    /// Reads the bytes of an `objects.inv`. Lines that say nothing are passed over.
    ///
    /// # Errors
    ///
    /// If it is no inventory, or a broken one.
    pub fn read(bytes: &[u8]) -> Result<Self, InventoryError> {
        let rest = bytes.strip_prefix(HEAD).ok_or(InventoryError::Version)?;
        let mut parts = rest.splitn(4, |byte| *byte == b'\n');
        let mut said = |key: &str| {
            let line = parts.next().map(String::from_utf8_lossy)?;
            let value = line.strip_prefix(key).unwrap_or(&line).trim();
            Some(value.to_owned())
        };
        let project = said("# Project:").ok_or(InventoryError::Version)?;
        let version = said("# Version:").ok_or(InventoryError::Version)?;
        let packed = parts.nth(1).ok_or(InventoryError::Version)?;
        let text = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, LENGTH_LIMIT)
            .map_err(|_| InventoryError::Packing)?;
        let text = String::from_utf8(text).map_err(|_| InventoryError::Encoding)?;
        let mut inventory = Self {
            project,
            version,
            entries: HashMap::default(),
        };
        for (name, entry) in text.lines().filter_map(line) {
            inventory.add(name, entry);
        }
        Ok(inventory)
    }

    /// The bytes of the `objects.inv`, the same for the same entries.
    pub fn write(&self) -> Vec<u8> {
        let mut all: Vec<(&String, &Entry)> = self
            .entries
            .iter()
            .flat_map(|(name, entries)| entries.iter().map(move |it| (name, it)))
            .collect();
        all.sort_by(|a, b| (&a.1.kind, a.0, &a.1.uri).cmp(&(&b.1.kind, b.0, &b.1.uri)));
        let mut text = String::new();
        for (name, it) in all {
            let uri = match it.uri.strip_suffix(name.as_str()) {
                Some(start) if start.ends_with('#') => format!("{start}$"),
                _ => it.uri.clone(),
            };
            let shown = it.shown.as_deref().unwrap_or("-");
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name} {} {} {uri} {shown}", it.kind, it.priority);
        }
        let mut out = HEAD.to_vec();
        let head = format!(
            "# Project: {}\n# Version: {}\n# The remainder of this file is compressed using zlib.\n",
            one_line(&self.project),
            one_line(&self.version)
        );
        out.extend(head.bytes());
        out.extend(miniz_oxide::deflate::compress_to_vec_zlib(
            text.as_bytes(),
            9,
        ));
        out
    }

    /// Adds something that references call `name`.
    pub fn add(&mut self, name: &str, entry: Entry) {
        self.entries.entry(name.to_owned()).or_default().push(entry);
    }

    /// How many things it holds.
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a reference of `reftype` in `domain` to `name` means; any domain
    /// will do if none is given.
    pub fn find(&self, domain: &str, reftype: &str, name: &str) -> Option<&Entry> {
        let types = types(reftype);
        let fits = |it: &&Entry| {
            let (of, kind) = it.kind.split_once(':').unwrap_or(("", &it.kind));
            if domain.is_empty() {
                return true;
            }
            of == domain && (types.is_empty() || types.contains(&kind))
        };
        let find = |name: &str| self.entries.get(name)?.iter().find(fits);
        find(name).or_else(|| match reftype {
            "ref" | "term" | "numref" => find(&name.to_lowercase()),
            _ => None,
        })
    }
}

/// The types of object that a role refers to; any, if none are named.
fn types(reftype: &str) -> &'static [&'static str] {
    match reftype {
        "ref" | "numref" | "keyword" => &["label"],
        "doc" => &["doc"],
        "term" => &["term"],
        "option" => &["cmdoption"],
        "token" => &["token"],
        "envvar" => &["envvar"],
        "mod" => &["module"],
        "func" => &["function", "method", "staticmethod", "classmethod", "macro"],
        "meth" => &[
            "method",
            "staticmethod",
            "classmethod",
            "property",
            "function",
        ],
        "exc" => &["exception", "class"],
        "class" => &["class", "exception", "type", "data", "attribute"],
        _ => &[],
    }
}

/// A line of the text that is unpacked.
fn line(line: &str) -> Option<(&str, Entry)> {
    let (start, shown) = split_shown(line)?;
    let (start, uri) = start.rsplit_once(' ')?;
    let (start, priority) = start.rsplit_once(' ')?;
    let (name, kind) = start.trim_end().rsplit_once(' ')?;
    let uri = match uri.strip_suffix('$') {
        Some(start) => format!("{start}{name}"),
        None => uri.to_owned(),
    };
    let entry = Entry {
        kind: kind.to_owned(),
        priority: priority.parse().ok()?,
        uri,
        shown: (shown != "-" && shown != name).then(|| shown.to_owned()),
    };
    Some((name, entry))
}

/// The line before what is shown, and what is shown: both may hold blanks, so
/// the place is that behind `domain:type priority uri`.
fn split_shown(line: &str) -> Option<(&str, &str)> {
    let blanks: Vec<usize> = line.match_indices(' ').map(|it| it.0).collect();
    let fits = |three: &&[usize]| {
        let (kind, priority) = (&line[three[0]..three[1]], &line[three[1]..three[2]]);
        kind.contains(':') && priority.trim().parse::<i32>().is_ok()
    };
    let three = blanks.windows(3).find(fits)?;
    let uri = &line[three[2] + 1..];
    let end = three[2] + 1 + uri.find(' ').unwrap_or(uri.len());
    Some((&line[..end], line[end..].trim()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What others can refer to in `book`.
pub(super) fn of(book: &Book, page: impl Fn(&str) -> String) -> Inventory {
    let mut inventory = Inventory::default();
    for chapter in &book.chapters {
        let page = page(&chapter.path);
        let title = chapter.title().map(str::to_owned);
        let entry = |kind: &str, priority, uri: String, shown: Option<String>| Entry {
            kind: kind.to_owned(),
            priority,
            uri,
            shown,
        };
        inventory.add(&chapter.name, entry("std:doc", -1, page.clone(), title));
        for label in &chapter.labels {
            let uri = format!("{page}#{}", label.id);
            inventory.add(
                &label.name,
                entry("std:label", -1, uri, label.title.clone()),
            );
        }
        for object in &chapter.objects {
            let uri = format!("{page}#{}", object.id);
            let priority = match object.kind.as_str() {
                _ if object.aliased => -1,
                "std:term" | "std:token" => -1,
                "js:module" | "py:module" => 0,
                _ => 1,
            };
            inventory.add(
                &object.name,
                entry(&object.kind, priority, uri, object.shown.clone()),
            );
        }
    }
    inventory
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Inventory {
        let mut inventory = Inventory {
            project: "A book".into(),
            version: "1".into(),
            ..Inventory::default()
        };
        for (name, kind, uri, shown) in [
            ("os.path", "py:module", "os.html#module-os.path", None),
            ("os.getcwd", "py:function", "os.html#os.getcwd", None),
            ("the gil", "std:label", "gil.html#the-gil", Some("Its lock")),
        ] {
            let entry = Entry {
                kind: kind.into(),
                priority: 1,
                uri: uri.into(),
                shown: shown.map(str::to_owned),
            };
            inventory.add(name, entry);
        }
        inventory
    }

    #[test]
    fn what_is_written_can_be_read() {
        let read = Inventory::read(&sample().write()).unwrap();
        assert_eq!(
            (read.project.as_str(), read.version.as_str()),
            ("A book", "1")
        );
        assert_eq!(read.len(), 3);
        let label = read.find("std", "ref", "The gil").unwrap();
        assert_eq!(
            (label.uri.as_str(), label.shown.as_deref()),
            ("gil.html#the-gil", Some("Its lock"))
        );
        assert_eq!(
            read.find("py", "func", "os.getcwd").unwrap().uri,
            "os.html#os.getcwd"
        );
        assert!(read.find("py", "class", "os.getcwd").is_none());
        assert!(read.find("", "any", "os.getcwd").is_some());
    }

    #[test]
    fn a_broken_file_is_told_apart() {
        let read = |bytes: &[u8]| Inventory::read(bytes).map(|it| it.len());
        assert_eq!(
            read(b"# Sphinx inventory version 1\n"),
            Err(InventoryError::Version)
        );
        assert_eq!(
            read(b"# Sphinx inventory version 2\n#\n#\n#\nx"),
            Err(InventoryError::Packing)
        );
        assert_eq!(
            read(b"# Sphinx inventory version 2\n"),
            Err(InventoryError::Version)
        );
    }

    #[test]
    fn names_and_titles_may_hold_blanks() {
        let (name, entry) = line("a b c std:label -1 x.html#a A title of: 3 words").unwrap();
        assert_eq!(name, "a b c");
        assert_eq!(entry.shown.as_deref(), Some("A title of: 3 words"));
        assert_eq!(line("nothing"), None);
        let (name, entry) = line("f py:function 1 m.html#$ -").unwrap();
        assert_eq!(
            (name, entry.uri.as_str(), entry.shown),
            ("f", "m.html#f", None)
        );
    }
}
