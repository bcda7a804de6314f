//! Reading: every page, in the ways that readers open it.

use serde_json::json;

use crate::keyboard;
use crate::trials::Setting;
use crate::weight::{self, Weight};

/// What must be true of any page that has loaded; each gives a list of faults.
const PAGE: &[(&str, &str)] = &[
    (
        "image does not load",
        "[...document.images].filter(it => it.complete && !it.naturalWidth && it.loading != 'lazy').map(it => it.src)",
    ),
    (
        "level of heading 1 is not there exactly once",
        "(all => all.length == 1 ? [] : ['' + all.length])\
         ([...document.querySelectorAll('h1')].filter(it => it.getAttribute('role') != 'presentation'))",
    ),
];

/// Every page opened as a file.
pub(crate) fn from_the_disk(setting: &Setting) -> anyhow::Result<Vec<String>> {
    each_page(setting, |page| {
        setting.window.go(&setting.site.file_url(page))?;
        faults_of_page(setting)
    })
}

/// The most requests of a page, and the most bytes on the way, without pictures.
const REQUESTS: usize = 10;
const BYTES: usize = 100 * 1024;

/// Every page opened over HTTP.
pub(crate) fn from_a_server(setting: &Setting) -> anyhow::Result<Vec<String>> {
    each_page(setting, |page| {
        let url = setting.server.url(page);
        setting.window.go(&url)?;
        let mut faults = faults_of_page(setting)?;
        let weight = weight::of(&setting.window, &setting.server, &setting.site.folder, &url)?;
        let Weight {
            requests, bytes, ..
        } = weight;
        if requests > REQUESTS {
            faults.push(format!("{requests} requests, not {REQUESTS} at most"));
        }
        if bytes > BYTES {
            faults.push(format!("{bytes} bytes, not {BYTES} at most"));
        }
        Ok(faults)
    })
}

/// How often Tab may be pressed until the focus is on what leads to the text.
const TABS: usize = 2;

/// Every page by keyboard: it is not far to the text.
pub(crate) fn by_keyboard(setting: &Setting) -> anyhow::Result<Vec<String>> {
    each_page(setting, |page| {
        setting.window.go(&setting.server.url(page))?;
        let tabs = keyboard::tabs(&setting.window)?;
        let near = tabs.is_some_and(|it| it <= TABS);
        let mut faults = Vec::new();
        if !near {
            faults.push(format!(
                "{tabs:?} presses of Tab to the text, not {TABS} at most"
            ));
        }
        if !keyboard::goes_on_in_the_text(&setting.window)? {
            faults.push("Tab does not go on in the text".to_owned());
        }
        Ok(faults)
    })
}

/// The width of a small phone, in pixels.
const PHONE: u32 = 390;

/// No page is wider than a phone.
pub(crate) fn on_a_phone(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting.window.size(PHONE, 844)?;
    let wide = format!("({WIDE})({PHONE})");
    each_page(setting, |page| {
        setting.window.go(&setting.site.file_url(page))?;
        setting.window.strings(&wide)
    })
}

/// The first part of a page that sticks out on the right, and is not inside a
/// frame that scrolls by itself.
const WIDE: &str = "width => {\
    const scrolls = it => it && it.tagName != 'MAIN' &&\
        (['auto', 'scroll'].includes(getComputedStyle(it).overflowX) || scrolls(it.parentElement));\
    const wide = [...document.querySelectorAll('main *')].filter(it =>\
        it.getBoundingClientRect().right > width + 1 && !scrolls(it.parentElement));\
    const page = document.documentElement.scrollWidth;\
    return wide.slice(0, 1).map(it => `sticks out: ${it.outerHTML.slice(0, 80)}`)\
        .concat(page > width ? [`scrolls sideways: ${page} pixels`] : []);\
}";

/// A page without scripts has its text, and the output of its listings.
pub(crate) fn without_scripts(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting
        .window
        .go(&setting.site.file_url(&setting.site.pages[0]))?;
    each_page(setting, |page| {
        let text = "document.querySelectorAll('.listing-bar').forEach(it => it.remove()), \
            document.querySelector('main')?.innerText.replace(/\\s+/g, ' ').trim() ?? ''";
        setting.window.scripts(true)?;
        setting.window.go(&setting.site.file_url(page))?;
        let with = setting.window.text(text)?;
        setting.window.scripts(false)?;
        setting.window.go(&setting.site.file_url(page))?;
        let without = setting.window.text(text)?;
        let mut faults = setting.window.strings(UNREADABLE)?;
        if without.is_empty() || without != with {
            let (with, without) = (with.len(), without.len());
            faults.push(format!("{with} letters with scripts, {without} without"));
        }
        Ok(faults)
    })
}

/// Parts of listings that a page without scripts hides or promises in vain. A
/// solution opens without scripts, too.
const UNREADABLE: &str = "document.querySelectorAll('main details').forEach(it => it.open = true), \
    [...document.querySelectorAll('figure.listing')].flatMap(it => [\
    ...[...it.querySelectorAll('.listing-code, .listing-output')].filter(it => !it.checkVisibility())\
        .map(part => it.id + ': hidden ' + part.className),\
    ...[...it.querySelectorAll('button')].filter(it => it.checkVisibility())\
        .map(button => it.id + ': a button that does nothing: ' + button.textContent)])";

fn faults_of_page(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let mut faults = setting.window.problems();
    for (name, expression) in PAGE {
        let found = setting.window.strings(expression)?;
        faults.extend(found.iter().map(|it| format!("{name}: {it}")));
    }
    let asked = setting.window.playground.asked().len();
    if asked > 0 {
        faults.push(format!(
            "the playground was asked before a click: {}",
            json!(asked)
        ));
    }
    Ok(faults)
}

/// A trial of one page, over all; each fault with its page.
fn each_page(
    setting: &Setting,
    trial: impl Fn(&str) -> anyhow::Result<Vec<String>>,
) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for page in &setting.site.pages {
        faults.extend(
            trial(page)?
                .into_iter()
                .map(|fault| format!("{page}: {fault}")),
        );
    }
    Ok(faults)
}
