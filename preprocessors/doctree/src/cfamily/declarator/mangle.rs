//! The ids of types and functions.

use super::{Declarator, Type, Words};
use crate::cfamily::bit::{Part, raw};
use crate::cfamily::ids::Ids;
use crate::cfamily::name::Name;

impl Type {
    /// The ids of the type.
    pub(in crate::cfamily) fn ids(&self) -> Ids {
        Ids::each(|scheme| {
            let of = self.specifiers.id(scheme)?;
            if scheme > 1 {
                return self.declarator.type_id(scheme, of);
            }
            if self.declarator.parameters().is_some() {
                return None;
            }
            Some(of + &self.declarator.suffix(scheme)?)
        })
    }

    /// The ids of a function with the type and the full name `name`; a
    /// template says what it returns.
    pub(in crate::cfamily) fn function_ids(&self, name: &Name, template: bool) -> Ids {
        let Some(parameters) = self.declarator.parameters() else {
            return Ids::each(|_| None);
        };
        let modifiers = Ids::each(|scheme| Some(parameters.modifiers(scheme)));
        let names = name.ids(&modifiers);
        let has_class = self.declarator.has_class();
        Ids::each(|scheme| {
            let name = names.get(scheme)?;
            let own = parameters.id(scheme)?;
            if scheme == 1 {
                let constexpr = if self.specifiers.constexpr { "CE" } else { "" };
                let modifiers = modifiers.get(scheme).filter(|_| !has_class)?;
                return Some(format!("{name}{own}{modifiers}{constexpr}"));
            }
            let returns = match &parameters.returns {
                _ if scheme < 4 || !template => String::new(),
                Some(returns) => self.declarator.suffix(scheme)? + returns.ids().get(scheme)?,
                None => self.declarator.suffix(scheme)? + &self.specifiers.id(scheme)?,
            };
            Some(format!("{name}{returns}{own}"))
        })
    }

    /// The ids of something of the type that is called `name`.
    pub(in crate::cfamily) fn member_ids(&self, name: &Name) -> Ids {
        let (names, own) = (name.ids(&Ids::default()), self.ids());
        Ids::each(|scheme| match scheme {
            1 => Some(format!("{}__{}", names.get(1)?, own.get(1)?)),
            _ => names.get(scheme).map(str::to_owned),
        })
    }
}

impl Declarator {
    /// Whether it is a pointer to a member, which the first scheme has not.
    fn has_class(&self) -> bool {
        match self {
            Self::Name { .. } | Self::Bits { .. } => false,
            Self::Member { .. } => true,
            Self::Pointer { next, .. } | Self::Reference { next, .. } | Self::Pack(next) => {
                next.has_class()
            }
            Self::Group { inner, .. } => inner.has_class(),
        }
    }

    /// What its signs add to the id of what it is of.
    fn suffix(&self, scheme: usize) -> Option<String> {
        let around = |sign: &str, next: &Self| {
            let inner = next.suffix(scheme)?;
            Some(if scheme == 1 {
                sign.to_owned() + &inner
            } else {
                inner + sign
            })
        };
        match self {
            Self::Name { arrays, .. } => {
                arrays.iter().map(|it| array(it.as_ref(), scheme)).collect()
            }
            Self::Bits { .. } => Some(String::new()),
            Self::Pointer { words, next, .. } => around(&format!("P{}", words.letters("C")), next),
            Self::Reference { next, .. } => around("R", next),
            Self::Pack(next) => around("Dp", next),
            Self::Member { .. } | Self::Group { .. } if scheme == 1 => None,
            Self::Member { next, .. } => next.suffix(scheme),
            Self::Group { inner, next } => Some(inner.suffix(scheme)? + &next.suffix(scheme)?),
        }
    }

    /// The id of the type that it makes of the one with the id `of`.
    fn type_id(&self, scheme: usize, of: String) -> Option<String> {
        match self {
            Self::Name {
                arrays, parameters, ..
            } => {
                let arrays: Option<String> =
                    arrays.iter().map(|it| array(it.as_ref(), scheme)).collect();
                let arrays = arrays?;
                let Some(parameters) = parameters else {
                    return Some(arrays + &of);
                };
                let (modifiers, own) = (parameters.modifiers(scheme), parameters.id(scheme)?);
                Some(format!("{arrays}{modifiers}F{of}{own}E"))
            }
            Self::Bits { .. } => Some(of),
            Self::Pointer { words, next, .. } => {
                next.type_id(scheme, format!("P{}{of}", words.letters("C")))
            }
            Self::Reference { next, .. } => next.type_id(scheme, format!("R{of}")),
            Self::Pack(next) => next.type_id(scheme, format!("Dp{of}")),
            Self::Member { class, words, next } => {
                let class = class.ids(&Ids::default());
                let class = class.get(scheme)?;
                next.type_id(scheme, format!("{}M{class}{of}", words.letters("K")))
            }
            Self::Group { inner, next } => inner.type_id(scheme, next.type_id(scheme, of)?),
        }
    }
}

impl Words {
    fn letters(self, constant: &str) -> String {
        let volatile = if self.volatile { "V" } else { "" };
        let constant = if self.constant { constant } else { "" };
        [volatile, constant].concat()
    }
}

fn array(size: Option<&Part>, scheme: usize) -> Option<String> {
    Some(match (scheme, size) {
        (1, _) => "A".into(),
        (_, None) => "A_".into(),
        (2, Some(size)) => format!("A{}_", raw(&size.bits)),
        (_, Some(size)) => format!("A{}_", size.ids.get(scheme)?),
    })
}
