//! A declaration of C++, as one of Sphinx's directives takes it.

use super::bit::{Bit, Part, assigned, mark, space, word};
use super::declarator::{Mode, Naming, Shown, Type};
use super::ids::{Ids, PREFIXES};
use super::name::Name;
use super::scan::{Read, Scanner, Wrong};
use super::specifiers::Outer;
use super::template::{Template, required};

/// What a declaration declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    visibility: &'static str,
    templates: Vec<Template>,
    body: Body,
    requires: Option<Part>,
    semicolon: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Function(Type),
    /// A variable, with its value.
    Member(Type, Vec<Bit>),
    /// A type with another's declarator, or a name alone.
    Typedef(Type),
    /// What has a name, with what stands before it and behind it.
    Named {
        words: &'static [&'static str],
        before: Vec<Bit>,
        name: Name,
        behind: Vec<Bit>,
    },
}

/// The words before names of things that have no declarator, by what Sphinx
/// calls them.
const WORDS: &[(&str, &[&str])] = &[
    ("class", &["class"]),
    ("concept", &["concept"]),
    ("enum", &["enum"]),
    ("enum-class", &["enum", "class"]),
    ("enum-struct", &["enum", "struct"]),
    ("enumerator", &["enumerator"]),
    ("struct", &["struct"]),
    ("type", &["using"]),
    ("union", &["union"]),
];

/// The declaration that `text` is, of what Sphinx calls `objtype`; none if it
/// is not of that form.
pub(crate) fn declaration(text: &str, objtype: &str) -> Option<Declaration> {
    let mut scanner = Scanner::new(text);
    let mut it = scanner.declaration(objtype).ok()?;
    it.semicolon = scanner.wants(";").is_ok();
    scanner.is_at_end().then_some(it)
}

/// The name that all of `text` is, perhaps behind the parameters of templates.
pub(crate) fn nested_name(text: &str) -> Option<Name> {
    let mut scanner = Scanner::new(text);
    let name = scanner.templated_name().ok()?;
    scanner.is_at_end().then_some(name)
}

/// What a reference to `text` asks for in each of the places, the innermost
/// first: a name, and the ids that a function with these parameters would
/// have there; none if only the name is given. None if it is no reference.
pub(super) fn sought(text: &str, places: &[Option<&Name>]) -> Option<(String, Vec<String>)> {
    let mut scanner = Scanner::new(text);
    let name = scanner.attempt(|it| {
        let templates = it.templates("")?;
        let name = it.name()?;
        it.space();
        it.takes("()");
        let end = it.is_at_end();
        end.then(|| own_name(&name, &templates).text()).ok_or(Wrong)
    });
    if let Ok(name) = name {
        return Some((name, Vec::new()));
    }
    let mut it = scanner.declaration("function").ok()?;
    scanner.space();
    scanner.takes("()");
    it.semicolon = false;
    let newest = |ids: Vec<String>| ids.into_iter().next().unwrap_or_default();
    let ids = places
        .iter()
        .map(|outer| newest(it.ids(&it.full_name(*outer))));
    let ids = ids.collect();
    scanner.is_at_end().then(|| (it.name().text(), ids))
}

/// The name without arguments that are a template's own parameters.
fn own_name(name: &Name, templates: &[Template]) -> Name {
    let mut name = name.clone();
    let mut templates = templates.iter();
    for step in &mut name.steps {
        let own = match &step.arguments {
            Some(arguments) => templates.next().is_some_and(|it| it.is_own(arguments)),
            None => false,
        };
        if own {
            step.arguments = None;
        }
    }
    name
}

impl Scanner<'_> {
    fn templated_name(&mut self) -> Read<Name> {
        let templates = self.templates("")?;
        let name = self.name()?;
        Ok(own_name(&name, &templates))
    }

    fn declaration(&mut self, objtype: &str) -> Read<Declaration> {
        let visibility = ["public", "private", "protected"];
        let visibility = self.takes_one(&visibility).unwrap_or_default();
        let takes_templates = !objtype.starts_with("enum");
        let mut templates = if takes_templates {
            self.templates(objtype)?
        } else {
            Vec::new()
        };
        if objtype == "concept" && (templates.len() != 1 || templates[0].requires.is_some()) {
            return Err(Wrong);
        }
        let mut requires = None;
        let body = match objtype {
            "function" => {
                let of = self.maybe_typed(Outer::Function, Mode::Function)?;
                requires = self.requires()?;
                Body::Function(of)
            }
            "member" | "var" => {
                let of = self.typed(Outer::Member, Naming::Full, Mode::Type)?;
                Body::Member(of, self.initializer()?)
            }
            "type" => self.type_declaration(!templates.is_empty())?,
            _ => self.named_declaration(objtype)?,
        };
        self.check(&mut templates, body.name().ok_or(Wrong)?)?;
        Ok(Declaration {
            visibility,
            templates,
            body,
            requires,
            semicolon: false,
        })
    }

    /// What has a declarator, with or without a type before it.
    fn maybe_typed(&mut self, outer: Outer, mode: Mode) -> Read<Type> {
        let bare = self.attempt(|it| {
            let of = it.untyped(outer, mode)?;
            let at = it.at;
            it.space();
            let ends =
                it.sees_word("requires") && mode == Mode::Function || matches!(it.rest(), "" | ";");
            it.at = at;
            ends.then_some(of).ok_or(Wrong)
        });
        bare.or_else(|_| self.typed(outer, Naming::Full, mode))
    }

    fn type_declaration(&mut self, is_template: bool) -> Read<Body> {
        if !is_template && let Ok(of) = self.attempt(|it| it.maybe_typed(Outer::Type, Mode::Type)) {
            return Ok(Body::Typedef(of));
        }
        let name = self.name()?;
        let mut behind = Vec::new();
        self.space();
        if self.takes("=") {
            assigned(&mut behind, self.type_id()?.bits());
        }
        Ok(Body::Named {
            words: &["using"],
            before: Vec::new(),
            name,
            behind,
        })
    }

    fn named_declaration(&mut self, objtype: &str) -> Read<Body> {
        let row = WORDS.iter().find(|it| it.0 == objtype).ok_or(Wrong)?;
        let has_attributes = !matches!(objtype, "concept" | "enumerator");
        let mut before = if has_attributes {
            self.attributes()?
        } else {
            Vec::new()
        };
        if !before.is_empty() {
            before.push(space());
        }
        let name = self.name()?;
        let behind = match objtype {
            "class" | "struct" => self.bases()?,
            "concept" => self.initializer()?,
            "enumerator" => self.enumerator_value()?,
            "union" => Vec::new(),
            _ => self.underlying()?,
        };
        Ok(Body::Named {
            words: row.1,
            before,
            name,
            behind,
        })
    }

    /// What a class is made of.
    fn bases(&mut self) -> Read<Vec<Bit>> {
        let mut bits = Vec::new();
        self.space();
        if self.takes_word("final") {
            bits.extend([space(), word("final")]);
        }
        let mut sign = ":";
        while self.takes(sign) {
            if sign == ":" {
                bits.push(space());
            }
            bits.extend([mark(sign), space()]);
            sign = ",";
            self.space();
            let mut is_virtual = self.takes_word("virtual");
            let visibility = self.takes_one(&["public", "private", "protected"]);
            is_virtual |= self.takes_word("virtual");
            for text in visibility
                .into_iter()
                .chain(is_virtual.then_some("virtual"))
            {
                bits.extend([word(text), space()]);
            }
            bits.extend(self.name()?.bits());
            self.space();
            if self.takes_and_space("...") {
                bits.push(mark("..."));
            }
        }
        Ok(bits)
    }

    /// The type of an enumeration's values.
    fn underlying(&mut self) -> Read<Vec<Bit>> {
        self.space();
        if !self.takes(":") {
            return Ok(Vec::new());
        }
        let mut bits = vec![space(), mark(":"), space()];
        bits.extend(self.type_id()?.bits());
        Ok(bits)
    }

    fn enumerator_value(&mut self) -> Read<Vec<Bit>> {
        let attributes = self.attributes()?;
        let mut bits = Vec::new();
        if !attributes.is_empty() {
            bits.push(space());
            bits.extend(attributes);
        }
        self.space();
        if self.takes("=") {
            self.space();
            let value = self.expression_until(&[], |it| it.constant_expression(false))?;
            assigned(&mut bits, value.bits);
        }
        Ok(bits)
    }

    /// The value of a variable, in braces or behind `=`.
    fn initializer(&mut self) -> Read<Vec<Bit>> {
        if let Some(list) = self.braced()? {
            return Ok(list.bits);
        }
        let mut bits = Vec::new();
        if let Some(value) = self.value(&[])? {
            assigned(&mut bits, value);
        }
        Ok(bits)
    }

    /// Gives each of the name's templates its parameters.
    #[allow(clippy::unused_self, reason = "a step of the reading like the others")]
    fn check(&self, templates: &mut Vec<Template>, name: &Name) -> Read<()> {
        let wanted = name.templates();
        if wanted + 1 < templates.len() {
            return Err(Wrong);
        }
        while templates.len() < wanted {
            templates.insert(0, Template::empty());
        }
        Ok(())
    }
}

impl Declaration {
    /// The name as it is declared.
    pub(crate) fn name(&self) -> &Name {
        static NONE: Name = Name {
            rooted: false,
            steps: Vec::new(),
        };
        self.body.name().unwrap_or(&NONE)
    }

    /// The name with those of the objects around it. Arguments that are a
    /// template's own parameters are left out.
    pub(crate) fn full_name(&self, outer: Option<&Name>) -> Name {
        own_name(self.name(), &self.templates).within(outer)
    }

    /// The ids of what is declared as `full`, the newest first.
    pub(crate) fn ids(&self, full: &Name) -> Vec<String> {
        let own = match &self.body {
            Body::Function(of) => of.function_ids(full, !self.templates.is_empty()),
            Body::Member(of, _) => of.member_ids(full),
            Body::Typedef(_)
            | Body::Named {
                words: ["class" | "struct"],
                ..
            } => full.ids(&Ids::default()),
            Body::Named { .. } => Ids::later("").then(&full.ids(&Ids::default())),
        };
        let is_plain = self.templates.is_empty() && self.requires.is_none();
        let prefix =
            Ids::each(|scheme| (scheme > 1 || is_plain).then(|| PREFIXES[scheme - 1].to_owned()));
        let last = self.templates.len().wrapping_sub(1);
        let each = self.templates.iter().enumerate();
        let templates: Vec<Ids> = each.map(|(at, it)| it.ids(at == last)).collect();
        let ids = prefix.all(&templates).then(&self.required_ids()).then(&own);
        ids.newest_first()
    }

    /// Those of what is required, which only the last scheme has.
    fn required_ids(&self) -> Ids {
        let of_template = self.templates.last().and_then(|it| it.requires.as_ref());
        let both: Vec<&Ids> = of_template
            .iter()
            .copied()
            .chain(&self.requires)
            .map(|it| &it.ids)
            .collect();
        if both.is_empty() {
            return Ids::default();
        }
        let sign = if both.len() > 1 { "IQaa" } else { "IQ" };
        let newest = Ids::later(sign).all(both).and("E");
        Ids::each(|scheme| {
            newest
                .get(scheme)
                .filter(|_| scheme == 4)
                .map(str::to_owned)
        })
    }

    /// What is shown.
    pub(crate) fn bits(&self) -> Vec<Bit> {
        let mut bits = Vec::new();
        for template in &self.templates {
            bits.extend(template.bits());
            bits.push(space());
        }
        if !matches!(self.visibility, "" | "public") {
            bits.extend([word(self.visibility), space()]);
        }
        for text in self.words() {
            bits.extend([word(text), space()]);
        }
        match &self.body {
            Body::Function(of) | Body::Typedef(of) => bits.extend(of.shown(Shown::Described)),
            Body::Member(of, value) => {
                bits.extend(of.shown(Shown::Described));
                bits.extend(value.iter().cloned());
            }
            Body::Named {
                before,
                name,
                behind,
                ..
            } => {
                bits.extend(before.iter().cloned());
                bits.push(name.described());
                bits.extend(behind.iter().cloned());
            }
        }
        bits.extend(required(self.requires.as_ref()));
        if self.semicolon {
            bits.push(mark(";"));
        }
        bits
    }

    fn words(&self) -> &'static [&'static str] {
        match &self.body {
            Body::Function(_) | Body::Member(..) => &[],
            Body::Typedef(of) if of.specifiers.of.is_some() => &["typedef"],
            Body::Typedef(_) => &["type"],
            Body::Named { words, .. } => words,
        }
    }

    /// The names of its parameters, and of those of its templates.
    pub(crate) fn parameters(&self) -> Vec<String> {
        let of_templates = self
            .templates
            .iter()
            .flat_map(Template::names)
            .map(str::to_owned);
        let mut names: Vec<String> = of_templates.collect();
        if let Body::Function(of) = &self.body
            && let Some(parameters) = of.declarator.parameters()
        {
            let types = parameters.list.iter().filter_map(|it| it.of.as_ref());
            names.extend(types.filter_map(|it| it.declarator.name()).map(Name::text));
        }
        names
    }
}

impl Body {
    fn name(&self) -> Option<&Name> {
        match self {
            Self::Function(of) | Self::Member(of, _) | Self::Typedef(of) => of.declarator.name(),
            Self::Named { name, .. } => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfamily::bit::shown_text;

    fn check(objtype: &str, text: &str, shown: &str, ids: &[&str]) {
        let it = declaration(text, objtype).unwrap_or_else(|| panic!("{text} is read"));
        assert_eq!(shown_text(&it.bits()), shown, "{text}");
        assert_eq!(it.ids(&it.full_name(None)), ids, "{text}");
    }

    #[test]
    fn overloads_have_ids_of_their_own() {
        check(
            "function",
            "int weigh( int n )",
            "int weigh(int n)",
            &[
                "_CPPv45weighi",
                "_CPPv35weighi",
                "_CPPv25weighi",
                "weigh__i",
            ],
        );
        check(
            "function",
            "void weigh()",
            "void weigh()",
            &["_CPPv45weighv", "_CPPv35weighv", "_CPPv25weighv", "weigh"],
        );
    }

    #[test]
    fn hostile_nesting_ends_soon() {
        for text in [
            "f(",
            "a<",
            "int (*",
            "(",
            "f(a(",
            "template<template<",
            "a<b<",
            "x = ((",
        ] {
            let text = format!("int {}", text.repeat(150));
            for objtype in ["function", "var", "type", "class"] {
                let read = declaration(&text, objtype);
                assert!(read.is_none_or(|it| it.name().text() == "x"), "{text}");
            }
        }
    }
}
