//! Traditional Chinese.

use super::Language;

pub(super) static LANGUAGE: Language = Language {
    module: "docutils.parsers.rst.languages.zh_tw",
    author_separators: &[';', ',', '；', '，', '、'],
    labels: &[
        ("abstract", "摘要"),
        ("address", "地址"),
        ("attention", "注意！"),
        ("author", "作者"),
        ("authors", "作者群"),
        ("caution", "小心！"),
        ("contact", "連絡"),
        ("contents", "目錄"),
        ("copyright", "版權"),
        ("danger", "！危險！"),
        ("date", "日期"),
        ("dedication", "題獻"),
        ("error", "錯誤"),
        ("hint", "提示"),
        ("important", "重要"),
        ("note", "註釋"),
        ("organization", "組織"),
        ("revision", "修訂"),
        ("status", "狀態"),
        ("tip", "秘訣"),
        ("version", "版本"),
        ("warning", "警告"),
    ],
    fields: &[
        ("abstract (translation required)", "abstract"),
        ("address (translation required)", "address"),
        ("author (translation required)", "author"),
        ("authors (translation required)", "authors"),
        ("contact (translation required)", "contact"),
        ("copyright (translation required)", "copyright"),
        ("date (translation required)", "date"),
        ("dedication (translation required)", "dedication"),
        ("organization (translation required)", "organization"),
        ("revision (translation required)", "revision"),
        ("status (translation required)", "status"),
        ("version (translation required)", "version"),
    ],
    directives: &[
        (
            "restructuredtext-test-directive",
            "restructuredtext-test-directive",
        ),
        ("日期", "date"),
    ],
    roles: &[],
};
