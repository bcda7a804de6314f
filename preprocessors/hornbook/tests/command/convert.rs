//! `hornbook convert`.

use crate::book::{Ended, run};

fn convert(arguments: &[&str], input: &str) -> Ended {
    let dir = tempfile::tempdir().unwrap();
    let arguments: Vec<_> = ["convert", "-"].iter().chain(arguments).copied().collect();
    run(dir.path(), &arguments, input)
}

#[test]
fn a_document_becomes_a_page_or_its_body() {
    let page = convert(&["--to", "html"], "A & B\n=====\n\n*Text*.\n");
    assert_eq!((page.code, page.stderr.as_str()), (0, ""));
    assert!(
        page.stdout.starts_with("<!DOCTYPE html>"),
        "{}",
        page.stdout
    );
    assert!(
        page.stdout.contains("<title>A &amp; B</title>"),
        "{}",
        page.stdout
    );
    let body = convert(&["--to", "html", "--body"], "A & B\n=====\n\n*Text*.\n");
    assert!(!body.stdout.contains("<html"), "{}", body.stdout);
    assert!(body.stdout.contains("<em>Text</em>"), "{}", body.stdout);
}

#[test]
fn a_document_becomes_markdown_or_its_tree() {
    let markdown = convert(&["--to", "markdown"], "Title\n=====\n\n*Text*.\n");
    assert!(markdown.stdout.contains("# Title"), "{}", markdown.stdout);
    assert!(markdown.stdout.contains("*Text*."), "{}", markdown.stdout);
    let tree = convert(&["--to", "pseudoxml"], "*Text*.\n");
    assert_eq!(
        tree.stdout,
        "<document source=\"-\">\n    <paragraph>\n        <emphasis>\n            Text\n        .\n"
    );
    let xml = convert(&["--to", "xml"], "*Text*.\n");
    let document =
        "<document source=\"-\"><paragraph><emphasis>Text</emphasis>.</paragraph></document>";
    assert!(xml.stdout.starts_with("<?xml "), "{}", xml.stdout);
    assert!(xml.stdout.ends_with(document), "{}", xml.stdout);
}

#[test]
fn what_is_wrong_is_told_beside_the_result() {
    let ended = convert(&["--to", "html"], "A name_.\n\n.. include:: /etc/passwd\n");
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("-:1:3"), "{}", ended.stderr);
    assert!(ended.stderr.contains("-:3:1"), "{}", ended.stderr);
    assert!(!ended.stdout.contains("root:"), "{}", ended.stdout);
    assert!(ended.stdout.contains("</html>"), "{}", ended.stdout);
}

#[test]
fn a_file_may_include_what_lies_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("deep")).unwrap();
    std::fs::write(dir.path().join("outside.txt"), "Outside.\n").unwrap();
    std::fs::write(dir.path().join("deep/part.txt"), "A part.\n").unwrap();
    let text = ".. include:: part.txt\n\n.. include:: ../outside.txt\n";
    std::fs::write(dir.path().join("deep/it.rst"), text).unwrap();
    let ended = run(dir.path(), &["convert", "deep/it.rst", "--to", "html"], "");
    assert_eq!(ended.code, 1);
    assert!(ended.stdout.contains("A part."), "{}", ended.stdout);
    assert!(!ended.stdout.contains("Outside."), "{}", ended.stdout);
    assert!(ended.stderr.contains("deep/it.rst:3:1"), "{}", ended.stderr);
}

#[test]
fn markdown_is_read_where_it_is_named() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), "# Title\n\n[b](c.html)\n").unwrap();
    let ended = run(
        dir.path(),
        &["convert", "a.md", "--to", "html", "--body"],
        "",
    );
    assert!(ended.stdout.contains("href=\"c.html\""), "{}", ended.stdout);
    let ended = convert(&["--to", "html", "--from", "markdown", "--body"], "**b**\n");
    assert!(
        ended.stdout.contains("<strong>b</strong>"),
        "{}",
        ended.stdout
    );
}

#[test]
fn a_missing_file_is_a_wrong_call() {
    let dir = tempfile::tempdir().unwrap();
    let ended = run(dir.path(), &["convert", "gone.rst", "--to", "html"], "");
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("gone.rst"), "{}", ended.stderr);
}

#[test]
fn a_document_reads_above_its_folder_only_where_the_root_allows_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("deep")).unwrap();
    std::fs::write(dir.path().join("above.txt"), "From above.\n").unwrap();
    std::fs::write(
        dir.path().join("deep/it.rst"),
        ".. include:: ../above.txt\n",
    )
    .unwrap();
    let narrow = run(dir.path(), &["convert", "deep/it.rst", "--to", "html"], "");
    assert_eq!(narrow.code, 1);
    assert!(
        narrow.stderr.contains("The file lies outside"),
        "{}",
        narrow.stderr
    );
    let wide = run(
        dir.path(),
        &["convert", "deep/it.rst", "--to", "html", "--root", "."],
        "",
    );
    assert_eq!(wide.code, 0, "{}", wide.stderr);
    assert!(wide.stdout.contains("From above."));
}
