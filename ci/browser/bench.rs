//! A book with a listing of each kind, built for the trials: on the disk, from
//! a server that runs nothing, and from `hornbook serve`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;
use tempfile::TempDir;

use crate::server::Server;

macro_rules! listing {
    ($name:literal) => {
        (
            concat!("src/listings/", $name),
            include_str!(concat!("book/src/listings/", $name)),
        )
    };
}

/// The book's own files; the theme comes from elsewhere.
const FILES: &[(&str, &str)] = &[
    ("book.toml", include_str!("book/book.toml")),
    ("src/SUMMARY.md", include_str!("book/src/SUMMARY.md")),
    ("src/listings.rst", include_str!("book/src/listings.rst")),
    listing!("here.rs"),
    listing!("here.out"),
    listing!("panics.rs"),
    listing!("panics.out"),
    listing!("panics.err"),
    listing!("parts.rs"),
    listing!("parts.out"),
    listing!("plain.rs"),
    listing!("plain.out"),
    listing!("refused.rs"),
    listing!("refused.err"),
    listing!("solved.rs"),
    listing!("solved.out"),
    listing!("task.rs"),
];

/// The one page.
const PAGE: &str = "listings.html";

/// The book, and who serves it.
pub(crate) struct Bench {
    pub(crate) hornbook: PathBuf,
    folder: TempDir,
    server: Server,
}

/// A running `hornbook serve`.
pub(crate) struct Serve {
    child: Child,
    pub(crate) port: u16,
    /// What it says of running programs.
    pub(crate) words: String,
}

impl Bench {
    /// Builds the book with the program `hornbook` and this theme.
    pub(crate) fn build(hornbook: &Path, theme: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        lay(folder.path(), theme)?;
        build(hornbook, folder.path(), &[])?;
        Ok(Self {
            hornbook: hornbook.canonicalize()?,
            server: Server::start(&folder.path().join("book"))?,
            folder,
        })
    }

    /// The book's theme.
    pub(crate) fn theme(&self) -> PathBuf {
        self.folder.path().join("theme")
    }

    /// The page's address on the disk.
    pub(crate) fn file_url(&self) -> String {
        let folder = self.folder.path().to_string_lossy().replace('\\', "/");
        format!("file:///{}/book/{PAGE}", folder.trim_start_matches('/'))
    }

    /// Its address where nothing is run.
    pub(crate) fn server_url(&self) -> String {
        self.server.url(PAGE)
    }

    /// Starts `hornbook serve` on this port, or, if it is 0, on any.
    pub(crate) fn serve(&self, port: u16) -> anyhow::Result<Serve> {
        let mut child = Command::new(&self.hornbook)
            .args(["serve", "--port", &port.to_string()])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let address = lines.find_map(|it| it.strip_prefix("serving ").map(str::to_owned));
        let address = address.context("hornbook serve does not start")?;
        let port = address.trim_end_matches('/').rsplit(':').next();
        Ok(Serve {
            child,
            port: port.context("no port")?.parse()?,
            words: lines.next().unwrap_or_default(),
        })
    }
}

impl Serve {
    /// The page's address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{PAGE}", self.port)
    }

    /// Whether programs are run.
    pub(crate) fn runs(&self) -> bool {
        self.words.contains("are run by")
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        // Asked to end, it ends what it runs and tidies up.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        if !asked.is_ok_and(|it| it.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// Puts the sources of the book and its theme into `folder`.
pub(crate) fn lay(folder: &Path, theme: &Path) -> anyhow::Result<()> {
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    copy(theme, &folder.join("theme"))
}

/// Builds it with these options.
pub(crate) fn build(hornbook: &Path, folder: &Path, options: &[&str]) -> anyhow::Result<()> {
    let mut call = Command::new(hornbook);
    let built = call
        .arg("build")
        .args(options)
        .current_dir(folder)
        .output()?;
    let words = String::from_utf8_lossy(&built.stderr);
    anyhow::ensure!(built.status.success(), "no book of listings: {words}");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| from.display().to_string())? {
        let path = entry?.path();
        let place = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &place)?;
        } else {
            std::fs::copy(&path, &place)?;
        }
    }
    Ok(())
}
