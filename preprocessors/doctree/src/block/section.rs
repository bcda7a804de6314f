//! > Sections are identified through their titles, which are marked up with
//! > adornment: "underlines" below the title text, or underlines and matching
//! > "overlines" above the title.
//!
//! (*Sections*; *Transitions*.) A lone line of four or more punctuation
//! characters between blank lines is a transition.

use super::{Kind, Notice, Reader, Stand, Style, Title};
use crate::diagnostic::Severity;
use crate::line::{Line, written};
use crate::source::column_width;

/// Adornment shorter than this is taken for text where it does not fit.
const SHORT: usize = 4;

/// Whether `text` is one punctuation character over and over.
pub(super) fn is_adornment(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .first()
        .is_some_and(|first| first.is_ascii_punctuation() && bytes.iter().all(|byte| byte == first))
}

/// Reads an overlined title or a transition.
pub(super) fn read_overline(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let line = reader.lines[start];
    let short = line.text.len() < SHORT;
    if !reader.titles {
        return unexpected_adornment(reader, line);
    }
    let Some(title) = reader.peek(1).filter(|title| !title.is_blank()) else {
        if !short {
            reader.at += 1;
            reader.push(start, Kind::Transition);
        }
        return !short;
    };
    match fault(reader, line, title) {
        None => overlined(reader, line, title),
        Some(_) if short => short_overline(reader, line),
        Some(Fault {
            message,
            taken,
            stand,
        }) => {
            let echo = written(&reader.lines[start..start + taken]);
            reader.at += taken;
            let notice = Notice::new(Severity::Error, message, line.span()).echo(echo);
            reader.notice(notice.standing(stand));
            true
        }
    }
}

/// What keeps an overline from heading a title, and how many lines that takes.
struct Fault {
    message: &'static str,
    taken: usize,
    stand: Stand,
}

fn fault(reader: &Reader<'_, '_>, line: Line<'_>, title: Line<'_>) -> Option<Fault> {
    let fault = |message, taken| Fault {
        message,
        taken,
        stand: Stand::Behind,
    };
    if is_adornment(title.text) {
        return Some(fault("Invalid section title or transition marker.", 2));
    }
    let Some(underline) = reader.peek(2) else {
        return Some(Fault {
            stand: Stand::BehindBlank,
            ..fault("Incomplete section title.", 2)
        });
    };
    if !is_adornment(underline.text) {
        let message = "Missing matching underline for section title overline.";
        return Some(fault(message, 3));
    }
    (underline.text != line.text).then(|| fault("Title overline & underline mismatch.", 3))
}

/// The overline is text after all.
fn short_overline(reader: &mut Reader<'_, '_>, line: Line<'_>) -> bool {
    let message = "Possible incomplete section title.\nTreating the overline as ordinary text \
                   because it's so short.";
    reader.notice(Notice::new(Severity::Info, message, line.span()));
    false
}

fn overlined<'s>(reader: &mut Reader<'_, 's>, line: Line<'s>, text: Line<'s>) -> bool {
    let start = reader.at;
    let echo = written(&reader.lines[start..start + 3]);
    let mut notices = Vec::new();
    if column_width(text.text) > line.text.len() {
        if line.text.len() < SHORT {
            return short_overline(reader, line);
        }
        let message = "Title overline too short.";
        notices.push(Notice::new(Severity::Warning, message, line.span()).echo(echo.clone()));
    }
    reader.at += 3;
    let adornment = first(line);
    let title = Title {
        text: text.skip(text.indent()),
        style: Style {
            overline: Some(adornment),
            underline: adornment,
        },
        echo,
        notices,
    };
    reader.push(start, Kind::Title(title));
    true
}

/// The character that an adornment is made of.
fn first(adornment: Line<'_>) -> char {
    adornment.text.chars().next().unwrap_or('=')
}

fn unexpected_adornment(reader: &mut Reader<'_, '_>, line: Line<'_>) -> bool {
    if line.text == "::" {
        return false;
    }
    if line.text.len() < SHORT {
        let message = "Unexpected possible title overline or transition.\n\
                       Treating it as ordinary text because it's so short.";
        reader.notice(Notice::new(Severity::Info, message, line.span()));
        return false;
    }
    reader.at += 1;
    let message = "Unexpected section title or transition.";
    reader.notice(Notice::new(Severity::Error, message, line.span()).echo(line.text));
    true
}

/// Reads a title that is only underlined.
pub(super) fn read_underline(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let text = reader.lines[start];
    let Some(underline) = reader.peek(1).filter(|line| is_adornment(line.text)) else {
        return false;
    };
    let echo = written(&reader.lines[start..start + 2]);
    let mut notices = Vec::new();
    if column_width(text.text) > underline.text.len() {
        if underline.text.len() < SHORT {
            if reader.titles {
                let message = "Possible title underline, too short for the title.\n\
                               Treating it as ordinary text because it's so short.";
                reader.notice(Notice::new(Severity::Info, message, underline.span()));
            }
            return false;
        }
        let message = "Title underline too short.";
        notices.push(Notice::new(Severity::Warning, message, underline.span()).echo(echo.clone()));
    }
    reader.at += 2;
    if reader.titles {
        let title = Title {
            text,
            style: Style {
                overline: None,
                underline: first(underline),
            },
            echo,
            notices,
        };
        reader.push(start, Kind::Title(title));
    } else {
        for notice in notices {
            reader.notice(notice);
        }
        let message = "Unexpected section title.";
        reader.notice(Notice::new(Severity::Error, message, underline.span()).echo(echo));
    }
    true
}
