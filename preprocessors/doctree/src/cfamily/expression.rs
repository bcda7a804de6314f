//! Expressions of C++, from those that bind least to those that bind most.

use super::bit::{Bit, Part, apart, mark, operator, space, word};
use super::ids::Ids;
use super::name::plain_ids;
use super::operators::{ASSIGNMENTS, BINARY, UNARY, letters};
use super::scan::{Read, Scanner, Wrong};

/// Brackets that an expression which cannot be read may have.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('{', '}'), ('[', ']'), ('<', '>')];

impl Scanner<'_> {
    /// Expressions with commas between them.
    pub(super) fn expression(&mut self) -> Read<Part> {
        let mut whole = self.assignment(false)?;
        let mut last = whole.ids.clone();
        let mut ids = Ids::later("");
        loop {
            self.space();
            if !self.takes(",") {
                break;
            }
            let next = self.assignment(false)?;
            ids = ids.and(letters(",")).then(&last);
            last = next.ids;
            whole.bits.extend([mark(","), space()]);
            whole.bits.extend(next.bits);
        }
        Ok(Part::new(whole.bits, ids.then(&last)))
    }

    /// What `read` reads or, where it cannot, all up to one of `ends`.
    pub(super) fn expression_until(
        &mut self,
        ends: &[char],
        read: impl FnOnce(&mut Self) -> Read<Part>,
    ) -> Read<Part> {
        if let Ok(part) = self.attempt(read) {
            return Ok(part);
        }
        self.space();
        let text = self.balanced(ends, &BRACKETS)?.trim();
        Ok(Part::new(
            vec![Bit::Text(text.to_owned())],
            Ids::later(text),
        ))
    }

    pub(super) fn assignment(&mut self, in_template: bool) -> Read<Part> {
        let left = self.binary(0, in_template)?;
        if let Some(whole) = self.choice(&left, in_template)? {
            return Ok(whole);
        }
        self.space();
        let Some(sign) = ASSIGNMENTS.iter().find(|it| self.takes_operator(it)) else {
            return Ok(left);
        };
        let right = self.initializer_clause()?;
        let ids = Ids::later(letters(sign)).then(&left.ids).then(&right.ids);
        Ok(Part::new(
            apart(vec![left.bits, vec![operator(sign)], right.bits]),
            ids,
        ))
    }

    pub(super) fn constant_expression(&mut self, in_template: bool) -> Read<Part> {
        let part = self.binary(0, in_template)?;
        Ok(self.choice(&part, in_template)?.unwrap_or(part))
    }

    /// The rest of `condition ? this : that`.
    fn choice(&mut self, condition: &Part, in_template: bool) -> Read<Option<Part>> {
        self.space();
        if !self.takes("?") {
            return Ok(None);
        }
        let this = self.expression()?;
        self.wants(":")?;
        let that = self.assignment(in_template)?;
        let ids = Ids::later("qu").all([&condition.ids, &this.ids, &that.ids]);
        let bits = apart(vec![
            condition.bits.clone(),
            vec![operator("?")],
            this.bits,
            vec![operator(":")],
            that.bits,
        ]);
        Ok(Some(Part::new(bits, ids)))
    }

    pub(super) fn initializer_clause(&mut self) -> Read<Part> {
        match self.braced()? {
            Some(list) => Ok(list),
            None => self.assignment(false),
        }
    }

    fn takes_operator(&mut self, text: &str) -> bool {
        if text.starts_with(|c: char| c.is_ascii_lowercase()) {
            self.takes_word(text)
        } else {
            self.takes(text)
        }
    }

    /// Values with the operators of a level between them.
    fn binary(&mut self, level: usize, in_template: bool) -> Read<Part> {
        let Some(signs) = BINARY.get(level) else {
            return self.cast();
        };
        let first = self.binary(level + 1, in_template)?;
        let (mut bits, mut last) = (first.bits, first.ids);
        let mut ids = Ids::later("");
        while let Some((sign, next)) = self.operand(signs, level, in_template) {
            ids = ids.and(letters(sign)).then(&last);
            bits.extend([space(), operator(sign), space()]);
            bits.extend(next.bits);
            last = next.ids;
        }
        Ok(Part::new(bits, ids.then(&last)))
    }

    /// One of the operators and the value behind it, if both are there.
    fn operand(
        &mut self,
        signs: &[&'static str],
        level: usize,
        in_template: bool,
    ) -> Option<(&'static str, Part)> {
        self.space();
        if in_template && self.peek() == '>' {
            return None;
        }
        for sign in signs {
            if *sign == "&" && self.rest().starts_with("&&") {
                return None;
            }
            let found = self.attempt(|it| {
                let is_it = it.takes_operator(sign);
                is_it.then_some(()).ok_or(Wrong)?;
                it.binary(level + 1, in_template)
            });
            if let Ok(next) = found {
                return Some((sign, next));
            }
        }
        None
    }

    /// A value, or a type in parentheses and the value it is made of.
    pub(super) fn cast(&mut self) -> Read<Part> {
        self.deeper(|it| {
            it.space();
            let made = it.attempt(|it| {
                it.takes("(").then_some(()).ok_or(Wrong)?;
                let of = it.type_id()?;
                it.takes(")").then_some(()).ok_or(Wrong)?;
                let value = it.cast()?;
                let mut bits = vec![mark("(")];
                bits.extend(of.bits());
                bits.push(mark(")"));
                bits.extend(value.bits);
                Ok(Part::new(
                    bits,
                    Ids::later("cv").then(&of.ids()).then(&value.ids),
                ))
            });
            made.or_else(|_| it.unary())
        })
    }

    fn unary(&mut self) -> Read<Part> {
        self.space();
        if let Some((sign, code)) = UNARY.iter().find(|it| self.takes_operator(it.0)) {
            let value = self.cast()?;
            let mut bits = vec![operator(sign)];
            if sign.starts_with(|c: char| c.is_ascii_lowercase()) {
                bits.push(space());
            }
            bits.extend(value.bits);
            return Ok(Part::new(bits, Ids::later(code).then(&value.ids)));
        }
        if self.takes_word("sizeof") {
            return self.size();
        }
        if self.takes_word("alignof") {
            return self.of_type("alignof", "at");
        }
        if self.takes_word("noexcept") {
            self.wants("(")?;
            let value = self.expression()?;
            self.wants(")")?;
            return Ok(called("noexcept", "nx", value));
        }
        let start = self.at;
        let rooted = self.takes("::");
        self.space();
        if self.takes_word("new") {
            return self.new_value(rooted);
        }
        if self.takes_word("delete") {
            return self.delete(rooted);
        }
        self.at = start;
        self.postfix()
    }

    fn size(&mut self) -> Read<Part> {
        if self.takes_and_space("...") {
            self.wants("(")?;
            self.space();
            let name = self.identifier().ok_or(Wrong)?.to_owned();
            self.wants(")")?;
            let target = name.clone();
            let ids = Ids::later("sZ").then(&plain_ids(&name));
            let name = Bit::Name { name, target };
            let bits = vec![word("sizeof"), mark("..."), mark("("), name, mark(")")];
            return Ok(Part::new(bits, ids));
        }
        if self.rest().starts_with('(') {
            return self.of_type("sizeof", "st");
        }
        let value = self.deeper(Scanner::unary)?;
        let bits = apart(vec![vec![word("sizeof")], value.bits]);
        Ok(Part::new(bits, Ids::later("sz").then(&value.ids)))
    }

    /// A type in parentheses behind `name`.
    fn of_type(&mut self, name: &str, code: &str) -> Read<Part> {
        self.wants("(")?;
        let of = self.type_id()?;
        self.wants(")")?;
        Ok(called(name, code, Part::new(of.bits(), of.ids())))
    }

    fn new_value(&mut self, rooted: bool) -> Read<Part> {
        if self.takes("(") {
            return Err(Wrong);
        }
        let of = self.new_type()?;
        let mut bits = if rooted { vec![mark("::")] } else { Vec::new() };
        bits.extend([word("new"), space()]);
        bits.extend(of.bits());
        let ids = Ids::later("nw_").then(&of.ids());
        let ids = match self.values()? {
            Some(values) => {
                bits.extend(values.bits);
                ids.then(&values.ids)
            }
            None => ids.and("E"),
        };
        Ok(Part::new(bits, ids))
    }

    fn delete(&mut self, rooted: bool) -> Read<Part> {
        let many = self.takes_and_space("[");
        if many && !self.takes_and_space("]") {
            return Err(Wrong);
        }
        let value = self.cast()?;
        let mut bits = if rooted { vec![mark("::")] } else { Vec::new() };
        bits.extend([word("delete"), space()]);
        if many {
            bits.extend([mark("[]"), space()]);
        }
        bits.extend(value.bits);
        let code = if many { "da" } else { "dl" };
        Ok(Part::new(bits, Ids::later(code).then(&value.ids)))
    }
}

/// A word with something in parentheses behind it.
pub(super) fn called(name: &str, code: &str, inside: Part) -> Part {
    let mut bits = vec![word(name), mark("(")];
    bits.extend(inside.bits);
    bits.push(mark(")"));
    Part::new(bits, Ids::later(code).then(&inside.ids))
}
