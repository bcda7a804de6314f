//! What is measured of one page of a site, whoever made it, for a table that
//! holds sites beside each other.

use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::server::Server;
use crate::window::Window;
use crate::{axe, keyboard, lighthouse, weight};

/// The widths of a desk's screen and of a small phone's, in pixels.
const WIDTHS: [u32; 2] = [1280, 390];

/// All that Lighthouse judges.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Measures `page` of the site in `folder`, and prints what it finds.
pub(crate) fn run(folder: &Path, tools: &Path, page: &str, themes: &str) -> anyhow::Result<()> {
    let folder = folder.canonicalize()?;
    let server = Server::start(&folder)?;
    let url = server.url(page);
    let window = Window::open()?;
    window.reset()?;
    window.go(&url)?;
    let letters = window.eval(LETTERS)?;
    let weight = weight::of(&window, &server, &folder, &url)?;
    let tabs = keyboard::tabs(&window)?;
    let views = views(&window, tools, &url, themes)?;
    window.reset()?;
    window.scripts(false)?;
    window.go(&url)?;
    let without = window.eval(LETTERS)?;
    let links = window.eval(LINKS)?;
    drop(window);
    let told = json!({
        "requests": weight.requests,
        "bytes": weight.bytes,
        "foreign": weight.foreign,
        "tabs": tabs,
        "letters": letters,
        "letters_without_scripts": without,
        "links_without_scripts": links,
        "views": views,
        "phone": lighthouse::points(tools, &url, &CATEGORIES, false)?,
        "desk": lighthouse::points(tools, &url, &CATEGORIES, true)?,
    });
    println!("{told}");
    Ok(())
}

/// How much text there is, white space aside.
const LETTERS: &str =
    "document.querySelector('main, [role=main]').innerText.replace(/\\s+/g, '').length";

/// How many other pages of the site can be reached from the page.
const LINKS: &str = "new Set([...document.querySelectorAll('a[href]')]\
    .filter(it => it.checkVisibility() && it.origin == location.origin && it.pathname != location.pathname)\
    .map(it => it.pathname)).size";

/// Which rules of axe-core's the page breaks, in each theme and at each width.
fn views(window: &Window, tools: &Path, url: &str, themes: &str) -> anyhow::Result<Vec<Value>> {
    let script = std::fs::read_to_string(tools.join("node_modules/axe-core/axe.min.js"))?;
    let (place, names) = themes.split_once(':').context("themes are `PLACE:NAMES`")?;
    let names: Vec<&str> = names.split(',').collect();
    let mut views = Vec::new();
    for width in WIDTHS {
        window.size(width, 900)?;
        window.go(url)?;
        for name in &names {
            let call = format!(
                "({CHOOSE})({}, {}, {})",
                json!(place),
                json!(names),
                json!(name)
            );
            window.eval(&call)?;
            window.drawn()?;
            let broken = axe::judge(window, &script)?;
            let elements: usize = broken.iter().map(|it| it.elements).sum();
            views.push(json!({ "theme": name, "width": width, "rules": broken.len(), "elements": elements }));
        }
    }
    Ok(views)
}

/// Puts a theme on, as the page's own scripts do.
const CHOOSE: &str = "(place, names, name) => {\
    if (place == 'class') {\
        document.documentElement.classList.remove(...names);\
        document.documentElement.classList.add(name);\
    } else document.body.setAttribute(place, name);\
}";
