//! The sandbox that a reader's program is compiled and run in.
//!
//! The command starts itself anew as a helper, which takes rights away from
//! itself alone, for good, and then becomes the compiler or the program:
//! nothing has to be done between fork and exec, and whatever the program
//! starts is confined as it is. Each part is asked of the kernel and its answer
//! is looked at. Where one is missing, nothing is executed.
//!
//! | part | how | what for |
//! |---|---|---|
//! | `files` | Landlock, of Linux 6.2 | reads what is named, writes to the work folder alone |
//! | `signals` | Landlock, of Linux 6.12; else no signals at all | ends no process outside |
//! | `calls` | seccomp | no sockets, no tracing, no leaving of the process group |
//! | `limits` | rlimits | memory, sizes of files, processor time |
//! | `processes` | rlimit, counted for the program alone where user namespaces may be had | how many there may be |
//! | `rights` | capabilities | none, whoever started the server |
//!
//! What is left to the one who waits for it: the time, the output, what a whole
//! group of processes holds, and the end of all of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod processes;

#[cfg(target_os = "linux")]
use linux::confine;

/// The exit code of a helper that could not become what it should.
pub const REFUSED: u8 = 125;

/// The argument that asks what of the sandbox can be had.
const PROBE: &str = "probe";

/// What the program is run as, if the server is run by root: `nobody`.
#[cfg(unix)]
const NOBODY: u32 = 65534;

/// What the helper confines itself to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Files, and folders with all that is in them, that may be read and
    /// executed. What does not exist is left out.
    pub read: Vec<PathBuf>,
    /// Files and folders that may be written to, too.
    pub write: Vec<PathBuf>,
    /// Bytes of data that a process may hold.
    pub memory: u64,
    /// Bytes that a file may have.
    pub file: u64,
    /// Processes and threads that there may be at a time.
    pub processes: u64,
    /// Seconds of processor time for each process.
    pub seconds: u64,
    /// Whether it becomes the compiler, which sets the modes of what it makes.
    /// A program has no business with those.
    pub compiles: bool,
}

/// A part of the sandbox, and whether it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name, as in the table above.
    pub name: String,
    /// Whether it is in force.
    pub enforced: bool,
    /// How, or why not.
    pub detail: String,
}

/// How to start the helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// What to start.
    pub program: PathBuf,
    /// What makes it the helper.
    pub arguments: Vec<OsString>,
}

impl Helper {
    /// The running program, which must hand what follows `argument` to
    /// [`enter`].
    pub fn own(argument: &str) -> std::io::Result<Self> {
        // The path may be closed to whom the program is run as; this is not.
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        Ok(Self {
            program,
            arguments: vec![argument.into()],
        })
    }

    /// What of the sandbox can be had: the helper tries.
    pub fn probe(&self) -> Vec<Part> {
        let mut command = self.start(false);
        let output = command.arg(PROBE).stdin(Stdio::null()).output();
        let why = match output {
            Ok(output) => match serde_json::from_slice(&output.stdout) {
                Ok(parts) => return parts,
                Err(_) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            },
            Err(error) => error.to_string(),
        };
        vec![Part::missing("helper", why)]
    }

    /// A call of `program`, confined. Its environment is empty.
    pub fn command(&self, confinement: &Confinement, program: &Path) -> std::io::Result<Command> {
        let mut command = self.start(confinement.compiles);
        command
            .arg(serde_json::to_string(confinement)?)
            .arg(program);
        Ok(command)
    }

    fn start(&self, compiles: bool) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_clear();
        // The compiler may lie where only root can read it.
        #[cfg(unix)]
        if !compiles && rustix::process::geteuid().is_root() {
            use std::os::unix::process::CommandExt;
            command.uid(NOBODY).gid(NOBODY);
        }
        let _ = compiles;
        command
    }
}

/// Gives `folder` to whom programs are run as.
pub(crate) fn hand_over(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(folder, Some(NOBODY), Some(NOBODY))?;
    }
    let _ = folder;
    Ok(())
}

/// Lets whom programs are run as pass through `folder`, and not read it.
pub(crate) fn open_up(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if rustix::process::geteuid().is_root() {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o711))?;
    }
    let _ = folder;
    Ok(())
}

/// The helper: confines itself as its first argument says and becomes the
/// program that follows with its arguments. It comes back only if it cannot, or
/// was asked what can be had.
pub fn enter(arguments: &[OsString]) -> ExitCode {
    let result = match arguments {
        [word] if word == PROBE => probe(),
        [confinement, program, rest @ ..] => become_program(confinement, program, rest),
        _ => Err("it takes a confinement and a program".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            tell(&mut std::io::stderr(), &format!("sandbox: {why}\n"));
            ExitCode::from(REFUSED)
        }
    }
}

fn probe() -> Result<(), String> {
    let parts = confine(&trial());
    let text = serde_json::to_string(&parts).map_err(|error| error.to_string())?;
    tell(&mut std::io::stdout(), &text);
    Ok(())
}

/// What is asked for to see what can be had.
fn trial() -> Confinement {
    Confinement {
        read: vec!["/usr".into()],
        write: Vec::new(),
        memory: 512 << 20,
        file: 1 << 20,
        processes: 512,
        seconds: 10,
        compiles: false,
    }
}

fn tell(out: &mut dyn std::io::Write, text: &str) {
    // Nobody may be listening any more.
    let _ = out.write_all(text.as_bytes());
}

fn become_program(
    confinement: &OsString,
    program: &OsString,
    arguments: &[OsString],
) -> Result<(), String> {
    let text = confinement.to_str().ok_or("the confinement is no text")?;
    let confinement: Confinement =
        serde_json::from_str(text).map_err(|error| format!("the confinement: {error}"))?;
    let missing = missing(&confine(&confinement));
    if missing.is_empty() {
        Err(exec(program, arguments))
    } else {
        Err(missing)
    }
}

/// The parts that are not in force, with the reasons; empty, if all are.
pub fn missing(parts: &[Part]) -> String {
    let missing: Vec<_> = parts
        .iter()
        .filter(|it| !it.enforced)
        .map(|it| format!("{}: {}", it.name, it.detail))
        .collect();
    missing.join("; ")
}

#[cfg(unix)]
fn exec(program: &OsString, arguments: &[OsString]) -> String {
    use std::os::unix::process::CommandExt;
    let error = Command::new(program).args(arguments).exec();
    format!("{}: {error}", program.to_string_lossy())
}

#[cfg(not(unix))]
fn exec(program: &OsString, _: &[OsString]) -> String {
    format!("{}: cannot be run here", program.to_string_lossy())
}

#[cfg(not(target_os = "linux"))]
fn confine(_: &Confinement) -> Vec<Part> {
    vec![Part::missing("sandbox", "there is none for this system")]
}

impl Part {
    #[cfg(target_os = "linux")]
    fn new(name: &str, result: Result<String, String>) -> Self {
        let enforced = result.is_ok();
        Self {
            name: name.to_owned(),
            enforced,
            detail: result.unwrap_or_else(|why| why),
        }
    }

    fn missing(name: &str, why: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            enforced: false,
            detail: why.into(),
        }
    }
}

#[cfg(all(test, not(target_os = "linux")))]
mod tests {
    use super::*;

    #[test]
    fn there_is_none_here_and_nothing_is_run() {
        assert_eq!(
            missing(&confine(&trial())),
            "sandbox: there is none for this system"
        );
    }
}
