//! A site as a crawler sees it: over HTTP, without scripts, beginning at its
//! front page and following the links that stand in the HTML.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use anyhow::Context as _;

use crate::html::{self, Page};
use crate::site::decoded;

/// What a crawl has found.
pub(crate) struct Crawl {
    /// Where the site lies, with `/` at the end.
    base: String,
    /// The pages, by their addresses.
    pub(crate) pages: BTreeMap<String, Page>,
    /// Everything that was asked for, and whether it is there.
    there: BTreeMap<String, bool>,
    /// What is wrong with the site, one line each.
    pub(crate) faults: Vec<String>,
}

/// What a server says.
struct Answer {
    well: bool,
    kind: String,
    body: String,
}

/// Crawls the site at `base`, which ends with `/`.
pub(crate) fn crawl(base: &str) -> anyhow::Result<Crawl> {
    let mut crawl = Crawl {
        base: base.to_owned(),
        pages: BTreeMap::new(),
        there: BTreeMap::new(),
        faults: Vec::new(),
    };
    let mut waiting = VecDeque::from([base.to_owned()]);
    while let Some(url) = waiting.pop_front() {
        if crawl.pages.contains_key(&url) {
            continue;
        }
        let answer = get(&url)?;
        crawl.there.insert(url.clone(), answer.well);
        if answer.well && answer.kind.starts_with("text/html") {
            let page = html::read(&answer.body);
            waiting.extend(crawl.links_to_pages(&url, &page));
            crawl.pages.insert(url, page);
        }
    }
    crawl.follow_all()?;
    Ok(crawl)
}

impl Crawl {
    /// The addresses in the site that a page leads its readers to.
    fn links_to_pages(&self, url: &str, page: &Page) -> Vec<String> {
        let links = page.links.iter().filter(|it| it.from == "a href");
        let goals = links.filter_map(|it| resolve(url, &it.to));
        let goals = goals.map(|it| without_fragment(&it).to_owned());
        goals
            .filter(|it| it.starts_with(&self.base) && !self.there.contains_key(it))
            .collect()
    }

    /// Asks for all that the pages point at, and looks for the anchors.
    fn follow_all(&mut self) -> anyhow::Result<()> {
        let mut faults = Vec::new();
        let mut goals: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (url, page) in &self.pages {
            for link in &page.links {
                let Some(goal) = resolve(url, &link.to) else {
                    continue;
                };
                let from = format!("{url}:{}: {}=\"{}\"", link.line, link.from, link.to);
                if goal.starts_with(&self.base) {
                    goals.entry(goal).or_default().insert(from);
                } else if goal.starts_with(origin(&self.base)) {
                    faults.push(format!("{from}: leads out of the site's folder"));
                }
            }
        }
        for (goal, sources) in goals {
            if let Err(reason) = self.follow(&goal)? {
                faults.extend(sources.iter().map(|it| format!("{it}: {reason}")));
            }
        }
        self.faults.extend(faults);
        Ok(())
    }

    /// Whether what an address names is there.
    fn follow(&mut self, goal: &str) -> anyhow::Result<Result<(), &'static str>> {
        let (url, fragment) = goal.split_once('#').unwrap_or((goal, ""));
        if !self.is_there(url)? {
            return Ok(Err("is not there"));
        }
        let known = |page: &Page| page.ids.contains(&decoded(fragment));
        let lands = matches!(fragment, "" | "top") || self.pages.get(url).is_none_or(known);
        Ok(lands.then_some(()).ok_or("no element has this id"))
    }

    /// Whether there is something at an address. Of a style sheet also what it
    /// asks for.
    pub(crate) fn is_there(&mut self, url: &str) -> anyhow::Result<bool> {
        if let Some(known) = self.there.get(url) {
            return Ok(*known);
        }
        let answer = get(url)?;
        self.there.insert(url.to_owned(), answer.well);
        if answer.kind == "text/css" {
            for asset in assets(&answer.body) {
                let goal = resolve(url, asset);
                if goal.is_some_and(|it| !get(&it).is_ok_and(|it| it.well)) {
                    self.faults.push(format!("{url}: {asset} is not there"));
                }
            }
        }
        Ok(answer.well)
    }
}

/// What a style sheet asks for.
fn assets(css: &str) -> impl Iterator<Item = &str> {
    let parts = css.split("url(").skip(1);
    let inner = parts.filter_map(|it| Some(it.split_once(')')?.0));
    inner
        .map(|it| it.trim_matches(['"', '\'', ' ']))
        .filter(|it| !it.starts_with("data:") && !it.starts_with('#'))
}

/// The absolute address of what stands in the page at `url`; none for what is
/// no place on the web.
fn resolve(url: &str, link: &str) -> Option<String> {
    let scheme = link.split(['/', '?', '#']).next().unwrap_or_default();
    if link.starts_with("http://") || link.starts_with("https://") {
        return Some(link.to_owned());
    }
    if scheme.contains(':') || link.starts_with("//") {
        return None;
    }
    let url = without_fragment(url);
    if link.is_empty() || link.starts_with('#') {
        return Some(format!("{url}{link}"));
    }
    let (link, tail) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let tail = tail.find('#').map_or("", |at| &tail[at..]);
    let origin = origin(url);
    if link.starts_with('/') {
        return Some(format!("{origin}{link}{tail}"));
    }
    let mut parts: Vec<&str> = url[origin.len()..].split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    let folder = link.ends_with("..") || link.ends_with("/.") || link == ".";
    let end = if folder { "/" } else { "" };
    Some(format!("{origin}{}{end}{tail}", parts.join("/")))
}

/// The beginning of an address, up to the path.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    &url[..url[host..].find('/').map_or(url.len(), |at| host + at)]
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// Asks a server on this machine.
fn get(url: &str) -> anyhow::Result<Answer> {
    let origin = origin(url);
    let host = origin.trim_start_matches("http://");
    let path = &url[origin.len()..];
    let mut stream = TcpStream::connect(host).with_context(|| format!("no server at {host}"))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").context("no answer")?;
    let kind = head
        .lines()
        .find_map(|it| it.strip_prefix("Content-Type: "));
    Ok(Answer {
        well: head.starts_with("HTTP/1.1 200"),
        kind: kind.unwrap_or_default().to_owned(),
        body: body.to_owned(),
    })
}

/// The page that is shown for what is not at `url`.
pub(crate) fn missing(url: &str) -> anyhow::Result<Page> {
    let answer = get(url)?;
    anyhow::ensure!(!answer.well, "{url} is there");
    Ok(html::read(&answer.body))
}

/// The text at `url`.
pub(crate) fn text(url: &str) -> anyhow::Result<String> {
    let answer = get(url)?;
    anyhow::ensure!(answer.well, "{url} is not there");
    Ok(answer.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::Server;

    #[test]
    fn links_are_resolved() {
        let at = |link| resolve("http://h/a/b.html", link);
        for (link, goal) in [
            ("c.html?q#x", "http://h/a/c.html#x"),
            ("../c/", "http://h/c/"),
            ("..", "http://h/"),
            (".", "http://h/a/"),
            ("/d", "http://h/d"),
            ("#x", "http://h/a/b.html#x"),
            ("https://o/x", "https://o/x"),
        ] {
            assert_eq!(at(link).as_deref(), Some(goal), "{link}");
        }
        assert_eq!(at("mailto:a@b"), None);
    }

    fn crawled(files: &[(&str, &str)]) -> Crawl {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("s")).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join("s").join(name), text).unwrap();
        }
        let server = Server::start(folder.path()).unwrap();
        crawl(&server.url("s/")).unwrap()
    }

    #[test]
    fn pages_are_found_one_by_the_other() {
        let files = [
            ("index.html", "<a href=a.html>"),
            ("a.html", "<a href='b.html#x'><link rel=next href=c.html>"),
            ("b.html", "<p id=x>"),
            ("c.html", ""),
        ];
        let crawl = crawled(&files);
        assert_eq!(crawl.pages.len(), 3);
        assert!(crawl.faults.is_empty(), "{:?}", crawl.faults);
    }

    #[test]
    fn what_is_not_there_is_told() {
        let files = [
            (
                "index.html",
                "<a href=a.html><a href='#gone'><img src=i.png><a href=/up><link href=s.css>",
            ),
            ("s.css", "a { background: url('x.svg'), url(data:y) }"),
        ];
        let told = crawled(&files).faults;
        for part in [
            "a.html\": is not",
            "#gone\": no element",
            "i.png\": is not",
            "/up\": leads out",
            "x.svg is not",
        ] {
            assert!(told.iter().any(|it| it.contains(part)), "{part}: {told:?}");
        }
        assert_eq!(told.len(), 5);
    }
}
