//! Sphinx's directives, which a book may hold.

mod toctree;

use super::{Content, Convert, Failure, Parts, Spec, convert};

pub(super) const TABLE: &[&[Spec]] = &[&[toctree::SPEC]];
