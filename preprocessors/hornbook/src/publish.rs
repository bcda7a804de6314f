//! Publishing: what a site can say of itself once it is known where it will lie.
//!
//! Pages lead to each other by relative links, so that a site works in any
//! folder, and from the disk. What needs its address is added here: where each
//! page belongs (`canonical`), what other sites show of it (Open Graph), and
//! `sitemap.xml`. Without an address there is none of this.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use anyhow::Context as _;
use doctree::Severity;
use mdbook_driver::config::Config;
use mdbook_renderer::RenderContext;
use mdbook_renderer::book::BookItem;
use rayon::prelude::*;

use crate::config;
use crate::files::{put, slashed};
use crate::fragments::escape;
use crate::report::Report;

/// Where the site will lie, such as `https://example.org/course/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Ends with `/`.
    url: String,
    /// Where its path begins.
    path: usize,
}

impl FromStr for Address {
    type Err = String;

    /// Reads an address as `configure-pages` gives it, with a `/` at its end or without.
    fn from_str(text: &str) -> Result<Self, String> {
        let url = format!("{}/", text.trim_end_matches('/'));
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))
            .ok_or("an address begins with https:// or http://")?;
        let length = host.find('/').unwrap_or(host.len());
        if length == 0 {
            return Err("the address names no host".to_owned());
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"'<>\\`{}".contains(c);
        if let Some(c) = host.chars().find(|c| odd(*c)) {
            return Err(format!("{c:?} does not belong into the address of a site"));
        }
        let path = url.len() - host.len() + length;
        Ok(Self { url, path })
    }
}

impl Address {
    /// The folder on its host, such as `/course/`.
    fn path(&self) -> &str {
        &self.url[self.path..]
    }

    /// The configuration of a site that lies here: the page for what is missing
    /// is shown at any depth, and so must know the folder.
    pub(crate) fn configure(&self, config: &mut Config) -> anyhow::Result<()> {
        config.set("output.html.site-url", self.path())
    }
}

/// Adds to the site of `context` what its address allows.
pub(crate) fn write(context: &RenderContext, address: &Address) -> anyhow::Result<()> {
    let pages = pages(context);
    let site = Site::read(context)?;
    pages.par_iter().try_for_each(|(page, place)| {
        let file = context.destination.join(page);
        let html = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        put(&file, &with_head(&html, &site.head(&html, address, place)))
    })?;
    put(
        &context.destination.join("sitemap.xml"),
        &sitemap(&pages, address),
    )?;
    // Only the one at the top of a host is read.
    if address.path() == "/" {
        let text = format!(
            "User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n",
            address.url
        );
        put(&context.destination.join("robots.txt"), &text)?;
    }
    Ok(())
}

/// The pages, and for each where it belongs: mdBook makes the first chapter's
/// page twice, and it belongs to the top.
fn pages(context: &RenderContext) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::from([("index.html".to_owned(), String::new())]);
    for item in context.book.iter() {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.path
        {
            let page = slashed(&path.with_extension("html"));
            let place = if pages.len() == 1 { "" } else { page.as_str() };
            let place = folder(place).to_owned();
            pages.insert(page, place);
        }
    }
    pages
}

/// The folder whose page this is, such as `a/` of `a/index.html`; else the page.
fn folder(page: &str) -> &str {
    let folder = page.strip_suffix("index.html");
    folder
        .filter(|it| it.is_empty() || it.ends_with('/'))
        .unwrap_or(page)
}

fn sitemap(pages: &BTreeMap<String, String>, address: &Address) -> String {
    let mut places: Vec<_> = pages.values().collect();
    places.sort();
    places.dedup();
    let mut entries = String::new();
    for place in places {
        let place = escape(&location(address, place));
        entries.push_str("<url><loc>");
        entries.push_str(&place);
        entries.push_str("</loc></url>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n"
    )
}

/// Puts a copy of each PDF of the folder `from` into the folder `site`, so that it
/// is published, and kept for reading without a network.
pub(crate) fn add_pdf(site: &Path, from: &Path) -> anyhow::Result<()> {
    let why = || format!("cannot look into {}", from.display());
    for entry in std::fs::read_dir(from).with_context(why)? {
        let path = entry.with_context(why)?.path();
        let name = path
            .file_name()
            .filter(|_| path.extension() == Some("pdf".as_ref()));
        if let Some(name) = name {
            std::fs::copy(&path, site.join(name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

/// Tells of what publishers do not read any more: a site that a workflow hands to
/// GitHub Pages has the domain that its settings name.
pub(crate) fn warn(src: &Path, report: &mut Report) {
    if src.join("CNAME").is_file() {
        let message = "GitHub Pages ignores the file CNAME of a site that a workflow publishes: \
            name the domain in Settings > Pages";
        report.general(Severity::Warning, message);
    }
}

/// What is the same on all pages.
struct Site {
    title: String,
    description: Option<String>,
    language: String,
    /// The picture that other sites show, from the top of the site.
    card: Option<String>,
}

impl Site {
    fn read(context: &RenderContext) -> anyhow::Result<Self> {
        let book = &context.config.book;
        let card = config::hornbook(&context.config).card;
        if let Some(card) = &card {
            let is_there = context.destination.join(card).is_file();
            anyhow::ensure!(
                is_there,
                "the card {} is no file of the site",
                card.display()
            );
        }
        Ok(Self {
            title: book.title.clone().unwrap_or_default(),
            description: book.description.clone(),
            language: book.language.clone().unwrap_or_default(),
            card: card.as_deref().map(slashed),
        })
    }

    /// What the head of the page at `place` gets.
    fn head(&self, html: &str, address: &Address, place: &str) -> String {
        let url = location(address, place);
        let title = between(html, "<title>", "</title>").unwrap_or_default();
        let mut head = format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&url));
        let mut say = |name: &str, content: &str| {
            for part in [
                "<meta property=\"og:",
                name,
                "\" content=\"",
                content,
                "\">\n",
            ] {
                head.push_str(part);
            }
        };
        say("type", "article");
        // It is HTML already.
        say("title", &title.replace('"', "&quot;"));
        say("site_name", &escape(&self.title));
        say("url", &escape(&url));
        say("locale", &escape(&self.language.replace('-', "_")));
        if let Some(description) = &self.description {
            say("description", &escape(description));
        }
        if let Some(card) = &self.card {
            say("image", &escape(&location(address, card)));
            say("image:alt", &escape(&self.title));
            head.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
        }
        head
    }
}

/// Where something of the site lies.
fn location(address: &Address, place: &str) -> String {
    let encode = |part| percent_encoding::utf8_percent_encode(part, PATH).to_string();
    let parts: Vec<_> = place.split('/').map(encode).collect();
    format!("{}{}", address.url, parts.join("/"))
}

/// What stands for itself in a path (RFC 3986, section 2.3).
const PATH: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The page with `head` at the end of its own.
fn with_head(html: &str, head: &str) -> String {
    match html.find("</head>") {
        Some(at) => format!("{}{head}{}", &html[..at], &html[at..]),
        None => html.to_owned(),
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_place_on_a_host() {
        let path = |text: &str| text.parse::<Address>().map(|it| it.path().to_owned());
        assert_eq!(path("https://example.org"), Ok("/".to_owned()));
        assert_eq!(
            path("https://me.example.org/course/"),
            Ok("/course/".to_owned())
        );
        for wrong in [
            "example.org",
            "ftp://example.org",
            "https:///x",
            "https://a/?b",
            "https://a/\"b",
        ] {
            assert!(path(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_folder_is_named_without_its_page() {
        assert_eq!(folder("index.html"), "");
        assert_eq!(folder("a/index.html"), "a/");
        assert_eq!(folder("genindex.html"), "genindex.html");
    }

    #[test]
    fn a_place_is_written_as_an_address() {
        let address: Address = "https://example.org/a".parse().unwrap();
        assert_eq!(
            location(&address, "b c/dé.html"),
            "https://example.org/a/b%20c/d%C3%A9.html"
        );
        assert_eq!(location(&address, ""), "https://example.org/a/");
    }
}
