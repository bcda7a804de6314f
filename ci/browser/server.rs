//! A web server for one folder, on a port of its own: what a reader's browser
//! meets when the site is published.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The beginning of addresses at which nothing is answered.
pub(crate) const LATE: &str = "/late/";

/// A running server. It ends with the program.
pub(crate) struct Server {
    address: String,
}

impl Server {
    /// Serves a folder.
    pub(crate) fn start(folder: &Path) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                // A browser that hangs up early is no fault of the site's.
                std::thread::spawn(move || answer(&stream, &folder));
            }
        });
        Ok(Self { address })
    }

    /// The address of a page.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://{}/{page}", self.address)
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
            _ => ("404 Not Found", "text/plain", b"not here".to_vec()),
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
    fn nothing_outside_the_folder_is_served() {
        assert_eq!(file("GET /../secret HTTP/1.1", Path::new("/site")), None);
        assert_eq!(file("POST / HTTP/1.1", Path::new("/site")), None);
    }
}
