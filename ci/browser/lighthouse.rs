//! Lighthouse: what it says of a page, in points out of a hundred.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde_json::Value;

use crate::window;

/// The points of the page at `url`, by the names of the categories; `tools` is
/// the folder with what npm has installed, `desk` asks for a desktop's screen
/// and speed in place of a phone's.
pub(crate) fn points(
    tools: &Path,
    url: &str,
    categories: &[&str],
    desk: bool,
) -> anyhow::Result<BTreeMap<String, u32>> {
    let mut node = Command::new("node");
    node.arg(tools.join("node_modules/lighthouse/cli/index.js"))
        .args([
            url,
            "--quiet",
            "--output=json",
            "--no-enable-error-reporting",
        ])
        .arg(format!("--only-categories={}", categories.join(",")))
        .arg(format!("--chrome-flags={}", flags()));
    if desk {
        node.arg("--preset=desktop");
    }
    let chrome = std::env::var_os("CHROME").context("CHROME names no browser")?;
    let output = node.env("CHROME_PATH", chrome).output()?;
    let words = String::from_utf8_lossy(&output.stderr);
    let told: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("Lighthouse says nothing of {url}: {}", words.trim()))?;
    let error = &told["runtimeError"]["message"];
    anyhow::ensure!(error.is_null(), "Lighthouse says of {url}: {error}");
    let point = |name: &&str| {
        let score = told["categories"][*name]["score"].as_f64();
        let score = score.with_context(|| format!("Lighthouse does not judge {name} of {url}"))?;
        Ok(((*name).to_owned(), whole(score * 100.0)))
    };
    categories.iter().map(point).collect()
}

/// Chromium refuses to run sandboxed as root, and is to ask no other machine.
fn flags() -> String {
    let sandbox = if window::is_root() {
        "--no-sandbox "
    } else {
        ""
    };
    format!(
        "--headless=new {sandbox}'--host-resolver-rules={}'",
        window::NAMES
    )
}

/// A number that is not negative, rounded.
fn whole(number: f64) -> u32 {
    format!("{number:.0}").parse().unwrap_or_default()
}
