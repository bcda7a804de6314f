//! Attributes of C and C++, which are shown as they are written.

use super::bit::{Bit, mark, raw, space};
use super::scan::{Read, Scanner, Wrong};

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

impl Scanner<'_> {
    /// `[[noreturn]]` or `__attribute__((noreturn))`, if one is there.
    pub(super) fn attribute(&mut self) -> Read<Option<Vec<Bit>>> {
        self.space();
        let start = self.at;
        if self.takes_and_space("[") {
            if !self.takes("[") {
                self.at = start;
                return Ok(None);
            }
            let text = Bit::Text(self.balanced(&[']'], &BRACKETS)?.to_owned());
            self.wants("]")?;
            self.wants("]")?;
            self.space();
            return Ok(Some(vec![mark("[["), text, mark("]]")]));
        }
        if !self.takes_word("__attribute__") {
            return Ok(None);
        }
        self.wants("(")?;
        self.wants("(")?;
        let mut list = Vec::new();
        loop {
            self.space();
            if let Some(name) = self.identifier() {
                let name = name.to_owned();
                let values = self.group()?.unwrap_or_default();
                list.push(name + &raw(&values));
            }
            self.space();
            if self.takes_and_space(")") {
                break;
            }
            self.takes(",").then_some(()).ok_or(Wrong)?;
        }
        self.wants(")")?;
        self.space();
        let text = format!("__attribute__(({}))", list.join(", "));
        Ok(Some(vec![Bit::Text(text)]))
    }

    fn group(&mut self) -> Read<Option<Vec<Bit>>> {
        self.space();
        if self.peek() != '(' {
            return Ok(None);
        }
        Ok(self.values()?.map(|it| it.bits))
    }

    /// All attributes that are there, with spaces between them.
    pub(super) fn attributes(&mut self) -> Read<Vec<Bit>> {
        let mut bits = Vec::new();
        while let Some(one) = self.attribute()? {
            if !bits.is_empty() {
                bits.push(space());
            }
            bits.extend(one);
        }
        Ok(bits)
    }
}
