//! The compiler, past the proxy that would take as long to choose it as it
//! takes to start.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Refusal;

/// A compiler and what belongs to it.
#[derive(Debug)]
pub(super) struct Toolchain {
    /// The compiler.
    pub(super) rustc: PathBuf,
    /// The folder of all it needs.
    pub(super) sysroot: PathBuf,
    /// Its name and version.
    pub(super) version: String,
}

/// The compiler that is used in `folder`.
pub(super) fn find(folder: &Path) -> Result<Toolchain, Refusal> {
    let chosen = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = PathBuf::from(ask(Path::new(&chosen), folder, &["--print", "sysroot"])?);
    let real = sysroot
        .join("bin")
        .join(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    let rustc = if real.is_file() { real } else { chosen.into() };
    let version = ask(&rustc, folder, &["--version"])?;
    Ok(Toolchain {
        rustc,
        sysroot,
        version,
    })
}

fn ask(rustc: &Path, folder: &Path, arguments: &[&str]) -> Result<String, Refusal> {
    let output = Command::new(rustc)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Refusal::Compiler(format!("{}: {error}", rustc.display())))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(Refusal::Compiler(words.trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
