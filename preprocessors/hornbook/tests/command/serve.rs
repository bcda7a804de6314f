//! `hornbook serve`: pages, programs, and those who mean harm.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::book::Book;

mod renew;

/// What the server knows and a program must not.
const SECRET: &str = "correct horse battery staple";

/// A server of the small book.
struct Server {
    child: Child,
    port: u16,
    /// What it says of the runner.
    words: String,
    book: Book,
}

/// What it answers.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn new(arguments: &[&str]) -> Self {
        Self::with("RUSTC", "rustc", arguments)
    }

    fn with(name: &str, value: &str, arguments: &[&str]) -> Self {
        let book = Book::new("small");
        let mut child = Command::new(env!("CARGO_BIN_EXE_hornbook"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(book.path())
            .env("HORNBOOK_SECRET", SECRET)
            .env(name, value)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.next().unwrap().unwrap();
        let words = lines.next().unwrap().unwrap();
        let port = address.strip_prefix("serving http://127.0.0.1:").unwrap();
        let port = port.trim_end_matches('/').parse().unwrap();
        Self {
            child,
            port,
            words,
            book,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let long = Some(Duration::from_mins(2));
        stream.set_read_timeout(long).unwrap();
        stream
    }

    /// Sends a request with these header lines; one without `Host` gets ours.
    fn ask(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(&self.text(line, headers, body)).unwrap();
        let mut bytes = Vec::new();
        // The answer may come before all of a long request was read.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head[9..12].parse().unwrap(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn text(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
        let own = format!("127.0.0.1:{}", self.port);
        let length = body.len().to_string();
        let host = [("Host", own.as_str())];
        let host = host
            .iter()
            .filter(|_| headers.iter().all(|it| it.0 != "Host"));
        let lines: Vec<_> = [("Connection", "close"), ("Content-Length", &length)]
            .iter()
            .chain(host)
            .chain(headers)
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let head = format!("{line} HTTP/1.1\r\n{}\r\n", lines.concat());
        [head.as_bytes(), body].concat()
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[], b"")
    }

    fn token(&self) -> String {
        let told: Value = serde_json::from_str(&self.get("/hornbook-runner.json").body).unwrap();
        told["token"].as_str().unwrap().to_owned()
    }

    /// Has `code` run, as a page does.
    fn run(&self, token: &str, code: &str) -> Answer {
        let origin = format!("http://127.0.0.1:{}", self.port);
        let headers = [
            ("Origin", origin.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/json"),
            ("X-Hornbook-Token", token),
        ];
        let body = json!({ "channel": "stable", "mode": "debug", "edition": "2024",
            "crateType": "bin", "tests": false, "code": code, "backtrace": false });
        self.ask("POST /execute", &headers, body.to_string().as_bytes())
    }
}

/// What a page is told: the version, and what is wrong.
fn news(server: &Server, since: &str) -> (String, String) {
    let answer = server.get(&format!("/hornbook-news.json?since={since}"));
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    let part = |name: &str| told[name].as_str().unwrap().to_owned();
    (part("version"), part("problems"))
}

#[test]
fn a_page_is_told_when_the_book_has_changed() {
    let server = Server::new(&[]);
    let page = server.get("/one.html").body;
    assert!(
        page.contains("<html data-news=\"/hornbook-news.json\""),
        "{page}"
    );
    assert!(
        !server.book.read("book/one.html").contains("data-news"),
        "as it is published"
    );
    let (first, problems) = news(&server, "");
    assert_eq!(problems, "");

    server.book.append("src/one.rst", "\n\nA new end.\n");
    let (second, problems) = news(&server, &first);
    assert_ne!(second, first);
    assert_eq!(problems, "");
    assert!(server.get("/one.html").body.contains("A new end."));

    server
        .book
        .append("src/one.rst", "\n.. no-such-directive::\n");
    let (third, problems) = news(&server, &second);
    assert_ne!(third, second);
    assert!(problems.contains("src/one.rst:"), "{problems}");
    assert!(problems.contains("no-such-directive"), "{problems}");
    assert!(server.get("/one.html").body.contains("A new end."));

    server.book.write("book.toml", "[book");
    let (_, problems) = news(&server, &third);
    assert!(problems.contains("book.toml"), "{problems}");
    assert_eq!(
        server.get("/one.html").status,
        200,
        "the last good site stays"
    );
}

#[test]
fn news_are_for_pages_of_this_server() {
    let server = Server::new(&[]);
    let foreign = [("Origin", "https://example.org")];
    let answer = server.ask("GET /hornbook-news.json?since=", &foreign, b"");
    assert_eq!(answer.status, 403);
}

impl Drop for Server {
    fn drop(&mut self) {
        // The number of one that has ended may be another's.
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        // Asked to end, it tidies up.
        let id = self.child.id().to_string();
        let asked = Command::new("kill").arg(id).status();
        if !asked.is_ok_and(|it| it.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}", self.body))
    }
}

/// Whether a program of a runner whose folder holds `word` is there.
#[cfg(target_os = "linux")]
fn alive(word: &str) -> bool {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|it| std::fs::read(it.path().join("cmdline")).ok())
        .any(|it| String::from_utf8_lossy(&it).contains(word))
}

#[test]
fn the_site_is_served_and_nothing_beside_it() {
    let server = Server::new(&[]);
    let page = server.get("/one.html");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"));
    assert!(page.head.contains("x-content-type-options: nosniff"));
    assert!(page.body.contains("<html"), "{}", page.body);
    assert_eq!(server.get("/").status, 200);
    let picture = server.get("/images/dot.svg");
    assert!(picture.head.contains("image/svg+xml"), "{}", picture.head);
    assert_eq!(server.get("/deep").status, 308);
    assert_eq!(server.get("/none.html").status, 404);
    for path in [
        "/../book.toml",
        "/../../book.toml",
        "/%2e%2e/%2e%2e/book.toml",
        "/..%2f..%2fbook.toml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("[preprocessor"), "{path}");
        assert!(!answer.body.contains("root:"), "{path}");
    }
    assert_eq!(server.ask("POST /one.html", &[], b"").status, 405);
    assert_eq!(server.ask("GET /execute", &[], b"").status, 405);
}

#[test]
fn who_asks_from_elsewhere_gets_no_token_and_runs_nothing() {
    let server = Server::new(&[]);
    let token = server.token();
    let port = server.port;
    let own = format!("http://localhost:{port}");
    let host = format!("localhost:{port}");
    let good = [
        ("Host", host.as_str()),
        ("Origin", own.as_str()),
        ("Content-Type", "application/json"),
        ("X-Hornbook-Token", token.as_str()),
    ];
    let body = br#"{"code":"fn main() { println!(\"ran\"); }"}"#;
    let answer = server.ask("POST /execute", &good, body);
    assert_eq!(
        (answer.status, &answer.json()["stdout"]),
        (200, &json!("ran\n"))
    );

    let foreign = format!("example.org:{port}");
    let cases = [
        ("Host", foreign.as_str(), 421),
        ("Host", "127.0.0.1", 421),
        ("Origin", "http://example.org", 403),
        ("Origin", "null", 403),
        ("Origin", "http://localhost", 403),
        ("X-Hornbook-Token", "", 403),
        ("X-Hornbook-Token", "0", 403),
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
    ];
    for (name, value, status) in cases {
        let headers = good.map(|it| if it.0 == name { (name, value) } else { it });
        let answer = server.ask("POST /execute", &headers, body);
        assert_eq!(answer.status, status, "{name}: {value}: {}", answer.body);
        assert!(answer.json()["error"].is_string());
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
    let without: Vec<_> = good.into_iter().take(3).collect();
    assert_eq!(server.ask("POST /execute", &without, body).status, 403);
    let cross = [("Sec-Fetch-Site", "cross-site")];
    for headers in [
        &cases.map(|it| (it.0, it.1))[..1],
        &[("Origin", "null")],
        &cross,
    ] {
        let answer = server.ask("GET /hornbook-runner.json", headers, b"");
        assert!(matches!(answer.status, 403 | 421), "{}", answer.head);
        assert!(!answer.body.contains(&token), "{}", answer.body);
    }
    assert_eq!(server.ask("OPTIONS /execute", &cross, b"").status, 405);
}

#[test]
fn requests_that_are_none_are_refused() {
    let server = Server::new(&[]);
    let token = server.token();
    let headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("X-Hornbook-Token", token.as_str()),
    ];
    let status = |body: &[u8]| server.ask("POST /execute", &headers, body).status;
    assert_eq!(status(&vec![b' '; 10 << 20]), 413);
    assert_eq!(status(b""), 400);
    assert_eq!(status(b"[]"), 400);
    assert_eq!(
        status(br#"{"code":[{"name":"../../../x.rs","content":""}]}"#),
        400
    );
    for (name, value) in [
        ("edition", "../../etc"),
        ("channel", "nightly"),
        ("channel", "/etc/passwd"),
        ("crateType", "../x"),
        ("mode", "-o/tmp/x"),
    ] {
        let body = json!({ "code": "fn main() {}", name: value }).to_string();
        assert_eq!(status(body.as_bytes()), 400, "{body}");
    }
    assert_eq!(status(br#"{"code":"fn main() {}"}"#), 200);
}

#[test]
fn a_program_is_run_and_learns_nothing_of_the_server() {
    let server = Server::new(&[]);
    assert!(server.words.contains("in a sandbox"), "{}", server.words);
    let code = "fn main() {
        let parent = std::os::unix::process::parent_id();
        for path in [format!(\"/proc/{parent}/environ\"), \"/etc/passwd\".to_owned()] {
            println!(\"{:?}\", std::fs::read_to_string(path).map_err(|it| it.kind()));
        }
        println!(\"{:?}\", std::env::var(\"HORNBOOK_SECRET\").is_ok());
        println!(\"{:?}\", std::net::TcpStream::connect(\"127.0.0.1:PORT\").map_err(|it| it.kind()));
        std::process::exit(3);
    }";
    let code = code.replace("PORT", &server.port.to_string());
    let answer = server.run(&server.token(), &code);
    assert!(!answer.body.contains(SECRET));
    let told = answer.json();
    let denied = "Err(PermissionDenied)\n";
    let expected = format!("{denied}{denied}false\n{denied}");
    assert_eq!(told["stdout"], json!(expected), "{told}");
    assert_eq!(told["success"], json!(false));
    assert_eq!(told["exitDetail"], json!("Exited with status 3"));
    assert_eq!(told["stderr"], json!(""));
}

#[test]
fn two_hundred_at_once_get_an_answer_or_a_refusal() {
    let server = Server::new(&[]);
    let token = server.token();
    let code =
        "fn main() { std::thread::sleep(std::time::Duration::from_millis(20)); print!(\"ok\"); }";
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..200)
            .map(|_| scope.spawn(|| server.run(&token, code)))
            .collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let mut answered = 0;
    for answer in answers {
        match answer.status {
            200 => {
                assert_eq!(answer.json()["stdout"], json!("ok"), "{}", answer.body);
                answered += 1;
            }
            503 => assert!(answer.head.contains("retry-after"), "{}", answer.head),
            _ => panic!("{}", answer.head),
        }
    }
    assert!((2..200).contains(&answered), "{answered} were answered");
    assert_eq!(server.get("/one.html").status, 200);
    assert_eq!(server.run(&token, code).status, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_ends_with_the_request_and_with_the_server() {
    let mut server = Server::new(&[]);
    let token = server.token();
    let code = "fn main() { println!(\"{}\", std::env::current_exe().unwrap().display());
        if std::env::args().count() > 1 { loop { std::thread::park(); } } }";
    let path = server.run(&token, code).json()["stdout"].clone();
    let folder = std::path::Path::new(path.as_str().unwrap());
    let folder = folder.parent().unwrap().display().to_string();
    let body = json!({ "code": "fn main() { loop { std::thread::park(); } }" }).to_string();
    let headers = [
        ("Content-Type", "application/json"),
        ("X-Hornbook-Token", token.as_str()),
    ];
    let text = server.text("POST /execute", &headers, body.as_bytes());
    let wait = |wanted: bool| {
        let start = Instant::now();
        while alive(&folder) != wanted && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(alive(&folder), wanted);
        start.elapsed()
    };
    let mut stream = server.connect();
    stream.write_all(&text).unwrap();
    wait(true);
    drop(stream);
    assert!(wait(false) < Duration::from_secs(5));

    let mut stream = server.connect();
    stream.write_all(&text).unwrap();
    wait(true);
    let id = server.child.id().to_string();
    assert!(Command::new("kill").arg(id).status().unwrap().success());
    assert!(server.child.wait().unwrap().success());
    assert!(!alive(&folder));
    assert!(!std::path::Path::new(&folder).exists());
}

#[test]
fn without_a_compiler_the_pages_stay_and_the_reason_is_told() {
    let server = Server::with("RUSTC", "/nowhere/rustc", &[]);
    assert!(
        server.words.starts_with("programs are not run"),
        "{}",
        server.words
    );
    let told = server.get("/hornbook-runner.json").json();
    assert_eq!(told["runs"], json!(false));
    let reason = told["reason"].as_str().unwrap();
    assert!(reason.contains("/nowhere/rustc"), "{reason}");
    assert!(told.get("token").is_none());
    assert_eq!(server.run("", "fn main() {}").status, 403);
    assert_eq!(server.get("/one.html").status, 200);
}

#[test]
fn without_the_sandbox_it_is_said_loudly() {
    let server = Server::new(&["--no-sandbox"]);
    assert!(
        server.words.contains("WITHOUT A SANDBOX"),
        "{}",
        server.words
    );
    let told = server.get("/hornbook-runner.json").json();
    assert_eq!(told["sandbox"], json!(false));
    let answer = server.run(&server.token(), "fn main() { println!(\"ran\"); }");
    assert_eq!(answer.json()["stdout"], json!("ran\n"));
}
