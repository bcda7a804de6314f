//! Sphinx's roles: a table of those that refer to something in the book, and
//! of those that say what a piece of text is.

use super::Use;
use crate::cfamily;
use crate::diagnostic::Severity;
use crate::domain::{PYTHON, STANDARD, Scope, titled};
use crate::escape::unescape;
use crate::options::Options;
use crate::tree::element::{Link, PendingXref, Reference};
use crate::tree::{Element, Node};

/// A role of Sphinx's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A cross-reference, which the book resolves.
    Xref(Xref),
    /// An element of the class of its name around the text.
    Text(Look),
    /// The same, with what stands in braces emphasised.
    Braces,
    /// An expression of C or C++, in the style of code or of text.
    Expression(Look),
    Abbr,
    Guilabel,
    Menuselection,
    Index,
    /// Numbered papers and weaknesses.
    Pep,
    Rfc,
    Cve,
    Cwe,
}

/// A role that refers to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a column of the table"
)]
pub(crate) struct Xref {
    /// The domain's name.
    domain: &'static str,
    /// Whether its text is code, unless the author gives another.
    code: bool,
    /// Whether the target is in lower case.
    lower: bool,
    /// Whether parentheses are set behind the name.
    call: bool,
    /// Whether a missing target is an error.
    warn: bool,
}

/// The elements of roles that say what a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Emphasis,
    Literal,
    Plain,
    Strong,
}

const OBJECT: Xref = Xref {
    domain: STANDARD,
    code: true,
    lower: false,
    call: false,
    warn: false,
};
const PLACE: Xref = Xref {
    code: false,
    warn: true,
    ..OBJECT
};
const LABEL: Xref = Xref {
    lower: true,
    ..PLACE
};
const WARNED: Xref = Xref {
    warn: true,
    ..OBJECT
};
const NAMELESS: Xref = Xref {
    domain: "",
    ..WARNED
};
const CITED: Xref = Xref {
    domain: "cite",
    ..PLACE
};

/// The roles without a domain, and those of the domain `std`, sorted.
const ROLES: &[(&str, Kind)] = &[
    ("abbr", Kind::Abbr),
    ("any", Kind::Xref(NAMELESS)),
    ("c:expr", Kind::Expression(Look::Literal)),
    ("c:texpr", Kind::Expression(Look::Plain)),
    ("cite", Kind::Xref(CITED)),
    ("cite:p", Kind::Xref(CITED)),
    ("cite:t", Kind::Xref(CITED)),
    ("command", Kind::Text(Look::Strong)),
    ("confval", Kind::Xref(OBJECT)),
    ("cpp:expr", Kind::Expression(Look::Literal)),
    ("cpp:texpr", Kind::Expression(Look::Plain)),
    ("cve", Kind::Cve),
    ("cwe", Kind::Cwe),
    ("dfn", Kind::Text(Look::Emphasis)),
    ("doc", Kind::Xref(PLACE)),
    ("download", Kind::Xref(NAMELESS)),
    ("envvar", Kind::Xref(OBJECT)),
    (
        "eq",
        Kind::Xref(Xref {
            domain: "math",
            ..PLACE
        }),
    ),
    ("file", Kind::Braces),
    ("guilabel", Kind::Guilabel),
    ("index", Kind::Index),
    ("kbd", Kind::Text(Look::Literal)),
    ("keyword", Kind::Xref(WARNED)),
    ("mailheader", Kind::Text(Look::Emphasis)),
    ("makevar", Kind::Text(Look::Strong)),
    ("manpage", Kind::Text(Look::Emphasis)),
    ("menuselection", Kind::Menuselection),
    ("mimetype", Kind::Text(Look::Emphasis)),
    ("newsgroup", Kind::Text(Look::Emphasis)),
    ("numref", Kind::Xref(LABEL)),
    ("option", Kind::Xref(WARNED)),
    ("pep", Kind::Pep),
    ("program", Kind::Text(Look::Strong)),
    ("ref", Kind::Xref(LABEL)),
    ("regexp", Kind::Text(Look::Literal)),
    ("rfc", Kind::Rfc),
    ("samp", Kind::Braces),
    ("term", Kind::Xref(PLACE)),
    ("token", Kind::Xref(OBJECT)),
];

/// The other domains: their names, and their roles; those of a function have
/// parentheses.
const DOMAINS: &[(&str, &[&str], &[&str])] = &[
    (
        PYTHON,
        &[
            "attr", "class", "const", "data", "deco", "exc", "mod", "obj", "type",
        ],
        &["func", "meth"],
    ),
    (
        "c",
        &[
            "data",
            "enum",
            "enumerator",
            "macro",
            "member",
            "struct",
            "type",
            "union",
            "var",
        ],
        &["func"],
    ),
    (
        "cpp",
        &[
            "any",
            "class",
            "concept",
            "enum",
            "enumerator",
            "member",
            "struct",
            "type",
            "union",
            "var",
        ],
        &["func"],
    ),
    ("js", &["attr", "class", "data", "mod"], &["func", "meth"]),
    ("rst", &["dir", "role"], &[]),
];

/// The role called `name` where names without a domain are those of `domain`;
/// and its name without its domain.
pub(super) fn find(name: &str, domain: &str) -> Option<(Kind, &'static str)> {
    if let Ok(at) = ROLES.binary_search_by_key(&name, |&(name, _)| name) {
        return Some((ROLES[at].1, ROLES[at].0));
    }
    let (domain, bare) = name.split_once(':').unwrap_or((domain, name));
    if domain == STANDARD {
        return find(bare, "").filter(|_| name != bare);
    }
    let (domain, plain, calls) = DOMAINS.iter().find(|it| it.0 == domain)?;
    let is_it = |it: &&&str| **it == bare;
    let call = calls.iter().find(is_it);
    let name = call.or_else(|| plain.iter().find(is_it))?;
    let xref = Xref {
        domain,
        call: call.is_some(),
        ..OBJECT
    };
    Some((Kind::Xref(xref), name))
}

/// The node for interpreted text, or what is wrong with it.
pub(super) fn apply(
    kind: Kind,
    name: &str,
    used: &Use<'_>,
    options: &Options,
    scope: &mut Scope,
) -> Result<Node, (Severity, String)> {
    Ok(match kind {
        Kind::Xref(xref) => xref.node(name, None, used, scope),
        Kind::Text(look) => {
            let text = vec![Node::text(used.keep(&unescape(used.text)), used.content)];
            Node::with(look.element(), used.span, text).class(name)
        }
        Kind::Braces => braces(name, used),
        Kind::Expression(look) => expression(look, name, used, scope),
        Kind::Abbr => abbr(used),
        Kind::Guilabel => label(name, &unescape(used.text), used),
        Kind::Menuselection => {
            let text = unescape(used.text).replace("-->", "\u{2023}");
            label(name, &text, used)
        }
        Kind::Index => index(used, scope),
        Kind::Pep | Kind::Rfc | Kind::Cve | Kind::Cwe => return numbered(kind, used, options),
    })
}

/// The node of a role that refers to a type of object which a book adds.
pub(super) fn object(used: &Use<'_>, scope: &Scope) -> Node {
    OBJECT.node(used.name, None, used, scope)
}

/// The node of the role `external`, or `external+project`, around another role.
pub(super) fn external(name: &str, used: &Use<'_>, scope: &Scope) -> Option<Node> {
    let rest = name.strip_prefix("external")?;
    let (project, role) = rest.split_once(':')?;
    let project = match project {
        "" => "",
        project => project.strip_prefix('+')?,
    };
    let (kind, bare) = find(role, scope.domain)?;
    let Kind::Xref(xref) = kind else { return None };
    Some(xref.node(bare, Some(project), used, scope))
}

impl Kind {
    /// What stands before a number.
    fn series(self) -> &'static str {
        match self {
            Self::Rfc => "RFC",
            Self::Cve => "CVE",
            Self::Cwe => "CWE",
            _ => "PEP",
        }
    }
}

impl Look {
    fn element(self) -> Element {
        match self {
            Self::Emphasis => Element::Emphasis,
            Self::Literal => Element::Literal,
            Self::Plain => Element::Inline,
            Self::Strong => Element::Strong,
        }
    }
}

impl Xref {
    fn node(self, role: &str, external: Option<&str>, used: &Use<'_>, scope: &Scope) -> Node {
        let written = titled(used.text);
        let explicit = written.is_some();
        let (mut title, mut target) = written.unwrap_or_else(|| {
            let text = unescape(used.text).into_owned();
            (text.clone(), text)
        });
        let off = !explicit && title.starts_with('!');
        if off {
            title.remove(0);
        }
        if self.lower {
            target = target.to_lowercase();
        }
        let mut xref = PendingXref {
            domain: self.domain.to_owned(),
            reftype: role.to_owned(),
            explicit,
            warn: self.warn,
            external: external.map(str::to_owned),
            ..PendingXref::default()
        };
        if !explicit {
            self.shorten(&mut title, &mut target, scope);
            if role == "deco" {
                title.insert(0, '@');
            }
        }
        if self.domain == PYTHON && target.starts_with('.') {
            target.remove(0);
            xref.specific = true;
        }
        xref.target = target;
        self.place(role, &mut xref, scope);
        if matches!(self.domain, "c" | "cpp") && !explicit {
            title = shown_name(&title);
        }
        cfamily::give_ids(&mut xref);
        if !explicit && !xref.ids.is_empty() && !title.ends_with("()") || title.ends_with(")()") {
            title = bare(&title).to_owned();
        }
        let text = Node::text(used.keep(&title), used.content);
        let element = if self.code {
            Element::Literal
        } else {
            Element::Inline
        };
        let mut shown = Node::with(element, used.span, vec![text]).class("xref");
        if !self.domain.is_empty() {
            shown = shown.class(self.domain);
        }
        let last = if self.domain.is_empty() {
            role.to_owned()
        } else {
            format!("{}-{role}", self.domain)
        };
        shown = shown.class(last);
        if off {
            return shown;
        }
        Node::with(Element::PendingXref(Box::new(xref)), used.span, vec![shown])
    }

    /// What the domain makes of a name that is both title and target: `~` hides
    /// all but its last part, and a call has its parentheses.
    fn shorten(self, title: &mut String, target: &mut String, scope: &Scope) {
        if self.call {
            *title = bare(title).to_owned() + if scope.parentheses { "()" } else { "" };
            if let Some(bare) = target.strip_suffix("()") {
                *target = bare.to_owned();
            }
        }
        if self.domain == STANDARD || self.domain.is_empty() {
            return;
        }
        if matches!(self.domain, PYTHON | "js") {
            *title = title.trim_start_matches('.').to_owned();
        }
        *target = target.trim_start_matches('~').to_owned();
        if let Some(whole) = title.strip_prefix('~') {
            let last = whole.rsplit(['.', ':']).next().unwrap_or(whole);
            *title = last.to_owned();
        }
    }

    /// The domain whose objects the reference may stand in.
    fn home(self) -> &'static str {
        if self.domain.is_empty() {
            PYTHON
        } else {
            self.domain
        }
    }

    fn place(self, role: &str, xref: &mut PendingXref, scope: &Scope) {
        if self.domain.is_empty() || matches!(self.domain, PYTHON | "js") {
            let module = match self.domain {
                "js" => &scope.js_module,
                _ => &scope.module,
            };
            xref.module.clone_from(module);
            xref.class = scope.object(self.home()).map(str::to_owned);
        } else if role == "option" {
            xref.module.clone_from(&scope.program);
        } else if matches!(self.domain, "c" | "cpp") {
            xref.class = scope.object(self.domain).map(str::to_owned);
        }
    }
}

/// The name without the parentheses of a call.
fn bare(name: &str) -> &str {
    name.strip_suffix("()").unwrap_or(name)
}

/// The name with `[anonymous]` for its parts that stand for none (`@data`).
fn shown_name(name: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut parts = name.split('@');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str("[anonymous]");
        shown.push_str(part.trim_start_matches(is_word));
    }
    shown
}

/// An expression, whose names refer to what they stand for.
fn expression(look: Look, role: &str, used: &Use<'_>, scope: &Scope) -> Node {
    let text = unescape(used.text);
    let domain = role.split(':').next().unwrap_or_default();
    let classes = ["sig", "sig-inline", domain];
    if let Some(bits) = cfamily::expression(&text).filter(|_| domain == "cpp") {
        let shown = cfamily::nodes(&bits, domain, scope.object(domain), used.content);
        let node = Node::with(look.element(), used.span, shown);
        return classes.into_iter().fold(node, Node::class);
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut children = Vec::new();
    let mut rest = &*text;
    while !rest.is_empty() {
        let starts = rest.starts_with(is_word);
        let end = rest.find(|c| is_word(c) != starts).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        let shown = Node::text(piece, used.content);
        let is_name = starts && !piece.starts_with(|c: char| c.is_ascii_digit());
        if !is_name || TYPES_OF_C.contains(&piece) {
            children.push(shown);
            continue;
        }
        let xref = PendingXref {
            domain: domain.to_owned(),
            reftype: "identifier".to_owned(),
            target: piece.to_owned(),
            class: scope.object(domain).map(str::to_owned),
            ..PendingXref::default()
        };
        let xref = Element::PendingXref(Box::new(xref));
        children.push(Node::with(xref, used.content, vec![shown]));
    }
    let node = Node::with(look.element(), used.span, children);
    classes.into_iter().fold(node, Node::class)
}

/// Words of the language that name nothing.
const TYPES_OF_C: &[&str] = &[
    "bool", "char", "class", "const", "double", "enum", "float", "int", "long", "short", "signed",
    "sizeof", "static", "struct", "union", "unsigned", "void", "volatile",
];

/// Text of which what stands in braces is emphasised.
fn braces(name: &str, used: &Use<'_>) -> Node {
    let text = unescape(used.text);
    let mut children = Vec::new();
    let mut rest = &*text;
    let mut plain = String::new();
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((inside, after)) = behind.split_once('}').filter(|it| !it.0.is_empty()) else {
            break;
        };
        if let Some(before) = before.strip_suffix('\\') {
            plain.push_str(before);
            plain.push('{');
            rest = behind;
            continue;
        }
        plain.push_str(before);
        if !plain.is_empty() {
            children.push(Node::text(std::mem::take(&mut plain), used.content));
        }
        let inside = Node::text(inside, used.content);
        children.push(Node::with(Element::Emphasis, used.content, vec![inside]));
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        children.push(Node::text(used.keep(&plain), used.content));
    }
    Node::with(Element::Literal, used.span, children).class(name)
}

/// `CPU (central processing unit)`: what stands in parentheses explains.
fn abbr(used: &Use<'_>) -> Node {
    let text = unescape(used.text);
    let split = text
        .strip_suffix(')')
        .and_then(|text| text.split_once('('))
        .map(|(short, long)| (short.trim(), long));
    let (short, long) = split.map_or((&*text, None), |(short, long)| (short, Some(long)));
    let mut node = Node::with(
        Element::Abbreviation,
        used.span,
        vec![Node::text(short, used.content)],
    );
    if let Some(long) = long {
        let others = &mut node.attributes.edit().others;
        others.push(("explanation", long.to_owned()));
    }
    node
}

/// A label of a control: the letter behind `&` is its key.
fn label(name: &str, text: &str, used: &Use<'_>) -> Node {
    let mut children = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('&', Some('&')) => {
                chars.next();
                plain.push('&');
            }
            ('&', Some(key)) if !key.is_whitespace() => {
                if !plain.is_empty() {
                    children.push(Node::text(std::mem::take(&mut plain), used.content));
                }
                let key = Node::text(key.to_string(), used.content);
                let key = Node::with(Element::Inline, used.content, vec![key]);
                children.push(key.class("accelerator"));
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    if !plain.is_empty() {
        children.push(Node::text(used.keep(&plain), used.content));
    }
    Node::with(Element::Inline, used.span, children).class(name)
}

/// Text that stands in the index, under its own words or those in `<>`.
fn index(used: &Use<'_>, scope: &mut Scope) -> Node {
    let (title, entry) = titled(used.text).unwrap_or_else(|| {
        let text = unescape(used.text).into_owned();
        (text.trim_start_matches('!').to_owned(), text)
    });
    let text = vec![Node::text(used.keep(&title), used.content)];
    let mut node = Node::with(Element::Inline, used.span, text);
    let attributes = node.attributes.edit();
    attributes.ids.push(scope.index_id());
    attributes.others.push(("index", entry));
    node
}

/// A PEP, an RFC, a CVE or a CWE: `8`, or `8#section`, or `its title <8>`.
fn numbered(kind: Kind, used: &Use<'_>, options: &Options) -> Result<Node, (Severity, String)> {
    let written = titled(used.text);
    let target = match &written {
        Some((_, target)) => target.clone(),
        None => unescape(used.text).into_owned(),
    };
    let (number, anchor) = match target.split_once('#') {
        Some((number, anchor)) => (number.trim(), format!("#{anchor}")),
        None => (target.trim(), String::new()),
    };
    let what = kind.series();
    let is_number = number
        .bytes()
        .all(|it| it.is_ascii_digit() || (it == b'-' && kind == Kind::Cve));
    let whole = number.parse::<u32>().ok().filter(|_| is_number);
    let uri = match (kind, whole) {
        (Kind::Pep, Some(number)) => options.pep_url(number) + "/" + &anchor,
        (Kind::Rfc, Some(number)) => options.rfc_url(&number.to_string()) + &anchor,
        (Kind::Cwe, Some(number)) => {
            format!("https://cwe.mitre.org/data/definitions/{number}.html{anchor}")
        }
        (Kind::Cve, _) if is_number && !number.is_empty() => {
            format!("https://www.cve.org/CVERecord?id=CVE-{number}{anchor}")
        }
        _ => return Err((Severity::Error, format!("invalid {what} number {target}"))),
    };
    let title = written.map_or_else(|| spoken(kind, what, &target), |it| it.0);
    let text = Node::text(title, used.content);
    let reference = Reference {
        link: Link::Uri(uri),
        ..Reference::default()
    };
    let strong = Node::with(Element::Strong, used.span, vec![text]);
    let reference = Element::Reference(Box::new(reference));
    Ok(Node::with(reference, used.span, vec![strong]).class(what.to_lowercase()))
}

/// `RFC 2822 Section 3.4` for `2822#section-3.4`.
fn spoken(kind: Kind, what: &str, target: &str) -> String {
    let part = target.split_once('#').filter(|_| kind == Kind::Rfc);
    let named = part.and_then(|(number, anchor)| {
        let (part, which) = anchor.split_once('-')?;
        let part = match part {
            "appendix" => "Appendix",
            "page" => "Page",
            "section" => "Section",
            _ => return None,
        };
        Some(format!("{what} {number} {part} {which}"))
    });
    named.unwrap_or_else(|| format!("{what} {target}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ROLES.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn a_role_is_that_of_the_domain_at_hand() {
        let domain = |name, domain| match find(name, domain) {
            Some((Kind::Xref(xref), bare)) => Some((xref.domain, bare)),
            _ => None,
        };
        assert_eq!(domain("func", PYTHON), Some((PYTHON, "func")));
        assert_eq!(domain("func", "c"), Some(("c", "func")));
        assert_eq!(domain("c:func", PYTHON), Some(("c", "func")));
        assert_eq!(domain("std:ref", PYTHON), Some((STANDARD, "ref")));
        assert_eq!(domain("ref", "c"), Some((STANDARD, "ref")));
        assert_eq!(domain("func", "rst"), None);
        assert_eq!(domain("nothing", PYTHON), None);
    }
}
