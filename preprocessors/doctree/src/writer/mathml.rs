//! Mathematics: TeX becomes MathML.
//!
//! pulldown-latex does the work. What it makes is let through only if it is
//! nothing but MathML, balanced and not too deep: formulas come from the text,
//! and must bring nothing else into a page.

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{Content, Event};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

/// Formulas with more bytes are not tried.
const LONGEST: usize = 8_000;

/// How deep TeX's groups, and MathML's elements, may be nested.
const DEEPEST: usize = 60;

/// Commands that are not tried. The definitions of others could make a
/// megabyte of a few bytes; pulldown-latex misreads `char`.
const REFUSED: [&str; 7] = ["char", "def", "edef", "futurelet", "gdef", "let", "xdef"];

/// The elements of MathML that a formula may be made of.
const ELEMENTS: [&str; 25] = [
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// The bold digammas, which pulldown-latex takes from beyond their alphabet.
const DIGAMMAS: [(&str, &str); 2] = [("\u{1dba6}", "\u{1d7ca}"), ("\u{1dba7}", "\u{1d7cb}")];

/// The attributes they may have.
const ATTRIBUTES: [&str; 27] = [
    "accent",
    "accentunder",
    "class",
    "columnalign",
    "columnlines",
    "columnspacing",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowlines",
    "rowspacing",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "width",
];

/// What stands in the `math` element for the formula `tex`, set apart from
/// the text if it `is_block`. None, if it cannot be said in MathML.
pub fn mathml(tex: &str, is_block: bool) -> Option<String> {
    if tex.len() > LONGEST || is_nested_deeply(tex) || is_refused(tex) {
        return None;
    }
    let mut tex = operators(tex)?;
    if is_block && has_lines(&tex) {
        tex = format!("\\begin{{align*}}{tex}\\end{{align*}}");
    }
    // It is known to panic on a few odd tables; a formula must not stop a book.
    let html = std::panic::catch_unwind(|| converted(&tex, is_block)).ok()??;
    let html = escaped(&html);
    is_mathml(&html).then_some(html)
}

/// `tex` with the names of operators as pulldown-latex reads them: thin spaces
/// may be in them, but no other commands, and limits stand beside them.
fn operators(tex: &str) -> Option<String> {
    let tex = tex.replace("\\operatorname*", "\\operatorname");
    let mut parts = tex.split("\\operatorname{");
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (name, behind) = part.split_once('}')?;
        let name = name.replace("\\,", "\u{2009}");
        if name.contains('\\') {
            return None;
        }
        out.extend(["\\operatorname{", &name, "}", behind]);
    }
    Some(out)
}

/// What pulldown-latex makes of `tex`, without the `math` element.
fn converted(tex: &str, is_block: bool) -> Option<String> {
    let storage = Storage::new();
    let parser = Parser::new(tex, &storage);
    let events: Vec<Event<'_>> = parser.collect::<Result<_, _>>().ok()?;
    let config = RenderConfig {
        display_mode: if is_block {
            DisplayMode::Block
        } else {
            DisplayMode::Inline
        },
        ..RenderConfig::default()
    };
    let events = events
        .into_iter()
        .map(|it| Ok::<_, std::fmt::Error>(plain(it)));
    let mut out = String::new();
    push_mathml(&mut out, events, config).ok()?;
    let inside = out.strip_suffix("</math>")?;
    Some(inside[inside.find('>')? + 1..].to_owned())
}

/// A space as itself: spelt out as `&nbsp;`, its letters would be set in the
/// alphabet around it.
fn plain(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Content(Content::Text("&nbsp;")) => Event::Content(Content::Text("\u{a0}")),
        other => other,
    }
}

/// `html` with those characters escaped that pulldown-latex leaves as they
/// are: a comparison's signs, and ampersands. XML knows no `&nbsp;`, and HTML
/// no empty tags.
fn escaped(html: &str) -> String {
    let mut html = html.replace("&nbsp;", "\u{a0}");
    for (wrong, right) in DIGAMMAS {
        html = html.replace(wrong, right);
    }
    let mut out = String::with_capacity(html.len());
    let mut tag = None;
    for (at, c) in html.char_indices() {
        let behind = &html[at + c.len_utf8()..];
        match c {
            '<' if behind.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => {
                tag = Some(out.len());
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => match tag.take() {
                Some(start) => end_tag(&mut out, start),
                None => out.push_str("&gt;"),
            },
            '&' if !["amp;", "lt;", "gt;"]
                .iter()
                .any(|it| behind.starts_with(it)) =>
            {
                out.push_str("&amp;");
            }
            _ => out.push(c),
        }
    }
    out
}

/// Ends the tag that begins at `start`; that of an empty element gets an end tag.
fn end_tag(out: &mut String, start: usize) {
    let tag = out.split_off(start);
    match tag.strip_suffix('/') {
        Some(tag) if tag != "<" => {
            let tag = tag.trim_end();
            let name = tag[1..].split(' ').next().unwrap_or_default();
            out.extend([tag, "></", name, ">"]);
        }
        _ => out.extend([&tag, ">"]),
    }
}

fn is_nested_deeply(tex: &str) -> bool {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let opened = |command| tex.matches(command).count();
    deepest + opened("\\left") + opened("\\begin") > DEEPEST
}

fn is_refused(tex: &str) -> bool {
    tex.split('\\').skip(1).any(|behind| {
        let end = behind
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(behind.len());
        let name = &behind[..end];
        REFUSED.contains(&name) || name.ends_with("command")
    })
}

/// Whether lines end outside of TeX's environments: then docutils takes the
/// formula for one of `align*`.
pub(crate) fn has_lines(tex: &str) -> bool {
    let outside = tex.split("\\begin{").map(|part| {
        let behind = part.rfind("\\end{").map_or(0, |at| at + "\\end{".len());
        &part[behind..]
    });
    outside.into_iter().any(|part| part.contains("\\\\"))
}

/// Whether `html` is text and balanced elements of MathML, with attributes
/// that do nothing but lay out.
fn is_mathml(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut parts = html.split('<');
    let text = parts.next().unwrap_or_default();
    !text.contains('>') && parts.all(|part| is_part(part, &mut open)) && open.is_empty()
}

/// Whether `part`, which stands behind a `<`, is a tag in its place and text.
fn is_part<'h>(part: &'h str, open: &mut Vec<&'h str>) -> bool {
    let Some((tag, text)) = part.split_once('>') else {
        return false;
    };
    if text.contains('>') {
        return false;
    }
    if let Some(name) = tag.strip_prefix('/') {
        return open.pop() == Some(name);
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    open.push(name);
    ELEMENTS.contains(&name) && open.len() <= DEEPEST && are_attributes(attributes)
}

fn are_attributes(mut rest: &str) -> bool {
    while let Some((name, behind)) = rest.split_once("=\"") {
        let Some((value, others)) = behind.split_once('"') else {
            return false;
        };
        let proper = |c: char| c.is_alphanumeric() || " -.#:;()%,+".contains(c);
        let name = name.trim();
        let known = ATTRIBUTES.contains(&name) || name == "style";
        if !known || !value.chars().all(proper) || value.contains("url") {
            return false;
        }
        rest = others;
    }
    rest.trim().is_empty()
}
