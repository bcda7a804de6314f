//! A book that nobody has written: always the same, in reStructuredText or in
//! Markdown, with what a technical book has on its pages.

use std::fmt::Write as _;
use std::path::Path;

/// How the chapters are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Rest,
    Markdown,
}

/// Sections of a chapter.
const SECTIONS: usize = 6;

/// How many different words there are.
const WORDS: u64 = 6000;

/// Pieces of words.
const PIECES: [&str; 24] = [
    "al", "be", "cor", "den", "er", "fil", "gra", "ho", "in", "jun", "ker", "lo", "men", "nor",
    "op", "pri", "que", "ren", "sta", "ter", "un", "ver", "wor", "ty",
];

/// Writes a book of `chapters` into `root`.
pub(crate) fn write(root: &Path, chapters: usize, form: Form) {
    let src = root.join("src");
    std::fs::create_dir_all(&src).unwrap();
    let mut summary = "# Summary\n\n".to_owned();
    for number in 0..chapters {
        let indent = if number % 8 == 0 { "" } else { "  " };
        if number % 48 == 0 {
            writeln!(summary, "\n# Part {}\n", number / 48 + 1).unwrap();
        }
        let title = Dice::of(number).title();
        let name = file(number, form);
        writeln!(summary, "{indent}- [{title}]({name})").unwrap();
        std::fs::write(src.join(name), chapter(number, chapters, form)).unwrap();
    }
    std::fs::write(src.join("SUMMARY.md"), summary).unwrap();
    std::fs::write(root.join("book.toml"), settings(form)).unwrap();
}

/// The file of a chapter.
pub(crate) fn file(number: usize, form: Form) -> String {
    let ending = if form == Form::Rest { "rst" } else { "md" };
    format!("chapter-{number:04}.{ending}")
}

fn settings(form: Form) -> String {
    let ours = "\n[preprocessor.hornbook]\ncommand = \"hornbook preprocess\"\nbefore = [\"links\"]\n\n\
        [output.html.search]\nenable = false\n\n[output.html.print]\nenable = false\n";
    let ours = if form == Form::Rest { ours } else { "" };
    format!("[book]\ntitle = \"A long book\"\nlanguage = \"en\"\n\n[output.html]\n{ours}")
}

/// The text of a chapter.
pub(crate) fn chapter(number: usize, chapters: usize, form: Form) -> String {
    let mut dice = Dice::of(number);
    let mut text = String::new();
    let title = dice.title();
    if form == Form::Rest {
        writeln!(text, ".. _chapter-{number}:\n").unwrap();
    }
    heading(&mut text, &title, form, '=');
    for section in 0..SECTIONS {
        let title = dice.title();
        heading(&mut text, &title, form, '-');
        paragraph(&mut text, &mut dice, chapters, form);
        match section % 3 {
            0 => code(&mut text, &mut dice, form),
            1 => list(&mut text, &mut dice),
            _ => table(&mut text, &mut dice, form),
        }
        paragraph(&mut text, &mut dice, chapters, form);
        if section == 2 {
            note(&mut text, &mut dice, form);
        }
        if section % 3 == 1 {
            code(&mut text, &mut dice, form);
        }
        paragraph(&mut text, &mut dice, chapters, form);
    }
    text
}

fn heading(text: &mut String, title: &str, form: Form, line: char) {
    match (form, line) {
        (Form::Rest, _) => {
            let line: String = std::iter::repeat_n(line, title.len()).collect();
            writeln!(text, "{title}\n{line}\n").unwrap();
        }
        (Form::Markdown, '=') => writeln!(text, "# {title}\n").unwrap(),
        (Form::Markdown, _) => writeln!(text, "## {title}\n").unwrap(),
    }
}

fn paragraph(text: &mut String, dice: &mut Dice, chapters: usize, form: Form) {
    for sentence in 0..5 {
        let word = dice.word();
        let marked = match (sentence, form) {
            (0, _) => format!("*{word}*"),
            (1, Form::Rest) => format!("``{word}()``"),
            (1, Form::Markdown) => format!("`{word}()`"),
            (2, Form::Rest) => format!(":ref:`chapter-{}`", dice.below(chapters)),
            (2, Form::Markdown) => {
                format!("[{word}]({})", file(dice.below(chapters), form))
            }
            _ => word,
        };
        let before = dice.words(6);
        let after = dice.words(8);
        writeln!(
            text,
            "{}{} {marked} {after}.",
            before[..1].to_uppercase(),
            &before[1..]
        )
        .unwrap();
    }
    text.push('\n');
}

fn list(text: &mut String, dice: &mut Dice) {
    for _ in 0..5 {
        writeln!(text, "- {}", dice.words(9)).unwrap();
    }
    text.push('\n');
}

fn code(text: &mut String, dice: &mut Dice, form: Form) {
    let (name, other) = (dice.word(), dice.word());
    let lines = [
        format!("/// Says {}.", dice.words(5)),
        format!("fn {name}_{other}(count: usize) -> Vec<String> {{"),
        "    let mut found = Vec::with_capacity(count);".to_owned(),
        "    for index in 0..count {".to_owned(),
        format!("        found.push(format!(\"{other} {{index}}\"));"),
        "    }".to_owned(),
        "    found".to_owned(),
        "}".to_owned(),
    ];
    let indent = if form == Form::Rest { "   " } else { "" };
    let (start, end) = match form {
        Form::Rest => (".. code-block:: rust\n\n", "\n"),
        Form::Markdown => ("```rust\n", "```\n\n"),
    };
    text.push_str(start);
    for line in lines {
        writeln!(text, "{indent}{line}").unwrap();
    }
    text.push_str(end);
}

fn table(text: &mut String, dice: &mut Dice, form: Form) {
    let rows: Vec<[String; 3]> = (0..5)
        .map(|_| [dice.word(), dice.word(), dice.word()])
        .collect();
    let width = 14;
    let cells = |row: &[String; 3]| row.clone().map(|it| format!("{it:width$}"));
    match form {
        Form::Rest => {
            let line = [(); 3].map(|()| "=".repeat(width)).join("  ");
            writeln!(
                text,
                "{line}\n{}\n{line}",
                cells(&rows[0]).join("  ").trim_end()
            )
            .unwrap();
            for row in &rows[1..] {
                writeln!(text, "{}", cells(row).join("  ").trim_end()).unwrap();
            }
            writeln!(text, "{line}\n").unwrap();
        }
        Form::Markdown => {
            writeln!(text, "| {} |\n|---|---|---|", cells(&rows[0]).join(" | ")).unwrap();
            for row in &rows[1..] {
                writeln!(text, "| {} |", cells(row).join(" | ")).unwrap();
            }
            text.push('\n');
        }
    }
}

fn note(text: &mut String, dice: &mut Dice, form: Form) {
    match form {
        Form::Rest => writeln!(text, ".. note::\n\n   {}.\n", dice.words(20)).unwrap(),
        Form::Markdown => writeln!(text, "> [!NOTE]\n> {}.\n", dice.words(20)).unwrap(),
    }
}

/// Numbers that look thrown, and are always the same (Knuth's generator for 64 bits).
struct Dice(u64);

impl Dice {
    fn of(chapter: usize) -> Self {
        let mut dice = Self(chapter as u64 ^ 0x9e37_79b9_7f4a_7c15);
        for _ in 0..8 {
            dice.throw();
        }
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.throw()).unwrap() % end
    }

    /// A word: some are frequent and most are rare, as everywhere.
    fn word(&mut self) -> String {
        let rank = (self.throw() % WORDS) * (self.throw() % WORDS) / WORDS;
        let rank = usize::try_from(rank * (self.throw() % WORDS) / WORDS).unwrap();
        let mut word = PIECES[rank % 24].to_owned();
        let mut rest = rank / 24 + 1;
        while rest > 0 {
            word.push_str(PIECES[(rest * 7) % 24]);
            rest /= 24;
        }
        word
    }

    fn words(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| self.word())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn title(&mut self) -> String {
        let words = self.words(3);
        words[..1].to_uppercase() + &words[1..]
    }
}
