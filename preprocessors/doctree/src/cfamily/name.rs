//! Names of C++: `a::b<int>::operator+`, and the arguments of templates.

use super::bit::{Bit, Part, listed, mark, operator, piece, space, word};
use super::ids::Ids;
use super::operators::{FIRST_NAMES, KEYWORDS, MEMORY, OPERATORS};
use super::raw;
use super::scan::{Read, Scanner, Wrong};

/// A name with those it is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub(super) rooted: bool,
    pub(super) steps: Vec<Step>,
}

/// One of the names between `::`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Whether it is said to be a template.
    pub(super) template: bool,
    pub(super) word: Word,
    pub(super) arguments: Option<Arguments>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Plain(String),
    Operator {
        /// What stands between the word `operator` and its own name.
        before: Vec<Bit>,
        own: Part,
    },
}

/// The arguments of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) list: Vec<Part>,
    /// Whether the last stands for many.
    pub(super) pack: bool,
}

impl Scanner<'_> {
    pub(super) fn name(&mut self) -> Read<Name> {
        self.deeper(|it| it.steps(false))
    }

    /// The class of a pointer to a member, with the `::` behind it.
    pub(super) fn class_of_member(&mut self) -> Read<Name> {
        self.deeper(|it| it.steps(true))
    }

    fn steps(&mut self, member: bool) -> Read<Name> {
        self.space();
        let rooted = self.takes("::");
        let mut steps: Vec<Step> = Vec::new();
        loop {
            self.space();
            let template = !steps.is_empty() && self.takes_word("template");
            let word = if self.takes_word("operator") {
                self.operator()?
            } else {
                match self.identifier() {
                    Some(text) if KEYWORDS.contains(&text) => return Err(Wrong),
                    Some(text) => Word::Plain(text.to_owned()),
                    None if member && !steps.is_empty() => break,
                    None => return Err(Wrong),
                }
            };
            let arguments = self.attempt(Scanner::arguments).ok().flatten();
            steps.push(Step {
                template,
                word,
                arguments,
            });
            self.space();
            if !self.takes("::") {
                if member {
                    return Err(Wrong);
                }
                break;
            }
        }
        Ok(Name { rooted, steps })
    }

    fn operator(&mut self) -> Read<Word> {
        let named = |before, text: &str, ids| Word::Operator {
            before,
            own: Part::new(vec![operator(text)], ids),
        };
        for (open, close) in [("[", "]"), ("(", ")")] {
            let start = self.at;
            if self.takes_and_space(open) && self.takes(close) {
                let text = [open, close].concat();
                let row = OPERATORS.iter().find(|it| it.0 == text).ok_or(Wrong)?;
                return Ok(named(Vec::new(), &text, Ids::of(row.1, row.2)));
            }
            self.at = start;
        }
        for &(text, first, later) in OPERATORS {
            let is_word = text.starts_with(|c: char| c.is_ascii_lowercase());
            let is_it = if is_word {
                self.takes_word(text)
            } else {
                self.takes(text)
            };
            if is_it {
                let first = if first.is_empty() { None } else { Some(first) };
                let ids =
                    Ids::each(|it| (if it == 1 { first } else { Some(later) }).map(Into::into));
                return Ok(named(
                    if is_word { vec![space()] } else { Vec::new() },
                    text,
                    ids,
                ));
            }
        }
        for (text, first, later) in MEMORY {
            if self.takes_word(text) {
                let many = usize::from(self.takes_and_space("["));
                if many == 1 && !self.takes("]") {
                    return Err(Wrong);
                }
                let text = [*text, ["", "[]"][many]].concat();
                return Ok(named(
                    vec![space()],
                    &text,
                    Ids::of(first[many], later[many]),
                ));
            }
        }
        if self.takes_and_space("\"\"") {
            let suffix = self.identifier().ok_or(Wrong)?;
            let own = vec![Bit::Name {
                name: suffix.to_owned(),
                target: suffix.to_owned(),
            }];
            let ids = Ids::later("li").then(&plain_ids(suffix));
            let before = vec![piece("s", "\"\"")];
            return Ok(Word::Operator {
                before,
                own: Part::new(own, ids),
            });
        }
        let cast = self.type_of_cast()?;
        let ids = Ids::of("castto-", "cv").then(&cast.ids());
        let end = Ids::of("-operator", "");
        let own = Part::new(cast.bits(), ids.then(&end));
        Ok(Word::Operator {
            before: vec![space()],
            own,
        })
    }

    fn arguments(&mut self) -> Read<Option<Arguments>> {
        self.space();
        if !self.takes_and_space("<") {
            return Ok(None);
        }
        let mut it = Arguments {
            list: Vec::new(),
            pack: false,
        };
        if self.takes(">") {
            return Ok(Some(it));
        }
        loop {
            let one = self.attempt(|scanner| {
                let it = scanner.type_id()?;
                let part = Part::new(it.bits(), it.ids());
                Ok((part, scanner.end_of_argument()?))
            });
            let (part, end) = one.or_else(|_| {
                self.attempt(|scanner| {
                    Ok((scanner.constant_argument()?, scanner.end_of_argument()?))
                })
            })?;
            it.list.push(part);
            if end != "," {
                it.pack = end == "...";
                return Ok(Some(it));
            }
        }
    }

    fn constant_argument(&mut self) -> Read<Part> {
        let part = self.constant_expression(true)?;
        let text = raw(&part.bits);
        let ids = Ids::each(|scheme| {
            Some(match scheme {
                1 => text.replace(' ', "-"),
                2 => format!("X{text}E"),
                _ => format!("X{}E", part.ids.get(scheme)?),
            })
        });
        Ok(Part::new(part.bits, ids))
    }

    /// What ends an argument: `,`, `>`, or `...` with a `>` behind it.
    fn end_of_argument(&mut self) -> Read<&'static str> {
        self.space();
        if self.takes_and_space("...") {
            return self.takes(">").then_some("...").ok_or(Wrong);
        }
        let ends = [">", ","];
        ends.into_iter().find(|it| self.takes(it)).ok_or(Wrong)
    }
}

impl Name {
    /// What stands between the names of this one and those it is in.
    const BETWEEN: &'static str = "::";

    /// A name of one word.
    pub(super) fn single(word: &str) -> Self {
        let word = Word::Plain(word.to_owned());
        let step = Step {
            template: false,
            word,
            arguments: None,
        };
        Self {
            rooted: false,
            steps: vec![step],
        }
    }

    /// The name within `outer`.
    pub(crate) fn within(&self, outer: Option<&Self>) -> Self {
        let steps = outer.map(|it| it.steps.clone()).unwrap_or_default();
        let steps = steps.into_iter().chain(self.steps.iter().cloned());
        Self {
            rooted: false,
            steps: steps.collect(),
        }
    }

    /// As it is written, without a root.
    pub(crate) fn text(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(Step::text).collect();
        steps.join(Self::BETWEEN)
    }

    /// Its last name, without the arguments of a template.
    pub(crate) fn last_word(&self) -> String {
        let bare = self.steps.last().map(|it| Step {
            arguments: None,
            ..it.clone()
        });
        bare.map(|it| it.text()).unwrap_or_default()
    }

    /// How many templates it has arguments for.
    pub(super) fn templates(&self) -> usize {
        let is_plain = |it: &&Step| matches!(it.word, Word::Plain(_));
        let steps = self.steps.iter().filter(is_plain);
        steps.filter(|it| it.arguments.is_some()).count()
    }

    /// Its ids, with those of what changes it.
    pub(super) fn ids(&self, modifiers: &Ids) -> Ids {
        let steps: Vec<Ids> = self.steps.iter().map(Step::ids).collect();
        let text = self.text();
        Ids::each(|scheme| {
            let parts: Option<Vec<&str>> = steps.iter().map(|it| it.get(scheme)).collect();
            if scheme == 1 {
                let known = FIRST_NAMES.iter().find(|it| it.0 == text && !self.rooted);
                let known = known.map(|it| it.1.to_owned());
                return known.or_else(|| Some(parts?.join(Self::BETWEEN)));
            }
            let (modifiers, parts) = (modifiers.get(scheme)?, parts?.concat());
            let is_bare = self.steps.len() == 1 && modifiers.is_empty();
            Some(if is_bare {
                parts
            } else {
                format!("N{modifiers}{parts}E")
            })
        })
    }

    /// The name, each part of which refers to what it names.
    pub(super) fn bits(&self) -> Vec<Bit> {
        let mut bits = Vec::new();
        self.show(&self.steps, &mut bits);
        bits
    }

    /// The name without references.
    pub(super) fn plain(&self) -> Vec<Bit> {
        match &self.steps[..] {
            [one] => one.plain(),
            _ => self.bits(),
        }
    }

    /// The name of what is declared.
    pub(super) fn described(&self) -> Bit {
        let (last, outer) = match self.steps.split_last() {
            Some((last, outer)) => (last.plain(), outer),
            None => (Vec::new(), &[][..]),
        };
        let mut within = Vec::new();
        self.show(outer, &mut within);
        if !outer.is_empty() {
            within.push(mark("::"));
        }
        if self.steps.last().is_some_and(|it| it.template) {
            within.extend([word("template"), space()]);
        }
        Bit::Described { within, name: last }
    }

    fn show(&self, steps: &[Step], bits: &mut Vec<Bit>) {
        let mut path = String::new();
        if self.rooted {
            path.push_str(Self::BETWEEN);
            bits.push(mark("::"));
        }
        for (at, step) in steps.iter().enumerate() {
            if at > 0 {
                path.push_str(Self::BETWEEN);
                bits.push(mark("::"));
            }
            if step.template {
                bits.extend([word("template"), space()]);
            }
            path.push_str(&step.text());
            let target = path.clone();
            match &step.word {
                Word::Plain(name) => bits.push(Bit::Name {
                    name: name.clone(),
                    target,
                }),
                Word::Operator { before, own } => {
                    bits.push(word("operator"));
                    bits.extend(before.iter().cloned());
                    bits.push(Bit::Name {
                        name: raw(&own.bits),
                        target,
                    });
                }
            }
            bits.extend(step.arguments.iter().flat_map(Arguments::bits));
        }
    }
}

impl Step {
    pub(super) fn text(&self) -> String {
        raw(&self.plain())
    }

    pub(super) fn ids(&self) -> Ids {
        let own = match &self.word {
            Word::Plain(name) => plain_ids(name),
            Word::Operator { own, .. } => own.ids.clone(),
        };
        own.all(
            self.arguments
                .iter()
                .map(Arguments::ids)
                .collect::<Vec<_>>()
                .iter(),
        )
    }

    fn plain(&self) -> Vec<Bit> {
        let mut bits = match &self.word {
            Word::Plain(name) => vec![piece("n", name)],
            Word::Operator { before, own } => {
                let mut bits = vec![word("operator")];
                bits.extend(before.iter().chain(&own.bits).cloned());
                bits
            }
        };
        bits.extend(self.arguments.iter().flat_map(Arguments::bits));
        bits
    }
}

impl Arguments {
    fn bits(&self) -> Vec<Bit> {
        let mut bits = vec![mark("<")];
        bits.extend(listed(self.list.iter().map(|it| &it.bits)));
        if self.pack {
            bits.push(mark("..."));
        }
        bits.push(mark(">"));
        bits
    }

    fn ids(&self) -> Ids {
        let Some((last, before)) = self.list.split_last() else {
            return Ids::of("::", "IE");
        };
        Ids::each(|scheme| {
            let before: Option<Vec<&str>> = before.iter().map(|it| it.ids.get(scheme)).collect();
            let (mut all, last) = (before?, last.ids.get(scheme)?);
            if scheme == 1 {
                all.push(last);
                return Some(format!(":{}:", all.join(".")));
            }
            let before = all.concat();
            Some(if self.pack {
                format!("I{before}J{last}EE")
            } else {
                format!("I{before}{last}E")
            })
        })
    }
}

/// The ids of a name.
pub(super) fn plain_ids(name: &str) -> Ids {
    let bare = name.trim_start_matches('@');
    let is_anonymous = bare.len() < name.len();
    Ids::each(|scheme| match scheme {
        1 | 2 if is_anonymous => None,
        1 if name == "size_t" => Some("s".into()),
        1 => Some(name.to_owned()),
        _ if is_anonymous => Some(format!("Ut{}_{bare}", bare.len())),
        _ if name == "std" => Some("St".into()),
        _ if name.starts_with('~') => Some("D0".into()),
        _ => Some(format!("{}{name}", name.len())),
    })
}
