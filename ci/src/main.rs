//! Every check of this repository: `cargo ci` runs them all in this order but
//! those on request, `cargo ci NAME...` only those named, `cargo ci NAME
//! --OPTION...` one that takes options, `cargo ci --list` tells what there is.
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
mod crawler;
mod faults;
mod files;
mod house;
mod html;
mod imports;
mod licence;
mod load;
mod markdown;
mod node;
mod papers;
mod print;
mod python;
mod report;
mod repository;
mod same;
mod sentences;
mod server;
mod site;
mod summary;
mod words;

use std::process::ExitCode;

use check::Run::{Always, OnRequest};
use check::{
    Check, audit, book, browser, clippy, crawl, doc, docutils, fmt, fuzz, licences, listings,
    paper, pdf, peers, prose, seed, sheet, stock, test, tidy,
};
use repository::Repository;

/// The checks in the order they run: quick and common causes first, then
/// what needs the binary, then what needs the built book.
const CHECKS: &[Check] = &[
    Check {
        name: "fmt",
        about: "the code is formatted",
        run: Always(fmt::run),
    },
    Check {
        name: "tidy",
        about: "the house rules hold and the papers are true",
        run: Always(tidy::run),
    },
    Check {
        name: "prose",
        about: "the course and the papers are well spelt; no sentence is too long",
        run: Always(prose::run),
    },
    Check {
        name: "licences",
        about: "every dependency is allowed by deny.toml",
        run: Always(licences::run),
    },
    Check {
        name: "clippy",
        about: "no lint of the workspace warns",
        run: Always(clippy::run),
    },
    Check {
        name: "test",
        about: "the tests of every crate",
        run: Always(test::run),
    },
    Check {
        name: "doc",
        about: "the crates' documentation builds without a warning",
        run: Always(doc::run),
    },
    Check {
        name: "book",
        about: "the course builds; pages, links, anchors and images are whole",
        run: Always(book::run),
    },
    Check {
        name: "crawl",
        about: "published in a folder, every page is found, and nothing linked is missing",
        run: Always(crawl::run),
    },
    Check {
        name: "pdf",
        about: "books on paper: no word lost, links land, nothing out of place, PDF/UA-1",
        run: Always(pdf::run),
    },
    Check {
        name: "listings",
        about: "every listing runs and prints what is recorded",
        run: Always(listings::run),
    },
    Check {
        name: "stock",
        about: "a stock mdBook builds the same pages",
        run: Always(stock::run),
    },
    Check {
        name: "browser",
        about: "the pages work in Chromium, Run included",
        run: Always(browser::run),
    },
    Check {
        name: "audit",
        about: "axe-core, Lighthouse and the HTML validator find nothing on any page",
        run: Always(audit::run),
    },
    Check {
        name: "seed",
        about: "the course as it reached us converts without loss",
        run: Always(seed::run),
    },
    Check {
        name: "docutils",
        about: "the engine's cases expect what docutils says (on request; needs Python)",
        run: OnRequest(docutils::run),
    },
    Check {
        name: "paper",
        about: "the PDF of a large book beside Chromium's (on request; needs mdBook)",
        run: OnRequest(paper::run),
    },
    Check {
        name: "peers",
        about: "our page beside stock mdBook's and Furo's (on request; needs Python)",
        run: OnRequest(peers::run),
    },
    Check {
        name: "sheet",
        about: "all pages of the course's PDF on one picture (on request)",
        run: OnRequest(sheet::run),
    },
    Check {
        name: "fuzz",
        about: "no text makes the engine fail (on request; needs nightly and cargo-fuzz)",
        run: OnRequest(fuzz::run),
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
    let (names, options) = parted(arguments);
    let chosen = choose(names, options)?;
    let repository = Repository::find()?;
    Ok(report::run_all(&chosen, &repository, options))
}

/// The names, and the options behind them.
fn parted(arguments: &[String]) -> (&[String], &[String]) {
    let names = arguments.iter().position(|it| it.starts_with("--"));
    arguments.split_at(names.unwrap_or(arguments.len()))
}

/// The checks with these names; for no name, all that are always run.
/// Options must have one check to go to.
fn choose(names: &[String], options: &[String]) -> anyhow::Result<Vec<&'static Check>> {
    let chosen: Vec<&Check> = if names.is_empty() {
        let always = CHECKS.iter().filter(|it| matches!(it.run, Always(_)));
        always.collect()
    } else {
        names
            .iter()
            .map(|name| find(name))
            .collect::<Result<_, _>>()?
    };
    if let Some(option) = options.first() {
        let takes_options = matches!(chosen[..], [check] if matches!(check.run, OnRequest(_)));
        anyhow::ensure!(
            takes_options,
            "`{option}` must stand behind one check that takes it"
        );
    }
    Ok(chosen)
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

    fn chosen(line: &str) -> anyhow::Result<Vec<&'static str>> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let (names, options) = parted(&words);
        let chosen = choose(names, options)?;
        Ok(chosen.into_iter().map(|check| check.name).collect())
    }

    #[test]
    fn no_name_means_every_check_but_those_on_request() {
        let names = chosen("").unwrap();
        let asked_for = ["docutils", "fuzz", "paper", "peers", "sheet"];
        assert_eq!(names.len(), CHECKS.len() - asked_for.len());
        assert!(asked_for.iter().all(|it| !names.contains(it)));
    }

    #[test]
    fn names_are_run_in_the_order_given() {
        assert_eq!(chosen("tidy fmt").unwrap(), ["tidy", "fmt"]);
    }

    #[test]
    fn an_unknown_name_is_refused() {
        assert!(chosen("fnt").is_err());
    }

    #[test]
    fn options_go_to_a_check_that_takes_them() {
        assert_eq!(chosen("docutils --renew").unwrap(), ["docutils"]);
        assert!(chosen("fmt --renew").is_err());
        assert!(chosen("fmt docutils --renew").is_err());
        assert!(chosen("--renew").is_err());
    }

    #[test]
    fn no_two_checks_share_a_name() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert!(CHECKS[..index].iter().all(|it| it.name != check.name));
        }
    }
}
