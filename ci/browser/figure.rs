//! A listing on a page, as a reader uses it.

use anyhow::Context as _;
use serde_json::json;

use crate::trials::Setting;
use crate::window::Window;

/// What a page asks first of the server it came from.
pub(crate) const RUNNER: &str = "/hornbook-runner.json";

/// One listing of the page that is open.
pub(crate) struct Figure<'s> {
    window: &'s Window,
    /// Finds its figure.
    selector: String,
}

impl<'s> Figure<'s> {
    /// Opens a page of the book of listings, on which nothing may happen by
    /// itself, and hands back the listing called `id`.
    pub(crate) fn open(setting: &'s Setting, url: &str, id: &str) -> anyhow::Result<Self> {
        let figure = Self {
            window: &setting.window,
            selector: format!("#{id}"),
        };
        figure.window.go(url)?;
        let ready = format!("{}.hidden === false", figure.part(".listing-bar"));
        figure.window.wait_for(&ready)?;
        let mut early = figure.window.problems();
        let asked = figure.window.requests(url);
        early.extend(asked.into_iter().filter(|it| it.contains(RUNNER)));
        anyhow::ensure!(early.is_empty(), "before the click: {}", early.join("; "));
        figure.window.playground.forget();
        Ok(figure)
    }

    /// Where a part of it is, for scripts.
    pub(crate) fn part(&self, selector: &str) -> String {
        format!("document.querySelector('{} {selector}')", self.selector)
    }

    /// Clicks on its button of this name.
    pub(crate) fn click(&self, button: &str) -> anyhow::Result<()> {
        self.window
            .click(&format!("{} .listing-{button}", self.selector))
    }

    /// Has one of its buttons focused.
    pub(crate) fn focus(&self, button: &str) -> anyhow::Result<()> {
        let button = self.part(&format!(".listing-{button}"));
        self.window.eval(&format!("{button}.focus()"))?;
        Ok(())
    }

    /// Whether a part is there and can be seen.
    pub(crate) fn shows(&self, selector: &str) -> anyhow::Result<bool> {
        let part = self.part(selector);
        let seen = format!("{part} !== null && {part}.checkVisibility()");
        Ok(self.window.eval(&seen)? == json!(true))
    }

    /// The text of a part; empty, if it is not there.
    pub(crate) fn text(&self, selector: &str) -> anyhow::Result<String> {
        let part = self.part(selector);
        self.window.text(&format!("{part}?.textContent ?? ''"))
    }

    /// The program, all of it.
    pub(crate) fn program(&self) -> anyhow::Result<String> {
        self.text(".listing-code code")
    }

    /// What the last run printed, on `stdout` or `stderr`.
    pub(crate) fn output(&self, kind: &str) -> anyhow::Result<String> {
        self.text(&format!(".listing-output[data-kind={kind}] samp"))
    }

    /// Waits for a state, and hands back what the status says then.
    pub(crate) fn settled(&self, state: &str) -> anyhow::Result<String> {
        let status = self.part(".listing-status");
        let reached = format!("{status}.dataset.state == '{state}'");
        self.window
            .wait_for(&reached)
            .with_context(|| format!("the status is {:?}", self.text(".listing-status")))?;
        self.text(".listing-status")
    }

    /// Clicks Run and waits for a state.
    pub(crate) fn run(&self, state: &str) -> anyhow::Result<String> {
        self.click("run")?;
        self.settled(state)
    }

    /// Writes a program in the place of the one that is there.
    pub(crate) fn edit(&self, program: &str) -> anyhow::Result<()> {
        self.click("edit")?;
        let field = self.part(".listing-editor");
        self.window.eval(&format!("{field}.select()"))?;
        self.window.write(program)
    }
}

/// A fault, unless `text` has `part`.
pub(crate) fn expect(what: &str, text: &str, part: &str) -> Vec<String> {
    if text.contains(part) {
        Vec::new()
    } else {
        vec![format!("{what} says {text:?}, not {part:?}")]
    }
}

/// A fault, unless it is true.
pub(crate) fn check(is: bool, fault: &str) -> Vec<String> {
    if is {
        Vec::new()
    } else {
        vec![fault.to_owned()]
    }
}
