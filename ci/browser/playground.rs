//! A stand-in for the Rust playground, answering inside the browser: no
//! request of a trial ever leaves the machine.

use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use headless_chrome::browser::tab::RequestPausedDecision;
use headless_chrome::protocol::cdp::Fetch::{
    FailRequest, FulfillRequest, HeaderEntry, events::RequestPausedEvent,
};
use headless_chrome::protocol::cdp::Network::ErrorReason;
use serde_json::{Value, json};

/// The only address outside the site that a page may ask.
pub(crate) const ADDRESS: &str = "https://play.rust-lang.org/execute";

/// What the playground answers.
#[derive(Clone, Copy, Default)]
pub(crate) enum Answer {
    /// The program ran and printed [`PRINTED`].
    #[default]
    Success,
    /// The program did not compile; [`COMPLAINT`] says why.
    Failure,
    /// The playground is busy, and says so in a way of its own.
    Refusal,
    /// There is no network.
    Offline,
}

/// Standard output of the program that ran. It has markup, which must be shown
/// as it is.
pub(crate) const PRINTED: &str = "7 <b>of</b> 7 & done\n";

/// Standard error of the program that did not compile.
pub(crate) const COMPLAINT: &str = "error[E0425]: cannot find value `x`\n";

/// Why the playground refused.
pub(crate) const REASON: &str = "too many programs at once";

/// The stand-in, and what it was asked.
#[derive(Default)]
pub(crate) struct Playground {
    answer: Mutex<Answer>,
    asked: Mutex<Vec<Value>>,
}

impl Playground {
    /// Answers so from now on.
    pub(crate) fn answer(&self, answer: Answer) {
        *lock(&self.answer) = answer;
    }

    /// What it was asked.
    pub(crate) fn asked(&self) -> Vec<Value> {
        lock(&self.asked).clone()
    }

    /// Forgets what it was asked.
    pub(crate) fn forget(&self) {
        lock(&self.asked).clear();
    }

    /// Answers a request to [`ADDRESS`].
    pub(crate) fn decide(&self, event: &RequestPausedEvent) -> RequestPausedDecision {
        let request = &event.params.request;
        // A browser first asks whether it may ask.
        if request.method == "OPTIONS" {
            return fulfil(event, 204, &Value::Null);
        }
        let body = request.post_data.as_deref().unwrap_or_default();
        let asked = serde_json::from_str(body).unwrap_or(Value::Null);
        lock(&self.asked).push(asked);
        let answer = *lock(&self.answer);
        match answer {
            Answer::Success => fulfil(
                event,
                200,
                &ended(true, "", PRINTED, "   Compiling playground v0.0.1\n"),
            ),
            Answer::Failure => fulfil(event, 200, &ended(false, "exit status: 101", "", COMPLAINT)),
            Answer::Refusal => fulfil(event, 500, &json!({ "error": REASON })),
            Answer::Offline => RequestPausedDecision::Fail(FailRequest {
                request_id: event.params.request_id.clone(),
                error_reason: ErrorReason::InternetDisconnected,
            }),
        }
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ended(success: bool, detail: &str, stdout: &str, stderr: &str) -> Value {
    json!({ "success": success, "exitDetail": detail, "stdout": stdout, "stderr": stderr })
}

fn fulfil(event: &RequestPausedEvent, status: u32, body: &Value) -> RequestPausedDecision {
    let headers = [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-headers", "content-type"),
        ("access-control-allow-methods", "POST"),
        ("content-type", "application/json"),
    ];
    let entry = |(name, value): (&str, &str)| HeaderEntry {
        name: name.into(),
        value: value.into(),
    };
    RequestPausedDecision::Fulfill(FulfillRequest {
        request_id: event.params.request_id.clone(),
        response_code: status,
        response_headers: Some(headers.map(entry).to_vec()),
        binary_response_headers: None,
        body: Some(base64::prelude::BASE64_STANDARD.encode(body.to_string())),
        response_phrase: None,
    })
}
