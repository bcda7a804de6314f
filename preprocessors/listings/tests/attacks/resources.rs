//! Using up the machine.

use std::time::{Duration, Instant};

use listings::runner::{COMPILE, OUTPUT};

use crate::{TIME, run};

#[test]
fn memory_has_an_end() {
    let answer = run(
        "fn main() { let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 24]);
            println!(\"{}\", all.len()); } }",
    );
    assert!(!answer.success, "{answer:?}");
    let blocks: u64 = answer.stdout.lines().last().unwrap_or("0").parse().unwrap();
    assert!((1..=32).contains(&blocks), "{blocks} blocks of 16 MiB");
}

#[test]
fn memory_of_many_processes_has_the_same_end() {
    let answer = run("fn main() {
            let own = std::env::current_exe().unwrap();
            if std::env::args().count() == 1 {
                for _ in 0..8 { let _ = std::process::Command::new(&own).arg(\"x\").spawn(); }
            }
            let block = vec![1_u8; 300 << 20];
            std::thread::sleep(std::time::Duration::from_secs(100));
            println!(\"{}\", block[5]);
        }");
    assert!(answer.exit_detail.contains("MiB of memory"), "{answer:?}");
}

#[test]
fn memory_that_is_shared_has_the_same_end() {
    let answer = run("unsafe extern \"C\" {
            fn mmap(a: usize, b: usize, c: i32, d: i32, e: i32, f: i64) -> *mut u8; }
        fn main() { let size = 4_usize << 30;
            let start = unsafe { mmap(0, size, 3, 0x21, -1, 0) };
            if start as isize == -1 { std::process::exit(3); }
            for page in (0..size).step_by(4096) { unsafe { *start.add(page) = 1; } }
            println!(\"all of it\");
        }");
    assert!(!answer.success, "{answer:?}");
    assert_eq!(answer.stdout, "");
}

#[test]
fn files_have_an_end() {
    let answer = run("use std::io::Write;
        fn main() { let block = vec![1_u8; 1 << 20];
            for name in 0.. { let mut file = std::fs::File::create(name.to_string()).unwrap();
                for _ in 0..32 { file.write_all(&block).unwrap(); } } }");
    assert!(answer.exit_detail.contains("MiB written"), "{answer:?}");
}

#[test]
fn endless_output_is_read_to_the_end_of_time_and_its_start_kept() {
    let start = Instant::now();
    let answer = run("fn main() { loop { println!(\"{}\", \"again and \".repeat(50)); } }");
    assert!(start.elapsed() >= TIME, "it was broken off");
    assert!(start.elapsed() < TIME + COMPILE);
    assert_eq!(answer.stdout.len(), OUTPUT);
    let expected = "Stopped after 6 s; output beyond 640 KiB is left out";
    assert_eq!(answer.exit_detail, expected);
}

#[test]
fn much_output_does_not_break_the_program() {
    let answer = run(
        "fn main() { for _ in 0..200_000 { println!(\"ten bytes\"); }
        eprintln!(\"done\"); }",
    );
    assert!(answer.success, "{answer:?}");
    assert_eq!(
        (answer.stdout.len(), answer.stderr.as_str()),
        (OUTPUT, "done\n")
    );
}

#[test]
fn a_compiler_that_never_ends_is_ended() {
    let start = Instant::now();
    let answer = run("#![allow(long_running_const_eval)]
        const X: u64 = { let mut i = 0_u64; while i < u64::MAX { i += 1; } i };
        fn main() { println!(\"{X}\"); }");
    assert!(!answer.success, "{answer:?}");
    assert!(answer.exit_detail.starts_with("rustc: "), "{answer:?}");
    assert!(start.elapsed() < COMPILE + Duration::from_secs(20));
}
