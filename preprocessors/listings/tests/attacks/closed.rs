//! What the kernel lacks: nothing is run.

use std::path::Path;

use listings::runner::{Refusal, Runner};
use listings::sandbox::{Confinement, REFUSED};

use crate::{helper, settings};

fn confinement() -> Confinement {
    Confinement {
        read: ["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache"]
            .map(Into::into)
            .to_vec(),
        write: vec!["/dev/null".into()],
        memory: 512 << 20,
        file: 1 << 20,
        processes: 100,
        seconds: 5,
        compiles: false,
    }
}

/// The exit code of `true`, by a helper called with `arguments`, and its words.
fn run_true(arguments: &[&str]) -> (Option<i32>, String) {
    let program = Path::new("/usr/bin/true");
    let mut command = helper(arguments).command(&confinement(), program).unwrap();
    let output = command.output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), words)
}

#[test]
fn this_kernel_has_all_or_nothing_is_run() {
    let parts = helper(&[]).probe();
    let names: Vec<_> = parts.iter().map(|it| it.name.as_str()).collect();
    let all = [
        "processes",
        "rights",
        "limits",
        "death",
        "files",
        "signals",
        "calls",
    ];
    assert_eq!(names, all, "{parts:?}");
    let complete = parts.iter().all(|it| it.enforced);
    assert_eq!(run_true(&[]).0 == Some(0), complete, "{parts:?}");
    assert_eq!(Runner::start(settings(&[])).is_ok(), complete, "{parts:?}");
}

#[test]
fn a_kernel_that_lacks_a_part_runs_nothing() {
    for (lacking, part) in [("landlock", "files: "), ("seccomp", "calls: ")] {
        let (code, words) = run_true(&["--without", lacking]);
        assert_eq!(code, Some(i32::from(REFUSED)), "{words}");
        assert!(words.contains(part), "{words}");
        match Runner::start(settings(&["--without", lacking])) {
            Err(Refusal::Sandbox(why)) => assert!(why.contains(part), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_helper_that_is_none_runs_nothing() {
    let mut settings = settings(&[]);
    settings.helper.as_mut().unwrap().program = "/usr/bin/true".into();
    let result = Runner::start(settings);
    assert!(matches!(result, Err(Refusal::Sandbox(_))), "{result:?}");
}
