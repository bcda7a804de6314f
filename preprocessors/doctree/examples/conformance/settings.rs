//! docutils' settings as JSON, made ours.

use std::path::Path;

use doctree::{Options, SmartQuotes};
use serde_json::{Map, Value};

/// How `case` is to be read.
pub(crate) fn options(case: &Value) -> Options {
    let mut options = Options::docutils();
    options.keep_unknown = case["stubs"] == true;
    options.standard_include_path = super::STANDARD.into();
    options.today = said_today(case).or_else(today);
    // Without a reader's settings docutils takes it for granted.
    options.sectsubtitle_xform = case["kind"] == "transform";
    let none = Map::new();
    let settings = case["settings"].as_object().unwrap_or(&none);
    for (name, value) in settings {
        if let Some(on) = value.as_bool() {
            flag(&mut options, name, on);
        }
        if let Some(text) = value.as_str() {
            word(&mut options, name, text);
        }
        if let Some(number) = value.as_u64() {
            size(
                &mut options,
                name,
                usize::try_from(number).unwrap_or(usize::MAX),
            );
        }
        if let Some(items) = value.as_array() {
            list(&mut options, name, items);
        }
    }
    options
}

fn flag(options: &mut Options, name: &str, on: bool) {
    let flag = match name {
        "character_level_inline_markup" => &mut options.character_level_inline_markup,
        "docinfo_xform" => &mut options.docinfo_xform,
        "doctitle_xform" => &mut options.doctitle_xform,
        "file_insertion_enabled" => &mut options.file_insertion_enabled,
        "legacy_ids" => &mut options.legacy_ids,
        "pep_references" => &mut options.pep_references,
        "raw_enabled" => &mut options.raw_enabled,
        "rfc2822" => &mut options.rfc2822,
        "rfc_references" => &mut options.rfc_references,
        "sectnum_xform" => &mut options.sectnum_xform,
        "sectsubtitle_xform" => &mut options.sectsubtitle_xform,
        "strip_comments" => &mut options.strip_comments,
        "trim_footnote_reference_space" => &mut options.trim_footnote_reference_space,
        "smart_quotes" => {
            options.smart_quotes = if on {
                SmartQuotes::Yes
            } else {
                SmartQuotes::No
            };
            return;
        }
        "toc_backlinks" => {
            options.toc_backlinks = on.then_some("entry");
            return;
        }
        _ => return,
    };
    *flag = on;
}

fn word(options: &mut Options, name: &str, text: &str) {
    let word = match name {
        "auto_id_prefix" => &mut options.auto_id_prefix,
        "id_prefix" => &mut options.id_prefix,
        "input_encoding" => &mut options.input_encoding,
        "language_code" => &mut options.language_code,
        "pep_base_url" => &mut options.pep_base_url,
        "pep_file_url_template" => &mut options.pep_file_url_template,
        "rfc_base_url" => &mut options.rfc_base_url,
        "root_prefix" => return options.root_prefix = relative(text),
        "smart_quotes" => return options.smart_quotes = SmartQuotes::Alternative,
        "title" => return options.title = Some(text.to_owned()),
        "toc_backlinks" => {
            options.toc_backlinks = ["top", "entry"].into_iter().find(|it| *it == text);
            return;
        }
        "footnote_references" => {
            options.trim_footnote_reference_space = text == "superscript";
            return;
        }
        _ => return,
    };
    text.clone_into(word);
}

fn size(options: &mut Options, name: &str, size: usize) {
    match name {
        "line_length_limit" => options.line_length_limit = size,
        "report_level" => options.report_level = u8::try_from(size).unwrap_or(u8::MAX),
        "tab_width" => options.tab_width = size,
        _ => {}
    }
}

fn list(options: &mut Options, name: &str, items: &[Value]) {
    let words = match name {
        "expose_internals" => &mut options.expose_internals,
        "strip_classes" => &mut options.strip_classes,
        "strip_elements_with_classes" => &mut options.strip_elements_with_classes,
        "smartquotes_locales" => {
            options.smartquotes_locales = items.iter().filter_map(locale).collect();
            return;
        }
        _ => return,
    };
    let items = items.iter().filter_map(Value::as_str);
    words.extend(items.map(str::to_owned));
}

/// A language tag with four quotation marks, as one text or as a list.
fn locale(item: &Value) -> Option<(String, [String; 4])> {
    let marks: Vec<String> = match &item[1] {
        Value::String(text) => text.chars().map(String::from).collect(),
        marks => {
            let marks = marks.as_array()?.iter();
            marks.filter_map(Value::as_str).map(str::to_owned).collect()
        }
    };
    Some((item[0].as_str()?.to_owned(), marks.try_into().ok()?))
}

/// `path` from the working folder on, if it lies in there.
fn relative(path: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = Path::new(path);
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// The year, month and day that the case is read on, if it says so.
fn said_today(case: &Value) -> Option<[i32; 3]> {
    let part = |at: usize| i32::try_from(case["today"][at].as_i64()?).ok();
    Some([part(0)?, part(1)?, part(2)?])
}

/// Today's year, month and day in Greenwich: days since 1970 are counted in
/// eras of 400 years that begin with a March.
fn today() -> Option<[i32; 3]> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = i32::try_from(now.ok()?.as_secs() / 86_400).ok()? + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Some([year + era * 400 + next, month, day])
}
