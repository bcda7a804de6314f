//! What stands around a name that is declared: pointers, arrays, parameters.

mod mangle;
mod parameters;

use super::bit::{Bit, Part, apart, mark, space, word};
use super::name::Name;
use super::scan::{Read, Scanner, Wrong};
use super::specifiers::{Outer, Specifiers};
pub(super) use parameters::Parameters;

/// A type, perhaps of something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) specifiers: Specifiers,
    pub(super) declarator: Declarator,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declarator {
    Name {
        name: Option<Name>,
        /// The sizes of arrays, if they have one.
        arrays: Vec<Option<Part>>,
        parameters: Option<Box<Parameters>>,
    },
    Bits {
        name: Option<Name>,
        size: Part,
    },
    Pointer {
        attributes: Vec<Bit>,
        words: Words,
        next: Box<Self>,
    },
    Reference {
        attributes: Vec<Bit>,
        next: Box<Self>,
    },
    Pack(Box<Self>),
    Member {
        class: Name,
        words: Words,
        next: Box<Self>,
    },
    Group {
        inner: Box<Self>,
        next: Box<Self>,
    },
}

/// Whether a pointer is `volatile` and `const`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    volatile: bool,
    constant: bool,
}

/// How the name of a declarator is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// There is one.
    Full,
    /// There may be one that is in no other.
    Single,
    None,
}

/// What declarators are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Type,
    Function,
    /// A type that something is cast to: parentheses are none of its own.
    Cast,
    /// Of a new value, the same.
    New,
}

/// What the name of a declarator is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// What is described.
    Described,
    Plain,
}

impl Scanner<'_> {
    /// A type without a name.
    pub(super) fn type_id(&mut self) -> Read<Type> {
        self.typed(Outer::None, Naming::None, Mode::Type)
    }

    /// A type whose parentheses are not its own.
    pub(super) fn type_of_cast(&mut self) -> Read<Type> {
        self.typed(Outer::None, Naming::None, Mode::Cast)
    }

    pub(super) fn new_type(&mut self) -> Read<Type> {
        self.typed(Outer::None, Naming::None, Mode::New)
    }

    pub(super) fn typed(&mut self, outer: Outer, naming: Naming, mode: Mode) -> Read<Type> {
        self.deeper(|it| {
            Ok(Type {
                specifiers: it.specifiers(outer, true)?,
                declarator: it.declarator(naming, mode, true)?,
            })
        })
    }

    /// A declarator with a name and no type, such as a constructor.
    pub(super) fn untyped(&mut self, outer: Outer, mode: Mode) -> Read<Type> {
        Ok(Type {
            specifiers: self.specifiers(outer, false)?,
            declarator: self.declarator(Naming::Full, mode, false)?,
        })
    }

    fn declarator(&mut self, naming: Naming, mode: Mode, typed: bool) -> Read<Declarator> {
        self.deeper(|it| it.declarator_inside(naming, mode, typed))
    }

    fn declarator_inside(&mut self, naming: Naming, mode: Mode, typed: bool) -> Read<Declarator> {
        self.space();
        if typed && self.takes("*") {
            let (words, attributes) = self.pointer_words()?;
            let next = Box::new(self.declarator(naming, mode, typed)?);
            return Ok(Declarator::Pointer {
                attributes,
                words,
                next,
            });
        }
        if typed && self.takes("&") {
            let attributes = self.attributes()?;
            let next = Box::new(self.declarator(naming, mode, typed)?);
            return Ok(Declarator::Reference { attributes, next });
        }
        if typed && self.takes("...") {
            let next = self.declarator(naming, mode, false)?;
            return Ok(Declarator::Pack(Box::new(next)));
        }
        if typed && self.peek() == '(' {
            return self.parenthesised(naming, mode);
        }
        if typed
            && let Ok(class) = self.attempt(|it| {
                let class = it.class_of_member()?;
                it.wants("*")?;
                it.space();
                Ok(class)
            })
        {
            let (words, _) = self.pointer_words()?;
            let next = Box::new(self.declarator(naming, mode, typed)?);
            return Ok(Declarator::Member { class, words, next });
        }
        self.named(naming, mode, typed)
    }

    /// Parameters, or a declarator in parentheses.
    fn parenthesised(&mut self, naming: Naming, mode: Mode) -> Read<Declarator> {
        if mode == Mode::Cast {
            return Ok(Declarator::Name {
                name: None,
                arrays: Vec::new(),
                parameters: None,
            });
        }
        let parameters = self.attempt(|it| it.named(naming, mode, true));
        parameters.or_else(|_| {
            self.at += 1;
            let inner = Box::new(self.declarator(naming, mode, true)?);
            self.takes(")").then_some(()).ok_or(Wrong)?;
            let next = Box::new(self.declarator(Naming::None, Mode::Type, true)?);
            Ok(Declarator::Group { inner, next })
        })
    }

    fn pointer_words(&mut self) -> Read<(Words, Vec<Bit>)> {
        let (mut words, mut attributes) = (Words::default(), Vec::new());
        loop {
            self.space();
            if !words.volatile && self.takes_word("volatile") {
                words.volatile = true;
            } else if !words.constant && self.takes_word("const") {
                words.constant = true;
            } else if let Some(one) = self.attribute()? {
                attributes.push(one);
            } else {
                return Ok((words, apart(attributes)));
            }
        }
    }

    fn named(&mut self, naming: Naming, mode: Mode, typed: bool) -> Read<Declarator> {
        let name = match naming {
            Naming::Full => Some(self.name()?),
            Naming::Single => {
                self.space();
                let name = self.identifier().map(Name::single);
                self.space();
                if name.is_some() && self.peek() == ':' {
                    return Err(Wrong);
                }
                name
            }
            Naming::None => None,
        };
        let mut arrays = Vec::new();
        loop {
            self.space();
            if !typed || !self.takes("[") {
                break;
            }
            self.space();
            arrays.push(if self.takes("]") {
                None
            } else {
                let size = self.expression_until(&[']'], Self::expression)?;
                self.wants("]")?;
                Some(size)
            });
        }
        let parameters = self.parameters(mode)?.map(Box::new);
        if parameters.is_none()
            && arrays.is_empty()
            && naming != Naming::None
            && mode == Mode::Type
            && typed
        {
            self.space();
            if self.takes(":") {
                let size = self.constant_expression(false)?;
                return Ok(Declarator::Bits { name, size });
            }
        }
        Ok(Declarator::Name {
            name,
            arrays,
            parameters,
        })
    }
}

impl Type {
    /// The type as one that nothing is described by.
    pub(super) fn bits(&self) -> Vec<Bit> {
        self.shown(Shown::Plain)
    }

    pub(super) fn shown(&self, shown: Shown) -> Vec<Bit> {
        let mut bits = self.specifiers.bits();
        if self.declarator.stands_apart() && !self.specifiers.is_empty() {
            bits.push(space());
        }
        self.declarator.show(shown, &mut bits);
        bits
    }
}

impl Declarator {
    pub(super) fn name(&self) -> Option<&Name> {
        match self {
            Self::Name { name, .. } | Self::Bits { name, .. } => name.as_ref(),
            Self::Pointer { next, .. }
            | Self::Reference { next, .. }
            | Self::Pack(next)
            | Self::Member { next, .. } => next.name(),
            Self::Group { inner, .. } => inner.name(),
        }
    }

    /// Whether it stands for many.
    pub(super) fn is_pack(&self) -> bool {
        match self {
            Self::Name { .. } | Self::Bits { .. } => false,
            Self::Pack(_) => true,
            Self::Pointer { next, .. }
            | Self::Reference { next, .. }
            | Self::Member { next, .. } => next.is_pack(),
            Self::Group { inner, next } => inner.is_pack() || next.is_pack(),
        }
    }

    /// The parameters, if it is a function.
    pub(super) fn parameters(&self) -> Option<&Parameters> {
        match self {
            Self::Name { parameters, .. } => parameters.as_deref(),
            Self::Bits { .. } => None,
            Self::Pointer { next, .. }
            | Self::Reference { next, .. }
            | Self::Pack(next)
            | Self::Member { next, .. } => next.parameters(),
            Self::Group { inner, .. } => inner.parameters(),
        }
    }

    /// Whether white space stands before it.
    fn stands_apart(&self) -> bool {
        match self {
            Self::Name { name, .. } | Self::Bits { name, .. } => name.is_some(),
            Self::Pointer { next, .. } | Self::Reference { next, .. } => next.stands_apart(),
            Self::Pack(_) => false,
            Self::Member { .. } | Self::Group { .. } => true,
        }
    }

    fn show(&self, shown: Shown, bits: &mut Vec<Bit>) {
        match self {
            Self::Name {
                name,
                arrays,
                parameters,
            } => {
                show_name(name.as_ref(), shown, bits);
                for size in arrays {
                    bits.push(mark("["));
                    bits.extend(size.iter().flat_map(|it| it.bits.iter().cloned()));
                    bits.push(mark("]"));
                }
                if let Some(parameters) = parameters {
                    parameters.show(shown, bits);
                }
            }
            Self::Bits { name, size } => {
                show_name(name.as_ref(), shown, bits);
                bits.extend([space(), mark(":"), space()]);
                bits.extend(size.bits.iter().cloned());
            }
            Self::Pointer {
                attributes,
                words,
                next,
            } => {
                bits.push(mark("*"));
                let all = [attributes.clone(), words.bits()];
                show_before(
                    next,
                    apart(all.into_iter().filter(|it| !it.is_empty()).collect()),
                    bits,
                );
                next.show(shown, bits);
            }
            Self::Reference { attributes, next } => {
                bits.push(mark("&"));
                show_before(next, attributes.clone(), bits);
                next.show(shown, bits);
            }
            Self::Pack(next) => {
                bits.push(mark("..."));
                if next.name().is_some() {
                    bits.push(space());
                }
                next.show(shown, bits);
            }
            Self::Member { class, words, next } => {
                bits.extend(class.bits());
                bits.extend([mark("::"), mark("*")]);
                bits.extend(words.bits());
                if next.stands_apart() {
                    bits.push(space());
                }
                next.show(shown, bits);
            }
            Self::Group { inner, next } => {
                bits.push(mark("("));
                inner.show(shown, bits);
                bits.push(mark(")"));
                next.show(Shown::Plain, bits);
            }
        }
    }
}

fn show_name(name: Option<&Name>, shown: Shown, bits: &mut Vec<Bit>) {
    match name {
        Some(name) if shown == Shown::Described => bits.push(name.described()),
        Some(name) => bits.extend(name.plain()),
        None => {}
    }
}

/// Adds words behind a sign, and a space if something follows that needs one.
fn show_before(next: &Declarator, words: Vec<Bit>, bits: &mut Vec<Bit>) {
    let is_apart = !words.is_empty() && next.stands_apart();
    bits.extend(words);
    if is_apart {
        bits.push(space());
    }
}

impl Words {
    fn bits(self) -> Vec<Bit> {
        let volatile = self.volatile.then(|| vec![word("volatile")]);
        let constant = self.constant.then(|| vec![word("const")]);
        apart(volatile.into_iter().chain(constant).collect())
    }
}
