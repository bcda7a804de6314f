//! The site as an app that needs no network, for a book that asks for it: its
//! `additional-js` names `offline.js`, as the theme has it.
//!
//! `sw.js` is a service worker that keeps every file of the site. Its text
//! holds their names and a hash of them all, so a browser sees at once when
//! the book has changed, and fetches it anew in the background.

use std::path::Path;

use anyhow::Context as _;
use mdbook_driver::config::Config;
use serde_json::json;
use walkdir::WalkDir;

use crate::files::{put, slashed};

/// The script that the worker begins with what to keep.
const WORKER: &str = include_str!("../../../theme/sw.js");

/// Writes the worker and the app's manifest into the folder `site`, if the book
/// of `config` asks for them.
pub(crate) fn write(config: &Config, site: &Path) -> anyhow::Result<()> {
    let html = config.html_config().unwrap_or_default();
    let asked = |it: &std::path::PathBuf| it.file_name().is_some_and(|it| it == "offline.js");
    if !html.additional_js.iter().any(asked) {
        return Ok(());
    }
    put(&site.join("manifest.webmanifest"), &manifest(config, site)?)?;
    let (files, hash) = files(site)?;
    let kept = format!(
        "const FILES = {};\nconst HASH = '{hash:016x}';\n",
        json!(files)
    );
    put(&site.join("sw.js"), &(kept + WORKER))
}

fn manifest(config: &Config, site: &Path) -> anyhow::Result<String> {
    let book = &config.book;
    let icon = std::fs::read_dir(site)?
        .flatten()
        .filter_map(|it| it.file_name().into_string().ok())
        .find(|it| it.starts_with("favicon") && Path::new(it).extension() == Some("svg".as_ref()));
    let icons: Vec<_> = icon
        .map(|it| json!({"src": it, "sizes": "any", "type": "image/svg+xml"}))
        .into_iter()
        .collect();
    let manifest = json!({
        "name": book.title, "description": book.description, "lang": book.language,
        "start_url": "./index.html", "display": "browser", "icons": icons,
    });
    Ok(format!("{manifest:#}\n"))
}

/// All files of the site, in order, and a hash of their names and bytes
/// (64-bit FNV-1a: it tells versions apart and protects from nothing).
fn files(site: &Path) -> anyhow::Result<(Vec<String>, u64)> {
    let mut files = Vec::new();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry.context("cannot look through the site")?;
        if !entry.file_type().is_file() || entry.file_name() == "sw.js" {
            continue;
        }
        let name = slashed(entry.path().strip_prefix(site)?);
        add(name.as_bytes());
        add(&std::fs::read(entry.path())?);
        files.push(name);
    }
    Ok((files, hash))
}
