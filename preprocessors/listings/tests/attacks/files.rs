//! Reading and writing what is none of a program's business.

use std::os::unix::fs::PermissionsExt;

use crate::{printed, refused, run};

#[test]
fn no_file_outside_is_read_by_whatever_name() {
    refused(&[
        "std::fs::read(\"/etc/passwd\")",
        "std::fs::read(\"/usr/../etc/passwd\")",
        "std::fs::read(\"/proc/self/root/etc/passwd\")",
        "std::fs::read(\"/proc/self/cwd/../../../etc/passwd\")",
        "std::os::unix::fs::symlink(\"/etc/passwd\", \"link\").and_then(|()| std::fs::read(\"link\"))",
        "std::fs::hard_link(\"/etc/passwd\", \"hard\")",
        "std::fs::rename(\"/etc/passwd\", \"moved\")",
        "std::fs::copy(\"/etc/passwd\", \"copy\")",
        "std::fs::read_dir(\"/\")",
        "std::fs::read_dir(\"/home\")",
        "std::fs::read_dir(\"..\")",
        "std::fs::read_dir(\"/proc\")",
        "std::fs::read(\"/proc/1/environ\")",
    ]);
}

#[test]
fn the_compiler_reads_no_file_for_a_program() {
    for code in [
        "fn main() { print!(\"{}\", include_str!(\"/etc/passwd\")); }",
        "fn main() { print!(\"{}\", include_str!(\"../../../../../etc/passwd\")); }",
        "const P: &[u8] = include_bytes!(\"/etc/passwd\");\nfn main() { println!(\"{P:?}\"); }",
        "#[path = \"/etc/passwd\"]\nmod passwd;\nfn main() {}",
        "fn main() { include!(\"/etc/passwd\"); }",
    ] {
        let answer = run(code);
        assert!(!answer.success, "{code}: {answer:?}");
        let told = format!("{}{}", answer.stdout, answer.stderr);
        assert!(told.contains("Permission denied"), "{code}: {told}");
        assert!(!told.contains("root:"), "{code}: {told}");
    }
}

#[test]
fn the_compiler_tells_no_environment() {
    let code = "fn main() { println!(\"{:?}\", option_env!(\"CARGO_MANIFEST_DIR\")); }";
    assert_eq!(run(code).stdout, "None\n");
}

#[test]
fn nothing_outside_is_written_or_changed() {
    // The files' modes would let anybody.
    let open = |mode| std::fs::Permissions::from_mode(mode);
    let outside = tempfile::tempdir().unwrap();
    std::fs::set_permissions(outside.path(), open(0o777)).unwrap();
    let victim = outside.path().join("victim");
    std::fs::write(&victim, "all is well").unwrap();
    std::fs::set_permissions(&victim, open(0o666)).unwrap();
    let (dir, path) = (outside.path().display(), victim.display());
    let attempts = [
        format!("std::fs::write(\"{dir}/new\", \"\")"),
        format!("std::fs::create_dir(\"{dir}/new\")"),
        format!("std::fs::write(\"{path}\", \"\")"),
        format!("std::fs::OpenOptions::new().append(true).open(\"{path}\")"),
        format!("std::fs::File::create(\"{path}\")"),
        format!("std::fs::remove_file(\"{path}\")"),
        format!("std::fs::rename(\"{path}\", \"{dir}/other\")"),
        format!("std::fs::rename(\"{path}\", \"mine\")"),
        format!("std::fs::write(\"a\", \"\").and_then(|()| std::fs::rename(\"a\", \"{dir}/a\"))"),
        format!("std::os::unix::fs::symlink(\"/\", \"{dir}/link\")"),
        format!("std::fs::hard_link(\"{path}\", \"mine\")"),
        format!(
            "std::fs::set_permissions(\"{path}\", std::os::unix::fs::PermissionsExt::from_mode(0))"
        ),
        format!("std::os::unix::fs::chown(\"{path}\", Some(1), Some(1))"),
        format!(
            "std::os::unix::fs::symlink(\"{path}\", \"l\").and_then(|()| std::fs::write(\"l\", \"\"))"
        ),
    ];
    refused(&attempts.each_ref().map(String::as_str));
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "all is well");
    let mode = victim.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o666);
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn the_environment_is_small_and_that_of_the_server_closed() {
    let names = printed(
        "let mut names: Vec<_> = std::env::vars().map(|it| it.0).collect();
        names.sort();
        println!(\"{}\", names.join(\" \"));",
    );
    assert_eq!(names, "HOME LANG PATH TMPDIR\n");
    let parent = "std::os::unix::process::parent_id()";
    let files = [
        "environ",
        "mem",
        "maps",
        "cmdline",
        "fd/1",
        "root/etc/passwd",
    ];
    let attempts: Vec<String> = files
        .iter()
        .map(|it| format!("std::fs::File::open(format!(\"/proc/{{}}/{it}\", {parent}))"))
        .collect();
    refused(&attempts.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn no_open_file_of_the_server_is_handed_on() {
    let told = printed(
        "let mut open: Vec<_> = std::fs::read_dir(\"/proc/self/fd\").unwrap()
            .filter_map(|it| std::fs::read_link(it.unwrap().path()).ok())
            .map(|it| it.display().to_string()).collect();
        open.retain(|it| !it.starts_with(\"pipe:\") && it != \"/dev/null\" && !it.starts_with(\"/proc/\"));
        println!(\"{open:?}\");",
    );
    assert_eq!(told, "[]\n");
}
