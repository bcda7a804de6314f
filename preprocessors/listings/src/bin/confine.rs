//! The helper of the sandbox by itself, for the tests.
//!
//! `confine --without landlock …` and `confine --without seccomp …` first take
//! these from the kernel's offer, and so show what an older one would do.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [option, what, rest @ ..] if option == "--without" => without(what, rest),
        rest => listings::sandbox::enter(rest),
    }
}

#[cfg(target_os = "linux")]
fn without(what: &OsString, rest: &[OsString]) -> ExitCode {
    use seccompiler::{SeccompAction, SeccompFilter, apply_filter};
    // By number: the calls of Landlock are the same everywhere.
    let (calls, error) = match what.to_str() {
        Some("landlock") => (vec![444, 445, 446], libc::ENOSYS),
        Some("seccomp") => (vec![libc::SYS_seccomp], libc::EINVAL),
        Some("namespaces") => (vec![libc::SYS_unshare], libc::EPERM),
        _ => return ExitCode::from(2),
    };
    let arch = std::env::consts::ARCH.try_into();
    let filter = arch.and_then(|arch| {
        SeccompFilter::new(
            calls.into_iter().map(|it| (it, Vec::new())).collect(),
            SeccompAction::Allow,
            SeccompAction::Errno(error.unsigned_abs()),
            arch,
        )?
        .try_into()
    });
    let applied = filter.is_ok_and(|it: seccompiler::BpfProgram| apply_filter(&it).is_ok());
    if applied {
        listings::sandbox::enter(rest)
    } else {
        ExitCode::from(2)
    }
}

#[cfg(not(target_os = "linux"))]
fn without(_: &OsString, rest: &[OsString]) -> ExitCode {
    listings::sandbox::enter(rest)
}
