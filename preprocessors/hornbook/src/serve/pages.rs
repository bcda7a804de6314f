//! The site: its files, and nothing beside them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::Server;
use super::watch::NEWS;

/// Types of files by their extensions; all texts of a site are UTF-8.
const TYPES: &[(&str, &str)] = &[
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("ipynb", "application/json"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("md", "text/plain; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp4", "video/mp4"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("rs", "text/plain; charset=utf-8"),
    ("rst", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
];

/// The type of what is none of these.
const BYTES: &str = "application/octet-stream";

/// The page for what is not there, which mdBook makes.
const MISSING: &str = "404.html";

/// What a path of the site leads to.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    /// A folder, asked for as if it were a file.
    Folder,
    Nothing,
}

/// Any page or other file of the site.
pub(super) async fn page(State(server): State<Arc<Server>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let allow = [(ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let path = uri.path().to_owned();
    let found = tokio::task::spawn_blocking(move || find(&server.site, &path)).await;
    found.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn find(site: &Path, path: &str) -> Response {
    match locate(site, path) {
        Place::File(file) => send(StatusCode::OK, &file),
        Place::Folder => {
            let headers = [(LOCATION, format!("{path}/"))];
            (StatusCode::PERMANENT_REDIRECT, headers).into_response()
        }
        Place::Nothing => send(StatusCode::NOT_FOUND, &site.join(MISSING)),
    }
}

/// Where `path`, which is percent-encoded, leads to in `site`.
fn locate(site: &Path, path: &str) -> Place {
    let Some((file, folder)) = decode(path) else {
        return Place::Nothing;
    };
    let wanted = site.join(file);
    // A link in the site must not lead out of it either.
    let (Ok(site), Ok(wanted)) = (site.canonicalize(), wanted.canonicalize()) else {
        return Place::Nothing;
    };
    if !wanted.starts_with(&site) {
        return Place::Nothing;
    }
    match (wanted.is_dir(), folder) {
        (false, false) => Place::File(wanted),
        (true, false) => Place::Folder,
        (true, true) => match wanted.join("index.html") {
            index if index.is_file() => Place::File(index),
            _ => Place::Nothing,
        },
        (false, true) => Place::Nothing,
    }
}

/// The path as one of the file system, and whether it is that of a folder; none,
/// if it could lead anywhere but into the site.
fn decode(path: &str) -> Option<(PathBuf, bool)> {
    let path = percent_decode_str(path.strip_prefix('/')?)
        .decode_utf8()
        .ok()?;
    let folder = path.is_empty() || path.ends_with('/');
    let path = path.strip_suffix('/').unwrap_or(&path);
    let mut file = PathBuf::new();
    for name in path.split('/').filter(|_| !path.is_empty()) {
        if name.is_empty() || name.starts_with('.') || name.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(name);
    }
    Some((file, folder))
}

/// The file, or a short word that it is not there.
fn send(status: StatusCode, file: &Path) -> Response {
    let extension = file.extension().and_then(|it| it.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let known = TYPES.iter().find(|it| it.0 == extension);
    match std::fs::read(file) {
        Ok(mut bytes) => {
            if matches!(extension.as_str(), "html" | "htm") {
                bytes = with_news(bytes);
            }
            let headers = [
                (CONTENT_TYPE, known.map_or(BYTES, |it| it.1)),
                // A book that is written on changes.
                (CACHE_CONTROL, "no-cache"),
            ];
            (status, headers, Body::from(bytes)).into_response()
        }
        Err(_) => (StatusCode::NOT_FOUND, "there is no such page\n").into_response(),
    }
}

/// The page with the address of the news in its first tag. On the disk it stays
/// as it would be published.
fn with_news(page: Vec<u8>) -> Vec<u8> {
    const TAG: &[u8] = b"<html";
    let start = page.windows(TAG.len()).position(|it| it == TAG);
    let Some(end) = start.map(|it| it + TAG.len()) else {
        return page;
    };
    let news = format!(" data-news=\"{NEWS}\"");
    [&page[..end], news.as_bytes(), &page[end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_into_the_site_or_nowhere() {
        let outer = tempfile::tempdir().unwrap();
        let site = outer.path().join("site");
        std::fs::create_dir_all(site.join("deep")).unwrap();
        std::fs::write(outer.path().join("secret"), "").unwrap();
        for name in ["index.html", "a b.html", "deep/x.css", ".hidden"] {
            std::fs::write(site.join(name), "").unwrap();
        }
        let file = |name: &str| Place::File(site.canonicalize().unwrap().join(name));
        assert_eq!(locate(&site, "/"), file("index.html"));
        assert_eq!(locate(&site, "/a%20b.html"), file("a b.html"));
        assert_eq!(locate(&site, "/deep/x.css"), file("deep/x.css"));
        assert_eq!(locate(&site, "/deep"), Place::Folder);
        for wrong in [
            "/deep/",
            "/index.html/",
            "/none.html",
            "/../secret",
            "/deep/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/..%5csecret",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/.hidden",
            "/index.html%00",
            "/%ff",
            "*",
            "",
        ] {
            assert_eq!(locate(&site, wrong), Place::Nothing, "{wrong}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_site() {
        let outer = tempfile::tempdir().unwrap();
        let site = outer.path().join("site");
        std::fs::create_dir(&site).unwrap();
        std::fs::write(outer.path().join("secret"), "").unwrap();
        std::os::unix::fs::symlink("../secret", site.join("link")).unwrap();
        assert_eq!(locate(&site, "/link"), Place::Nothing);
    }
}
