//! Colours for code, as classes in the tree: the site and the PDF share them.
//!
//! A `literal_block` of the classes `code` and a language gets `inline`
//! children of the classes below. What is in no known language stays as it is.

use std::sync::OnceLock;

use doctree::{Document, Element, Node, Span};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

/// Beginnings of scope names and the class of what lies in them. The innermost
/// scope counts, and of the rows that fit it the first.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-c"),
    ("punctuation.definition.comment", "hl-c"),
    ("punctuation.definition.string", "hl-s"),
    ("punctuation.definition.annotation", "hl-m"),
    ("punctuation.definition.attribute", "hl-m"),
    ("punctuation.definition.lifetime", "hl-t"),
    ("punctuation.definition.variable", "hl-v"),
    ("punctuation", "hl-p"),
    ("string", "hl-s"),
    ("constant.character.escape", "hl-v"),
    ("constant.character", "hl-s"),
    ("constant.numeric", "hl-n"),
    ("constant", "hl-v"),
    ("keyword.operator.word", "hl-k"),
    ("keyword.operator.logical.python", "hl-k"),
    ("keyword.operator", "hl-o"),
    ("keyword", "hl-k"),
    ("storage.type.numeric", "hl-n"),
    ("storage.modifier.lifetime", "hl-t"),
    ("storage.type.rust", "hl-t"),
    ("storage", "hl-k"),
    ("entity.name.lifetime", "hl-t"),
    ("entity.name.function", "hl-f"),
    ("entity.name.macro", "hl-m"),
    ("entity.name.tag", "hl-k"),
    ("entity.name.section", "hl-k"),
    ("entity.other.attribute-name", "hl-m"),
    ("entity.name", "hl-t"),
    ("entity.other.inherited-class", "hl-t"),
    ("support.macro", "hl-m"),
    ("support.function", "hl-f"),
    ("support.constant", "hl-v"),
    ("support", "hl-t"),
    ("variable.annotation", "hl-m"),
    ("variable.function", "hl-f"),
    ("variable.language", "hl-k"),
    ("variable.parameter", "hl-v"),
    ("meta.annotation", "hl-m"),
    ("meta.attribute", "hl-m"),
];

/// The class of a prompt.
const PROMPT: &str = "hl-e";

/// Languages that are conversations: the name, the prompts, and the language
/// of what is typed behind them.
const CONVERSATIONS: &[(&str, &[&str], &str)] = &[
    ("console", &["$ ", "# ", "> "], "bash"),
    ("shell-session", &["$ ", "# ", "> "], "bash"),
    ("powershell-session", &["PS> ", "> "], "powershell"),
    ("doscon", &["C:\\> ", "> "], "bat"),
    ("pycon", &[">>> ", "... "], "python"),
];

/// Rust's keywords that the syntax at hand does not know, or takes for types.
const RUST_KEYWORDS: [&str; 8] = [
    "async", "await", "const", "dyn", "let", "static", "try", "union",
];

/// A piece of text and its class, if it has one.
type Piece = (String, Option<&'static str>);

/// Gives every block of code in `document` its colours.
pub(crate) fn highlight(document: &mut Document) {
    document.root.walk_mut(&mut |node| {
        if let Some(language) = language(node)
            && let Some(code) = code(node)
            && let Some(pieces) = pieces(&code, &language)
        {
            colour(node, pieces);
        }
    });
}

/// The code of a block without the numbers of its lines; none, if there is
/// markup in it.
fn code(node: &Node) -> Option<String> {
    let mut code = String::new();
    for child in &node.children {
        match &child.element {
            Element::Text(text) => code.push_str(text),
            Element::Inline if is_number(child) => {}
            Element::Inline if is_of_lines(child) => code.push_str(&child.astext()),
            _ => return None,
        }
    }
    Some(code)
}

/// The number of a line, which is no code.
fn is_number(node: &Node) -> bool {
    node.attributes.has_class("ln")
}

/// Whole lines that are emphasised, or not shown.
fn is_of_lines(node: &Node) -> bool {
    let is_text = |it: &Node| matches!(it.element, Element::Text(_));
    ["hll", "hidden"]
        .iter()
        .any(|it| node.attributes.has_class(it))
        && node.children.iter().all(is_text)
}

/// Puts `pieces`, which are the code of the block, in the place of its text.
fn colour(node: &mut Node, pieces: Vec<Piece>) {
    let mut pieces = Pieces {
        rest: pieces.into_iter().rev().collect(),
    };
    for mut child in std::mem::take(&mut node.children) {
        if is_number(&child) {
            node.children.push(child);
            continue;
        }
        let own = nodes(pieces.take(child.astext().len()), child.span);
        if child.element == Element::Inline {
            child.children = own;
            node.children.push(child);
        } else {
            node.children.extend(own);
        }
    }
}

/// Pieces that are still to be placed, the next one last.
struct Pieces {
    rest: Vec<Piece>,
}

impl Pieces {
    /// The next `bytes` of the code.
    fn take(&mut self, mut bytes: usize) -> Vec<Piece> {
        let mut taken = Vec::new();
        while bytes > 0
            && let Some((mut text, class)) = self.rest.pop()
        {
            if text.len() > bytes {
                let behind = text.split_off(bytes);
                self.rest.push((behind, class));
            }
            bytes -= text.len();
            taken.push((text, class));
        }
        taken
    }
}

/// The language of a block of code.
fn language(node: &Node) -> Option<String> {
    let classes = node.attributes.classes();
    match node.element {
        Element::LiteralBlock if node.attributes.has_class("code") => {
            classes.iter().find(|it| *it != "code").cloned()
        }
        Element::DoctestBlock => Some("pycon".to_owned()),
        _ => None,
    }
}

/// The pieces of `code`; none, if the language is not known.
fn pieces(code: &str, language: &str) -> Option<Vec<Piece>> {
    let conversation = CONVERSATIONS.iter().find(|it| it.0 == language);
    let Some((_, prompts, typed)) = conversation else {
        let syntax = syntax(language)?;
        let pieces = coloured(code, syntax);
        return Some(match syntax.name.as_str() {
            "Rust" => pieces.into_iter().flat_map(refine_rust).collect(),
            _ => pieces,
        });
    };
    let syntax = syntax(typed);
    let mut out = Vec::new();
    for line in code.split_inclusive('\n') {
        match prompts.iter().find(|it| line.starts_with(**it)) {
            Some(prompt) => {
                push(&mut out, prompt, Some(PROMPT));
                let rest = &line[prompt.len()..];
                match syntax {
                    Some(syntax) => out.extend(coloured(rest, syntax)),
                    None => push(&mut out, rest, None),
                }
            }
            None => push(&mut out, line, None),
        }
    }
    Some(out)
}

/// The pieces of `code`, as `syntax` sees it.
fn coloured(code: &str, syntax: &SyntaxReference) -> Vec<Piece> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut out = Vec::new();
    let ended = if code.ends_with('\n') {
        code.to_owned()
    } else {
        format!("{code}\n")
    };
    for line in ended.split_inclusive('\n') {
        let changes = state.parse_line(line, syntaxes()).unwrap_or_default();
        let mut from = 0;
        for (at, change) in changes {
            push(&mut out, &line[from..at], class(&scopes));
            from = at;
            // A change that does not fit leaves the scopes as they are.
            let _ = scopes.apply(&change);
        }
        push(&mut out, &line[from..], class(&scopes));
    }
    if !code.ends_with('\n') {
        out.pop();
    }
    out
}

/// Finds in a piece of Rust the keywords that were missed, and the types and
/// constants by their capitals.
fn refine_rust((text, class): Piece) -> Vec<Piece> {
    if !matches!(class, None | Some("hl-t")) || text.contains('\'') {
        return vec![(text, class)];
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let same = |c: char| is_word(c) == is_word(first);
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        push(&mut out, part, rust_class(part).or(class));
        rest = after;
    }
    out
}

fn rust_class(word: &str) -> Option<&'static str> {
    let capital = word.starts_with(char::is_uppercase);
    let constant = word.len() > 1 && !word.contains(char::is_lowercase);
    match word {
        _ if RUST_KEYWORDS.contains(&word) => Some("hl-k"),
        _ if capital && constant => Some("hl-v"),
        _ if capital => Some("hl-t"),
        _ => None,
    }
}

/// Adds a piece, in the one before if it has the same class. A line end is a
/// piece of its own, so that no colour spans it.
fn push(out: &mut Vec<Piece>, text: &str, class: Option<&'static str>) {
    let (text, line_end) = match text.strip_suffix('\n') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let blank = text.trim().is_empty();
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some((last, of)) if last != "\n" && (*of == class || blank) => last.push_str(text),
        _ => out.push((text.to_owned(), class.filter(|_| !blank))),
    }
    if line_end {
        out.push(("\n".to_owned(), None));
    }
}

/// The class of what lies in `scopes`.
fn class(scopes: &ScopeStack) -> Option<&'static str> {
    scopes.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let fits = |start: &str| {
            name.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        CLASSES.iter().find(|(start, _)| fits(start)).map(|it| it.1)
    })
}

/// The pieces as nodes: text, and `inline` where there is a class. Line ends
/// join the text around them.
fn nodes(pieces: Vec<Piece>, span: Span) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    let mut plain = String::new();
    for (text, class) in pieces {
        let Some(class) = class else {
            plain.push_str(&text);
            continue;
        };
        if !plain.is_empty() {
            out.push(Node::text(std::mem::take(&mut plain), span));
        }
        let text = Node::text(text, span);
        out.push(Node::with(Element::Inline, span, vec![text]).class(class));
    }
    if !plain.is_empty() {
        out.push(Node::text(plain, span));
    }
    out
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let plain = syntaxes().find_syntax_plain_text();
    syntaxes()
        .find_syntax_by_token(language)
        .filter(|it| it.name != plain.name)
}

fn syntaxes() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

#[cfg(test)]
mod tests {
    use doctree::Source;

    use super::*;

    /// The code with each coloured piece written as `[class|text]`.
    fn shown(code: &str, language: &str) -> String {
        let block = Node::with(
            Element::LiteralBlock,
            Span::default(),
            vec![Node::text(code, Span::default())],
        )
        .class("code")
        .class(language);
        let mut document = Document {
            root: Node::with(Element::Document, Span::default(), vec![block]),
            sources: vec![Source::new("a.rst", "")],
        };
        highlight(&mut document);
        assert_eq!(document.root.astext(), code, "no text is lost");
        let piece = |it: &Node| match it.attributes.classes() {
            [class] => format!("[{}|{}]", &class[3..], it.astext()),
            _ => it.astext(),
        };
        document.root.children[0]
            .children
            .iter()
            .map(piece)
            .collect()
    }

    #[test]
    fn rust_is_coloured() {
        let shown = shown(
            "// all\nasync fn main() {\n    f(\"a\", 1).await;\n}\n",
            "rust",
        );
        for piece in [
            "[c|// all]\n",
            "[k|async",
            "[f|main]",
            "[s|\"a\"]",
            "[n|1]",
            "[k|await]",
        ] {
            assert!(shown.contains(piece), "{piece} in {shown}");
        }
    }

    #[test]
    fn numbers_and_emphasis_of_lines_stay() {
        let text = ".. code-block:: python\n   :linenos:\n   :emphasize-lines: 2\n\n   a = \"\"\"b\n   c\"\"\"\n   d\n";
        let source = Source::new("a.rst", text);
        let (mut document, _) =
            doctree::read(&source, &doctree::Options::default(), &doctree::NoFiles);
        let before = document.root.astext();
        highlight(&mut document);
        assert_eq!(document.root.astext(), before, "no text is lost");
        let shown = document.root.children[0].children.iter().map(|it| {
            let classes = it.attributes.classes().join(" ");
            let inner = it
                .children
                .iter()
                .map(|it| it.attributes.classes().join(" "));
            format!("{classes}({})|{}", inner.collect::<String>(), it.astext())
        });
        let shown: Vec<String> = shown.collect();
        let expected = [
            "ln()|1 ",
            "()|a ",
            "hl-o()|= ",
            "hl-s()|\"\"\"b",
            "()|\n",
            "ln()|2 ",
            "hll(hl-s)|c\"\"\"\n",
            "ln()|3 ",
            "()|d",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn rust_names_are_known_by_their_capitals() {
        assert_eq!(
            shown("let x: Mutex<u8> = LIMIT;", "rust").replace(" ]", "] "),
            "[k|let] x[p|:] [t|Mutex][p|<][t|u8][p|>] [o|=] [v|LIMIT][p|;]"
        );
        let shown = shown("static A: &dyn B = x as _; // Let", "rust");
        assert!(shown.starts_with("[k|static"), "{shown}");
        assert!(shown.contains("[k|dyn"), "{shown}");
        assert!(shown.ends_with("[c|// Let]"), "{shown}");
    }

    #[test]
    fn languages_of_the_course_are_known() {
        for (language, code) in [
            ("python", "import os"),
            ("toml", "[a]\nb = 1"),
            ("bash", "if true; then echo; fi"),
            ("yaml", "a: 1"),
            ("c", "int a = 1;"),
            ("cpp", "class A {};"),
            ("json", "{\"a\": 1}"),
        ] {
            assert!(shown(code, language).contains('['), "{language}");
            assert!(shown(code, language).contains('|'), "{language}");
        }
    }

    #[test]
    fn prompts_and_output_are_told_apart() {
        assert_eq!(shown("$ ls\na.rs\n", "console"), "[e|$ ][f|ls]\na.rs\n");
        assert!(shown(">>> 1\n1\n", "pycon").starts_with("[e|>>> ][n|1]\n1"));
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        assert_eq!(shown("a = 1\n", "klingon"), "a = 1\n");
        assert_eq!(shown("a = 1\n", "text"), "a = 1\n");
    }

    #[test]
    fn no_colour_spans_a_line_end() {
        let shown = shown("/* one\n\n   two */ let", "rust");
        assert!(shown.starts_with("[c|/* one]\n\n"), "{shown}");
    }
}
