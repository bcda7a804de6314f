//! The text that all tools are given: a made-up book, the same in
//! reStructuredText and in Markdown. Its words come in an order that a simple
//! generator of numbers gives, so that it is the same every time.

use std::fmt::Write as _;

/// Words of which sentences are made.
const WORDS: &str = "thread lock process queue memory worker result input output number array \
    signal buffer channel message counter event index kernel cache pool future task value file \
    socket handle page frame stack object reference cycle collector schedule switch priority \
    waits holds takes gives sends reads writes starts ends shares copies counts sorts splits joins \
    quickly slowly often never always again together alone before after behind inside without \
    large small shared private local global ordered random first last second third safe free";

/// A language of light markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Rest,
    Markdown,
}

/// A chapter's name, without its ending.
pub(super) fn name(chapter: usize) -> String {
    format!("chapter{chapter:03}")
}

/// Its title.
pub(super) fn title(chapter: usize) -> String {
    format!("Chapter {chapter} of the book")
}

/// The text of a chapter of a book of `count`.
pub(super) fn chapter(chapter: usize, count: usize, markup: Markup) -> String {
    let mut words = Words::new(chapter);
    let mut text = heading(&title(chapter), 0, markup);
    for section in 1..=5 {
        let title = format!("Section {section}: {}", words.some(4));
        text += &heading(&title, 1, markup);
        for _ in 0..3 {
            text += &paragraph(&mut words);
        }
        text += &emphasised(&mut words, markup);
        for _ in 0..4 {
            let _ = writeln!(text, "- {}", words.some(9));
        }
        text.push('\n');
        text += &code(&mut words, markup);
        text += &table(&mut words, markup);
    }
    let other = chapter * 7 % count + 1;
    let last = match markup {
        Markup::Rest => format!("See :doc:`{}`.\n", name(other)),
        Markup::Markdown => format!("See [{}]({}.md).\n", title(other), name(other)),
    };
    text + &last
}

fn heading(title: &str, level: usize, markup: Markup) -> String {
    match markup {
        Markup::Rest => {
            let line = ["=", "-"][level].repeat(title.len());
            format!("{title}\n{line}\n\n")
        }
        Markup::Markdown => format!("{} {title}\n\n", "#".repeat(level + 1)),
    }
}

fn paragraph(words: &mut Words) -> String {
    let sentences: Vec<_> = (0..4).map(|_| words.sentence()).collect();
    sentences.join(" ") + "\n\n"
}

fn emphasised(words: &mut Words, markup: Markup) -> String {
    let quote = if markup == Markup::Rest { "``" } else { "`" };
    let (code, strong, sentence) = (words.some(1), words.some(2), words.sentence());
    format!("The {quote}{code}{quote} is **{strong}**. {sentence}\n\n")
}

fn code(words: &mut Words, markup: Markup) -> String {
    let lines: Vec<String> = (0..5)
        .map(|it| {
            format!(
                "    let {}_{it} = {}; // {}",
                words.some(1),
                it * 7,
                words.some(3)
            )
        })
        .collect();
    let body = lines.join("\n");
    match markup {
        Markup::Rest => {
            let body = body.replace("\n    ", "\n       ");
            format!(".. code-block:: rust\n\n   fn main() {{\n   {body}\n   }}\n\n")
        }
        Markup::Markdown => format!("```rust\nfn main() {{\n{body}\n}}\n```\n\n"),
    }
}

fn table(words: &mut Words, markup: Markup) -> String {
    let rows: Vec<[String; 3]> = (0..4)
        .map(|_| [words.some(2), words.some(3), words.some(2)])
        .collect();
    let mut text = String::new();
    match markup {
        Markup::Rest => {
            let line = format!("{0} {0} {0}\n", "=".repeat(40));
            text += &line;
            for (at, [a, b, c]) in rows.iter().enumerate() {
                let _ = writeln!(text, "{a:<40} {b:<40} {c}");
                if at == 0 {
                    text += &line;
                }
            }
            text += &line;
        }
        Markup::Markdown => {
            for (at, row) in rows.iter().enumerate() {
                let _ = writeln!(text, "| {} |", row.join(" | "));
                if at == 0 {
                    text += "|---|---|---|\n";
                }
            }
        }
    }
    text + "\n"
}

/// Words in an order that nobody would expect.
struct Words {
    state: u64,
    all: Vec<&'static str>,
}

impl Words {
    fn new(seed: usize) -> Self {
        let state = u64::try_from(seed).unwrap_or_default();
        Self {
            state: state.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            all: WORDS.split_whitespace().collect(),
        }
    }

    /// One word: a step of the generator by Marsaglia, "Xorshift RNGs" (2003).
    fn next(&mut self) -> &'static str {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let count = u64::try_from(self.all.len()).unwrap_or(1);
        self.all[usize::try_from(self.state % count).unwrap_or_default()]
    }

    fn some(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.next()).collect();
        words.join(" ")
    }

    fn sentence(&mut self) -> String {
        format!("A {}.", self.some(13))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_say_the_same_words() {
        let words = |markup| {
            let text = chapter(3, 9, markup);
            let keep = |c: char| if c.is_alphanumeric() { c } else { ' ' };
            let text: String = text.chars().map(keep).collect();
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let own = ["code", "block", "doc", "md", "of", "the", "book"];
        let plain = |all: Vec<String>| {
            all.into_iter()
                .filter(|it| {
                    !own.contains(&it.as_str())
                        && !it.starts_with("chapter")
                        && it != "Chapter"
                        && it.parse::<u32>().is_err()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(plain(words(Markup::Rest)), plain(words(Markup::Markdown)));
    }

    #[test]
    fn a_chapter_is_long_enough_to_be_one() {
        assert!(chapter(1, 200, Markup::Rest).len() > 8000);
    }
}
