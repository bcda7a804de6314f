//! Who may ask: pages of this server, and nobody else's.
//!
//! Any page that a reader has open can send requests to a server on the same
//! machine. A foreign page is known by its origin; one that has had its name
//! lead here, by the name it asks for; and to run a program takes a token that
//! only a page of this server could have read.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, ORIGIN, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::Server;
use super::execute::refuse;

/// The header that the token comes in.
const TOKEN: &str = "x-hornbook-token";

/// What browsers tell of who asks.
const FETCH_SITE: &str = "sec-fetch-site";

/// The names of this machine for itself.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Why someone may not ask.
pub(super) type Refused = (StatusCode, &'static str);

/// What is compared with what comes.
pub(super) struct Guard {
    hosts: Vec<String>,
    origins: Vec<String>,
    token: String,
}

impl Guard {
    /// A guard of the server on `port`, with a new token.
    pub(super) fn new(port: u16) -> anyhow::Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)
            .map_err(|error| anyhow::anyhow!("there is no randomness: {error}"))?;
        let mut token = String::new();
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(token, "{byte:02x}");
        }
        let mut hosts: Vec<_> = NAMES.map(|it| format!("{it}:{port}")).into();
        if port == 80 {
            hosts.extend(NAMES.map(str::to_owned));
        }
        let origins = hosts.iter().map(|it| format!("http://{it}")).collect();
        Ok(Self {
            hosts,
            origins,
            token,
        })
    }

    /// The token, for those that may have it.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether the server was asked for under a name of its own.
    fn host(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let refused = Err((
            StatusCode::MISDIRECTED_REQUEST,
            "this server is for its own machine",
        ));
        match only(headers, HOST.as_str()) {
            Ok(Some(host)) if self.hosts.iter().any(|it| it == host) => Ok(()),
            _ => refused,
        }
    }

    /// Whether a page of this server asks, or a program that is no browser.
    pub(super) fn origin(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let origin = only(headers, ORIGIN.as_str())?;
        let own = origin.is_none_or(|origin| self.origins.iter().any(|it| it == origin));
        let site = only(headers, FETCH_SITE)?;
        if own && site.is_none_or(|it| matches!(it, "same-origin" | "none")) {
            Ok(())
        } else {
            Err((
                StatusCode::FORBIDDEN,
                "only pages of this server may ask this",
            ))
        }
    }

    /// Whether a page may have something run.
    pub(super) fn run(&self, headers: &HeaderMap) -> Result<(), Refused> {
        self.origin(headers)?;
        let token = only(headers, TOKEN)?.unwrap_or_default();
        if !same(token, &self.token) {
            return Err((StatusCode::FORBIDDEN, "the token is missing or wrong"));
        }
        let kind = only(headers, CONTENT_TYPE.as_str())?.unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("application/json") {
            Ok(())
        } else {
            Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "the request is no JSON"))
        }
    }
}

/// The value of a header, which may come once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, Refused> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(HeaderValue::to_str).transpose();
    match (value, values.next()) {
        (Ok(value), None) => Ok(value),
        _ => Err((StatusCode::BAD_REQUEST, "a header is twofold or no text")),
    }
}

/// Whether they are the same, in a time that does not tell how far they are.
fn same(a: &str, b: &str) -> bool {
    let different = a
        .bytes()
        .zip(b.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && different == 0
}

/// Answers nobody who asks for another server, and lets no other site use what
/// is answered.
pub(super) async fn watch(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match server.guard.host(request.headers()) {
        Ok(()) => next.run(request).await,
        Err((status, why)) => refuse(status, why),
    };
    let headers = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in headers {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        let mut map = HeaderMap::new();
        for (name, value) in list.iter().map(pair) {
            map.append(name, value);
        }
        map
    }

    fn status(result: Result<(), Refused>) -> u16 {
        result.map_or_else(|it| it.0.as_u16(), |()| 200)
    }

    #[test]
    fn the_host_is_one_of_our_names_with_our_port() {
        let guard = Guard::new(3000).unwrap();
        let host = |it: &[(&'static str, &str)]| status(guard.host(&headers(it)));
        assert_eq!(host(&[("host", "localhost:3000")]), 200);
        assert_eq!(host(&[("host", "[::1]:3000")]), 200);
        for wrong in ["localhost", "localhost:3001", "example.org:3000", ""] {
            assert_eq!(host(&[("host", wrong)]), 421, "{wrong}");
        }
        assert_eq!(host(&[]), 421);
        let two = [("host", "localhost:3000"), ("host", "example.org")];
        assert_eq!(host(&two), 421);
    }

    #[test]
    fn a_foreign_origin_gets_nothing() {
        let guard = Guard::new(3000).unwrap();
        let origin = |it: &[(&'static str, &str)]| status(guard.origin(&headers(it)));
        assert_eq!(origin(&[]), 200);
        assert_eq!(origin(&[("origin", "http://localhost:3000")]), 200);
        assert_eq!(origin(&[("sec-fetch-site", "same-origin")]), 200);
        for wrong in ["null", "http://example.org:3000", "https://localhost:3000"] {
            assert_eq!(origin(&[("origin", wrong)]), 403, "{wrong}");
        }
        for wrong in ["cross-site", "same-site"] {
            assert_eq!(origin(&[("sec-fetch-site", wrong)]), 403, "{wrong}");
        }
    }

    #[test]
    fn a_token_is_compared_whole() {
        let guard = Guard::new(3000).unwrap();
        assert_ne!(guard.token(), Guard::new(3000).unwrap().token());
        assert!(same("ab", "ab"));
        for other in ["", "a", "abc", "aa"] {
            assert!(!same(other, "ab"), "{other}");
        }
    }
}
