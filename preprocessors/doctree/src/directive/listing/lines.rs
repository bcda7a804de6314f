//! Which lines of a program are shown, and how.

use super::regions::File;
use crate::source::Span;
use crate::tree::{Element, Node};

/// The region whose lines are hidden without being asked for.
const HIDDEN: &str = "hidden";

/// What the options say of the lines. Each names regions and lines of the file.
#[derive(Default)]
pub(super) struct Choice<'o> {
    /// The only ones that are shown.
    pub(super) show: Option<&'o str>,
    /// Those that are not.
    pub(super) hide: Option<&'o str>,
    /// Those that stand out.
    pub(super) emphasize: Option<&'o str>,
    /// Whether each has its number in front.
    pub(super) linenos: bool,
}

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Emphasised,
    Hidden,
}

/// The program as the children of a block of code: text; lines that stand out,
/// of the class `hll`; numbers, of the class `ln`; and what is not shown, of
/// the class `hidden`. Lines are numbered as the compiler counts them.
pub(super) fn nodes(file: &File<'_>, choice: &Choice<'_>, span: Span) -> Result<Vec<Node>, String> {
    let looks = looks(file, choice)?;
    let width = file.lines.len().to_string().len();
    let mut nodes = Vec::new();
    let mut text = String::new();
    for (index, (_, line)) in file.lines.iter().enumerate() {
        let look = looks[index];
        if choice.linenos {
            let label = Node::text(format!("{:>width$} ", index + 1), span);
            let number = Node::with(Element::Inline, span, vec![label]).class("ln");
            nodes.push(if look == Look::Hidden {
                number.class("hidden")
            } else {
                number
            });
        }
        text.push_str(line);
        let last = index + 1 == file.lines.len();
        if !last {
            text.push('\n');
        }
        if last || choice.linenos || looks[index + 1] != look {
            nodes.push(piece(std::mem::take(&mut text), look, span));
        }
    }
    Ok(nodes)
}

fn piece(text: String, look: Look, span: Span) -> Node {
    let text = Node::text(text, span);
    let class = match look {
        Look::Plain => return text,
        Look::Emphasised => "hll",
        Look::Hidden => "hidden",
    };
    Node::with(Element::Inline, span, vec![text]).class(class)
}

fn looks(file: &File<'_>, choice: &Choice<'_>) -> Result<Vec<Look>, String> {
    let first = match choice.show {
        None => Look::Plain,
        Some(_) => Look::Hidden,
    };
    let mut looks = vec![first; file.lines.len()];
    if choice.show.is_none() {
        set(
            &mut looks,
            file.region(HIDDEN).into_iter().flatten(),
            Look::Hidden,
        );
    }
    for (names, look) in [(choice.show, Look::Plain), (choice.hide, Look::Hidden)] {
        set(&mut looks, named(file, names)?.into_iter(), look);
    }
    let emphasised = named(file, choice.emphasize)?.into_iter();
    let shown: Vec<_> = emphasised.filter(|&at| looks[at] == Look::Plain).collect();
    set(&mut looks, shown.into_iter(), Look::Emphasised);
    hide_leading_blanks(file, &mut looks);
    Ok(looks)
}

/// Hides the blank lines behind what is hidden at the beginning.
fn hide_leading_blanks(file: &File<'_>, looks: &mut [Look]) {
    if looks.first() != Some(&Look::Hidden) {
        return;
    }
    for (look, (_, line)) in looks.iter_mut().zip(&file.lines) {
        if *look != Look::Hidden && !line.trim().is_empty() {
            return;
        }
        *look = Look::Hidden;
    }
}

fn set(looks: &mut [Look], lines: impl Iterator<Item = usize>, look: Look) {
    for line in lines {
        looks[line] = look;
    }
}

/// The lines of the program that `names` means, as in `main, 3, 7-9, 20-`.
fn named(file: &File<'_>, names: Option<&str>) -> Result<Vec<usize>, String> {
    let mut lines = Vec::new();
    let names = names.into_iter().flat_map(|it| it.split(','));
    for name in names.map(str::trim) {
        if let Some(region) = file.region(name) {
            lines.extend(region);
        } else {
            let (first, last) = range(name, file.total)
                .ok_or_else(|| format!("has no region and no lines \"{name}\""))?;
            let within = |it: &(usize, &(usize, &str))| (first..=last).contains(&it.1.0);
            let chosen = file.lines.iter().enumerate().filter(within);
            lines.extend(chosen.map(|it| it.0));
        }
    }
    Ok(lines)
}

/// The first and the last line of a range; none, if the file has no such lines.
fn range(text: &str, total: usize) -> Option<(usize, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let (first, last) = match text.split_once('-') {
        None => (number(text)?, number(text)?),
        Some((first, last)) if last.trim().is_empty() => (number(first)?, total),
        Some((first, last)) if first.trim().is_empty() => (1, number(last)?),
        Some((first, last)) => (number(first)?, number(last)?),
    };
    (1 <= first && first <= last && last <= total).then_some((first, last))
}
