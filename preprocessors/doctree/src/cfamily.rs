//! Declarations and expressions of C++, as Sphinx's domain reads them: what is
//! declared, how it is shown, and by which ids it is known.
//!
//! The ids are names as compilers spell them (the Itanium C++ ABI), so that
//! functions of one name and other parameters have other anchors. Sphinx has
//! changed its scheme three times; an object has the ids of all four, so that
//! no address of old is lost.

mod attribute;
mod bit;
mod declaration;
mod declarator;
mod expression;
mod ids;
mod literal;
mod name;
mod operators;
mod postfix;
mod scan;
mod specifiers;
mod template;

pub(crate) use bit::{Bit, displayed, nodes};
pub(crate) use declaration::{Declaration, declaration, nested_name};
pub(crate) use name::Name;

use crate::tree::element::PendingXref;
use bit::raw;
use scan::{Scanner, Wrong};

/// What a reference of C or C++ to `target` asks for that stands in `class`.
pub(crate) fn reference(
    domain: &str,
    reftype: &str,
    target: &str,
    class: Option<&str>,
) -> PendingXref {
    let mut xref = PendingXref {
        domain: domain.to_owned(),
        reftype: reftype.to_owned(),
        target: target.to_owned(),
        class: class.map(str::to_owned),
        ..PendingXref::default()
    };
    give_ids(&mut xref);
    xref
}

/// Finds out which of several functions a reference of C++ asks for, if it
/// names more than a name.
pub(crate) fn give_ids(xref: &mut PendingXref) {
    if xref.domain != "cpp" {
        return;
    }
    let class = xref.class.as_deref();
    let places = std::iter::successors(class, |it| Some(it.rsplit_once("::")?.0));
    let places: Vec<Option<Name>> = places.map(nested_name).collect();
    let mut places: Vec<Option<&Name>> = places.iter().map(Option::as_ref).collect();
    places.push(None);
    // A name that ends in `operator` alone has lost the parentheses of its own.
    let called = || declaration::sought(&format!("{}()", xref.target), &places);
    if let Some((name, ids)) = declaration::sought(&xref.target, &places).or_else(called) {
        xref.target = name;
        xref.ids = ids;
    }
}

/// The bits of an expression or, where it is none, of a type; none if `text` is
/// neither.
pub(crate) fn expression(text: &str) -> Option<Vec<Bit>> {
    let mut scanner = Scanner::new(text);
    let mut whole = scanner.attempt(|it| {
        let part = it.expression()?;
        it.is_at_end().then_some(part.bits).ok_or(Wrong)
    });
    if whole.is_err() {
        whole = scanner.attempt(|it| {
            let bits = it.type_id()?.bits();
            it.is_at_end().then_some(bits).ok_or(Wrong)
        });
    }
    whole.ok()
}
