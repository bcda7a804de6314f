//! A built site, and whether all it points at is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;

use crate::files;
use crate::html::{self, Link, Page};

/// Every file of a built site, the pages read.
pub(crate) struct Site {
    /// The pages, by their path from the site's root.
    pub(crate) pages: BTreeMap<String, Page>,
    /// Every file, the pages included.
    pub(crate) files: BTreeSet<String>,
}

impl Site {
    /// Reads the site in this folder.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut site = Self {
            pages: BTreeMap::new(),
            files: BTreeSet::new(),
        };
        for path in files::below(folder)? {
            if files::has_extension(&path, "html") {
                let text =
                    std::fs::read_to_string(folder.join(&path)).with_context(|| path.clone())?;
                site.pages.insert(path.clone(), html::read(&text));
            }
            site.files.insert(path);
        }
        Ok(site)
    }

    /// One line for each link, anchor or image that leads nowhere.
    pub(crate) fn broken_links(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (path, page) in &self.pages {
            for link in &page.links {
                if let Err(reason) = self.follow(path, page, link) {
                    let Link { from, to, line } = link;
                    faults.push(format!("{path}:{line}: {from}=\"{to}\": {reason}"));
                }
            }
        }
        faults
    }

    fn follow(&self, path: &str, page: &Page, link: &Link) -> Result<(), String> {
        if leaves_the_site(&link.to) {
            return Ok(());
        }
        let (place, fragment) = link.to.split_once('#').unwrap_or((&link.to, ""));
        let place = decoded(place.split('?').next().unwrap_or_default());
        let from = if page.has_base { "" } else { path };
        let target = if place.is_empty() {
            path.to_owned()
        } else {
            self.resolve(from, &place)?
        };
        self.anchor(&target, &decoded(fragment))
    }

    /// The file that a relative address means.
    fn resolve(&self, from: &str, place: &str) -> Result<String, String> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        if place.starts_with('/') {
            return Err("an absolute path breaks below a folder and from file://".into());
        }
        for part in place.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop().ok_or("leads out of the site")?),
                name => parts.push(name),
            }
        }
        let path = parts.join("/");
        let index = format!("{path}/index.html")
            .trim_start_matches('/')
            .to_owned();
        let found = [path, index].into_iter().find(|it| self.files.contains(it));
        found.ok_or_else(|| "no such file".into())
    }

    fn anchor(&self, target: &str, fragment: &str) -> Result<(), String> {
        let Some(page) = self.pages.get(target) else {
            return Ok(());
        };
        if matches!(fragment, "" | "top") || page.ids.contains(fragment) {
            return Ok(());
        }
        Err(format!("no element of {target} has this id"))
    }
}

/// Whether an address names another site, or no place at all.
fn leaves_the_site(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || address.starts_with("//")
}

/// Percent-encoding undone.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|it| std::str::from_utf8(it).ok());
        if let Some(byte) = code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        Site {
            pages: files
                .iter()
                .filter(|(path, _)| files::has_extension(path, "html"))
                .map(|(path, text)| ((*path).to_owned(), html::read(text)))
                .collect(),
            files: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
        }
    }

    fn broken(page: &str) -> Vec<String> {
        let files = [
            ("a/page.html", page),
            ("a/other.html", "<p id='here it is'>"),
            ("index.html", ""),
            ("images/x.svg", ""),
        ];
        site(&files).broken_links()
    }

    #[test]
    fn what_is_there_is_found() {
        let page = "<p id=p><a href='#p'></a><a href='other.html#here%20it%20is'></a><a href='..'></a>\
                    <a href='../index.html?q=1'></a><img src='../images/x.svg'><a href='#'></a>";
        assert!(broken(page).is_empty(), "{:?}", broken(page));
    }

    #[test]
    fn other_sites_are_left_alone() {
        assert!(
            broken("<a href='https://a.org/b'><a href='//c.org'><a href='mailto:d@e'>").is_empty()
        );
    }

    #[test]
    fn a_missing_file_is_told_with_its_place() {
        assert_eq!(
            broken("\n<a href='b.html'>"),
            ["a/page.html:2: a href=\"b.html\": no such file"]
        );
    }

    #[test]
    fn a_missing_image_is_a_broken_link() {
        assert_eq!(broken("<img src='../images/y.svg'>").len(), 1);
    }

    #[test]
    fn a_missing_anchor_is_told() {
        assert_eq!(
            broken("<a href='other.html#gone'>"),
            ["a/page.html:1: a href=\"other.html#gone\": no element of a/other.html has this id"]
        );
        assert_eq!(broken("<a href='#gone'>").len(), 1);
    }

    #[test]
    fn leading_out_of_the_site_is_broken() {
        assert_eq!(broken("<a href='../../index.html'>").len(), 1);
        assert_eq!(broken("<a href='/index.html'>").len(), 1);
    }

    #[test]
    fn a_base_moves_links_to_the_root() {
        assert!(broken("<base href='/'><a href='a/other.html'>").is_empty());
    }
}
