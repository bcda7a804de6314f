//! Values of C++ and what may stand behind them: calls, members, indices.

use super::bit::{Part, listed, mark, operator, space, word};
use super::expression::called;
use super::ids::Ids;
use super::operators::{CASTS, FOLDS, letters};
use super::scan::{Read, Scanner, Wrong};

impl Scanner<'_> {
    pub(super) fn postfix(&mut self) -> Read<Part> {
        self.space();
        if let Some((name, code)) = CASTS.iter().find(|it| self.takes_word(it.0)) {
            let cast = self.explicit_cast(name, code)?;
            return self.behind(cast, true);
        }
        if self.takes_word("typeid") {
            let value = self.type_info()?;
            return self.behind(value, true);
        }
        if let Ok(value) = self.attempt(Scanner::primary) {
            return self.behind(value, true);
        }
        let of = self.type_of_cast()?;
        self.space();
        if !matches!(self.peek(), '(' | '{') {
            return Err(Wrong);
        }
        self.behind(Part::new(of.bits(), of.ids()), false)
    }

    fn explicit_cast(&mut self, name: &str, code: &str) -> Read<Part> {
        self.wants("<")?;
        let of = self.type_id()?;
        self.wants(">")?;
        self.wants("(")?;
        let value = self.expression_until(&[')'], Scanner::expression)?;
        self.wants(")")?;
        let mut bits = vec![word(name), mark("<")];
        bits.extend(of.bits());
        bits.extend([mark(">"), mark("(")]);
        bits.extend(value.bits);
        bits.push(mark(")"));
        Ok(Part::new(
            bits,
            Ids::later(code).then(&of.ids()).then(&value.ids),
        ))
    }

    fn type_info(&mut self) -> Read<Part> {
        self.wants("(")?;
        self.space();
        let of = self.attempt(|it| {
            let of = it.type_id()?;
            it.wants(")")?;
            Ok(called("typeid", "ti", Part::new(of.bits(), of.ids())))
        });
        of.or_else(|_| {
            let value = self.expression_until(&[')'], Scanner::expression)?;
            self.wants(")")?;
            Ok(called("typeid", "te", value))
        })
    }

    pub(super) fn primary(&mut self) -> Read<Part> {
        if let Some(literal) = self.literal()? {
            return Ok(literal);
        }
        self.space();
        if self.takes_word("this") {
            return Ok(Part::new(vec![word("this")], Ids::later("fpT")));
        }
        if self.takes("(") {
            return self.deeper(Self::fold_or_group);
        }
        let name = self.name()?;
        Ok(Part::new(name.bits(), name.ids(&Ids::default())))
    }

    fn fold_or_group(&mut self) -> Read<Part> {
        self.space();
        if self.takes_and_space("...") {
            let sign = self.fold_operator()?;
            let right = self.cast()?;
            self.wants(")")?;
            return Ok(fold(None, sign, Some(&right)));
        }
        let start = self.attempt(|it| {
            let left = it.cast()?;
            it.space();
            let sign = it.fold_operator()?;
            it.wants("...")?;
            Ok((left, sign))
        });
        let Ok((left, sign)) = start else {
            let inside = self.expression()?;
            self.wants(")")?;
            let mut bits = vec![mark("(")];
            bits.extend(inside.bits);
            bits.push(mark(")"));
            return Ok(Part::new(bits, inside.ids));
        };
        self.space();
        if self.takes(")") {
            return Ok(fold(Some(&left), sign, None));
        }
        if self.fold_operator()? != sign {
            return Err(Wrong);
        }
        let right = self.cast()?;
        self.wants(")")?;
        Ok(fold(Some(&left), sign, Some(&right)))
    }

    fn fold_operator(&mut self) -> Read<&'static str> {
        FOLDS.iter().copied().find(|it| self.takes(it)).ok_or(Wrong)
    }

    /// The value with all that stands behind it; a type has only values there.
    fn behind(&mut self, mut value: Part, is_value: bool) -> Read<Part> {
        loop {
            self.space();
            if is_value && self.takes_and_space("[") {
                let index = self.expression()?;
                self.wants("]")?;
                value.ids = Ids::later("ix").then(&value.ids).then(&index.ids);
                value.bits.push(mark("["));
                value.bits.extend(index.bits);
                value.bits.push(mark("]"));
            } else if let Some((sign, code)) =
                MEMBERS.iter().find(|it| is_value && self.sees_member(it.0))
            {
                self.at += sign.len();
                let name = self.name()?;
                value.ids = Ids::later(code)
                    .then(&value.ids)
                    .then(&name.ids(&Ids::default()));
                value.bits.push(if *sign == "." {
                    mark(sign)
                } else {
                    operator(sign)
                });
                value.bits.extend(name.plain());
            } else if let Some((sign, code)) = STEPS.iter().find(|it| is_value && self.takes(it.0))
            {
                value.ids = Ids::later(code).then(&value.ids);
                value.bits.push(operator(sign));
            } else if let Some((list, ids)) = self.list_of_values()? {
                value.ids = Ids::later("cl").then(&value.ids).then(&ids).and("E");
                value.bits.extend(list);
            } else {
                return Ok(value);
            }
        }
    }

    /// Whether `sign` is there, and not as the start of `.*`, `->*` or `...`.
    fn sees_member(&self, sign: &str) -> bool {
        let behind = self.rest().strip_prefix(sign);
        behind.is_some_and(|it| !it.starts_with('*') && !it.starts_with(".."))
    }

    /// Values in parentheses or braces, if there are any.
    pub(super) fn values(&mut self) -> Read<Option<Part>> {
        let is_group = {
            self.space();
            self.peek() == '('
        };
        let Some((bits, ids)) = self.list_of_values()? else {
            return Ok(None);
        };
        let code = if is_group { "pi" } else { "il" };
        Ok(Some(Part::new(bits, Ids::later(code).then(&ids).and("E"))))
    }

    pub(super) fn braced(&mut self) -> Read<Option<Part>> {
        self.space();
        if self.peek() == '{' {
            self.values()
        } else {
            Ok(None)
        }
    }

    /// Values in parentheses or braces, and their ids one after the other.
    fn list_of_values(&mut self) -> Read<Option<(Vec<super::Bit>, Ids)>> {
        self.space();
        let Some([open, close]) = [["(", ")"], ["{", "}"]]
            .into_iter()
            .find(|it| self.takes_and_space(it[0]))
        else {
            return Ok(None);
        };
        let (mut list, mut ids, mut trails) = (Vec::new(), Ids::later(""), false);
        while !self.takes(close) {
            if trails {
                return Err(Wrong);
            }
            let mut one = self.deeper(Scanner::initializer_clause)?;
            self.space();
            if self.takes_and_space("...") {
                one.bits.push(mark("..."));
                one.ids = Ids::later("sp").then(&one.ids);
            }
            ids = ids.then(&one.ids);
            list.push(one.bits);
            if self.takes_and_space(",") {
                trails = self.peek() == '}' && close == "}";
                let misplaced = !trails && self.rest().starts_with(close);
                (!misplaced).then_some(()).ok_or(Wrong)?;
            } else if !self.rest().starts_with(close) {
                return Err(Wrong);
            }
            if trails && self.takes(close) {
                break;
            }
        }
        let mut bits = vec![mark(open)];
        bits.extend(listed(&list));
        if trails {
            bits.push(mark(","));
        }
        bits.push(mark(close));
        Ok(Some((bits, ids)))
    }
}

/// Signs before the name of a member, and their letters.
const MEMBERS: &[(&str, &str)] = &[(".", "dt"), ("->", "pt")];

/// Signs behind a value that change it, and their letters.
const STEPS: &[(&str, &str)] = &[("++", "pp"), ("--", "mm")];

/// A pack whose values are connected by `sign`; the third scheme has its text.
fn fold(left: Option<&Part>, sign: &str, right: Option<&Part>) -> Part {
    let mut bits = vec![mark("(")];
    if let Some(left) = left {
        bits.extend(left.bits.iter().cloned());
        bits.extend([space(), operator(sign), space()]);
    }
    bits.push(mark("..."));
    if let Some(right) = right {
        bits.extend([space(), operator(sign), space()]);
        bits.extend(right.bits.iter().cloned());
    }
    bits.push(mark(")"));
    let code = match (left, right) {
        (None, _) => "fl",
        (_, None) => "fr",
        _ => "fL",
    };
    let sides = left.iter().chain(&right).map(|it| &it.ids);
    let newest = Ids::later(code).and(letters(sign)).all(sides);
    let text = super::raw(&bits);
    let ids = Ids::each(|scheme| match scheme {
        1 => None,
        2 | 3 => Some(text.clone()),
        _ => newest.get(scheme).map(str::to_owned),
    });
    Part::new(bits, ids)
}
