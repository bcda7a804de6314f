//! What a program can see of good prose: no word twice in a row, no sentence
//! that nobody can read aloud. Code, tables and directives are left out.

use crate::files;

/// The longest sentence, in words.
const LONGEST: usize = 45;

/// One line for each fault of the reST or Markdown `text` at `path`.
pub(crate) fn faults(path: &str, text: &str) -> Vec<String> {
    let markdown = files::has_extension(path, "md");
    let mut faults = Vec::new();
    for paragraph in paragraphs(text, markdown) {
        let line = paragraph.line;
        if let Some(word) = twice(&paragraph.text) {
            faults.push(format!("{path}:{line}: `{word} {word}`"));
        }
        for sentence in sentences(&paragraph.text) {
            let words = words(sentence).count();
            if words > LONGEST {
                let start: String = sentence.trim().chars().take(40).collect();
                faults.push(format!(
                    "{path}:{line}: {words} words in one sentence: `{start} …`"
                ));
            }
        }
    }
    faults
}

/// Lines that are read as one text, and the number of the first.
struct Paragraph {
    line: usize,
    text: String,
}

fn paragraphs(text: &str, markdown: bool) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut code = Code::default();
    let mut goes_on = false;
    for (index, line) in text.lines().enumerate() {
        let inside = code.holds(line, markdown);
        let line = line.trim();
        let shown = !line.is_empty() && !inside && !line.starts_with(['|', '+']);
        let item = line.starts_with(['*', '-']) && line[1..].starts_with(' ');
        match paragraphs.last_mut() {
            Some(last) if shown && goes_on && !item => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            _ if shown => paragraphs.push(Paragraph {
                line: index + 1,
                text: line.to_owned(),
            }),
            _ => {}
        }
        goes_on = shown;
    }
    paragraphs
}

/// Directives of reST whose content is text.
const TEXT: &[&str] = &[
    ".. [",
    ".. admonition::",
    ".. caution::",
    ".. dropdown::",
    ".. important::",
    ".. note::",
    ".. seealso::",
    ".. tip::",
    ".. warning::",
];

/// Whether a line belongs to code, or to a directive that is not text.
#[derive(Default)]
struct Code {
    /// Within a fence of Markdown.
    fenced: bool,
    /// In reST, how far what opened the block is indented.
    opened: Option<usize>,
}

impl Code {
    fn holds(&mut self, line: &str, markdown: bool) -> bool {
        let start = line.trim_start();
        if markdown {
            let fence = start.starts_with("```");
            self.fenced ^= fence;
            return self.fenced || fence;
        }
        let indent = line.len() - start.len();
        if self.opened.is_some_and(|opened| indent <= opened) && !start.is_empty() {
            self.opened = None;
        }
        if self.opened.is_some() {
            return true;
        }
        let text = TEXT.iter().any(|it| start.starts_with(it));
        let directive = start.starts_with(".. ") && !text;
        if directive || (line.ends_with("::") && !text) {
            self.opened = Some(indent);
        }
        directive
    }
}

/// The sentences of a paragraph; a colon or a semicolon ends one, too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |pair: &(usize, char)| matches!(pair.1, '.' | '?' | '!' | ':' | ';');
    let at = |(at, _): (usize, char)| {
        let behind = text[at + 1..].trim_start_matches(['"', '*', ')', '`', '_', ']']);
        behind.starts_with(' ').then_some(text.len() - behind.len())
    };
    let mut cuts: Vec<usize> = text.char_indices().filter(ends).filter_map(at).collect();
    cuts.push(text.len());
    let starts = std::iter::once(0).chain(cuts.clone());
    starts.zip(cuts).map(|(from, to)| &text[from..to])
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split_whitespace()
        .filter(|it| it.contains(char::is_alphanumeric))
}

/// A word of letters that stands twice in a row, with nothing in between.
fn twice(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let second = pair[1].trim_end_matches(['.', ',', ';', ':', '?', '!']);
        let word = pair[0].chars().all(char::is_alphabetic);
        (word && pair[0].eq_ignore_ascii_case(second)).then_some(second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_stands_twice_is_told_with_its_place() {
        let text = "Title\n=====\n\nOne line, and the\nthe other.\n\n.. code:: text\n\n   a a\n\nIt is so, so.\n";
        assert_eq!(faults("a.rst", text), ["a.rst:4: `the the`"]);
        assert_eq!(
            faults("a.md", "```\na a\n```\n\nIs is.\n"),
            ["a.md:5: `is is`"]
        );
    }

    #[test]
    fn a_long_sentence_is_told() {
        let long = "word and ".repeat(23);
        let told = faults("a.md", &format!("Short. A {long}end; short.\n"));
        assert_eq!(
            told,
            ["a.md:1: 48 words in one sentence: `A word and word and word and word and wo …`"]
        );
        assert!(faults("a.md", &format!("| {long} |\n")).is_empty());
    }

    #[test]
    fn items_of_a_list_are_read_one_by_one() {
        let items = "* some words of an item\n* ".repeat(12);
        assert!(faults("a.rst", &format!("{items}last\n")).is_empty());
    }

    #[test]
    fn notes_are_text_and_listings_are_not() {
        let text = ".. note::\n\n   To to be.\n\n.. listing:: a.rs\n   :name: a a\n\nSee::\n\n   b b\n\nIn in.\n";
        assert_eq!(
            faults("a.rst", text),
            ["a.rst:3: `to to`", "a.rst:12: `in in`"]
        );
    }
}
