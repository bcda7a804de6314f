//! Which chapters are printed, and in which files.

use doctree::Severity;

use crate::config::{PdfTable, Split};
use crate::report::Report;

/// A file that is to be made.
pub(super) struct Volume {
    /// Its name.
    pub(super) name: String,
    pub(super) settings: pdf::Settings,
    pub(super) chapters: Vec<pdf::Chapter>,
}

/// The chapters without those that `leave_out` names, by their paths, their
/// titles or the titles of their parts. A name that no chapter has is told.
pub(super) fn wanted(
    chapters: Vec<pdf::Chapter>,
    leave_out: &[String],
    report: &mut Report,
) -> Vec<pdf::Chapter> {
    let is_named = |chapter: &pdf::Chapter, name: &String| {
        *name == chapter.path || *name == chapter.title || chapter.part.as_ref() == Some(name)
    };
    for name in leave_out {
        if !chapters.iter().any(|it| is_named(it, name)) {
            let message =
                format!("there is no part and no chapter `{name}` to leave out of the PDF");
            report.general(Severity::Warning, message);
        }
    }
    let mut chapters = chapters;
    chapters.retain(|chapter| !leave_out.iter().any(|it| is_named(chapter, it)));
    chapters
}

/// The files of a book: one, or one for each part. What stands before the first
/// part goes with it, what stands behind a part goes with that.
pub(super) fn volumes(
    chapters: Vec<pdf::Chapter>,
    settings: &pdf::Settings,
    table: &PdfTable,
) -> Vec<Volume> {
    let name = table.name.as_deref().unwrap_or(&settings.title);
    let name = name.strip_suffix(".pdf").unwrap_or(name);
    if table.split == Split::Whole {
        return vec![Volume {
            name: file_name(&[name]),
            settings: settings.clone(),
            chapters,
        }];
    }
    let mut parts: Vec<(Option<String>, Vec<pdf::Chapter>)> = Vec::new();
    for chapter in chapters {
        match parts.last_mut() {
            Some((open, of))
                if chapter.part.is_none() || open.is_none() || *open == chapter.part =>
            {
                *open = open.take().or_else(|| chapter.part.clone());
                of.push(chapter);
            }
            _ => parts.push((chapter.part.clone(), vec![chapter])),
        }
    }
    let volume = |(part, chapters): (Option<String>, Vec<pdf::Chapter>)| Volume {
        name: file_name(&[name, part.as_deref().unwrap_or_default()]),
        settings: pdf::Settings {
            subtitle: part.or_else(|| settings.subtitle.clone()),
            ..settings.clone()
        },
        chapters,
    };
    parts.into_iter().map(volume).collect()
}

/// `parts` as the name of a file: in small letters, with hyphens between words.
fn file_name(parts: &[&str]) -> String {
    let words: Vec<_> = parts
        .iter()
        .flat_map(|it| it.split(|c: char| !c.is_alphanumeric()))
        .filter(|it| !it.is_empty())
        .collect();
    match words[..] {
        [] => "book.pdf".to_owned(),
        _ => format!("{}.pdf", words.join("-").to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use doctree::{Document, Element, Node, Span};

    use super::*;

    fn chapter(title: &str, part: Option<&str>) -> pdf::Chapter {
        pdf::Chapter {
            title: title.into(),
            path: format!("{title}.rst"),
            number: None,
            part: part.map(str::to_owned),
            document: Document {
                root: Node::new(Element::Document, Span::default()),
                sources: Vec::new(),
            },
        }
    }

    fn titles(chapters: &[pdf::Chapter]) -> String {
        let titles: Vec<_> = chapters.iter().map(|it| it.title.as_str()).collect();
        titles.concat()
    }

    fn all() -> Vec<pdf::Chapter> {
        let parts = [
            ("a", None),
            ("b", Some("One")),
            ("c", Some("One")),
            ("d", None),
            ("e", Some("Two")),
        ];
        parts.map(|(title, part)| chapter(title, part)).to_vec()
    }

    #[test]
    fn parts_and_chapters_are_left_out_by_name() {
        let mut report = Report::default();
        let names = ["One", "a.rst", "nothing"].map(str::to_owned);
        assert_eq!(titles(&wanted(all(), &names, &mut report)), "de");
        assert!(
            report.findings()[0]
                .diagnostic
                .message
                .contains("`nothing`")
        );
    }

    #[test]
    fn each_part_is_a_file() {
        let settings = pdf::Settings {
            title: "A Book".into(),
            ..pdf::Settings::default()
        };
        let table = PdfTable {
            split: Split::Parts,
            ..PdfTable::default()
        };
        let volumes = volumes(all(), &settings, &table);
        let made: Vec<_> = volumes
            .iter()
            .map(|it| (it.name.as_str(), titles(&it.chapters)))
            .collect();
        let expected = [
            ("a-book-one.pdf", "abcd".to_owned()),
            ("a-book-two.pdf", "e".to_owned()),
        ];
        assert_eq!(made, expected);
    }
}
