//! Diagnostics point at the very place of a fault, not at the block around it.

use doctree::{FileError, Files, Options, Severity, Source, read};

/// A text, and for each diagnostic: severity, line, column, the text that is
/// pointed at, the message.
type Case = (
    &'static str,
    &'static [(Severity, usize, usize, &'static str, &'static str)],
);

const CASES: &[Case] = &[
    (
        "Some text.\nMore *emphasis without\nan end.\n",
        &[(
            Severity::Warning,
            2,
            6,
            "*",
            "Inline emphasis start-string without end-string.",
        )],
    ),
    (
        "- one\n- two, and\n  a ``literal\n",
        &[(
            Severity::Warning,
            3,
            5,
            "``",
            "Inline literal start-string without end-string.",
        )],
    ),
    (
        "See :nonsense:`this` here.\n",
        &[(
            Severity::Error,
            1,
            5,
            ":nonsense:`this`",
            "Unknown interpreted text role \"nonsense\".",
        )],
    ),
    (
        "See nowhere_, and `no\nwhere`_.\n",
        &[
            (
                Severity::Error,
                1,
                5,
                "nowhere_",
                "Unknown target name: \"nowhere\".",
            ),
            (
                Severity::Error,
                1,
                19,
                "`no\nwhere`_",
                "Unknown target name: \"no where\".",
            ),
        ],
    ),
    (
        "Text |missing| text.\n",
        &[(
            Severity::Error,
            1,
            6,
            "|missing|",
            "Undefined substitution referenced: \"missing\".",
        )],
    ),
    (
        "A title\n=====\n\nText.\n",
        &[(
            Severity::Warning,
            2,
            1,
            "=====",
            "Title underline too short.",
        )],
    ),
    (
        "- one\n- two\ntext\n",
        &[(
            Severity::Warning,
            3,
            1,
            "text",
            "Bullet list ends without a blank line; unexpected unindent.",
        )],
    ),
    (
        "One\ntwo\n  three\n",
        &[(Severity::Error, 3, 1, "  three", "Unexpected indentation.")],
    ),
    (
        "+------+------+\n| a    | *b   |\n+------+------+\n",
        &[(
            Severity::Warning,
            2,
            10,
            "*",
            "Inline emphasis start-string without end-string.",
        )],
    ),
    (
        "=====  ======\na      b *c\n=====  ======\n",
        &[(
            Severity::Warning,
            2,
            10,
            "*",
            "Inline emphasis start-string without end-string.",
        )],
    ),
    (
        ".. csv-table::\n\n   a, *b\n   \"c\", \"*d \"\"e\"\"\"\n",
        &[
            (
                Severity::Warning,
                3,
                7,
                "*",
                "Inline emphasis start-string without end-string.",
            ),
            (
                Severity::Warning,
                4,
                10,
                "*",
                "Inline emphasis start-string without end-string.",
            ),
        ],
    ),
    (
        ".. image:: a.png\n   :colour: red\n",
        &[(
            Severity::Error,
            1,
            1,
            ".. image:: a.png\n   :colour: red",
            "Error in \"image\" directive:\nunknown option: \"colour\".",
        )],
    ),
    (
        "Text.\n\n.. unknown:: x\n",
        &[(
            Severity::Error,
            3,
            1,
            ".. unknown:: x",
            "Unknown directive type \"unknown\".",
        )],
    ),
    (
        "Ünï *çödé\n",
        &[(
            Severity::Warning,
            1,
            5,
            "*",
            "Inline emphasis start-string without end-string.",
        )],
    ),
    (
        ".. note:: a *b\n\n   Text `c\n",
        &[
            (
                Severity::Warning,
                1,
                13,
                "*",
                "Inline emphasis start-string without end-string.",
            ),
            (
                Severity::Warning,
                3,
                9,
                "`",
                "Inline interpreted text or phrase reference start-string without end-string.",
            ),
        ],
    ),
];

#[test]
fn a_diagnostic_points_at_the_fault() {
    for (text, expected) in CASES {
        let source = Source::new("chapter.rst", text);
        let (document, diagnostics) = read(&source, &Options::default(), &Parts);
        let found: Vec<_> = diagnostics
            .iter()
            .filter(|it| it.severity > Severity::Info)
            .map(|it| {
                let place = document.locate(it.span);
                assert_eq!(place.file, "chapter.rst");
                let text = document.sources[usize::from(it.span.source)].text();
                let text = &text[it.span.start as usize..it.span.end as usize];
                let message = it.message.as_str();
                (it.severity, place.line, place.column, text, message)
            })
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn a_fault_in_an_included_file_is_reported_there() {
    let source = Source::new("book/chapter.rst", "One.\n\n.. include:: part.rst\n");
    let (document, diagnostics) = read(&source, &Options::default(), &Parts);
    let place = document.locate(diagnostics[0].span);
    assert_eq!(
        (place.file.as_str(), place.line, place.column),
        ("book/part.rst", 3, 6)
    );
}

#[test]
fn a_text_may_end_in_code_of_a_longer_one_that_it_includes() {
    struct Longer;
    impl Files for Longer {
        fn read(&self, _: &str, _: &str) -> Result<String, FileError> {
            Ok(format!("{}\n\n::\n\n    code\n", "Long é. ".repeat(50)))
        }
    }
    let source = Source::new("a.rst", ".. include:: b.rst\n");
    let (document, found) = read(&source, &Options::default(), &Longer);
    assert!(document.root.astext().ends_with("code"));
    assert_eq!(found, []);
}

#[test]
fn an_unknown_directive_comes_with_advice_and_keeps_its_text() {
    let text = ".. unknown:: The *argument*\n   :option: x\n\n   The content.\n";
    let source = Source::new("chapter.rst", text);
    let (document, diagnostics) = read(&source, &Options::default(), &Parts);
    assert!(diagnostics[0].help.is_some());
    let shown = document.root.astext();
    assert!(shown.contains("The argument"), "{shown}");
    assert!(shown.contains("The content."), "{shown}");
}

#[test]
fn a_message_without_a_place_stands_at_the_end() {
    let text = ".. _a:\n\nText.\n\n.. rubric:: Title\n   :name: a\n";
    let source = Source::new("chapter.rst", text);
    let (document, diagnostics) = read(&source, &Options::docutils(), &Parts);
    let message = "Duplicate explicit target name: \"a\".";
    assert!(diagnostics.iter().any(|it| it.message == message));
    let last = document.root.children.last().map(doctree::Node::astext);
    assert_eq!(last, Some(format!("Docutils System Messages\n\n{message}")));
}

/// One file, which is to be included.
struct Parts;

impl Files for Parts {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        match (from, path) {
            ("book/chapter.rst", "part.rst") => Ok("Two.\n\nSome *text.\n".into()),
            _ => Err(FileError::NotFound),
        }
    }
}
