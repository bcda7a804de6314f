//! axe-core: the rules of accessibility that a program can judge, in a page.

use serde::Deserialize;

use crate::window::Window;

/// Which rules: the Web Content Accessibility Guidelines 2.2, levels A and AA,
/// and what axe-core calls best practice.
const TAGS: &str =
    "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']";

/// A rule that a page breaks.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Broken {
    /// The rule's name, as axe-core has it.
    pub(crate) rule: String,
    /// How many elements break it.
    pub(crate) elements: usize,
    /// The beginning of the first of them.
    pub(crate) first: String,
}

/// Rules that look at colours, which is all that one theme changes of another.
const COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// The rules that the page in `window` breaks, as it looks now. `script` is
/// axe-core, which is put into the page if it is not there.
pub(crate) fn judge(window: &Window, script: &str) -> anyhow::Result<Vec<Broken>> {
    run(window, script, TAGS)
}

/// The same for the rules alone that another theme can break.
pub(crate) fn judge_colours(window: &Window, script: &str) -> anyhow::Result<Vec<Broken>> {
    run(window, script, COLOURS)
}

fn run(window: &Window, script: &str, rules: &str) -> anyhow::Result<Vec<Broken>> {
    if window.eval("typeof axe")? == "undefined" {
        window.eval(script)?;
    }
    let broken = window.promised(&format!(
        "axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then(it => it.violations.map(it => ({{\
         rule: it.id, elements: it.nodes.length, first: it.nodes[0].html.slice(0, 100) }})))"
    ))?;
    Ok(serde_json::from_value(broken)?)
}
