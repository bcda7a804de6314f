//! `fuzz`: texts that no one wrote. Runs each fuzz target of the engine for a
//! number of seconds; what it keeps for the next time lies where cargo-fuzz
//! puts it, beside the targets.

use anyhow::Context as _;

use crate::check::Outcome;
use crate::command;
use crate::repository::Repository;

/// Where the crate of the targets lies.
const FOLDER: &str = "preprocessors/doctree/fuzz";

/// The targets, and what they begin with beside what they found before.
const TARGETS: &[(&str, &str)] = &[
    ("read", "../tests/cases"),
    ("book", "../tests/cases"),
    ("tables", "../tests/cases"),
    ("markdown", "../../../src"),
];

const SECONDS: u32 = 60;

pub(crate) fn run(repository: &Repository, options: &[String]) -> anyhow::Result<Outcome> {
    let seconds = seconds(options)?;
    for (target, texts) in TARGETS {
        println!("-- {target}, {seconds} s");
        let folder = repository.root.join(FOLDER);
        let corpus = folder.join("corpus").join(target);
        std::fs::create_dir_all(&corpus)?;
        let mut fuzz = std::process::Command::new("cargo");
        fuzz.current_dir(&folder)
            .args(["+nightly", "fuzz", "run", target])
            .args([corpus, folder.join(texts)])
            .args(["--", "-dict=rst.dict", "-max_len=16384", "-timeout=10"])
            .args(["-rss_limit_mb=2048", "-print_final_stats=1"])
            .arg(format!("-max_total_time={seconds}"));
        command::run(&mut fuzz)
            .context("it needs a nightly toolchain, and `cargo install cargo-fuzz`")?;
    }
    Ok(Outcome::Passed)
}

/// How long each target is to run.
fn seconds(options: &[String]) -> anyhow::Result<u32> {
    match options {
        [] => Ok(SECONDS),
        [name, seconds] if name == "--seconds" => {
            seconds.parse().context("`--seconds` wants a number")
        }
        _ => anyhow::bail!("`fuzz` knows --seconds N, not `{}`", options.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seconds_may_be_said() {
        let said =
            |words: &[&str]| seconds(&words.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
        assert_eq!(said(&[]).unwrap(), SECONDS);
        assert_eq!(said(&["--seconds", "5"]).unwrap(), 5);
        assert!(said(&["--seconds", "x"]).is_err());
        assert!(said(&["--minutes", "5"]).is_err());
    }
}
