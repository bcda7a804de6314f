//! `crawl`: the course as it would be published in a subfolder of a host, seen
//! by a crawler that runs no scripts. It finds every page, nothing that is
//! linked is missing, and each page says of itself what others want to know.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::check::Outcome;
use crate::crawler::{self, Crawl};
use crate::html::Page;
use crate::repository::Repository;
use crate::server::Server;
use crate::{command, faults, files};

/// What each page tells other sites and search engines of itself.
const TOLD: [&str; 8] = [
    "description",
    "og:description",
    "og:image",
    "og:image:alt",
    "og:locale",
    "og:site_name",
    "og:title",
    "og:type",
];

/// Pages that nothing need lead to: the one for what is missing, and that of all
/// chapters, which only the pages of a large book do not list themselves.
const UNLINKED: [&str; 2] = ["404.html", "toc.html"];

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let copy = tempfile::tempdir()?;
    files::copy(&repository.root, copy.path(), &["target", "book", ".git"])?;
    let server = Server::start(copy.path())?;
    let base = server.url("book/html/");
    let mut build = Command::new(repository.hornbook()?);
    build.args(["build", "--base-url", &base]).arg(copy.path());
    command::run(&mut build)?;
    let mut crawl = crawler::crawl(&base)?;
    let mut told = unseen(&crawl, &base, &copy.path().join("book/html"))?;
    told.extend(untold(&mut crawl)?);
    told.extend(unmapped(&crawl, &base)?);
    told.extend(lost(&mut crawl, &base)?);
    told.append(&mut crawl.faults);
    println!("{} pages found", crawl.pages.len());
    let told: Vec<_> = told.iter().map(|it| it.replace(&base, "")).collect();
    faults::conclude(&told)
}

/// The pages of the site that no link leads to.
fn unseen(crawl: &Crawl, base: &str, site: &Path) -> anyhow::Result<Vec<String>> {
    let pages = files::below(site)?;
    let pages = pages.iter().filter(|it| files::has_extension(it, "html"));
    let found = |page: &str| crawl.pages.contains_key(&format!("{base}{page}"));
    let unseen = pages.filter(|it| !UNLINKED.contains(&it.as_str()) && !found(it));
    Ok(unseen
        .map(|it| format!("{it}: no link leads to it"))
        .collect())
}

/// Whether search engines are to show a page.
fn is_shown(page: &Page) -> bool {
    page.head.get("robots").is_none_or(|it| it != "noindex")
}

/// What pages do not say of themselves.
fn untold(crawl: &mut Crawl) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut addresses = BTreeSet::new();
    for (url, page) in crawl.pages.iter().filter(|it| is_shown(it.1)) {
        let told = |key: &str| page.head.get(key).map_or("", |it| it.trim());
        let lacking = TOLD.iter().filter(|it| told(it).is_empty());
        faults.extend(lacking.map(|it| format!("{url}: says no {it}")));
        let canonical = told("canonical");
        if told("og:url") != canonical {
            faults.push(format!("{url}: og:url is not the canonical address"));
        }
        for key in ["canonical", "og:image"] {
            addresses.insert((url.clone(), key, told(key).to_owned()));
        }
    }
    for (url, key, address) in addresses {
        if !address.starts_with("http://127.0.0.1") || !crawl.is_there(&address)? {
            faults.push(format!("{url}: {key} is {address:?}, which is not there"));
        }
    }
    Ok(faults)
}

/// Where the site map and the pages do not agree.
fn unmapped(crawl: &Crawl, base: &str) -> anyhow::Result<Vec<String>> {
    let map = crawler::text(&format!("{base}sitemap.xml"))?;
    let places = map.split("<loc>").skip(1);
    let listed: BTreeSet<&str> = places
        .filter_map(|it| Some(it.split_once("</loc>")?.0))
        .collect();
    let shown = crawl.pages.values().filter(|it| is_shown(it));
    let canonical: BTreeSet<&str> = shown
        .filter_map(|it| it.head.get("canonical").map(String::as_str))
        .collect();
    let differing = listed.symmetric_difference(&canonical);
    Ok(differing
        .map(|it| format!("{it}: only one of the site map and the pages knows it"))
        .collect())
}

/// What is wrong with the page for what is missing, at any depth.
fn lost(crawl: &mut Crawl, base: &str) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for place in ["gone.html", "deep/down/gone.html"] {
        let page = crawler::missing(&format!("{base}{place}"))?;
        if is_shown(&page) || !page.has_base || page.links.is_empty() {
            faults.push(format!(
                "{place}: not answered by the page for what is missing"
            ));
        }
        for link in &page.links {
            let inside = !link.to.contains("//") && !link.to.starts_with(['#', '/']);
            if inside && !crawl.is_there(&format!("{base}{}", link.to))? {
                faults.push(format!("{place}: {} leads nowhere", link.to));
            }
        }
    }
    Ok(faults)
}
