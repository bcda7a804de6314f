//! One tab of Chromium, and what happens in it: errors on the console, and
//! requests that leave the site.

use std::ffi::OsStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use base64::Engine as _;
use headless_chrome::browser::tab::ModifierKey;
use headless_chrome::browser::transport::{SessionId, Transport};
use headless_chrome::protocol::cdp::Fetch::events::RequestPausedEvent;
use headless_chrome::protocol::cdp::Log::LogEntryLevel;
use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Network, Page, Runtime};
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::playground::{self, Playground};

/// How long a page may take before the trial fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The width and height of the window unless a trial asks for another.
const DESK: (u32, u32) = (1280, 900);

/// Which names lead somewhere: no other machine's.
pub(crate) const NAMES: &str = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost";

/// One tab.
pub(crate) struct Window {
    tab: Arc<Tab>,
    /// What went wrong since the last page was opened.
    seen: Arc<Mutex<Vec<String>>>,
    /// The addresses asked for since then, each behind that of its page.
    asked: Arc<Mutex<Vec<[String; 2]>>>,
    /// Stands in for the Rust playground.
    pub(crate) playground: Arc<Playground>,
    /// Kept, since dropping the last of it ends the program.
    browser: Browser,
}

impl Window {
    /// Starts Chromium.
    pub(crate) fn open() -> anyhow::Result<Self> {
        let chrome = std::env::var_os("CHROME").context("CHROME names no browser")?;
        let names = format!("--host-resolver-rules={NAMES}");
        let options = LaunchOptions {
            path: Some(chrome.into()),
            // Chromium refuses to run sandboxed as root.
            sandbox: !is_root(),
            window_size: Some(DESK),
            idle_browser_timeout: Duration::from_mins(10),
            // Whatever slips through finds no name server.
            args: vec![OsStr::new(&names)],
            ..LaunchOptions::default()
        };
        let browser = Browser::new(options).context("Chromium could not be started")?;
        Self::of(browser)
    }

    /// Another window of the same Chromium: a tab behind another draws nothing,
    /// and so its page is not told when its parts change size.
    pub(crate) fn beside(&self) -> anyhow::Result<Self> {
        Self::of(self.browser.clone())
    }

    fn of(browser: Browser) -> anyhow::Result<Self> {
        let wish = json!({ "url": "about:blank", "newWindow": true });
        let tab = browser.new_tab_with_options(serde_json::from_value(wish)?)?;
        let window = Self {
            tab,
            seen: Arc::default(),
            asked: Arc::default(),
            playground: Arc::default(),
            browser,
        };
        window.watch()?;
        Ok(window)
    }

    fn watch(&self) -> anyhow::Result<()> {
        let seen = Arc::clone(&self.seen);
        let asked = Arc::clone(&self.asked);
        self.tab.add_event_listener(Arc::new(move |event: &Event| {
            if let Event::NetworkRequestWillBeSent(it) = event {
                let page = it.params.document_url.clone();
                lock(&asked).push([page, it.params.request.url.clone()]);
            }
            if let Some(problem) = problem(event) {
                lock(&seen).push(problem);
            }
        }))?;
        let playground = Arc::clone(&self.playground);
        let guard = move |_: Arc<Transport>, _: SessionId, event: RequestPausedEvent| {
            playground.decide(&event)
        };
        self.tab.enable_request_interception(Arc::new(guard))?;
        // Each request held up costs a tenth of a second, so only this one is.
        let pattern = method(json!({ "urlPattern": playground::ADDRESS }))?;
        self.tab.enable_fetch(Some(&[pattern]), None)?;
        self.tab
            .call_method(method::<Network::Enable>(json!({}))?)?;
        self.tab.enable_log()?.enable_runtime()?;
        Ok(())
    }

    /// Sets size, colours, scripts and playground back to where they began.
    pub(crate) fn reset(&self) -> anyhow::Result<()> {
        self.size(DESK.0, DESK.1)?;
        self.colours("light")?;
        self.scripts(true)?;
        self.playground.answer(playground::Answer::default());
        self.playground.forget();
        Ok(())
    }

    /// Opens a page and waits until it and all it needs is there.
    pub(crate) fn go(&self, url: &str) -> anyhow::Result<()> {
        self.tab
            .call_method(method::<Page::Navigate>(json!({ "url": "about:blank" }))?)?;
        lock(&self.seen).clear();
        lock(&self.asked).clear();
        self.tab
            .call_method(method::<Page::Navigate>(json!({ "url": url }))?)?;
        let loaded = "location.href != 'about:blank' && document.readyState == 'complete'";
        self.wait_for(loaded)
            .with_context(|| format!("{url} does not load"))
    }

    /// Waits until the page has been drawn.
    pub(crate) fn drawn(&self) -> anyhow::Result<()> {
        self.promised(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))",
        )?;
        Ok(())
    }

    /// Waits until an expression is true.
    pub(crate) fn wait_for(&self, condition: &str) -> anyhow::Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.eval(condition).is_ok_and(|it| it == json!(true)) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("in {} s never true: {condition}", PATIENCE.as_secs())
    }

    /// The value of an expression in the page.
    pub(crate) fn eval(&self, expression: &str) -> anyhow::Result<Value> {
        self.value(
            json!({ "expression": expression, "returnByValue": true }),
            expression,
        )
    }

    /// The value that an expression promises, once it is there.
    pub(crate) fn promised(&self, expression: &str) -> anyhow::Result<Value> {
        let wish = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        self.value(wish, expression)
    }

    fn value(&self, wish: Value, expression: &str) -> anyhow::Result<Value> {
        let result = self.tab.call_method(method::<Runtime::Evaluate>(wish)?)?;
        if let Some(thrown) = result.exception_details {
            let start: String = expression.chars().take(200).collect();
            bail!("{start}: {}", thrown_text(&thrown));
        }
        Ok(result.result.value.unwrap_or(Value::Null))
    }

    /// The strings of an expression that is a list of them.
    pub(crate) fn strings(&self, expression: &str) -> anyhow::Result<Vec<String>> {
        Ok(serde_json::from_value(self.eval(expression)?)?)
    }

    /// The text of an expression that is one.
    pub(crate) fn text(&self, expression: &str) -> anyhow::Result<String> {
        Ok(self
            .eval(expression)?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Clicks with the mouse on the first element that a selector finds.
    pub(crate) fn click(&self, selector: &str) -> anyhow::Result<()> {
        self.tab
            .find_element(selector)
            .context(selector.to_owned())?
            .click()?;
        Ok(())
    }

    /// Presses a key, by its name.
    pub(crate) fn press(&self, key: &str) -> anyhow::Result<()> {
        self.tab.press_key(key)?;
        Ok(())
    }

    /// What went wrong since the page was opened.
    pub(crate) fn problems(&self) -> Vec<String> {
        lock(&self.seen).clone()
    }

    /// The addresses that the page at `url` has asked for.
    pub(crate) fn requests(&self, url: &str) -> Vec<String> {
        // What the page before has asked for may be told late.
        let asked = lock(&self.asked);
        let own = asked.iter().filter(|it| it[0] == url);
        own.map(|it| it[1].clone()).collect()
    }

    /// Types a text, as if by the keyboard.
    pub(crate) fn write(&self, text: &str) -> anyhow::Result<()> {
        self.tab.type_str(text)?;
        Ok(())
    }

    /// Presses a key, by its name, together with Ctrl.
    pub(crate) fn press_with_ctrl(&self, key: &str) -> anyhow::Result<()> {
        self.tab
            .press_key_with_modifiers(key, Some(&[ModifierKey::Ctrl]))?;
        Ok(())
    }

    /// Makes the window this many pixels wide and high.
    pub(crate) fn size(&self, width: u32, height: u32) -> anyhow::Result<()> {
        let wish = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.tab
            .call_method(method::<Emulation::SetDeviceMetricsOverride>(wish)?)?;
        Ok(())
    }

    /// Asks pages for `light` or `dark` colours.
    pub(crate) fn colours(&self, scheme: &str) -> anyhow::Result<()> {
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tab
            .call_method(method::<Emulation::SetEmulatedMedia>(wish)?)?;
        Ok(())
    }

    /// Lets scripts of the pages opened from now on run, or not.
    pub(crate) fn scripts(&self, run: bool) -> anyhow::Result<()> {
        let wish = json!({ "value": !run });
        self.tab
            .call_method(method::<Emulation::SetScriptExecutionDisabled>(wish)?)?;
        Ok(())
    }

    /// A picture of the page, down to a height, as PNG.
    pub(crate) fn picture(&self, width: u32, height: u32) -> anyhow::Result<Vec<u8>> {
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let wish = json!({ "format": "png", "captureBeyondViewport": true, "optimizeForSpeed": true, "clip": clip });
        let picture = self
            .tab
            .call_method(method::<Page::CaptureScreenshot>(wish)?)?;
        Ok(base64::prelude::BASE64_STANDARD.decode(picture.data)?)
    }
}

/// A method of the protocol; what `wish` does not name stays unset.
fn method<M: DeserializeOwned>(wish: Value) -> anyhow::Result<M> {
    Ok(serde_json::from_value(wish)?)
}

/// Whether this is the machine's administrator.
pub(crate) fn is_root() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a request stays in the site, or goes to the playground.
fn is_allowed(url: &str) -> bool {
    let site = [
        "file://",
        "http://127.0.0.1:",
        "http://localhost:",
        "data:",
        "blob:",
        "about:",
    ];
    url == playground::ADDRESS || site.iter().any(|it| url.starts_with(it))
}

/// What an event says is wrong, if it does.
fn problem(event: &Event) -> Option<String> {
    match event {
        Event::RuntimeExceptionThrown(it) => Some(format!(
            "not caught: {}",
            thrown_text(&it.params.exception_details)
        )),
        Event::RuntimeConsoleAPICalled(it)
            if it.params.Type == Runtime::ConsoleAPICalledEventTypeOption::Error =>
        {
            let words = it.params.args.iter().filter_map(|it| it.value.as_ref());
            Some(format!(
                "console: {}",
                words.map(Value::to_string).collect::<Vec<_>>().join(" ")
            ))
        }
        Event::NetworkRequestWillBeSent(it) if !is_allowed(&it.params.request.url) => Some(
            format!("a request left the site: {}", it.params.request.url),
        ),
        Event::LogEntryAdded(it) if it.params.entry.level == LogEntryLevel::Error => {
            let entry = &it.params.entry;
            Some(format!(
                "{} {}",
                entry.text,
                entry.url.as_deref().unwrap_or_default()
            ))
        }
        _ => None,
    }
}

fn thrown_text(thrown: &Runtime::ExceptionDetails) -> String {
    let more = thrown
        .exception
        .as_ref()
        .and_then(|it| it.description.clone());
    format!("{} {}", thrown.text, more.unwrap_or_default())
}
