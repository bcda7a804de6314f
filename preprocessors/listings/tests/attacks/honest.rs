//! What must work in spite of all.

use std::time::{Duration, Instant};

use listings::runner::{Cancel, Refusal, Runner};

use crate::{TIME, printed, request, run, runner, settings};

const THREADS: &str = "let threads: Vec<_> = (0..200).map(|it| std::thread::spawn(move || {
    let block = vec![1_u8; 1 << 16];
    std::thread::sleep(std::time::Duration::from_millis(200));
    block.len() + it
})).collect();
println!(\"{}\", threads.into_iter().map(|it| it.join().unwrap()).sum::<usize>());";

#[test]
fn two_hundred_threads_work() {
    assert_eq!(printed(THREADS), "13127100\n");
}

#[test]
fn two_hundred_threads_work_where_user_namespaces_are_not_to_be_had() {
    let runner = Runner::start(settings(&["--without", "namespaces"])).unwrap();
    let counted = runner.parts().iter().find(|it| it.name == "processes");
    assert_eq!(counted.unwrap().detail, "counted with those of the user");
    let request = request(&format!("fn main() {{ {THREADS} }}"));
    let place = runner.place().unwrap();
    let answer = place.run(&request, &Cancel::default()).unwrap();
    assert_eq!(answer.stdout, "13127100\n", "{answer:?}");
}

#[test]
fn a_program_may_use_its_folder_and_start_processes() {
    let told = printed(
        "std::fs::create_dir(\"deep\").unwrap();
        std::fs::write(\"deep/a\", \"text\").unwrap();
        std::fs::copy(\"deep/a\", \"b\").unwrap();
        std::fs::rename(\"b\", \"deep/c\").unwrap();
        let temporary = std::env::temp_dir().join(\"d\");
        std::fs::write(&temporary, std::fs::read(\"deep/c\").unwrap()).unwrap();
        let said = std::process::Command::new(\"cat\").arg(temporary).output().unwrap();
        println!(\"{}\", String::from_utf8(said.stdout).unwrap());
        let mut child = std::process::Command::new(\"sleep\").arg(\"100\").spawn().unwrap();
        child.kill().unwrap();
        println!(\"{}\", child.wait().unwrap().success());
        println!(\"{}\", std::thread::available_parallelism().unwrap().get() > 0);
        println!(\"{}\", std::fs::read_to_string(\"/proc/self/status\").unwrap().contains(\"Threads\"));",
    );
    assert_eq!(told, "text\nfalse\ntrue\ntrue\n");
}

#[test]
fn warnings_panics_and_exit_codes_are_told() {
    let answer = run("fn main() { let unused = 1; println!(\"out\"); panic!(\"no\"); }");
    assert_eq!((answer.success, answer.stdout.as_str()), (false, "out\n"));
    assert_eq!(answer.exit_detail, "Exited with status 101");
    assert!(answer.stderr.contains("unused variable"), "{answer:?}");
    assert!(answer.stderr.contains("main.rs:1:"), "{answer:?}");
    assert!(answer.stderr.contains("panicked"), "{answer:?}");

    let answer = run("fn main() { let x: u8 = \"\"; }");
    assert!(answer.stderr.contains("E0308"), "{answer:?}");
    assert_eq!(answer.exit_detail, "rustc: Exited with status 1");

    let answer = run("fn main() { std::process::abort(); }");
    assert!(answer.exit_detail.contains("signal: 6"), "{answer:?}");
}

#[test]
fn tests_modes_and_backtraces_are_as_asked_for() {
    let mut wanted = request("#[test] fn one() {} fn main() { panic!(\"no test\"); }");
    wanted.tests = true;
    let place = runner().place().unwrap();
    let answer = place.run(&wanted, &Cancel::default()).unwrap();
    assert!(
        answer.success && answer.stdout.contains("1 passed"),
        "{answer:?}"
    );

    let mut wanted = request("fn main() { assert!(!cfg!(debug_assertions)); panic!(\"here\"); }");
    wanted.mode = listings::runner::Mode::Release;
    wanted.backtrace = true;
    let place = runner().place().unwrap();
    let answer = place.run(&wanted, &Cancel::default()).unwrap();
    assert!(answer.stderr.contains("here"), "{answer:?}");
    assert!(answer.stderr.contains("stack backtrace"), "{answer:?}");
}

#[test]
fn what_has_not_changed_is_not_compiled_again() {
    let runner = runner();
    let code = "fn main() { let unused = 1; println!(\"{}\", std::process::id() > 0); }";
    let place = runner.place().unwrap();
    let first = place.run(&request(code), &Cancel::default()).unwrap();
    let start = Instant::now();
    for _ in 0..5 {
        let again = place.run(&request(code), &Cancel::default()).unwrap();
        assert_eq!(again, first, "with its warnings");
    }
    assert!(first.stderr.contains("unused variable"));
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn one_program_may_be_asked_for_by_two_at_once() {
    let runner = runner();
    for round in 0..4 {
        let code = format!("fn main() {{ print!(\"{round}\"); }}");
        let places = [runner.place().unwrap(), runner.place().unwrap()];
        let again = |place: &listings::runner::Place| {
            for _ in 0..20 {
                let answer = place.run(&request(&code), &Cancel::default()).unwrap();
                assert_eq!(answer.stdout, round.to_string(), "{answer:?}");
            }
        };
        std::thread::scope(|scope| {
            for place in &places {
                scope.spawn(|| again(place));
            }
        });
    }
}

#[test]
fn who_does_not_wait_any_more_is_not_worked_for() {
    let runner = runner();
    let cancel = Cancel::default();
    let other = cancel.clone();
    let place = runner.place().unwrap();
    let code = "fn main() { println!(\"x\"); loop {} }";
    let running = std::thread::spawn(move || place.run(&request(code), &other));
    std::thread::sleep(TIME / 2);
    cancel.cancel();
    let start = Instant::now();
    assert!(matches!(running.join().unwrap(), Err(Refusal::Cancelled)));
    // Beside the bombs of other tests even an end takes its time.
    assert!(start.elapsed() < TIME);
    assert!(runner.place().is_ok());
}

#[test]
fn ten_have_a_place_and_the_next_is_refused() {
    let runner = runner();
    let places: Vec<_> = (0..10).map(|_| runner.place().unwrap()).collect();
    assert!(matches!(runner.place(), Err(Refusal::Busy)));
    drop(places);
    assert!(runner.place().is_ok());
}

#[test]
fn a_program_may_use_the_crates_of_the_listings() {
    let package = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = package.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"small\"\nedition = \"2024\"\n[workspace]\n\
        [[bin]]\nname = \"one\"\npath = \"one.rs\"\n\
        [dependencies]\nhello = { path = \"greet-ings\", package = \"greet-ings\" }\n",
    );
    write("one.rs", "fn main() { hello::greet(); }");
    write(
        "greet-ings/Cargo.toml",
        "[package]\nname = \"greet-ings\"\nedition = \"2024\"\n\
        [dependencies]\ndeep = { path = \"../deep\" }\n",
    );
    write(
        "greet-ings/src/lib.rs",
        "pub fn greet() { println!(\"{}\", deep::WORD); }",
    );
    write(
        "deep/Cargo.toml",
        "[package]\nname = \"deep\"\nedition = \"2024\"\n",
    );
    write(
        "deep/src/lib.rs",
        "pub const WORD: &str = \"hello from afar\";",
    );
    let mut settings = settings(&[]);
    settings.package = Some(package.path().to_owned());
    let runner = Runner::start(settings).unwrap();
    let place = runner.place().unwrap();
    let wanted = request("fn main() { hello::greet(); }");
    let start = Instant::now();
    let answer = loop {
        let answer = place.run(&wanted, &Cancel::default()).unwrap();
        if answer.success || start.elapsed() > Duration::from_mins(1) {
            break answer;
        }
        assert!(answer.stderr.contains("still being compiled"), "{answer:?}");
    };
    assert_eq!(answer.stdout, "hello from afar\n", "{answer:?}");
    let none = request("fn main() { println!(\"std alone\"); }");
    assert!(place.run(&none, &Cancel::default()).unwrap().success);
}
