//! Runs the chosen checks one after the other and tells how each ended.

use std::time::{Duration, Instant};

use crate::check::{Check, Outcome, Run};
use crate::repository::Repository;

/// Runs every check, whatever happened to the one before; true if none failed.
pub(crate) fn run_all(checks: &[&Check], repository: &Repository, options: &[String]) -> bool {
    let ends: Vec<End> = checks
        .iter()
        .map(|check| run(check, repository, options))
        .collect();
    println!("\n{}", summary(&ends));
    ends.iter().all(|end| end.verdict != Verdict::Failed)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Skipped,
}

struct End {
    name: &'static str,
    verdict: Verdict,
    time: Duration,
    /// The first line of what was said, for the table.
    note: String,
}

fn run(check: &Check, repository: &Repository, options: &[String]) -> End {
    println!("== {}: {}", check.name, check.about);
    let start = Instant::now();
    let result = match check.run {
        Run::Always(run) => run(repository),
        Run::OnRequest(run) => run(repository, options),
    };
    let time = start.elapsed();
    let (verdict, said) = match result {
        Ok(Outcome::Passed) => (Verdict::Passed, String::new()),
        Ok(Outcome::Skipped(reason)) => (Verdict::Skipped, reason),
        Err(error) => (Verdict::Failed, format!("{error:#}")),
    };
    if !said.is_empty() {
        println!("{said}");
    }
    let note = said.lines().next().unwrap_or_default().to_owned();
    let end = End {
        name: check.name,
        verdict,
        time,
        note,
    };
    println!("{}\n", line(&end));
    end
}

fn line(end: &End) -> String {
    let word = match end.verdict {
        Verdict::Passed => "ok",
        Verdict::Failed => "FAILED",
        Verdict::Skipped => "skipped",
    };
    let text = format!(
        "{word:<8} {:<9} {:>7.1} s  {}",
        end.name,
        end.time.as_secs_f64(),
        end.note
    );
    text.trim_end().to_owned()
}

/// The table and, as its last line, the count.
fn summary(ends: &[End]) -> String {
    let count = |verdict| ends.iter().filter(|end| end.verdict == verdict).count();
    let mut lines: Vec<String> = ends.iter().map(line).collect();
    let mut total = format!(
        "{} passed, {} failed",
        count(Verdict::Passed),
        count(Verdict::Failed)
    );
    if count(Verdict::Skipped) > 0 {
        total = format!("{total}, {} skipped", count(Verdict::Skipped));
    }
    lines.push(total);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(verdict: Verdict, note: &str) -> End {
        End {
            name: "fmt",
            verdict,
            time: Duration::from_millis(1234),
            note: note.into(),
        }
    }

    #[test]
    fn the_last_line_counts() {
        let ends = [end(Verdict::Passed, ""), end(Verdict::Failed, "2 faults")];
        let text = summary(&ends);
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
        assert!(
            text.contains("FAILED   fmt           1.2 s  2 faults"),
            "{text}"
        );
    }

    #[test]
    fn a_skipped_check_is_not_counted_as_passed() {
        let text = summary(&[end(Verdict::Skipped, "no folder")]);
        assert_eq!(text.lines().last(), Some("0 passed, 0 failed, 1 skipped"));
    }
}
