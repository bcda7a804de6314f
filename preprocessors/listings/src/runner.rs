//! Programs that readers send, compiled and run: the local playground.
//!
//! A [`Request`] and an [`Answer`] have the form of the official playground's
//! `/execute`. The compiler is called directly, since cargo takes longer than
//! it does; what it made is kept by what it was made of, so that a listing that
//! nobody has edited is compiled once. Compiler and program alike run in the
//! [`sandbox`], in a process group that is ended whatever comes.
//! Two run at once, eight wait, the next is refused.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use crate::sandbox::{self, Confinement, Helper, Part};

mod binaries;
mod cancel;
mod crates;
mod group;
mod process;
mod queue;
mod request;
mod toolchain;

pub use cancel::Cancel;
pub use request::{Answer, Mode, Request};

use binaries::{Binaries, Binary};
use crates::{Crates, Made};
use process::{Ended, Limits};
use queue::Queue;
use toolchain::Toolchain;

/// How long a program may run, as on the playground.
pub const RUN: Duration = Duration::from_secs(10);

/// How long the compiler may take.
pub const COMPILE: Duration = Duration::from_secs(30);

/// Bytes of memory for a program.
pub const MEMORY: u64 = 512 << 20;

/// Bytes of output on each stream, as on the playground.
pub const OUTPUT: usize = 640 << 10;

/// Bytes of memory for the compiler.
const COMPILER_MEMORY: u64 = 2 << 30;

/// Bytes that a program may write to its folder.
const DISK: u64 = 256 << 20;

/// Bytes that one file may have.
const FILE: u64 = 64 << 20;

/// Processes and threads of a program.
const PROCESSES: u64 = 256;

/// Runs at once, and requests that wait.
const AT_ONCE: usize = 2;
const WAITING: usize = 8;

/// What every program may read and execute: the system's programs and
/// libraries, and what tells of the machine and of itself.
const READ: &[&str] = &[
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/dev/random",
    "/dev/urandom",
    "/dev/zero",
];

/// What every program may write to besides its folder.
const WRITE: &[&str] = &["/dev/null"];

/// Why nothing is run.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A part of the sandbox is missing.
    #[error("the sandbox is not complete: {0}")]
    Sandbox(String),
    /// Two are running and eight are waiting.
    #[error("two programs are running and eight are waiting: try again later")]
    Busy,
    /// Who asked no longer waits.
    #[error("cancelled")]
    Cancelled,
    /// The machine failed.
    #[error("cannot run the program: {0}")]
    Machine(#[from] std::io::Error),
    /// There is no compiler.
    #[error("there is no compiler: {0}")]
    Compiler(String),
}

/// What a runner is to use.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder whose compiler is used.
    pub folder: PathBuf,
    /// The folder of the package whose crates programs may use, if there is one.
    pub package: Option<PathBuf>,
    /// What confines; with none, nothing is confined.
    pub helper: Option<Helper>,
    /// How long a program may run: [`RUN`], unless there is a reason.
    pub time: Duration,
}

/// What compiles and runs. It has a folder of its own, which goes with it.
#[derive(Debug)]
pub struct Runner {
    settings: Settings,
    parts: Vec<Part>,
    toolchain: Toolchain,
    crates: Crates,
    queue: Arc<Queue>,
    binaries: Binaries,
    folder: TempDir,
}

/// A place in the queue, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    runner: Arc<Runner>,
    ticket: queue::Ticket,
}

impl Runner {
    /// A runner that starts only if all of the sandbox can be had, where it is
    /// wanted.
    pub fn start(settings: Settings) -> Result<Arc<Self>, Refusal> {
        let helper = settings.helper.as_ref();
        let parts = helper.map(Helper::probe).unwrap_or_default();
        let missing = sandbox::missing(&parts);
        if !missing.is_empty() {
            return Err(Refusal::Sandbox(missing));
        }
        let folder = tempfile::Builder::new().prefix("hornbook-run-").tempdir()?;
        sandbox::open_up(folder.path())?;
        Ok(Arc::new(Self {
            toolchain: toolchain::find(&settings.folder)?,
            crates: settings
                .package
                .clone()
                .map_or_else(Crates::default, Crates::start),
            settings,
            parts,
            queue: Arc::new(Queue::new(AT_ONCE, WAITING)),
            binaries: Binaries::default(),
            folder,
        }))
    }

    /// The parts of the sandbox; none, if there is none.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The compiler's name and version.
    pub fn rustc(&self) -> &str {
        &self.toolchain.version
    }

    /// A place among those that run or wait; refused, if all are taken.
    pub fn place(self: &Arc<Self>) -> Result<Place, Refusal> {
        let ticket = self.queue.ticket().ok_or(Refusal::Busy)?;
        let runner = Arc::clone(self);
        Ok(Place { runner, ticket })
    }

    fn execute(&self, request: &Request, cancel: &Cancel) -> Result<Answer, Refusal> {
        let binary = match self.binaries.get(request) {
            Some(binary) => binary,
            None => match self.compile(request, cancel)? {
                Ok(binary) => self.binaries.keep(request, binary),
                Err(answer) => return Ok(answer),
            },
        };
        let folder = self.work()?;
        sandbox::hand_over(folder.path())?;
        let mut command = self.command(&binary.path, folder.path(), None)?;
        if request.backtrace {
            command.env("RUST_BACKTRACE", "1");
        }
        let limits = Limits {
            time: self.settings.time,
            memory: MEMORY,
            disk: DISK,
            output: OUTPUT,
        };
        let ended = process::run(command, folder.path(), &limits, cancel)?;
        finish(&ended, &binary.warnings)
    }

    /// The binary, or the answer to a program that does not compile.
    fn compile(
        &self,
        request: &Request,
        cancel: &Cancel,
    ) -> Result<Result<Binary, Answer>, Refusal> {
        let folder = self.work()?;
        std::fs::write(folder.path().join(request::SOURCE), &request.code)?;
        let (made, lacking) = self.crates.now();
        let mut command = self.command(&self.toolchain.rustc, folder.path(), Some(&made))?;
        command.args(request.arguments()).args(made.arguments());
        let limits = Limits {
            time: COMPILE,
            memory: COMPILER_MEMORY,
            disk: DISK,
            output: OUTPUT,
        };
        let ended = process::run(command, folder.path(), &limits, cancel)?;
        let made = folder.path().join(request::BINARY);
        if !ended.succeeded() || !made.is_file() {
            let mut answer = finish(&ended, "")?;
            answer.success = false;
            answer.exit_detail = format!("rustc: {}", answer.exit_detail);
            if let Some(why) = lacking {
                answer.stderr += &["\nnote: no crates but `std` are there: ", &why, "\n"].concat();
            }
            return Ok(Err(answer));
        }
        let path = self.folder.path().join(self.binaries.name());
        std::fs::rename(&made, &path)?;
        let warnings = String::from_utf8_lossy(&ended.stderr).into_owned();
        Ok(Ok(Binary { path, warnings }))
    }

    /// A folder for one process.
    fn work(&self) -> std::io::Result<TempDir> {
        tempfile::Builder::new()
            .prefix("work-")
            .tempdir_in(self.folder.path())
    }

    /// A call of `program` in `folder`, confined, in an environment that is the
    /// same everywhere. The compiler gets the crates that were made for it.
    fn command(
        &self,
        program: &Path,
        folder: &Path,
        crates: Option<&Made>,
    ) -> std::io::Result<Command> {
        let mut command = match &self.settings.helper {
            Some(helper) => helper.command(&self.confinement(program, folder, crates), program)?,
            None => Command::new(program),
        };
        command.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
            .env("LANG", "C")
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .current_dir(folder);
        Ok(command)
    }

    fn confinement(&self, program: &Path, folder: &Path, crates: Option<&Made>) -> Confinement {
        let compiles = crates.is_some();
        let mut read: Vec<PathBuf> = READ.iter().map(PathBuf::from).collect();
        read.push(program.to_owned());
        let mut write: Vec<PathBuf> = WRITE.iter().map(PathBuf::from).collect();
        write.push(folder.to_owned());
        if let Some(crates) = crates {
            read.push(self.toolchain.sysroot.clone());
            read.extend(crates.folders.iter().cloned());
        }
        let time = if compiles {
            COMPILE
        } else {
            self.settings.time
        };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Confinement {
            read,
            write,
            memory: if compiles { COMPILER_MEMORY } else { MEMORY },
            file: FILE,
            processes: PROCESSES,
            seconds: time.as_secs() * cores as u64,
            compiles,
        }
    }
}

impl Place {
    /// Waits for its turn, compiles and runs. `cancel` ends all of that.
    pub fn run(&self, request: &Request, cancel: &Cancel) -> Result<Answer, Refusal> {
        if !self.ticket.wait(cancel) {
            return Err(Refusal::Cancelled);
        }
        self.runner.execute(request, cancel)
    }
}

fn finish(ended: &Ended, warnings: &str) -> Result<Answer, Refusal> {
    if ended.cancelled() {
        return Err(Refusal::Cancelled);
    }
    let mut stderr = warnings.to_owned();
    stderr.push_str(&String::from_utf8_lossy(&ended.stderr));
    Ok(Answer {
        success: ended.succeeded(),
        exit_detail: ended.detail(OUTPUT),
        stdout: String::from_utf8_lossy(&ended.stdout).into_owned(),
        stderr,
    })
}
