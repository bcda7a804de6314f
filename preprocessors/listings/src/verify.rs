//! Listings, tested: each compiles, succeeds, and prints what is recorded.

use crate::compare::difference;
use crate::record::{self, Stamps};
use crate::{Error, Program, by_folder, compile, run};

/// Words in a source that mean that two runs may differ.
const CONCURRENT: [&str; 4] = ["thread", "rayon", "spawn", "Command"];

/// How often a program with one of these words is run.
const RUNS: usize = 3;

/// What a test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Passed,
    /// All is well, with another compiler than at the recording; its name.
    OtherCompiler(String),
    /// Something is not: what.
    Failed(String),
}

/// Compiles each of `programs`, runs it (three times, if it is concurrent) and
/// compares what it prints with what is recorded. The verdicts come in the
/// order of the programs.
pub fn test(programs: &[Program]) -> Result<Vec<Verdict>, Error> {
    let rustc = compile::rustc()?;
    let mut verdicts = vec![Verdict::Passed; programs.len()];
    for (folder, of_folder) in by_folder(programs) {
        let list: Vec<_> = of_folder.iter().map(|it| it.1).collect();
        let binaries = compile::compile(folder, &list)?;
        let stamps = record::read(folder)?;
        for ((index, program), binary) in of_folder.into_iter().zip(binaries) {
            verdicts[index] = match binary {
                Ok(path) => verdict(program, &path, &rustc, &stamps)?,
                Err(why) => Verdict::Failed(why),
            };
        }
    }
    Ok(verdicts)
}

fn verdict(
    program: &Program,
    binary: &std::path::Path,
    rustc: &str,
    stamps: &Stamps,
) -> Result<Verdict, Error> {
    let failed = |why: &str| Ok(Verdict::Failed(why.to_owned()));
    let now = record::stamp(program, rustc)?;
    let Some(recorded) = record::recorded(program)? else {
        return failed("its output is not recorded");
    };
    let Some(then) = stamps.get(&program.name) else {
        return failed("there is no record of what its output was made of");
    };
    if then.source != now.source {
        return failed("it has changed since its output was recorded");
    }
    if then.mode != now.mode {
        return failed("its output was recorded in another mode");
    }
    for _ in 0..runs(program)? {
        match run::run(binary)? {
            Err(why) => return failed(&why),
            Ok(printed) => {
                if let Some(what) = difference(&recorded, &printed, program.compare) {
                    return failed(&format!("it prints something else\n{what}"));
                }
            }
        }
    }
    Ok(if then.rustc == now.rustc {
        Verdict::Passed
    } else {
        Verdict::OtherCompiler(then.rustc.clone())
    })
}

fn runs(program: &Program) -> Result<usize, Error> {
    let text = std::fs::read_to_string(&program.source).map_err(Error::file(&program.source))?;
    let concurrent = CONCURRENT.iter().any(|it| text.contains(it));
    Ok(if concurrent { RUNS } else { 1 })
}
