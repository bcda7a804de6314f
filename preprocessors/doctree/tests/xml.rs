//! docutils' XML is well formed, whatever the text. What docutils itself
//! writes is in `cases/xml.txt`.

use doctree::writer::xml::{self, Xml};
use doctree::{NoFiles, Options, Source, read};

fn written(text: &str, xml: Xml) -> String {
    let source = Source::new("test data", text);
    let (document, _) = read(&source, &Options::docutils(), &NoFiles);
    xml::write(&document, &xml)
}

/// Without what stands before the document.
const BARE: Xml = Xml {
    newlines: false,
    indents: false,
    xml_declaration: false,
    doctype_declaration: false,
    raw: true,
};

#[test]
fn what_xml_does_not_allow_is_replaced() {
    let text = "a\u{1}b \u{7f} \u{fffe}\n\n.. image:: x\u{2}.png\n   :alt: \u{ffff}\n";
    let got = written(text, BARE);
    assert!(
        got.contains("<paragraph>a\u{fffd}b \u{7f} \u{fffd}</paragraph>"),
        "{got}"
    );
    assert!(
        got.contains("alt=\"\u{fffd}\" uri=\"x\u{fffd}.png\""),
        "{got}"
    );
}

#[test]
fn hostile_text_is_written_as_well_formed_xml() {
    let pieces = [
        "]]>",
        "<!--",
        "-->",
        "<?x",
        "&#0;",
        "&lt",
        "\"'",
        "'",
        "\"",
        "\u{0}",
        "\u{8}",
        "\u{1f}",
        "\u{fffe}",
        "\u{10ffff}",
        "<a b=\"c\">",
        "</paragraph>",
        "\t",
        "\u{85}",
        "\u{2028}",
    ];
    for piece in pieces {
        let text = format!(
            "{piece}\n\n``{piece}``\n\n.. image:: {piece}\n   :alt: {piece}\n   :name: {piece}\n   \
             :class: {piece}\n\n.. {piece}\n\n.. _{piece}: {piece}\n\n:{piece}: {piece}\n\n\
             .. raw:: html\n\n   {piece}\n\n.. meta::\n   :{piece}: {piece}\n   :k {piece}=v {piece}=w a{piece}=x content=y: z\n\n.. {piece}::\n\n\
             .. raw:: xml\n\n   {piece}\n"
        );
        for indents in [false, true] {
            let got = written(
                &text,
                Xml {
                    indents,
                    raw: false,
                    ..BARE
                },
            );
            well_formed(&got).unwrap_or_else(|what| panic!("{what} for {piece:?} in\n{got}"));
        }
    }
}

/// Checks the XML of an element: characters, tags, attributes and references.
fn well_formed(xml: &str) -> Result<(), String> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = xml.chars().find(|&c| !allowed(c)) {
        return Err(format!("the character {c:?}"));
    }
    let (_, mut rest) = xml.split_once("-->\n").ok_or("no comment")?;
    let mut open = Vec::new();
    while let Some(at) = rest.find('<') {
        references(&rest[..at])?;
        let end = rest[at..].find('>').ok_or("an open tag")? + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            (open.pop() == Some(name))
                .then_some(())
                .ok_or(format!("</{name}>"))?;
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            attribute_list(attributes)?;
            open.push(name);
        }
    }
    open.is_empty()
        .then_some(())
        .ok_or(format!("{open:?} are open"))
}

fn attribute_list(mut rest: &str) -> Result<(), String> {
    let mut names = Vec::new();
    while !rest.is_empty() {
        let (name, value) = rest.split_once('=').ok_or(format!("{rest:?}"))?;
        let name = name.trim();
        let proper = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.');
        if name.is_empty() || !name.chars().all(proper) || names.contains(&name) {
            return Err(format!("the attribute {name:?}"));
        }
        names.push(name);
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .ok_or("no quote")?;
        let (value, behind) = value[1..].split_once(quote).ok_or("an open value")?;
        if value.contains(['<', '\n', '\t']) {
            return Err(format!("the value {value:?}"));
        }
        references(value)?;
        rest = behind;
    }
    Ok(())
}

fn references(text: &str) -> Result<(), String> {
    let known = ["amp;", "lt;", "gt;", "quot;", "#9;", "#10;", "#13;"];
    for behind in text.split('&').skip(1) {
        if !known.iter().any(|it| behind.starts_with(it)) {
            return Err(format!("&{behind}"));
        }
    }
    Ok(())
}
