//! The parser: a text becomes a document, with the loose ends that the
//! transforms will tie.

use std::cell::{Cell, RefCell};

use crate::block::{Block, Kind, Stand, World};
use crate::escape::unescape;
use crate::files::Files;
use crate::line::{self, Line};
use crate::message::Findings;
use crate::options::{Dialect, Options};
use crate::source::{Source, Span, offset};
use crate::tree::{Document, Element, Node};
use crate::{block, directive, domain, language, lower};

/// A document before its transforms.
pub(crate) struct Reading {
    pub(crate) document: Document,
    pub(crate) findings: Findings,
}

/// Reads the text, and leaves the loose ends for the transforms.
pub(crate) fn parse(source: &Source, options: &Options, files: &dyn Files) -> Reading {
    let sources = elsa::FrozenVec::new();
    sources.push(Box::new(source.clone()));
    let (root, findings) = {
        let world = World {
            options,
            files,
            sources: &sources,
            language: language::of(&options.language_code),
            find_directive: directive::find,
            domain: Cell::new(domain::domain(&options.primary_domain)),
            inclusions: RefCell::default(),
            allowance: Cell::new(block::include::LENGTH_LIMIT),
        };
        let lines = line::split(world.text(0), 0);
        let blocks = match too_long(&lines, options) {
            Some(refusal) => vec![refusal],
            None => block::parse_document(&lines, &world),
        };
        let end = end(&blocks, &world);
        let blocks = between(blocks, &world);
        let mut lowered = lower::document(blocks, &world);
        if has_nul(&sources) {
            lowered.root.walk_mut(&mut without_nul);
        }
        let findings = Findings {
            diagnostics: lowered.context.diagnostics,
            loose: lowered.context.loose,
            dealt: lowered.context.registry.into_dealt(),
            raw: lowered.context.raw,
            misplaced: lowered.context.misplaced,
            detached: lowered.context.detached,
            end,
        };
        (lowered.root, findings)
    };
    let sources = sources
        .into_vec()
        .into_iter()
        .map(|source| *source)
        .collect();
    Reading {
        document: Document { root, sources },
        findings,
    }
}

/// The blocks of the document between those of Sphinx's `rst_prolog` and
/// `rst_epilog`, which are texts of their own, so that no line moves. Fields at
/// the very start stay there: they say what the document is.
fn between<'s>(mut blocks: Vec<Block<'s>>, world: &World<'s>) -> Vec<Block<'s>> {
    let prolog = aside(&world.options.rst_prolog, "<rst_prolog>", world);
    let has_fields = blocks
        .first()
        .is_some_and(|it| matches!(it.kind, Kind::FieldList(_)) && it.span.start == 0);
    let start = usize::from(has_fields);
    blocks.splice(start..start, prolog);
    blocks.extend(aside(&world.options.rst_epilog, "<rst_epilog>", world));
    blocks
}

/// The blocks of `text`, as of a file called `name` that lies beside the document.
fn aside<'s>(text: &str, name: &str, world: &World<'s>) -> Vec<Block<'s>> {
    if text.is_empty() {
        return Vec::new();
    }
    let document = world.sources.get(0).map_or("", Source::name);
    let folder = document.rfind('/').map_or("", |at| &document[..=at]);
    let source = Source::new(format!("{folder}{name}"), text);
    let Some(id) = world.add_source(source) else {
        return Vec::new();
    };
    block::parse_document(&line::split(world.text(id), id), world)
}

/// The line behind the last, if docutils stands there when all is read: not
/// after a construct that it reads with a machine of its own, which has gone
/// past the end.
fn end(blocks: &[Block<'_>], world: &World<'_>) -> Option<usize> {
    let text = world.text(0);
    let end = offset(text.len());
    let behind = world.line(Span::new(0, end, end));
    let last = blocks.last()?;
    let blank = text.ends_with("\n\n");
    match stand(&last.kind, last.span, world.text(last.span.source)) {
        Stand::Behind => Some(behind),
        Stand::BehindBlank => Some(behind).filter(|_| blank),
        Stand::Past => None,
        Stand::Looking => {
            let before = blocks.iter().rev().nth(1).map(|block| &block.kind);
            let lone = !matches!(before, Some(Kind::Paragraph(_)))
                || text.lines().rev().nth(1).is_none_or(str::is_empty);
            Some(behind - usize::from(lone && !blank))
        }
    }
}

/// Where docutils stands when the text ends with such a block.
fn stand(kind: &Kind<'_>, span: Span, text: &str) -> Stand {
    match kind {
        Kind::BulletList { .. }
        | Kind::EnumeratedList { .. }
        | Kind::DefinitionList(_)
        | Kind::FieldList(_)
        | Kind::HeaderFields(_)
        | Kind::OptionList(_)
        | Kind::Footnote { .. }
        | Kind::Citation { .. }
        | Kind::SubstitutionDefinition { .. }
        | Kind::Directive(_) => Stand::Past,
        Kind::Comment(lines) if !lines.is_empty() => Stand::Past,
        Kind::LineBlock(lines) if lines.len() == 1 => Stand::Behind,
        // An indented one.
        Kind::LiteralBlock(_) if text[..span.start as usize].ends_with(' ') => Stand::Behind,
        Kind::Comment(_) | Kind::Target { .. } | Kind::LineBlock(_) | Kind::LiteralBlock(_) => {
            Stand::BehindBlank
        }
        Kind::Notice(notice) => notice.stand,
        Kind::Title(_)
        | Kind::Transition
        | Kind::Paragraph(_)
        | Kind::DoctestBlock(_)
        | Kind::BlockQuote { .. }
        | Kind::ListItem(_)
        | Kind::Table(_)
        | Kind::Include(_) => Stand::Behind,
    }
}

fn has_nul(sources: &elsa::FrozenVec<Box<Source>>) -> bool {
    (0..sources.len())
        .filter_map(|index| sources.get(index))
        .any(|source| memchr::memchr(0, source.text().as_bytes()).is_some())
}

/// docutils takes every NUL of a text for what stands for a backslash, also
/// where nothing can be escaped.
fn without_nul(node: &mut Node) {
    if let Element::Text(text) = &mut node.element
        && text.contains('\0')
    {
        *text = unescape(text).into();
    }
}

/// docutils reads nothing of a text that has too long a line; a book is read
/// all the same.
fn too_long<'s>(lines: &[Line<'s>], options: &Options) -> Option<Block<'s>> {
    if options.dialect == Dialect::Book {
        return None;
    }
    let index = line::too_long(lines, options.line_length_limit)?;
    let message = format!("Line {} exceeds the line-length-limit.", index + 1);
    Some(block::refusal(message))
}

#[cfg(test)]
mod tests {
    use crate::writer::html::{self, Html};
    use crate::{Element, NoFiles, Options, Source, read};

    fn options() -> Options {
        Options {
            rst_prolog: ".. |it| replace:: *it*\n.. role:: x\n\nBefore, |gone|.\n".into(),
            rst_epilog: "After.\n\n.. _home: https://example.org/\n".into(),
            default_substitutions: vec![("release".into(), "1.2b3".into())],
            ..Options::default()
        }
    }

    fn page(text: &str, options: &Options) -> (String, Vec<(String, usize)>) {
        let (document, found) = read(&Source::new("deep/a.rst", text), options, &NoFiles);
        let found = found.iter().map(|it| {
            let place = document.locate(it.span);
            (place.file, place.line)
        });
        (html::body(&document, &Html::default()), found.collect())
    }

    #[test]
    fn prolog_and_epilog_stand_around_the_text_and_move_no_line() {
        let (page, found) = page("Text, |it|, home_, :x:`y`.\n\n|lost|\n", &options());
        let at = |part: &str| page.find(part).unwrap();
        assert!(at("Before") < at("Text, <em>it</em>"), "{page}");
        assert!(at("Text") < at("After"), "{page}");
        assert!(page.contains("href=\"https://example.org/\""), "{page}");
        let places: Vec<_> = found.iter().map(|it| (it.0.as_str(), it.1)).collect();
        assert_eq!(places, [("deep/a.rst", 3), ("deep/<rst_prolog>", 4)]);
    }

    #[test]
    fn fields_at_the_start_stay_there() {
        let source = Source::new("a.rst", ":author: Me\n\nText.\n");
        let (document, _) = read(&source, &options(), &NoFiles);
        let first = &document.root.children[0];
        assert!(matches!(first.element, Element::Docinfo), "{first:?}");
    }

    #[test]
    fn what_the_text_defines_comes_before_what_the_settings_say() {
        let text = "|release|\n";
        assert!(page(text, &options()).0.contains("1.2b3"));
        let own = format!("{text}\n.. |release| replace:: mine\n");
        let own = page(&own, &options()).0;
        assert!(own.contains("mine") && !own.contains("1.2b3"), "{own}");
    }

    #[test]
    fn the_default_role_is_the_one_named() {
        let with = |name: &str| Options {
            default_role: name.into(),
            ..Options::default()
        };
        assert!(
            page("`x`\n", &with("strong"))
                .0
                .contains("<strong>x</strong>")
        );
        let (html, found) = page("`x`\n", &with("gone"));
        assert!(html.contains("<cite>x</cite>"), "{html}");
        assert_eq!(found, [("deep/a.rst".to_owned(), 1)]);
    }

    #[test]
    fn names_without_a_domain_are_of_the_one_named() {
        let with = |name: &str| Options {
            primary_domain: name.into(),
            ..Options::default()
        };
        assert_eq!(page(":func:`x`\n", &with("c")).1, []);
        assert_eq!(page(":func:`x`\n", &with("")).1.len(), 1);
    }
}
