//! The ids of declarations and of their parts, in Sphinx's four schemes.

use std::array;

/// The ids of one thing, the oldest first; none where the scheme has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ids([Option<String>; SCHEMES]);

/// How many schemes there are.
pub(super) const SCHEMES: usize = 4;

/// What stands before the id of a declaration in each of them.
pub(super) const PREFIXES: [&str; SCHEMES] = ["", "_CPPv2", "_CPPv3", "_CPPv4"];

impl Default for Ids {
    fn default() -> Self {
        Self::each(|_| Some(String::new()))
    }
}

impl Ids {
    /// The id that `id` says for each scheme, counted from 1.
    pub(super) fn each(id: impl Fn(usize) -> Option<String>) -> Self {
        Self(array::from_fn(|at| id(at + 1)))
    }

    /// One in all schemes but the first, which has none.
    pub(super) fn later(id: &str) -> Self {
        Self::each(|scheme| (scheme > 1).then(|| id.to_owned()))
    }

    /// One in the first scheme, another in all others.
    pub(super) fn of(first: &str, later: &str) -> Self {
        Self::each(|scheme| Some(if scheme == 1 { first } else { later }.to_owned()))
    }

    /// The id of the scheme, counted from 1.
    pub(super) fn get(&self, scheme: usize) -> Option<&str> {
        self.0.get(scheme - 1)?.as_deref()
    }

    /// These with `other` behind them.
    pub(super) fn then(mut self, other: &Self) -> Self {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            match (&mut *own, other) {
                (Some(own), Some(other)) => own.push_str(other),
                _ => *own = None,
            }
        }
        self
    }

    /// These with `text` behind them.
    pub(super) fn and(mut self, text: &str) -> Self {
        for own in self.0.iter_mut().flatten() {
            own.push_str(text);
        }
        self
    }

    /// All of `list` behind these.
    pub(super) fn all<'i>(self, list: impl IntoIterator<Item = &'i Self>) -> Self {
        list.into_iter().fold(self, Self::then)
    }

    /// The newest first, each once.
    pub(super) fn newest_first(self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for id in self.0.into_iter().rev().flatten() {
            if !ids.contains(&id) && !id.is_empty() {
                ids.push(id);
            }
        }
        ids
    }
}
