//! What stands around a name: pointers, arrays, parameters.

use super::parser::Parser;
use super::words::Outer;
use super::{Array, Declarator, Parameter};
use crate::directive::sphinx::c::token::Kind;

/// How declarators are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// They have a name.
    Full,
    /// They may have one that is in no other.
    Single,
    None,
}

/// Words in the brackets of an array, in the order in which they are shown.
const ARRAY_WORDS: [&str; 4] = ["static", "restrict", "volatile", "const"];

impl<'t> Parser<'t> {
    pub(super) fn declarator(&mut self, naming: Naming, function: bool) -> Option<Declarator<'t>> {
        self.deeper(|it| it.declarator_inside(naming, function))
    }

    pub(super) fn declarator_inside(
        &mut self,
        naming: Naming,
        function: bool,
    ) -> Option<Declarator<'t>> {
        if self.takes("*") {
            let words = self.qualifiers();
            let next = self.declarator(naming, function)?;
            return Some(Declarator::Pointer(words, Box::new(next)));
        }
        let start = self.at;
        if let Some(declarator) = self.named_declarator(naming, function, true) {
            return Some(declarator);
        }
        self.at = start;
        if !self.takes("(") {
            return None;
        }
        let inner = self.declarator(naming, function)?;
        if !self.takes(")") {
            return None;
        }
        let next = self.declarator(Naming::None, false)?;
        Some(Declarator::Group(Box::new(inner), Box::new(next)))
    }

    pub(super) fn named_declarator(
        &mut self,
        naming: Naming,
        function: bool,
        typed: bool,
    ) -> Option<Declarator<'t>> {
        let name = match naming {
            Naming::Full => Some(self.name()?),
            Naming::Single => match self.peek() {
                Some(it) if it.kind == Kind::Word => Some(vec![self.word()?]),
                _ => None,
            },
            Naming::None => None,
        };
        let mut arrays = Vec::new();
        while typed && self.takes("[") {
            arrays.push(self.array()?);
        }
        let parameters = if self.peeks("(") {
            Some(self.parameters()?)
        } else {
            None
        };
        if function && parameters.is_none() {
            return None;
        }
        let mut bits = None;
        let is_bare = parameters.is_none() && arrays.is_empty();
        if is_bare && typed && naming == Naming::Full && self.takes(":") {
            bits = Some(self.expression(&["=", ";"])?);
        }
        Some(Declarator::Name {
            name,
            arrays,
            parameters,
            bits,
        })
    }

    pub(super) fn array(&mut self) -> Option<Array<'t>> {
        let mut words = Vec::new();
        while let Some(word) = ARRAY_WORDS
            .into_iter()
            .find(|it| self.peeks(it) && !words.contains(it))
        {
            words.push(word);
            self.at += 1;
        }
        words.sort_by_key(|word| ARRAY_WORDS.iter().position(|it| it == word));
        let size = if self.peeks("]") {
            Vec::new()
        } else {
            self.expression(&["]"])?
        };
        self.takes("]").then_some(Array { words, size })
    }

    pub(super) fn parameters(&mut self) -> Option<Vec<Parameter<'t>>> {
        self.at += 1;
        let mut parameters = Vec::new();
        if self.takes(")") {
            return Some(parameters);
        }
        loop {
            if self.takes("...") {
                parameters.push(Parameter::Ellipsis);
                return self.takes(")").then_some(parameters);
            }
            let one = self.typed(Outer::Parameter)?;
            parameters.push(Parameter::One(Box::new(one)));
            if self.takes(")") {
                return Some(parameters);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }
}
