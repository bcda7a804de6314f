//! A web server for one folder, on a port of its own: what a reader's browser
//! meets when the site is published. What is not there is answered with the
//! page `404.html` of the nearest folder above, as publishers of static sites do.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The beginning of addresses at which nothing is answered.
pub(crate) const LATE: &str = "/late/";

/// A running server. Dropped, it takes no more requests.
pub(crate) struct Server {
    address: String,
    ended: Arc<AtomicBool>,
}

impl Server {
    /// Serves a folder.
    pub(crate) fn start(folder: &Path) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let folder = folder.to_owned();
        let ended = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ended);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let folder = folder.clone();
                // A browser that hangs up early is no fault of the site's.
                std::thread::spawn(move || answer(&stream, &folder));
            }
        });
        Ok(Self { address, ended })
    }

    /// The address of a page.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://{}/{page}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        // It waits for a request, and looks then.
        let _ = TcpStream::connect(&self.address);
    }
}

/// Answers the one request of a connection.
fn answer(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for header in lines.by_ref() {
        if header?.is_empty() {
            break;
        }
    }
    if request.contains(LATE) {
        // Nobody waits for so long.
        std::thread::sleep(Duration::from_mins(1));
    }
    let (status, kind, body) =
        match file(&request, folder).map(|path| (kind(&path), std::fs::read(path))) {
            Some((kind, Ok(body))) => ("200 OK", kind, body),
            _ => (
                "404 Not Found",
                "text/html; charset=utf-8",
                missing(&request, folder),
            ),
        };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

/// The file that a request's first line asks for.
fn file(request: &str, folder: &Path) -> Option<PathBuf> {
    let path = request.strip_prefix("GET /")?.split([' ', '?']).next()?;
    let inside = path.split('/').all(|part| part != "..");
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    inside.then(|| folder.join(path))
}

/// What is shown in place of what is not there.
fn missing(request: &str, folder: &Path) -> Vec<u8> {
    let path = file(request, folder).unwrap_or_else(|| folder.join("nothing"));
    path.ancestors()
        .skip(1)
        .take_while(|it| it.starts_with(folder))
        .find_map(|it| std::fs::read(it.join("404.html")).ok())
        .unwrap_or_else(|| b"not here".to_vec())
}

fn kind(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_server_answers_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(folder.path()).unwrap();
        let address = server.address.clone();
        assert!(TcpStream::connect(&address).is_ok());
        drop(server);
        let refused = || TcpStream::connect(&address).is_err();
        let waited = (0..200).any(|_| {
            refused() || {
                std::thread::sleep(Duration::from_millis(5));
                false
            }
        });
        assert!(waited);
    }

    #[test]
    fn a_folder_means_its_index() {
        let folder = Path::new("/site");
        assert_eq!(
            file("GET / HTTP/1.1", folder),
            Some("/site/index.html".into())
        );
        assert_eq!(
            file("GET /a/b.css?x HTTP/1.1", folder),
            Some("/site/a/b.css".into())
        );
    }

    #[test]
    fn what_is_missing_is_told_by_the_nearest_page_above() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::fs::write(folder.path().join("a/404.html"), "gone").unwrap();
        let told = |request| missing(request, folder.path());
        assert_eq!(told("GET /a/b/c/d.html HTTP/1.1"), b"gone");
        assert_eq!(told("GET /e.html HTTP/1.1"), b"not here");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        assert_eq!(file("GET /../secret HTTP/1.1", Path::new("/site")), None);
        assert_eq!(file("POST / HTTP/1.1", Path::new("/site")), None);
    }
}
