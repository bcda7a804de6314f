//! Characters that no font at hand can draw, replaced by their code point.
//! Typst would draw an empty box and say nothing.

use std::collections::BTreeSet;
use std::fmt::Write;

use doctree::{Element, Node};

use super::Reporter;
use crate::fonts::Fonts;

/// Replaces such characters below `root`, and reports each once.
pub(crate) fn replace(root: &mut Node, fonts: &Fonts, findings: &mut Reporter) {
    let mut reported = BTreeSet::new();
    root.walk_mut(&mut |node| {
        let span = node.span;
        let Element::Text(text) = &mut node.element else {
            return;
        };
        for character in text.chars().filter(|&it| !is_known(it, fonts)) {
            if reported.insert(character) && !character.is_whitespace() {
                let code = u32::from(character);
                let message = format!("no font of the book has the character U+{code:04X}");
                findings.warn(message, span);
            }
        }
        if !text.chars().all(|it| is_known(it, fonts)) {
            *text = printable(text, fonts).into();
        }
    });
}

/// `text` with `[U+0E01]` for a character that cannot be drawn, and a plain
/// space for a rare one.
pub(crate) fn printable(text: &str, fonts: &Fonts) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_known(character, fonts) {
            out.push(character);
        } else if character.is_whitespace() {
            out.push(' ');
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "[U+{:04X}]", u32::from(character));
        }
    }
    out
}

fn is_known(character: char, fonts: &Fonts) -> bool {
    matches!(character, ' '..='~' | '\n') || is_invisible(character) || fonts.has_glyph(character)
}

/// Characters that shape others and are not drawn themselves.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}
