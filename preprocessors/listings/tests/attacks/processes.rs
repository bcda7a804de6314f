//! Getting away, and getting at other processes.

use std::time::{Duration, Instant};

use crate::{TIME, alive, printed, run};

/// Declares what the standard library does not have.
const C: &str = "unsafe extern \"C\" {
    fn setsid() -> i32; fn setpgid(a: i32, b: i32) -> i32; fn unshare(a: i32) -> i32;
    fn ptrace(a: i64, b: i32, c: usize, d: usize) -> i64; fn kill(a: i32, b: i32) -> i32;
    fn process_vm_readv(a: i32, b: *const u8, c: u64, d: *const u8, e: u64, f: u64) -> i64;
    fn syscall(a: i64, ...) -> i64; fn getpgrp() -> i32; fn fork() -> i32;
    fn prlimit(a: i32, b: i32, c: *const [u64; 2], d: *mut [u64; 2]) -> i32;
}\n";

/// Fails unless each of the expressions is negative.
#[track_caller]
fn negative(expressions: &[&str]) {
    let lines: Vec<_> = expressions
        .iter()
        .map(|it| format!("if unsafe {{ {it} }} >= 0 {{ println!({it:?}); }}"))
        .collect();
    let code = format!(
        "{C}fn main() {{ let parent = std::os::unix::process::parent_id() as i32;\n{}\nlet _ = parent; }}",
        lines.join("\n")
    );
    let answer = run(&code);
    assert!(answer.success, "{answer:?}");
    assert_eq!(answer.stdout, "", "not refused");
}

#[test]
fn the_process_group_is_not_left() {
    negative(&["setsid()", "setpgid(0, 0)", "setpgid(0, parent)"]);
    let told = printed(
        "let ended = std::process::Command::new(\"setsid\").arg(\"true\").status();
        println!(\"{}\", ended.is_ok_and(|it| it.success()));",
    );
    assert_eq!(told, "false\n");
}

#[test]
fn no_other_process_is_traced_read_or_ended() {
    negative(&[
        "ptrace(16, parent, 0, 0)",
        "ptrace(0, 0, 0, 0)",
        "process_vm_readv(parent, std::ptr::null(), 0, std::ptr::null(), 0, 0)",
        "kill(parent, 0)",
        "kill(1, 0)",
        "prlimit(parent, 0, &[1, 1], std::ptr::null_mut())",
    ]);
}

#[test]
fn no_namespace_is_made() {
    // `unshare` and `clone` with that of users, of file systems, `clone3`.
    negative(&["unshare(0x1000_0000)", "unshare(0x2_0000)"]);
    #[cfg(target_arch = "x86_64")]
    negative(&[
        "syscall(56, 0x1000_0011_i64, 0, 0, 0, 0)",
        "syscall(435, 0, 0)",
        "syscall(425, 1, 0)",
    ]);
}

#[test]
fn what_a_program_leaves_behind_is_ended_with_it() {
    let start = Instant::now();
    let answer = run(
        "fn main() {
            if std::env::args().count() > 1 { std::thread::sleep(std::time::Duration::from_secs(100)); }
            let own = std::env::current_exe().unwrap();
            let child = std::process::Command::new(&own).arg(\"stay\").spawn().unwrap();
            println!(\"{}\", own.display());
            std::mem::forget(child);
        }",
    );
    assert!(answer.success, "{answer:?}");
    assert!(!alive(answer.stdout.trim()), "{answer:?}");
    assert!(start.elapsed() < Duration::from_mins(1));
}

#[test]
fn a_daemon_is_no_way_out() {
    let answer = run(&format!(
        "{C}fn main() {{ unsafe {{
            println!(\"{{}}\", std::env::current_exe().unwrap().display());
            if fork() == 0 {{ setsid(); if fork() == 0 {{
                std::thread::sleep(std::time::Duration::from_secs(100)); }} }}
        }} }}"
    ));
    assert!(answer.success, "{answer:?}");
    assert!(!alive(answer.stdout.trim()), "{answer:?}");
}

#[test]
fn a_fork_bomb_is_small_and_is_ended() {
    let start = Instant::now();
    let answer = run(&format!(
        "{C}fn main() {{
            println!(\"{{}}\", std::env::current_exe().unwrap().display());
            loop {{ unsafe {{ fork(); }} }}
        }}"
    ));
    assert!(!answer.success, "{answer:?}");
    assert!(answer.exit_detail.starts_with("Stopped"), "{answer:?}");
    let path = answer.stdout.lines().next().unwrap();
    assert!(path.contains("hornbook-run-"), "{path}");
    assert!(!alive(path), "some are left");
    assert!(start.elapsed() < TIME + Duration::from_mins(1));
}

#[test]
fn there_are_never_more_processes_than_allowed() {
    let told = printed(
        "let mut children = Vec::new();
        while let Ok(it) = std::process::Command::new(\"sleep\").arg(\"100\").spawn() {
            children.push(it);
            if children.len() > 300 { break; }
        }
        println!(\"{}\", children.len() > 100 && children.len() < 256);",
    );
    assert_eq!(told, "true\n");
}
