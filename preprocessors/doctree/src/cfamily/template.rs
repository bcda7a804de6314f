//! What stands before a template: its parameters, and what it requires of them.

use super::bit::{Bit, Part, assigned, listed, mark, operator, space, word};
use super::declarator::{Mode, Naming};
use super::ids::Ids;
use super::name::{Name, plain_ids};
use super::operators::KEYWORDS;
use super::raw;
use super::scan::{Read, Scanner, Wrong};
use super::specifiers::Outer;

/// The parameters of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// The concept that introduces them without the word `template`.
    concept: Option<Name>,
    list: Vec<Parameter>,
    pub(super) requires: Option<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parameter {
    name: Option<String>,
    pack: bool,
    part: Part,
}

impl Scanner<'_> {
    /// All templates that stand before a declaration of what Sphinx calls
    /// `objtype`; of a member of one that is made the word may stand alone.
    pub(super) fn templates(&mut self, objtype: &str) -> Read<Vec<Template>> {
        let mut list = Vec::new();
        loop {
            self.space();
            if self.takes_word("template") {
                let is_made = objtype == "member" && list.is_empty() && self.peek() != '<';
                if is_made {
                    return Ok(list);
                }
                list.push(self.template()?);
            } else if let Ok(one) = self.attempt(Self::introduction) {
                list.push(one);
            } else {
                return Ok(list);
            }
        }
    }

    fn template(&mut self) -> Read<Template> {
        self.wants("<")?;
        let mut list = Vec::new();
        loop {
            if let Ok(one) = self.attempt(Self::template_parameter) {
                list.push(one);
            }
            self.space();
            if self.takes(">") {
                break;
            }
            self.takes(",").then_some(()).ok_or(Wrong)?;
        }
        let requires = self.requires()?;
        Ok(Template {
            concept: None,
            list,
            requires,
        })
    }

    fn template_parameter(&mut self) -> Read<Parameter> {
        self.deeper(|it| {
            it.space();
            let nested = if it.takes_word("template") {
                Some(it.template()?)
            } else {
                None
            };
            let kind = it.attempt(|it| it.type_parameter(nested.as_ref()));
            match nested {
                Some(_) => kind,
                None => kind.or_else(|_| it.value_parameter()),
            }
        })
    }

    fn type_parameter(&mut self, nested: Option<&Template>) -> Read<Parameter> {
        self.space();
        let kind = self.takes_one(&["typename", "class"]).ok_or(Wrong)?;
        let pack = self.takes_and_space("...");
        let name = self.identifier().map(str::to_owned);
        let (mut bits, mut ids) = (Vec::new(), Ids::later(""));
        if let Some(nested) = nested {
            bits.extend(nested.bits());
            bits.push(space());
            ids = ids.then(&nested.ids(false));
        }
        bits.push(word(kind));
        if name.is_some() {
            bits.push(space());
        }
        if pack {
            bits.push(mark("..."));
        }
        bits.extend(name.iter().map(|it| Bit::Piece("n", it.clone())));
        self.space();
        if !pack && self.takes("=") {
            assigned(&mut bits, self.type_id()?.bits());
        } else if !matches!(self.peek(), ',' | '>') {
            return Err(Wrong);
        }
        let ids = ids.and(if pack { "Dp" } else { "0" });
        Ok(Parameter {
            name,
            pack,
            part: Part::new(bits, ids),
        })
    }

    /// A parameter that is a value, or a type with a constraint.
    fn value_parameter(&mut self) -> Read<Parameter> {
        let of = self.typed(Outer::Template, Naming::Single, Mode::Type)?;
        let mut bits = of.bits();
        let value = self.attempt(|it| {
            it.wants("=")?;
            let value = match it.braced()? {
                Some(list) => list,
                None => it.assignment(true)?,
            };
            it.space();
            matches!(it.peek(), ',' | '>')
                .then_some(value.bits)
                .ok_or(Wrong)
        });
        if let Ok(value) = value {
            assigned(&mut bits, value);
        } else {
            self.space();
            if self.takes("=") {
                assigned(&mut bits, self.type_id()?.bits());
            }
        }
        self.space();
        let dots = self.takes("...");
        if dots {
            bits.push(mark("..."));
        }
        let name = of.declarator.name().map(Name::text);
        let ids = Ids::later(if dots { "_Dp" } else { "_" }).then(&of.ids());
        let pack = dots || of.declarator.is_pack();
        Ok(Parameter {
            name,
            pack,
            part: Part::new(bits, ids),
        })
    }

    /// `Concept{A, ...B}`.
    fn introduction(&mut self) -> Read<Template> {
        let concept = self.name()?;
        self.wants("{")?;
        let mut list = Vec::new();
        loop {
            self.space();
            let pack = self.takes_and_space("...");
            let name = self
                .identifier()
                .filter(|it| !KEYWORDS.contains(it))
                .ok_or(Wrong)?;
            let mut bits = if pack { vec![mark("...")] } else { Vec::new() };
            bits.push(Bit::Piece("n", name.to_owned()));
            let ids = Ids::later(if pack { "Dp" } else { "0" });
            list.push(Parameter {
                name: Some(name.to_owned()),
                pack,
                part: Part::new(bits, ids),
            });
            self.space();
            if self.takes("}") {
                return Ok(Template {
                    concept: Some(concept),
                    list,
                    requires: None,
                });
            }
            self.takes(",").then_some(()).ok_or(Wrong)?;
        }
    }

    /// What a template or a function requires.
    pub(super) fn requires(&mut self) -> Read<Option<Part>> {
        self.space();
        if !self.takes_word("requires") {
            return Ok(None);
        }
        self.constraints(&[["||", "or"], ["&&", "and"]]).map(Some)
    }

    fn constraints(&mut self, levels: &[[&str; 2]]) -> Read<Part> {
        let Some((signs, inner)) = levels.split_first() else {
            return self.primary();
        };
        let first = self.constraints(inner)?;
        let (mut bits, mut last, mut ids) = (first.bits, first.ids, Ids::later(""));
        loop {
            self.space();
            let sign = if self.takes(signs[0]) {
                signs[0]
            } else if self.takes_word(signs[1]) {
                signs[1]
            } else {
                return Ok(Part::new(bits, ids.then(&last)));
            };
            let next = self.constraints(inner)?;
            bits.extend([space(), operator(sign), space()]);
            bits.extend(next.bits);
            ids = ids.and(super::operators::letters(sign)).then(&last);
            last = next.ids;
        }
    }
}

impl Template {
    /// One without parameters.
    pub(super) fn empty() -> Self {
        Self {
            concept: None,
            list: Vec::new(),
            requires: None,
        }
    }

    /// The names of its parameters.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter_map(|it| it.name.as_deref())
    }

    /// Whether the arguments are the template's own parameters.
    pub(super) fn is_own(&self, arguments: &super::name::Arguments) -> bool {
        let texts: Vec<String> = arguments.list.iter().map(|it| raw(&it.bits)).collect();
        let last = texts.len().saturating_sub(1);
        let is_same = |(at, (own, text)): (usize, (&Parameter, &String))| {
            let single = text.strip_suffix("...");
            let is_pack = single.is_some() || arguments.pack && at == last;
            own.pack == is_pack && own.name.as_deref() == Some(single.unwrap_or(text))
        };
        !texts.is_empty()
            && texts.len() == self.list.len()
            && self.list.iter().zip(&texts).enumerate().all(is_same)
    }

    pub(super) fn ids(&self, without_requires: bool) -> Ids {
        let own = Ids::later("I")
            .all(self.list.iter().map(|it| &it.part.ids))
            .and("E");
        if let Some(concept) = &self.concept {
            let names = self.list.iter().map(|it| {
                let code = if it.pack { "sp" } else { "" };
                Ids::later(code).then(&plain_ids(it.name.as_deref().unwrap_or_default()))
            });
            let names: Vec<Ids> = names.collect();
            let concept = concept.ids(&Ids::default());
            return own.and("X").then(&concept).and("I").all(&names).and("EE");
        }
        match self.requires.as_ref().filter(|_| !without_requires) {
            Some(requires) => own.and("IQ").then(&requires.ids).and("E"),
            None => own,
        }
    }

    pub(super) fn bits(&self) -> Vec<Bit> {
        let list = listed(self.list.iter().map(|it| &it.part.bits));
        if let Some(concept) = &self.concept {
            let mut bits = concept.bits();
            bits.push(mark("{"));
            bits.extend(list);
            bits.push(mark("}"));
            return bits;
        }
        let mut bits = vec![word("template"), mark("<")];
        bits.extend(list);
        bits.push(mark(">"));
        bits.extend(required(self.requires.as_ref()));
        bits
    }
}

/// A clause that says what is required, behind a space.
pub(super) fn required(requires: Option<&Part>) -> Vec<Bit> {
    let Some(requires) = requires else {
        return Vec::new();
    };
    let mut bits = vec![space(), word("requires"), space()];
    bits.extend(requires.bits.iter().cloned());
    bits
}
