//! How much each table holds. docutils 0.23 has these names, less those with
//! white space or other characters that no directive, role or field may have.

use super::*;

/// Labels, fields, directives and roles.
#[rustfmt::skip]
const SIZES: &[(&str, [usize; 4])] = &[
    ("af", [22, 12, 30, 27]), ("ar", [22, 12, 42, 23]), ("ca", [22, 12, 52, 42]),
    ("cs", [22, 12, 14, 0]), ("da", [22, 13, 41, 24]), ("de", [22, 12, 50, 23]),
    ("en", [22, 12, 47, 32]), ("eo", [22, 12, 49, 32]), ("es", [22, 12, 53, 34]),
    ("fa", [22, 12, 43, 20]), ("fi", [22, 12, 31, 12]), ("fr", [22, 12, 37, 24]),
    ("gl", [22, 12, 38, 28]), ("he", [22, 12, 41, 30]), ("it", [22, 12, 42, 19]),
    ("ja", [22, 11, 53, 26]), ("ka", [22, 12, 42, 20]), ("ko", [22, 12, 45, 32]),
    ("lt", [22, 12, 43, 31]), ("lv", [22, 12, 45, 31]), ("nl", [22, 12, 40, 31]),
    ("pl", [22, 12, 42, 21]), ("pt_br", [22, 12, 32, 30]), ("ru", [22, 12, 38, 21]),
    ("sk", [22, 12, 17, 0]), ("sv", [22, 11, 40, 21]), ("uk", [22, 12, 41, 21]),
    ("zh_cn", [22, 12, 37, 7]), ("zh_tw", [22, 12, 2, 0]),
];

#[test]
fn every_language_has_the_names_that_docutils_has() {
    let tables = |it: &Language| [it.labels, it.fields, it.directives, it.roles].map(<[_]>::len);
    let sizes = LANGUAGES.iter().map(|it| (it.tag(), tables(it)));
    let real = sizes.filter(|(tag, _)| !tag.starts_with("test."));
    assert_eq!(real.collect::<Vec<_>>(), SIZES);
}

#[test]
fn every_table_is_sorted() {
    for language in LANGUAGES {
        for names in [
            language.labels,
            language.fields,
            language.directives,
            language.roles,
        ] {
            assert!(names.is_sorted_by(|a, b| a.0 < b.0), "{}", language.module);
        }
    }
}

#[test]
fn every_language_has_the_labels_of_english() {
    for language in LANGUAGES {
        for (element, _) in ENGLISH.labels {
            assert!(language.label(element).is_some(), "{}", language.module);
        }
    }
}

#[test]
fn a_language_is_found_by_its_tag() {
    let tag = |code| of(code).map(Language::tag);
    assert_eq!(tag("en"), Some("en"));
    assert_eq!(tag("pt-BR"), Some("pt_br"));
    assert_eq!(tag("zh-Hant-TW"), Some("zh_tw"));
    assert_eq!(tag("de-AT-1901"), Some("de"));
    assert_eq!(tag("en_GB"), Some("en"));
    for unknown in ["", "pt", "zh", "deutsch", "zh-x-cn"] {
        assert_eq!(tag(unknown), None, "{unknown}");
    }
}

#[test]
fn what_a_language_lacks_is_english() {
    let german = of("de");
    let canonical = |name| canonical(Named::Directive, name, german);
    assert_eq!(canonical("notiz"), "note");
    assert_eq!(canonical("note"), "note");
    assert_eq!(canonical("code-block"), "code");
    assert_eq!(canonical("unknown"), "unknown");
    assert_eq!(super::canonical(Named::Role, "sup", None), "superscript");
}
