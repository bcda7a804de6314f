//! Declarations of C: what is declared, under which name.
//!
//! The grammar is that of Sphinx's C domain, which takes one declarator and
//! neither attributes nor bodies.

mod declarator;
mod parser;
mod words;

use super::token::Token;
use parser::Parser;
use words::Outer;

/// What a declaration declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declaration<'t> {
    /// A function, a variable or a type.
    Typed(Typed<'t>),
    /// A name alone, perhaps with a value: a structure, an enumerator.
    Named(Name<'t>, Option<Expression<'t>>),
    Macro(Name<'t>, Option<Vec<String>>),
}

/// A name with the names it is in.
pub(super) type Name<'t> = Vec<&'t str>;

/// The words of an expression.
pub(super) type Expression<'t> = Vec<Token<'t>>;

/// A type with what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    /// Words such as `static` and `const`, before the type and behind it.
    pub(super) before: Vec<&'static str>,
    /// None for a type that is only named.
    pub(super) of: Option<Of<'t>>,
    pub(super) behind: Vec<&'static str>,
    pub(super) declarator: Declarator<'t>,
    pub(super) value: Option<Expression<'t>>,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of<'t> {
    /// One of the language's own, in its words.
    Fundamental(Vec<&'t str>),
    /// One with a name, perhaps behind `struct` and the like.
    Named(Option<&'t str>, Name<'t>),
}

/// What stands around the name in a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declarator<'t> {
    Pointer(Vec<&'static str>, Box<Self>),
    Group(Box<Self>, Box<Self>),
    Name {
        name: Option<Name<'t>>,
        arrays: Vec<Array<'t>>,
        parameters: Option<Vec<Parameter<'t>>>,
        bits: Option<Expression<'t>>,
    },
}

/// The brackets of an array.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Array<'t> {
    pub(super) words: Vec<&'static str>,
    pub(super) size: Expression<'t>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parameter<'t> {
    Ellipsis,
    One(Box<Typed<'t>>),
}

/// The declaration that `text` is, of what Sphinx calls `objtype`; none if it
/// is not of that form.
pub(super) fn declaration<'t>(text: &'t str, objtype: &str) -> Option<Declaration<'t>> {
    let mut parser = Parser::new(text)?;
    let it = match objtype {
        "function" => Declaration::Typed(parser.typed(Outer::Function)?),
        "member" | "var" | "data" => Declaration::Typed(parser.typed(Outer::Member)?),
        "type" => Declaration::Typed(parser.type_declaration()?),
        "macro" => return parser.macro_declaration(),
        "enumerator" => {
            let name = parser.name()?;
            let value = parser.value(&[";"])?;
            Declaration::Named(name, value)
        }
        _ => Declaration::Named(parser.name()?, None),
    };
    parser.takes(";");
    parser.is_at_end().then_some(it)
}

/// The names of a namespace.
pub(super) fn namespace(text: &str) -> Option<Name<'_>> {
    match declaration(text, "struct")? {
        Declaration::Named(name, _) => Some(name),
        Declaration::Typed(_) | Declaration::Macro(..) => None,
    }
}

impl<'t> Declaration<'t> {
    /// The name of what is declared.
    pub(super) fn name(&self) -> Option<&Name<'t>> {
        match self {
            Self::Typed(typed) => typed.declarator.name(),
            Self::Named(name, _) | Self::Macro(name, _) => Some(name),
        }
    }
}

impl<'t> Declarator<'t> {
    fn name(&self) -> Option<&Name<'t>> {
        match self {
            Self::Pointer(_, next) => next.name(),
            Self::Group(inner, _) => inner.name(),
            Self::Name { name, .. } => name.as_ref(),
        }
    }

    /// Whether white space stands before it.
    pub(super) fn stands_apart(&self) -> bool {
        match self {
            Self::Pointer(words, next) => !words.is_empty() || next.stands_apart(),
            Self::Group(..) => true,
            Self::Name { name, .. } => name.is_some(),
        }
    }
}
