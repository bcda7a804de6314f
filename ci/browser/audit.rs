//! The audit: every page of a site, judged by programs that others have made
//! for it. Nothing may be found.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::Context as _;
use serde_json::json;

use crate::axe;
use crate::lighthouse;
use crate::server::Server;
use crate::site::Site;
use crate::window::Window;

/// The widths of a desk's screen and of a small phone's, in pixels.
const WIDTHS: [u32; 2] = [1280, 390];

/// The themes that a reader can choose.
const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// What Lighthouse must give a hundred points for.
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// An audit hands back what it found, one line each.
type Audit = fn(&Site, &Server, &Path) -> anyhow::Result<Vec<String>>;

const AUDITS: &[(&str, Audit)] = &[
    (
        "axe-core finds nothing, in any theme, at a desk and on a phone",
        accessible,
    ),
    ("Lighthouse gives three pages a hundred points", perfect),
];

/// Whether nothing is found in the site in `folder`; `tools` is the folder with
/// what npm has installed.
pub(crate) fn run(folder: &Path, tools: &Path) -> anyhow::Result<bool> {
    let site = Site::read(folder, Path::new(""))?;
    let server = Server::start(&site.folder)?;
    let mut well = true;
    for (name, audit) in AUDITS {
        let start = Instant::now();
        let faults = audit(&site, &server, tools).unwrap_or_else(|it| vec![format!("{it:#}")]);
        let word = if faults.is_empty() { "ok" } else { "FAILED" };
        println!("{word:<6} {:>5.1} s  {name}", start.elapsed().as_secs_f64());
        for fault in &faults {
            println!("         {fault}");
        }
        well &= faults.is_empty();
    }
    Ok(well)
}

/// Every page, two at a time.
fn accessible(site: &Site, server: &Server, tools: &Path) -> anyhow::Result<Vec<String>> {
    let script = tools.join("node_modules/axe-core/axe.min.js");
    let script = std::fs::read_to_string(script).context("axe-core is not there")?;
    let first = Window::open()?;
    let windows = [first.beside()?, first];
    let pages = Mutex::new(site.pages.iter().chain(&site.apart));
    let faults = Mutex::new(Vec::new());
    let next = || pages.lock().unwrap_or_else(PoisonError::into_inner).next();
    let tell = |told: Vec<String>| {
        faults
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(told);
    };
    std::thread::scope(|scope| {
        for window in &windows {
            scope.spawn(|| {
                while let Some(page) = next() {
                    let told = accessible_page(window, server, page, &script);
                    tell(told.unwrap_or_else(|error| vec![format!("{page}: {error:#}")]));
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    faults.sort();
    Ok(faults)
}

/// One page, in every theme and at both widths.
fn accessible_page(
    window: &Window,
    server: &Server,
    page: &str,
    script: &str,
) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for width in WIDTHS {
        window.size(width, 900)?;
        window.go(&server.url(page))?;
        for (at, theme) in THEMES.iter().enumerate() {
            window.eval(&format!("({CHOOSE})({})", json!(theme)))?;
            window.drawn()?;
            let told = if at == 0 {
                axe::judge(window, script)?
            } else {
                axe::judge_colours(window, script)?
            };
            faults.extend(told.iter().map(|it| {
                let axe::Broken {
                    rule,
                    elements,
                    first,
                } = it;
                format!("{page}, {theme}, {width} pixels: {rule}, {elements} times: {first}")
            }));
        }
    }
    Ok(faults)
}

/// Chooses a theme as a reader does, or, on a page that offers none, as the
/// page does which remembers what the reader has chosen.
const CHOOSE: &str = "name => {\
    const choice = document.getElementById('theme');\
    if (choice) {\
        choice.value = name;\
        choice.dispatchEvent(new Event('change', { bubbles: true }));\
    } else {\
        document.documentElement.classList.remove('light', 'rust', 'coal', 'navy', 'ayu');\
        document.documentElement.classList.add(name);\
    }\
    if (!document.documentElement.classList.contains(name)) throw Error(`no theme ${name}`);\
}";

/// The first page, the longest, and one between.
fn perfect(site: &Site, server: &Server, tools: &Path) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for page in site.samples() {
        let points = lighthouse::points(tools, &server.url(page), &CATEGORIES, false)?;
        let wrong = points.into_iter().filter(|it| it.1 != 100);
        faults.extend(wrong.map(|(name, points)| format!("{page}: {name} {points}, not 100")));
    }
    Ok(faults)
}
