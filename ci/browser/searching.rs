//! Searching the book, from the disk and from a server, by keyboard alone.

use serde_json::json;

use crate::trials::Setting;

/// A word with two letters that changed places, and the page it must lead to.
const SLIP: &str = "intrepreter";
const PAGE: &str = "the-gil.html";

/// A form that the book does not have of words that it has.
const FORM: &str = "interpreters locking";

/// The question box opens by its keys, forgives a slip, tells how many pages
/// there are, and leads to the passage.
pub(crate) fn by_keyboard(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let page = &setting.site.pages[0];
    for url in [setting.site.file_url(page), setting.server.url(page)] {
        setting.window.go(&url)?;
        if setting.window.eval(LOADED)? != json!(0) {
            faults.push(format!("{url}: the search is loaded before it is wanted"));
        }
        setting.window.eval(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))",
        )?;
        ask(setting, SLIP)?;
        faults.extend(answers(setting, &url)?);
        setting.window.press("ArrowDown")?;
        setting.window.press("Enter")?;
        setting
            .window
            .wait_for(&format!("location.pathname.endsWith('/{PAGE}')"))?;
        let anchor = "!location.hash || !!document.getElementById(decodeURIComponent(location.hash.slice(1)))";
        setting.window.wait_for(anchor)?;
        faults.extend(setting.window.problems());
    }
    Ok(faults)
}

/// Forms of a word find each other; what is nowhere is said to be.
pub(crate) fn forms(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting
        .window
        .go(&setting.site.file_url(&setting.site.pages[0]))?;
    setting.window.click("#search-toggle")?;
    ask(setting, FORM)?;
    let mut faults = answers(setting, FORM)?;
    setting.window.eval(&question("qqqq"))?;
    setting
        .window
        .wait_for("document.querySelector('.search-status').textContent == 'Nothing found.'")?;
    if setting
        .window
        .eval("document.querySelectorAll('dialog.search li').length")?
        != json!(0)
    {
        faults.push("results of the question before are left".to_owned());
    }
    Ok(faults)
}

/// How many parts of the search a page has loaded.
const LOADED: &str =
    "performance.getEntriesByType('resource').filter(it => it.name.includes('/search/')).length";

/// Puts a question, and waits for answers.
fn ask(setting: &Setting, words: &str) -> anyhow::Result<()> {
    setting.window.wait_for(
        "!!document.querySelector('dialog.search[open]') && document.activeElement.id == 'search-field'\
         && !document.querySelector('.search-status').textContent",
    )?;
    setting.window.eval(&question(words))?;
    setting
        .window
        .wait_for("document.querySelectorAll('dialog.search li mark').length > 0")
}

fn question(words: &str) -> String {
    format!(
        "(field => {{ field.value = {}; field.dispatchEvent(new Event('input')); }})(document.getElementById('search-field'))",
        json!(words)
    )
}

/// What is wrong with the answers.
fn answers(setting: &Setting, place: &str) -> anyhow::Result<Vec<String>> {
    let first = setting
        .window
        .text("document.querySelector('dialog.search li a').getAttribute('href')")?;
    let told = setting
        .window
        .text("document.querySelector('.search-status').textContent")?;
    let mut faults = Vec::new();
    if !first.contains(PAGE) {
        faults.push(format!("{place}: the first result is {first}, not {PAGE}"));
    }
    if !told.contains(" page") {
        faults.push(format!("{place}: the status says {told:?}"));
    }
    Ok(faults)
}
