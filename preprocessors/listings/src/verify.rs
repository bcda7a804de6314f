//! Listings, tested: each is as its recorded output says, and as its chapter
//! says.

use doctree::tree::element::End;

use crate::expect::{self, Outcome, Sample};
use crate::package::Package;
use crate::stamp::{self, Stamp, Stamps};
use crate::{Error, Program, by_folder, compile, playground, record};

/// Words in a source that mean that two runs may differ.
const CONCURRENT: [&str; 4] = ["thread", "rayon", "spawn", "Command"];

/// How often a program with one of these words is run.
const RUNS: usize = 3;

/// What a test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Passed,
    /// All is well, with other tools than at the recording: those of then.
    OtherTools(String),
    /// Something is not: what.
    Failed(String),
}

/// Compiles each of `programs`, runs it (three times, if it is concurrent) and
/// compares how it ends and what it prints with what is expected. The verdicts
/// come in the order of the programs.
pub fn test(programs: &[Program]) -> Result<Vec<Verdict>, Error> {
    let rustc = compile::rustc()?;
    let mut verdicts = vec![Verdict::Passed; programs.len()];
    for (folder, of_folder) in by_folder(programs) {
        let package = Package::read(folder)?;
        let list: Vec<_> = of_folder.iter().map(|it| it.1).collect();
        let made = compile::compile(&package, &list)?;
        let stamps = stamp::read(folder)?;
        for ((index, program), made) in of_folder.into_iter().zip(made) {
            let text = program.text()?;
            let now = Stamp::of(program, package.dependencies(&text), &rustc)?;
            verdicts[index] = match stated(program, &package, &text) {
                Some(why) => Verdict::Failed(why),
                None => verdict(program, &made, &now, &stamps)?,
            };
        }
    }
    Ok(verdicts)
}

/// What the chapter states of the program and is not so.
fn stated(program: &Program, package: &Package, text: &str) -> Option<String> {
    let (said, edition) = (&program.edition, package.edition(&program.name)?);
    if said != edition {
        let what = "its chapter shows it as a program of edition";
        return Some(format!(
            "{what} {said}, Cargo.toml compiles it as one of {edition}"
        ));
    }
    playground::fault(&program.run, package, text)
}

fn verdict(
    program: &Program,
    made: &compile::Made,
    now: &Stamp,
    stamps: &Stamps,
) -> Result<Verdict, Error> {
    let failed = |why: String| Ok(Verdict::Failed(why));
    if !matches!(made, compile::Made::Binary(_)) {
        let refused = compile::outcome(program, made)?;
        match refused.map(|it| expect::wrong_end(program, &it)) {
            Err(why) | Ok(Some(why)) => return failed(why),
            Ok(None) => {}
        }
    }
    let recorded = record::recorded(program)?;
    if let Some(why) = outdated(program, &recorded, now, stamps) {
        return failed(why);
    }
    let wrong = |outcome: &Outcome| -> Result<Option<String>, Error> {
        if let Some(why) = expect::wrong_end(program, outcome) {
            return Ok(Some(why));
        }
        let what = expect::wrong_text(program, &recorded, &outcome.sample())?;
        Ok(what.map(|it| format!("it prints something else\n{it}")))
    };
    for _ in 0..runs(program)? {
        match compile::outcome(program, made)? {
            Err(why) => return failed(why),
            Ok(outcome) => {
                if let Some(why) = wrong(&outcome)? {
                    return failed(why);
                }
            }
        }
    }
    if let Some(what) = expect::wrong_text(program, &recorded, &recorded)? {
        return failed(format!(
            "its recorded output is not what is expected\n{what}"
        ));
    }
    Ok(match stamps.get(&program.name) {
        Some(then) if then.rustc != now.rustc || then.dependencies != now.dependencies => {
            let tools = std::iter::once(&then.rustc).chain(&then.dependencies);
            Verdict::OtherTools(tools.cloned().collect::<Vec<_>>().join(", "))
        }
        _ => Verdict::Passed,
    })
}

/// Why what is recorded tells nothing of the program as it is now.
fn outdated(program: &Program, recorded: &Sample, now: &Stamp, stamps: &Stamps) -> Option<String> {
    if program.expect.end == End::Compiles {
        return None;
    }
    if *recorded == Sample::default() {
        return Some("its output is not recorded".to_owned());
    }
    match stamps.get(&program.name) {
        None => Some("there is no record of what its output was made of".to_owned()),
        Some(then) => now.outdates(then).map(str::to_owned),
    }
}

/// How often to run it. What does not end takes long enough once.
fn runs(program: &Program) -> Result<usize, Error> {
    let text = program.text()?;
    let concurrent = CONCURRENT.iter().any(|it| text.contains(it));
    let once = matches!(
        program.expect.end,
        End::Timeout(_) | End::Compiles | End::CompileFail(_)
    );
    Ok(if concurrent && !once { RUNS } else { 1 })
}
