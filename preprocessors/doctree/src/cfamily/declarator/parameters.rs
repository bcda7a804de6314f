//! Parameters of functions, and what stands behind them.

use super::{Mode, Naming, Shown, Type};
use crate::cfamily::bit::{Bit, assigned, listed, mark, operator, piece, space, word};
use crate::cfamily::ids::Ids;
use crate::cfamily::scan::{Read, Scanner, Wrong};
use crate::cfamily::specifiers::Outer;

/// What a function is called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cfamily) struct Parameters {
    pub(in crate::cfamily) list: Vec<Parameter>,
    volatile: bool,
    constant: bool,
    /// `&`, `&&` or nothing.
    reference: &'static str,
    /// What comes behind these words.
    behind: Vec<Bit>,
    /// The type that the function returns, if it is named last.
    pub(super) returns: Option<Box<Type>>,
}

/// A parameter: its type, and what it shows; `...` has no type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cfamily) struct Parameter {
    pub(in crate::cfamily) of: Option<Type>,
    bits: Vec<Bit>,
}

impl Scanner<'_> {
    /// Parameters; a function must have them, a new value has none.
    pub(super) fn parameters(&mut self, mode: Mode) -> Read<Option<Parameters>> {
        if mode == Mode::New {
            return Ok(None);
        }
        self.space();
        if !self.takes("(") {
            return if mode == Mode::Function {
                Err(Wrong)
            } else {
                Ok(None)
            };
        }
        let list = self.parameter_list()?;
        self.space();
        let mut constant = self.takes_word("const");
        let volatile = self.takes_word("volatile");
        constant |= !constant && self.takes_word("const");
        let reference = ["&&", "&"].into_iter().find(|it| self.takes(it));
        let mut it = Parameters {
            list,
            volatile,
            constant,
            reference: reference.unwrap_or_default(),
            behind: Vec::new(),
            returns: None,
        };
        self.behind_parameters(mode, &mut it)?;
        Ok(Some(it))
    }

    fn parameter_list(&mut self) -> Read<Vec<Parameter>> {
        let mut list = Vec::new();
        self.space();
        if self.takes(")") {
            return Ok(list);
        }
        loop {
            self.space();
            if self.takes("...") {
                list.push(Parameter {
                    of: None,
                    bits: vec![mark("...")],
                });
                self.wants(")")?;
                return Ok(list);
            }
            let of = self.typed(Outer::None, Naming::Single, Mode::Type)?;
            let mut bits = of.bits();
            if let Some(value) = self.value(&[',', ')'])? {
                assigned(&mut bits, value);
            }
            list.push(Parameter { of: Some(of), bits });
            self.space();
            if self.takes(")") {
                return Ok(list);
            }
            self.takes(",").then_some(()).ok_or(Wrong)?;
        }
    }

    /// The value behind `=`, if there is one.
    pub(in crate::cfamily) fn value(&mut self, ends: &[char]) -> Read<Option<Vec<Bit>>> {
        self.space();
        if !self.takes("=") {
            return Ok(None);
        }
        if let Some(list) = self.braced()? {
            return Ok(Some(list.bits));
        }
        let value = self.expression_until(ends, |it| it.assignment(false))?;
        Ok(Some(value.bits))
    }

    fn behind_parameters(&mut self, mode: Mode, it: &mut Parameters) -> Read<()> {
        self.space();
        if self.takes("noexcept") {
            it.behind.extend([space(), word("noexcept")]);
            if self.takes_and_space("(") {
                let value = self.constant_expression(false)?;
                self.wants(")")?;
                it.behind.push(mark("("));
                it.behind.extend(value.bits);
                it.behind.push(mark(")"));
            }
        }
        self.space();
        if self.takes("->") {
            let returns = self.type_id()?;
            it.behind.extend([space(), operator("->"), space()]);
            it.behind.extend(returns.bits());
            it.returns = Some(Box::new(returns));
        }
        self.space();
        let mut overrides = self.takes_word("override");
        let is_last = self.takes_word("final");
        overrides |= !overrides && self.takes_word("override");
        for (is_there, text) in [(is_last, "final"), (overrides, "override")] {
            if is_there {
                it.behind.extend([space(), word(text)]);
            }
        }
        let attributes = self.attributes()?;
        if !attributes.is_empty() {
            it.behind.push(space());
            it.behind.extend(attributes);
        }
        self.space();
        if mode == Mode::Function && self.takes("=") {
            self.space();
            let value = self.takes_one(&["0", "delete", "default"]).ok_or(Wrong)?;
            let bit = if value == "0" {
                piece("m", value)
            } else {
                word(value)
            };
            assigned(&mut it.behind, vec![bit]);
        }
        Ok(())
    }
}

impl Parameters {
    pub(super) fn show(&self, shown: Shown, bits: &mut Vec<Bit>) {
        let list: Vec<Vec<Bit>> = self.list.iter().map(|it| it.bits.clone()).collect();
        if shown == Shown::Described {
            bits.push(Bit::Parameters(list));
        } else {
            bits.push(mark("("));
            bits.extend(listed(&list));
            bits.push(mark(")"));
        }
        for (is_there, text) in [(self.volatile, "volatile"), (self.constant, "const")] {
            if is_there {
                bits.extend([space(), word(text)]);
            }
        }
        if !self.reference.is_empty() {
            bits.extend([space(), mark(self.reference)]);
        }
        bits.extend(self.behind.iter().cloned());
    }

    /// The ids of what is said of the object that the function is of.
    pub(super) fn modifiers(&self, scheme: usize) -> String {
        let volatile = if self.volatile { "V" } else { "" };
        let constant = match (self.constant, scheme) {
            (false, _) => "",
            (true, 1) => "C",
            (true, _) => "K",
        };
        let reference = match self.reference {
            "&&" => "O",
            "&" => "R",
            _ => "",
        };
        [volatile, constant, reference].concat()
    }

    pub(super) fn id(&self, scheme: usize) -> Option<String> {
        let ids: Vec<Ids> = self.list.iter().map(Parameter::ids).collect();
        let ids: Option<Vec<&str>> = ids.iter().map(|it| it.get(scheme)).collect();
        let ids = ids?;
        Some(match (scheme, ids.is_empty()) {
            (1, true) => String::new(),
            (1, false) => format!("__{}", ids.join(".")),
            (_, true) => "v".into(),
            (_, false) => ids.concat(),
        })
    }
}

impl Parameter {
    fn ids(&self) -> Ids {
        match &self.of {
            Some(of) => of.ids(),
            None => Ids::default().and("z"),
        }
    }
}
