//! Recorded outputs: `NAME.out` beside `NAME.rs`, and `NAME.err` if there is
//! anything on standard error.

use std::path::PathBuf;

use doctree::tree::element::{Compare, End};

use crate::expect::{self, Sample};
use crate::package::Package;
use crate::stamp::{self, Stamp, Stamps};
use crate::{Error, Program, by_folder, compile};

/// The endings of the files that belong to a listing.
const ENDINGS: [&str; 3] = ["out", "err", "expect"];

/// What became of a listing's recorded output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recording {
    /// It is new, or other than it was.
    Written,
    /// It still stands for what the listing prints.
    Kept,
    /// There is nothing to record: why.
    Failed(String),
}

/// What is recorded of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// What belongs to its source as it is.
    Recorded,
    /// Nothing.
    Missing,
    /// What belongs to something else: why.
    Stale(&'static str),
}

/// Compiles and runs each of `programs` and records what it prints. A recorded
/// output that still matches stays as it is. The answers come in the order of
/// the programs.
pub fn record(programs: &[Program]) -> Result<Vec<Recording>, Error> {
    let rustc = compile::rustc()?;
    let mut results = vec![Recording::Kept; programs.len()];
    for (folder, of_folder) in by_folder(programs) {
        let package = Package::read(folder)?;
        let list: Vec<_> = of_folder.iter().map(|it| it.1).collect();
        let made = compile::compile(&package, &list)?;
        let mut stamps = stamp::read(folder)?;
        for ((index, program), made) in of_folder.into_iter().zip(made) {
            let outcome = compile::outcome(program, &made)?;
            let faultless = outcome.and_then(|it| match expect::wrong_end(program, &it) {
                None => Ok(it.sample()),
                Some(why) => Err(why),
            });
            results[index] = match faultless {
                Err(why) => Recording::Failed(why),
                Ok(printed) => {
                    let dependencies = package.dependencies(&program.text()?);
                    let now = Stamp::of(program, dependencies, &rustc)?;
                    keep(program, &printed, now, &mut stamps)?
                }
            };
        }
        stamp::write(folder, &stamps)?;
    }
    Ok(results)
}

/// Writes what was `printed`, unless what is recorded stands for it.
fn keep(
    program: &Program,
    printed: &Sample,
    now: Stamp,
    stamps: &mut Stamps,
) -> Result<Recording, Error> {
    if program.expect.end == End::Compiles {
        return Ok(Recording::Kept);
    }
    let expected = program.file("expect")?.is_some();
    if expected && let Some(what) = expect::wrong_text(program, printed, printed)? {
        return Ok(Recording::Failed(format!(
            "it prints something else\n{what}"
        )));
    }
    let old = stamps.get(&program.name);
    let same = old.is_some_and(|then| now.outdates(then).is_none());
    let recorded = recorded(program)?;
    let there = recorded.out.is_some() == printed.out.is_some()
        && recorded.err.is_some() == printed.err.is_some();
    // What stands for any output stands for that of the same source alone.
    let loose = expected
        || program.expect.compare == Compare::Any
        || matches!(program.expect.end, End::CompileFail(_));
    let source = old.is_some_and(|then| then.source == now.source && then.mode == now.mode);
    let matches = there
        && (source || !loose)
        && expect::wrong_text(program, &recorded, printed)?.is_none()
        && (!expected || expect::wrong_text(program, printed, &recorded)?.is_none());
    if !matches {
        put(program, "out", printed.out.as_deref())?;
        put(program, "err", printed.err.as_deref())?;
    }
    if !matches || !same {
        stamps.insert(program.name.clone(), now);
    }
    Ok(if matches {
        Recording::Kept
    } else {
        Recording::Written
    })
}

/// Writes a file of the program, or takes it away if there is nothing to write.
fn put(program: &Program, ending: &str, text: Option<&str>) -> Result<(), Error> {
    let path = program.source.with_extension(ending);
    match text {
        Some(text) => std::fs::write(&path, text).map_err(Error::file(&path)),
        None => match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::file(&path)(error))
            }
            _ => Ok(()),
        },
    }
}

/// What is recorded of the program.
pub(crate) fn recorded(program: &Program) -> Result<Sample, Error> {
    Ok(Sample {
        out: program.file("out")?,
        err: program.file("err")?,
    })
}

/// What is recorded of each of `programs`, in their order. Nothing is run.
pub fn states(programs: &[Program]) -> Result<Vec<State>, Error> {
    let mut states = vec![State::Recorded; programs.len()];
    for (folder, of_folder) in by_folder(programs) {
        let stamps = stamp::read(folder)?;
        for (index, program) in of_folder {
            states[index] = state(program, &stamps)?;
        }
    }
    Ok(states)
}

fn state(program: &Program, stamps: &Stamps) -> Result<State, Error> {
    if program.expect.end == End::Compiles {
        return Ok(State::Recorded);
    }
    let sample = recorded(program)?;
    let Some(then) = stamps.get(&program.name) else {
        return Ok(State::Missing);
    };
    if sample == Sample::default() {
        return Ok(State::Missing);
    }
    let now = Stamp::of(program, Vec::new(), &then.rustc)?;
    Ok(now.outdates(then).map_or(State::Recorded, State::Stale))
}

/// The recorded outputs and expectations beside `programs` that belong to none
/// of them.
pub fn unshown(programs: &[Program]) -> Result<Vec<PathBuf>, Error> {
    let mut unshown = Vec::new();
    for (folder, of_folder) in by_folder(programs) {
        for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
            let path = entry.map_err(Error::file(folder))?.path();
            let ending = path.extension().and_then(|it| it.to_str());
            let shown = of_folder
                .iter()
                .any(|it| it.1.source == path.with_extension("rs"));
            if ending.is_some_and(|it| ENDINGS.contains(&it)) && !shown {
                unshown.push(path);
            }
        }
    }
    unshown.sort();
    Ok(unshown)
}
