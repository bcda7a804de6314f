//! A program that a book shows: what it is, where it can run, and what is
//! expected of it.

/// A program that the book shows and the reader can run. Its caption, its code
/// and what it printed are the node's children; of the code, all lines are
/// there, and those that are not shown are of the class `hidden`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The file, as the document names it.
    pub path: String,
    /// The name of the binary: the file's stem.
    pub name: String,
    /// The whole program, as it is compiled and run for the reader: the file's
    /// text without the lines that mark regions.
    pub program: String,
    /// What it is compiled for.
    pub mode: Mode,
    /// The edition of Rust; that of the book, if there is none.
    pub edition: Option<String>,
    /// Whether the reader may change it.
    pub editable: bool,
    /// Where it can run.
    pub run: Run,
    /// What is expected of it.
    pub expect: Expect,
    /// How what it printed is to be drawn, if it is.
    pub drawings: Vec<Drawing>,
    /// What it printed when it was recorded, whether that is shown or not;
    /// kept where it is to be drawn.
    pub recorded: Option<String>,
}

impl Listing {
    /// Why it runs only on the reader's own machine, if it does.
    pub fn local(&self) -> Option<&str> {
        match &self.run {
            Run::Local(reason) => Some(reason),
            Run::Std | Run::Playground(_) => None,
        }
    }
}

/// Compiler modes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Quick to compile.
    #[default]
    Debug,
    /// Quick to run.
    Release,
}

impl Mode {
    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Where a program can run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// Everywhere: it needs the standard library alone.
    #[default]
    Std,
    /// Everywhere, for the playground has these crates.
    Playground(Vec<String>),
    /// On the reader's own machine; why.
    Local(String),
}

/// What is expected of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expect {
    /// How it ends.
    pub end: End,
    /// How what it prints is compared with what is expected.
    pub compare: Compare,
    /// What may differ from run to run.
    pub redact: Vec<Redaction>,
}

/// How a program ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// With success.
    #[default]
    Success,
    /// With this exit code.
    Exit(i32),
    /// With a panic of its main thread.
    Panic,
    /// Not at all: it is still running after so many seconds.
    Timeout(u32),
    /// It is never run, only compiled.
    Compiles,
    /// It does not compile, with errors of these codes and no others.
    CompileFail(Vec<String>),
}

/// Ways to compare what is printed with what is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// Line for line.
    #[default]
    Exact,
    /// The same lines, in any order.
    Unordered,
    /// For each thread the same lines, in the same order. So many words at the
    /// beginning of a line name its thread.
    PerThread(usize),
    /// Not at all: what it prints is a sample.
    Any,
}

/// What may differ from run to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// `1.25 ms`, `350µs`, `2 s`.
    Durations,
    /// `ThreadId(3)`, and the number in `thread 'main' (3197) panicked`.
    Threads,
    /// `0x7ffd4a2c`.
    Addresses,
    /// The number behind `pid` or `process`.
    Pids,
}

/// A drawing of what a program printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Its events as bars, under this title.
    Timeline(String),
    /// Its points as lines.
    Chart(Chart),
}

/// A chart of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// What goes to the right, and in which unit.
    pub x: String,
    /// What goes up, and in which unit.
    pub y: String,
    /// How its axes are divided.
    pub scale: Scale,
    /// The series that others are held against.
    pub reference: Option<String>,
}

/// How the axes of a chart are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Evenly.
    #[default]
    Linear,
    /// By powers of ten, both.
    Log,
    /// By powers of ten from left to right.
    LogX,
    /// By powers of ten from the bottom up.
    LogY,
}

impl Scale {
    /// Whether the x axis is logarithmic.
    pub fn x_is_log(self) -> bool {
        matches!(self, Self::Log | Self::LogX)
    }

    /// Whether the y axis is logarithmic.
    pub fn y_is_log(self) -> bool {
        matches!(self, Self::Log | Self::LogY)
    }

    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Log => "log",
            Self::LogX => "log-x",
            Self::LogY => "log-y",
        }
    }
}
