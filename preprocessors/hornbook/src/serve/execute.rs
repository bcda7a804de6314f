//! The two questions of a page: whether programs are run, and what becomes of
//! one.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use listings::runner::{COMPILE, Cancel, MEMORY, OUTPUT, RUN, Refusal, Request};
use serde_json::{Value, json};

use super::Server;

/// The most bytes of a request.
const BODY: usize = 256 << 10;

/// The most bytes of a request that is too long that are read all the same,
/// since who is not listened to does not hear why.
const PATIENCE: usize = 16 << 20;

/// How long a request may take to come.
const TIME: Duration = Duration::from_secs(10);

/// Seconds after which someone who was refused may try again.
const RETRY: &str = "2";

/// Gives up when it is dropped, as is whatever nobody waits for any more.
struct GiveUp(Cancel);

impl Drop for GiveUp {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// `GET /hornbook-runner.json`.
pub(super) async fn introduce(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    if let Err((status, why)) = server.guard.origin(&headers) {
        return refuse(status, why);
    }
    let told = match &server.runner {
        Err(why) => json!({ "runs": false, "reason": why }),
        Ok(runner) => json!({
            "runs": true,
            "execute": "/execute",
            "token": server.guard.token(),
            "rustc": runner.rustc(),
            "sandbox": !runner.parts().is_empty(),
            "limits": {
                "compileSeconds": COMPILE.as_secs(),
                "runSeconds": RUN.as_secs(),
                "memoryMiB": MEMORY >> 20,
                "outputKiB": OUTPUT >> 10,
                "bodyKiB": BODY >> 10,
            },
        }),
    };
    answer(StatusCode::OK, &told)
}

/// `POST /execute`.
pub(super) async fn execute(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match run(&server, &headers, body).await {
        Ok(told) => answer(StatusCode::OK, &told),
        Err((status, why)) => refuse(status, &why),
    }
}

async fn run(
    server: &Server,
    headers: &HeaderMap,
    body: Body,
) -> Result<Value, (StatusCode, String)> {
    let refused = |(status, why): super::guard::Refused| (status, why.to_owned());
    server.guard.run(headers).map_err(refused)?;
    let body = tokio::time::timeout(TIME, read(body)).await;
    let late = |_| (StatusCode::REQUEST_TIMEOUT, "the request is late");
    let body = body.map_err(late).and_then(|it| it).map_err(refused)?;
    let unavailable = |why: &String| (StatusCode::SERVICE_UNAVAILABLE, why.clone());
    let runner = server.runner.as_ref().map_err(unavailable)?;
    let request = Request::read(&body).map_err(|why| (StatusCode::BAD_REQUEST, why))?;
    let place = runner.place().map_err(|why| told(&why))?;
    let cancel = Cancel::default();
    let _give_up = GiveUp(cancel.clone());
    let ended = tokio::task::spawn_blocking(move || place.run(&request, &cancel)).await;
    let failed = |why: String| (StatusCode::INTERNAL_SERVER_ERROR, why);
    let ended = ended.map_err(|error| failed(error.to_string()))?;
    let ended = ended.map_err(|why| told(&why))?;
    serde_json::to_value(ended).map_err(|error| failed(error.to_string()))
}

/// Reads a request to its end, or says why that is of no use.
async fn read(mut body: Body) -> Result<Vec<u8>, super::guard::Refused> {
    let mut kept = Vec::new();
    let mut read = 0;
    while let Some(frame) = std::future::poll_fn(|it| Pin::new(&mut body).poll_frame(it)).await {
        let frame = frame.map_err(|_| (StatusCode::BAD_REQUEST, "the request broke off"))?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        read += data.len();
        if read <= BODY {
            kept.extend_from_slice(&data);
        }
        if read > PATIENCE {
            break;
        }
    }
    if read > BODY {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, "the request is too long"));
    }
    Ok(kept)
}

/// A refusal of the runner in the words of the protocol.
fn told(why: &Refusal) -> (StatusCode, String) {
    let status = match why {
        Refusal::Busy | Refusal::Sandbox(_) | Refusal::Compiler(_) | Refusal::Cancelled => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Refusal::Machine(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    (status, why.to_string())
}

/// The answer to what is refused.
pub(super) fn refuse(status: StatusCode, why: &str) -> Response {
    let mut response = answer(status, &json!({ "error": why }));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from_static(RETRY));
    }
    response
}

/// An answer in JSON, which no one keeps.
pub(super) fn answer(status: StatusCode, told: &Value) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, told.to_string()).into_response()
}
