//! Text in Markdown: what CommonMark or mdBook's extensions of it could take
//! for markup gets a backslash; what they cannot stays as it is.

/// Where text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph: lines may start blocks.
    Paragraph,
    /// In a heading: one line, and attributes in braces may end it.
    Heading,
    /// In a table: one line, and a bar ends it.
    Cell,
}

/// Pushes `text` behind what `out` holds of the same paragraph, heading or cell.
pub(super) fn push(text: &str, place: Place, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if matches!(c, ' ' | '\t' | '\r' | '\n' | '\x0b' | '\x0c') {
            push_space(c, place, out);
            continue;
        }
        if c == '\0' {
            out.push('\u{fffd}');
            continue;
        }
        let entity = c == '&' && is_entity(&chars.clone().take(34).collect::<String>());
        if entity || is_markup(c, next, place, out) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Pushes `html`, whose text is not to be read as Markdown: its punctuation
/// becomes character references, and so does what ends links, cells and code
/// in its tags.
pub(super) fn push_html(html: &str, out: &mut String) {
    let mut in_tag = false;
    let mut in_reference = false;
    for c in html.chars() {
        let kept = match c {
            '<' | '>' => {
                in_tag = c == '<';
                true
            }
            '&' | ';' => {
                let was = std::mem::replace(&mut in_reference, c == '&');
                c == '&' || was
            }
            _ if in_tag => !matches!(c, '[' | ']' | '|' | '{' | '`' | '\\'),
            _ => in_reference || !c.is_ascii_punctuation(),
        };
        match c {
            '\n' => out.push(' '),
            c if kept => out.push(c),
            c => out.extend(["&#", &u32::from(c).to_string(), ";"]),
        }
    }
}

/// White space at the start and the end of a line would mean something.
fn push_space(c: char, place: Place, out: &mut String) {
    if at_line_start(out) {
        return;
    }
    if c == '\n' && place == Place::Paragraph {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    } else {
        out.push(' ');
    }
}

fn at_line_start(out: &str) -> bool {
    out.is_empty() || out.ends_with('\n')
}

/// Whether `c`, pushed behind `out` and before `next`, could be markup.
fn is_markup(c: char, next: Option<char>, place: Place, out: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        // Code, emphasis, links, strike-through, smart quotes.
        '`' | '*' | '[' | ']' | '~' | '"' | '\'' => true,
        '\\' => !word(next),
        '_' => !(word(out.chars().last()) && word(next)),
        '<' => !next.is_some_and(|c| c.is_whitespace() || c.is_ascii_digit() || c == '='),
        // A picture, if a link follows.
        '!' => next.is_none(),
        // Smart dashes and dots.
        '-' if out.ends_with('-') => true,
        '.' if out.ends_with("..") => true,
        // mdBook's helpers.
        '{' => out.ends_with('{'),
        '|' if place == Place::Cell => true,
        '#' if place == Place::Heading => true,
        c if place == Place::Paragraph => starts_block(c, next, out),
        _ => false,
    }
}

/// Whether `c` could start a block where it stands.
fn starts_block(c: char, next: Option<char>, out: &str) -> bool {
    let ends = next.is_none_or(char::is_whitespace);
    match c {
        '#' | '>' | '=' | '|' | ':' => at_line_start(out),
        '-' => at_line_start(out) && !next.is_some_and(char::is_alphanumeric),
        '+' => at_line_start(out) && ends,
        '.' | ')' => ends && is_number(out),
        _ => false,
    }
}

/// Whether the last line of `out` is a number as lists have it.
fn is_number(out: &str) -> bool {
    let before = out.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..10).contains(&(out.len() - before.len())) && at_line_start(before)
}

/// Whether a character reference follows the `&` before `rest`.
fn is_entity(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'#')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: Place, expected: &str) {
        let mut out = String::new();
        push(text, place, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn prose_stays_readable() {
        let text = "One (two), three: four; snake_case & a < b > c, 1.5 x 2 - 3 = 4 # | $ ^ @ !";
        check(&format!("{text}."), Place::Paragraph, &format!("{text}."));
    }

    #[test]
    fn markup_is_escaped() {
        check(
            "*a* _b_ `c` [d](e) ~f~ <g> &amp; {{#h}} i--j k... \"l\"",
            Place::Paragraph,
            r#"\*a\* \_b\_ \`c\` \[d\](e) \~f\~ \<g> \&amp; {\{#h}} i-\-j k..\. \"l\""#,
        );
    }

    #[test]
    fn what_would_start_a_block_is_escaped_at_the_start_of_a_line_only() {
        for start in ["# a", "> a", "= a", "| a", ": a", "- a", "+ a", "--- a"] {
            check(
                start,
                Place::Paragraph,
                &format!("\\{}", start.replace("---", "-\\-\\-")),
            );
            check(&format!("x\n{start}"), Place::Paragraph, &{
                format!("x\n\\{}", start.replace("---", "-\\-\\-"))
            });
        }
        check(
            "12. a\n3) b\n1.5 c",
            Place::Paragraph,
            "12\\. a\n3\\) b\n1.5 c",
        );
    }

    #[test]
    fn white_space_at_the_edges_of_lines_goes() {
        check("  a  \n    b\t\tc", Place::Paragraph, "a\nb  c");
        check("a\nb", Place::Cell, "a b");
    }
}
