//! Running a listing: the button, the request, and what the page then says.

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::Setting;
use crate::playground::{Answer, COMPLAINT, PRINTED, REASON};

/// Listings that the playground can run.
const LISTING: &str = "figure.listing:not([data-local])";

/// A program that runs: from the disk and from a server, the page shows what
/// it printed, as text, in place of the recorded output.
pub(crate) fn success(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let page = page_with_listing(setting)?;
    let mut faults = Vec::new();
    for url in [setting.site.file_url(&page), setting.server.url(&page)] {
        let code = open(setting, &url)?;
        setting.window.click(&format!("{LISTING} .listing-run"))?;
        settled(setting, "done")?;
        if output(setting, "stdout")? != PRINTED {
            faults.push(format!(
                "{url}: shows {:?}, not {PRINTED:?}",
                output(setting, "stdout")?
            ));
        }
        faults.extend(setting.window.problems());
        faults.extend(wrong_requests(setting, &code)?);
    }
    Ok(faults)
}

/// A program that does not compile.
pub(crate) fn failure(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let status = told(setting, Answer::Failure)?;
    let mut faults = expect("the status", &status, "101");
    faults.extend(expect(
        "standard error",
        &output(setting, "stderr")?,
        COMPLAINT.trim(),
    ));
    Ok(faults)
}

/// A playground that answers, but with its own error.
pub(crate) fn refusal(setting: &Setting) -> anyhow::Result<Vec<String>> {
    Ok(expect(
        "the status",
        &told(setting, Answer::Refusal)?,
        REASON,
    ))
}

/// No network: the page says so, and the recorded output stays.
pub(crate) fn offline(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let mut faults = expect("the status", &told(setting, Answer::Offline)?, "offline");
    let gone =
        format!("document.querySelector('{LISTING} .listing-output')?.checkVisibility() === false");
    if setting.window.eval(&gone)? == json!(true) {
        faults.push("the recorded output is gone".to_owned());
    }
    Ok(faults)
}

/// Run reached by the keyboard alone.
pub(crate) fn keyboard(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let page = page_with_listing(setting)?;
    open(setting, &setting.site.file_url(&page))?;
    setting.window.eval(&format!(
        "document.querySelector('{LISTING} .listing-run').focus()"
    ))?;
    setting.window.press("Enter")?;
    settled(setting, "done")?;
    Ok(expect("the output", &output(setting, "stdout")?, PRINTED))
}

/// Clicks Run with this answer waiting, and hands back what the status says.
fn told(setting: &Setting, answer: Answer) -> anyhow::Result<String> {
    let page = page_with_listing(setting)?;
    if let Ok(mut waiting) = setting.window.playground.answer.lock() {
        *waiting = answer;
    }
    open(setting, &setting.site.file_url(&page))?;
    setting.window.click(&format!("{LISTING} .listing-run"))?;
    settled(setting, "failed")?;
    setting.window.text(&format!(
        "document.querySelector('{LISTING} .listing-status').textContent"
    ))
}

/// Opens a page and hands back the first listing's program, which is whole.
fn open(setting: &Setting, url: &str) -> anyhow::Result<String> {
    setting.window.go(url)?;
    setting.window.wait_for(&format!(
        "!!document.querySelector('{LISTING} .listing-run')"
    ))?;
    let early = setting.window.problems();
    anyhow::ensure!(early.is_empty(), "before the click: {}", early.join("; "));
    if let Ok(mut asked) = setting.window.playground.asked.lock() {
        asked.clear();
    }
    setting.window.text(&format!(
        "document.querySelector('{LISTING} .listing-code code').textContent"
    ))
}

/// The first page that has a listing for the playground.
fn page_with_listing(setting: &Setting) -> anyhow::Result<String> {
    for page in &setting.site.pages {
        let text = std::fs::read_to_string(setting.site.folder.join(page))?;
        let mut listings = text.split("<figure class=\"listing\"").skip(1);
        if listings.any(|it| {
            !it.split('>')
                .next()
                .unwrap_or_default()
                .contains("data-local")
        }) {
            return Ok(page.clone());
        }
    }
    Err(anyhow::anyhow!("no page has a listing")).context("nothing to run")
}

fn settled(setting: &Setting, state: &str) -> anyhow::Result<()> {
    let status = format!("document.querySelector('{LISTING} .listing-status')?.dataset.state");
    setting
        .window
        .wait_for(&format!("{status} == '{state}'"))
        .with_context(|| {
            let said = setting.window.text(&format!(
                "{status} + ': ' + {}",
                status.replace("dataset.state", "textContent")
            ));
            format!("the status is {:?}", said.unwrap_or_default())
        })
}

/// The text of an output that a run has made.
fn output(setting: &Setting, kind: &str) -> anyhow::Result<String> {
    let samp = format!("{LISTING} .listing-output[data-kind={kind}] samp");
    setting.window.text(&format!(
        "document.querySelector('{samp}')?.textContent ?? ''"
    ))
}

/// The one request must carry the program on the page, to be run as the page says.
fn wrong_requests(setting: &Setting, code: &str) -> anyhow::Result<Vec<String>> {
    let asked = setting
        .window
        .playground
        .asked
        .lock()
        .map(|it| it.clone())
        .unwrap_or_default();
    let [request] = asked.as_slice() else {
        return Ok(vec![format!("{} requests for one click", asked.len())]);
    };
    let field = |name: &str| {
        setting.window.eval(&format!(
            "document.querySelector('{LISTING}').dataset.{name}"
        ))
    };
    let expected = [
        ("code", json!(code)),
        ("edition", field("edition")?),
        ("mode", field("mode")?),
        ("channel", json!("stable")),
        ("crateType", json!("bin")),
        ("tests", Value::Bool(false)),
    ];
    let wrong = expected
        .into_iter()
        .filter(|(name, value)| request[name] != *value);
    Ok(wrong
        .map(|(name, value)| format!("asked with {name} = {}, not {value}", request[name]))
        .collect())
}

fn expect(what: &str, text: &str, part: &str) -> Vec<String> {
    if text.contains(part) {
        Vec::new()
    } else {
        vec![format!("{what} says {text:?}, not {part:?}")]
    }
}
