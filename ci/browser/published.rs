//! Published: what a site does beside showing its pages, in a folder of a host.

use std::path::Path;

use anyhow::Context as _;
use serde_json::json;
use tempfile::TempDir;

use crate::bench;
use crate::server::Server;
use crate::trials::Setting;

/// Pages that have moved, and parts of pages.
const MOVED: &str = r#"
[output.html.redirect]
"/old.html" = "listings.html"
"/old.html#part" = "listings.html#plain"
"/deep/old.html" = "../listings.html"
"/listings.html#gone" = "listings.html#plain"

[output.pdf]
"#;

/// Where readers come from, and where they are to arrive.
const WAYS: [(&str, &str); 5] = [
    ("old.html", "listings.html"),
    ("old.html#part", "listings.html#plain"),
    ("old.html#panics", "listings.html#panics"),
    ("deep/old.html#panics", "listings.html#panics"),
    ("listings.html#gone", "listings.html#plain"),
];

/// The book of listings, as it would be published.
struct Published {
    server: Server,
    folder: TempDir,
}

impl Published {
    fn build(setting: &Setting) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        bench::lay(folder.path(), &setting.bench.theme())?;
        let config = folder.path().join("book.toml");
        let mut text = std::fs::read_to_string(&config)?;
        text = text.replace(
            "\"theme/editor.js\"",
            "\"theme/editor.js\", \"theme/offline.js\"",
        );
        std::fs::write(&config, text + MOVED)?;
        let published = Self {
            server: Server::start(folder.path())?,
            folder,
        };
        let base = published.url("");
        let folder: &Path = published.folder.path();
        bench::build(&setting.bench.hornbook, folder, &["--base-url", &base])?;
        Ok(published)
    }

    /// The address of a page. It names the host, since the app does not install
    /// itself where an author looks at a book.
    fn url(&self, page: &str) -> String {
        let url = self.server.url(&format!("book/html/{page}"));
        url.replace("127.0.0.1", "localhost")
    }
}

/// What is missing is told, at any depth, by a page that has its colours and
/// leads back.
pub(crate) fn missing(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let published = Published::build(setting)?;
    let mut faults = Vec::new();
    for place in ["gone.html", "deep/down/gone.html", "gone/"] {
        let url = published.url(place);
        setting.window.go(&url)?;
        let own = |it: &String| it.contains("404") && it.contains(&url);
        faults.extend(setting.window.problems().into_iter().filter(|it| !own(it)));
        let styled = "[...document.styleSheets].some(it => it.cssRules.length > 50)";
        if setting.window.eval(styled)? != json!(true) {
            faults.push(format!("{place}: no style"));
        }
        setting.window.click(".book-title")?;
        setting.window.wait_for(&format!(
            "location.href == {}",
            json!(published.url("index.html"))
        ))?;
    }
    Ok(faults)
}

/// What has moved is found, with scripts and without, part by part.
pub(crate) fn moved(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let published = Published::build(setting)?;
    let mut faults = Vec::new();
    for (from, to) in WAYS {
        setting.window.go(&published.url(from))?;
        arrive(setting, &published.url(to)).with_context(|| from.to_owned())?;
        faults.extend(setting.window.problems());
    }
    setting.window.scripts(false)?;
    setting.window.go(&published.url("deep/old.html"))?;
    arrive(setting, &published.url("listings.html"))?;
    Ok(faults)
}

fn arrive(setting: &Setting, url: &str) -> anyhow::Result<()> {
    setting
        .window
        .wait_for(&format!("location.href == {}", json!(url)))
}

/// Once it was opened, the site is there without its server: a page that was
/// never opened, the search, and the PDF.
pub(crate) fn offline(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let published = Published::build(setting)?;
    let mut faults = Vec::new();
    let (front, page) = (published.url("index.html"), published.url("listings.html"));
    setting.window.go(&front)?;
    let ready = "navigator.serviceWorker.ready.then(it => it.active.state != 'redundant')";
    setting.window.promised(ready)?;
    // The server is gone, and its port with it.
    drop(published);
    setting.window.go(&page)?;
    faults.extend(setting.window.problems());
    let shown = "document.querySelector('main').innerText.length > 100\
        && [...document.styleSheets].some(it => it.cssRules.length > 50)";
    if setting.window.eval(shown)? != json!(true) {
        faults.push("the page is not there".to_owned());
    }
    for file in ["listings.pdf", "search/search.js"] {
        let size = format!(
            "fetch({}).then(it => it.ok ? it.blob() : Promise.reject(Error(it.status))).then(it => it.size)",
            json!(file)
        );
        match setting.window.promised(&size) {
            Ok(size) if size.as_u64() > Some(1000) => {}
            Ok(size) => faults.push(format!("{file} has {size} bytes")),
            Err(error) => faults.push(format!("{file} is not there: {error:#}")),
        }
    }
    let leave = "navigator.serviceWorker.getRegistrations().then(all => Promise.all(all.map(it => it.unregister())))";
    setting.window.promised(leave)?;
    Ok(faults)
}
