//! Roles of interpreted text: a table of docutils' own, and those that a
//! document makes with the `role` directive.

mod sphinx;

use foldhash::HashMap;

use crate::diagnostic::Severity;
use crate::domain::{Scope, titled};
use crate::escape::{restore, shown, unescape};
use crate::language::{self, Language, Named};
use crate::names::lower;
use crate::options::{Dialect, Options};
use crate::python::int;
use crate::source::{Source, Span};
use crate::tree::element::{Link, Reference};
use crate::tree::{Element, Node, Text};

/// What a role does, with what the `role` directive added.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) base: Base,
    pub(crate) classes: Vec<String>,
    pub(crate) format: Option<String>,
    pub(crate) language: Option<String>,
}

/// What docutils' roles do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Abbreviation,
    Acronym,
    Code,
    Emphasis,
    Inline,
    Literal,
    Math,
    Pep,
    Raw,
    Rfc,
    Strong,
    Subscript,
    Superscript,
    TitleReference,
    Unimplemented,
    /// That of [`Options::extlinks`] with this number.
    Extlink(usize),
    /// One of [`Options::object_types`].
    ObjectType,
    /// One of Sphinx's.
    Sphinx(sphinx::Kind, &'static str),
}

/// Canonical names, sorted.
const ROLES: &[(&str, Base)] = &[
    ("abbreviation", Base::Abbreviation),
    ("acronym", Base::Acronym),
    ("anonymous-reference", Base::Unimplemented),
    ("citation-reference", Base::Unimplemented),
    ("code", Base::Code),
    ("emphasis", Base::Emphasis),
    ("footnote-reference", Base::Unimplemented),
    ("index", Base::Unimplemented),
    ("literal", Base::Literal),
    ("math", Base::Math),
    ("named-reference", Base::Unimplemented),
    ("pep-reference", Base::Pep),
    ("raw", Base::Raw),
    ("restructuredtext-unimplemented-role", Base::Unimplemented),
    ("rfc-reference", Base::Rfc),
    ("strong", Base::Strong),
    ("subscript", Base::Subscript),
    ("substitution-reference", Base::Unimplemented),
    ("superscript", Base::Superscript),
    ("target", Base::Unimplemented),
    ("title-reference", Base::TitleReference),
    ("uri-reference", Base::Unimplemented),
];

/// The roles of one document.
pub(crate) struct Roles {
    language: Option<&'static Language>,
    dialect: Dialect,
    custom: HashMap<String, Role>,
    default: Option<Role>,
}

/// What a name stands for.
pub(crate) enum Found {
    Role(Role),
    Unknown,
}

/// Interpreted text: its role's name, its text with NULs for backslashes, and
/// where it and all of it stand.
pub(crate) struct Use<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) span: Span,
    pub(crate) content: Span,
    /// What it was read from.
    pub(crate) source: Option<&'a Source>,
}

impl Use<'_> {
    /// `text`, which is its own perhaps in another form, as the tree keeps it.
    fn keep(&self, text: &str) -> Text {
        self.source.map_or_else(
            || text.into(),
            |source| Text::of(text, self.content, source),
        )
    }
}

impl Roles {
    /// The roles at the start of a document in `language`.
    pub(crate) fn new(language: Option<&'static Language>, options: &Options) -> Self {
        let links = options.extlinks.iter().enumerate();
        let links = links.map(|(at, it)| (it.0.to_lowercase(), Role::of(Base::Extlink(at))));
        let objects = options.object_types.iter();
        let objects = objects.map(|(_, role)| (role.to_lowercase(), Role::of(Base::ObjectType)));
        Self {
            language,
            dialect: options.dialect,
            custom: links.chain(objects).collect(),
            default: None,
        }
    }

    /// Makes `name` stand for `role` from here on.
    pub(crate) fn add(&mut self, name: &str, role: Role) {
        self.custom.insert(name.to_lowercase(), role);
    }

    /// The role of interpreted text without one; `None` restores docutils' own.
    pub(crate) fn set_default(&mut self, role: Option<Role>) {
        self.default = role;
    }

    /// The role called `name`, and docutils' remark about how it was looked
    /// for; of unknown ones only with `remarks`. In a book, a name without a
    /// domain may be one of `domain`.
    pub(crate) fn find(
        &mut self,
        name: &str,
        domain: &str,
        remarks: bool,
    ) -> (Found, Option<String>) {
        let normal = lower(name);
        if normal.is_empty() {
            let role = self
                .default
                .clone()
                .unwrap_or_else(|| Role::of(Base::TitleReference));
            return (Found::Role(role), None);
        }
        if let Some(role) = self.custom.get(&*normal) {
            return (Found::Role(role.clone()), None);
        }
        if self.dialect == Dialect::Book
            && let Some((kind, name)) = sphinx::find(&normal, domain)
        {
            return (Found::Role(Role::of(Base::Sphinx(kind, name))), None);
        }
        let remark = || language::remark(Named::Role, name, self.language);
        let canonical = language::canonical(Named::Role, &normal, self.language);
        let Ok(at) = ROLES.binary_search_by_key(&canonical, |&(name, _)| name) else {
            return (Found::Unknown, if remarks { remark() } else { None });
        };
        let role = Role::of(ROLES[at].1);
        let remark = remark();
        if remark.is_some() {
            // docutils remarks on each name once.
            self.custom.insert(normal.into_owned(), role.clone());
        }
        (Found::Role(role), remark)
    }
}

impl Role {
    /// The role that docutils knows, unchanged.
    pub(crate) fn of(base: Base) -> Self {
        Self {
            base,
            classes: Vec::new(),
            format: None,
            language: None,
        }
    }
}

/// The nodes for interpreted text, or what is wrong with it.
pub(crate) fn apply(
    role: &Role,
    used: &Use<'_>,
    options: &Options,
    scope: &mut Scope,
) -> Result<Node, (Severity, String)> {
    let element = match role.base {
        Base::Abbreviation => Element::Abbreviation,
        Base::Acronym => Element::Acronym,
        Base::Emphasis => Element::Emphasis,
        Base::Inline => Element::Inline,
        Base::Literal => Element::Literal,
        Base::Strong => Element::Strong,
        Base::Subscript => Element::Subscript,
        Base::Superscript => Element::Superscript,
        Base::TitleReference => Element::TitleReference,
        Base::Math => return Ok(verbatim(Element::Math, &role.classes, used)),
        Base::Code => return Ok(code(role, used)),
        Base::Pep => return pep(used, &role.classes, options),
        Base::Rfc => return rfc(used, &role.classes, options),
        Base::Raw => return raw(role, used, options),
        Base::ObjectType => return Ok(sphinx::object(used, scope)),
        Base::Extlink(at) => return Ok(extlink(at, used, options)),
        Base::Sphinx(kind, name) => {
            let node = sphinx::apply(kind, name, used, options, scope)?;
            return Ok(classed(node, &role.classes));
        }
        Base::Unimplemented => {
            return Err((
                Severity::Error,
                format!("Interpreted text role \"{}\" not implemented.", used.name),
            ));
        }
    };
    let text = Node::text(used.keep(&shown(used.text, options)), used.content);
    Ok(classed(
        Node::with(element, used.span, vec![text]),
        &role.classes,
    ))
}

/// The reference that a role makes which names another project: `external:ref`.
pub(crate) fn external(used: &Use<'_>, scope: &Scope) -> Option<Node> {
    sphinx::external(used.name, used, scope)
}

/// What a book shows for a role that nobody knows: its text.
pub(crate) fn unknown(used: &Use<'_>) -> Node {
    let text = Node::text(used.keep(&unescape(used.text)), used.content);
    Node::with(Element::Inline, used.span, vec![text]).class(crate::names::make_id(used.name))
}

fn classed(mut node: Node, classes: &[String]) -> Node {
    if !classes.is_empty() {
        node.attributes
            .edit()
            .classes
            .extend(classes.iter().cloned());
    }
    node
}

fn verbatim(element: Element, classes: &[String], used: &Use<'_>) -> Node {
    let text = Node::text(used.keep(&restore(used.text)), used.content);
    classed(Node::with(element, used.span, vec![text]), classes)
}

fn code(role: &Role, used: &Use<'_>) -> Node {
    let mut classes = vec!["code".to_owned()];
    classes.extend(role.classes.iter().cloned());
    let language =
        role.language
            .as_deref()
            .unwrap_or(if used.name == "code" { "" } else { used.name });
    if !matches!(language, "" | "none") && !classes.iter().any(|it| it == language) {
        classes.push(language.to_owned());
    }
    verbatim(Element::Literal, &classes, used)
}

fn pep(used: &Use<'_>, classes: &[String], options: &Options) -> Result<Node, (Severity, String)> {
    let text = unescape(used.text);
    let number = int(&text)
        .and_then(|number| number.parse::<u32>().ok())
        .filter(|&number| number <= 9999)
        .ok_or_else(|| {
            let message =
                format!("PEP number must be a number from 0 to 9999; \"{text}\" is invalid.");
            (Severity::Error, message)
        })?;
    Ok(classed(
        link(format!("PEP {text}"), options.pep_url(number), used),
        classes,
    ))
}

fn rfc(used: &Use<'_>, classes: &[String], options: &Options) -> Result<Node, (Severity, String)> {
    let text = unescape(used.text);
    let (number, section) = text
        .split_once('#')
        .map_or((&*text, None), |(a, b)| (a, Some(b)));
    let number = int(number)
        .filter(|number| number != "0" && !number.starts_with('-'))
        .ok_or_else(|| {
            let message = format!(
                "RFC number must be a number greater than or equal to 1; \"{text}\" is invalid."
            );
            (Severity::Error, message)
        })?;
    let section = section.map_or(String::new(), |section| format!("#{section}"));
    Ok(classed(
        link(
            format!("RFC {number}"),
            options.rfc_url(&number) + &section,
            used,
        ),
        classes,
    ))
}

fn link(text: String, refuri: String, used: &Use<'_>) -> Node {
    let reference = Reference {
        link: Link::Uri(refuri),
        ..Reference::default()
    };
    Node::with(
        Element::Reference(Box::new(reference)),
        used.span,
        vec![Node::text(text, used.content)],
    )
}

/// A link whose address holds the text, `title <text>` or the text alone.
fn extlink(at: usize, used: &Use<'_>, options: &Options) -> Node {
    let Some((_, address, caption)) = options.extlinks.get(at) else {
        return unknown(used);
    };
    let (title, part) = match titled(used.text) {
        Some((title, part)) => (Some(title), part),
        None => (None, unescape(used.text).into_owned()),
    };
    let filled = |text: &str| {
        let parts: Vec<String> = text.split("%%").map(|it| it.replace("%s", &part)).collect();
        parts.join("%")
    };
    let uri = filled(address);
    let shown = title.unwrap_or_else(|| caption.as_deref().map_or_else(|| uri.clone(), filled));
    link(shown, uri, used).class(format!("extlink-{}", used.name))
}

fn raw(role: &Role, used: &Use<'_>, options: &Options) -> Result<Node, (Severity, String)> {
    if !options.raw_enabled {
        return Err((Severity::Warning, "raw (and derived) roles disabled".into()));
    }
    match &role.format {
        Some(format) => Ok(verbatim(
            Element::Raw {
                format: format.clone(),
            },
            &role.classes,
            used,
        )),
        None => Err((
            Severity::Error,
            format!(
                "No format (Writer name) is associated with this role: \"{}\".\nThe \"raw\" role cannot be used \
                 directly.\nInstead, use the \"role\" directive to create a new role with an associated format.",
                used.name
            ),
        )),
    }
}
