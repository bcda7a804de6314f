//! Every check of this repository: `cargo ci` runs them all in this order,
//! `cargo ci NAME...` only those named, `cargo ci --list` tells what there is.
//!
//! One check failing does not stop the next. The exit code is 0 when none
//! failed, 1 when one did, 2 when the call itself was wrong.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a check speaks to the terminal"
)]

mod check;
mod command;
mod crates;
mod faults;
mod files;
mod house;
mod html;
mod imports;
mod licence;
mod markdown;
mod papers;
mod report;
mod repository;
mod same;
mod site;
mod summary;
mod words;

use std::process::ExitCode;

use check::{Check, book, browser, clippy, doc, fmt, licences, listings, seed, stock, test, tidy};
use repository::Repository;

/// The checks in the order they run: quick and common causes first, then
/// what needs the binary, then what needs the built book.
const CHECKS: &[Check] = &[
    Check {
        name: "fmt",
        about: "the code is formatted",
        run: fmt::run,
    },
    Check {
        name: "tidy",
        about: "the house rules hold and the papers are true",
        run: tidy::run,
    },
    Check {
        name: "licences",
        about: "every dependency is allowed by deny.toml",
        run: licences::run,
    },
    Check {
        name: "clippy",
        about: "no lint of the workspace warns",
        run: clippy::run,
    },
    Check {
        name: "test",
        about: "the tests of every crate",
        run: test::run,
    },
    Check {
        name: "doc",
        about: "the crates' documentation builds without a warning",
        run: doc::run,
    },
    Check {
        name: "book",
        about: "the course builds; pages, links, anchors and images are whole",
        run: book::run,
    },
    Check {
        name: "listings",
        about: "every listing runs and prints what is recorded",
        run: listings::run,
    },
    Check {
        name: "stock",
        about: "a stock mdBook builds the same pages",
        run: stock::run,
    },
    Check {
        name: "browser",
        about: "the pages work in Chromium, Run included",
        run: browser::run,
    },
    Check {
        name: "seed",
        about: "the course as it reached us converts without loss",
        run: seed::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match start(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("cargo ci: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether no check failed.
fn start(arguments: &[String]) -> anyhow::Result<bool> {
    if arguments.iter().any(|it| it == "--list") {
        for check in CHECKS {
            println!("{:<9} {}", check.name, check.about);
        }
        return Ok(true);
    }
    let chosen = choose(arguments)?;
    let repository = Repository::find()?;
    Ok(report::run_all(&chosen, &repository))
}

/// The checks with these names; all of them for no name.
fn choose(names: &[String]) -> anyhow::Result<Vec<&'static Check>> {
    if names.is_empty() {
        return Ok(CHECKS.iter().collect());
    }
    names.iter().map(|name| find(name)).collect()
}

fn find(name: &str) -> anyhow::Result<&'static Check> {
    CHECKS
        .iter()
        .find(|check| check.name == name)
        .ok_or_else(|| anyhow::anyhow!("no check is called `{name}`; see `cargo ci --list`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_every_check() {
        assert_eq!(choose(&[]).unwrap().len(), CHECKS.len());
    }

    #[test]
    fn names_are_run_in_the_order_given() {
        let chosen = choose(&["tidy".into(), "fmt".into()]).unwrap();
        let names: Vec<_> = chosen.iter().map(|check| check.name).collect();
        assert_eq!(names, ["tidy", "fmt"]);
    }

    #[test]
    fn an_unknown_name_is_refused() {
        assert!(choose(&["fnt".into()]).is_err());
    }

    #[test]
    fn no_two_checks_share_a_name() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert!(CHECKS[..index].iter().all(|it| it.name != check.name));
        }
    }
}
