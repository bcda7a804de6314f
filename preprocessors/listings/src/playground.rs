//! What the Rust playground has, and whether that is enough for a listing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use doctree::tree::element::Run;
use serde::Deserialize;

use crate::package::{Crate, Package, line};

/// The playground's crates, as they were on a day; it says how it is renewed.
const LIST: &str = include_str!("playground.toml");

/// The list.
#[derive(Default, Deserialize)]
struct List {
    /// Of which day it is.
    date: String,
    /// Versions by the names under which programs use the crates.
    crates: BTreeMap<String, String>,
}

static CRATES: LazyLock<List> = LazyLock::new(|| toml::from_str(LIST).unwrap_or_default());

/// Why a program with this `source` cannot run where `run` says that it can.
pub(crate) fn fault(run: &Run, package: &Package, source: &str) -> Option<String> {
    let named = match run {
        Run::Local(_) => return None,
        Run::Std => &[][..],
        Run::Playground(named) => named.as_slice(),
    };
    let used = package.used(source);
    if let Some(other) = used.iter().find(|it| !named.iter().any(|name| name == *it)) {
        return Some(format!(
            "it uses the crate `{other}`, which its `run` does not name"
        ));
    }
    named
        .iter()
        .find_map(|name| match package.crates.get(name) {
            None => Some(format!("its package does not depend on `{name}`")),
            Some(ours) => lacking(name, ours),
        })
}

/// What the playground lacks for a program that uses `ours` under this name.
fn lacking(name: &str, ours: &Crate) -> Option<String> {
    let List { date, crates } = &*CRATES;
    let Some(theirs) = crates.get(name) else {
        return Some(format!(
            "the playground has no crate `{name}` on the list of {date}, see playground.toml"
        ));
    };
    (line(theirs) != line(&ours.version)).then(|| {
        let version = &ours.version;
        format!("it uses `{name}` {version}, the playground had {theirs} on {date}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(crates: &[(&str, &str)]) -> Package {
        let of = |(name, version): &(&str, &str)| {
            let version = (*version).to_owned();
            let name = (*name).to_owned();
            (name.clone(), Crate { name, version })
        };
        Package {
            crates: crates.iter().map(of).collect(),
            ..Package::default()
        }
    }

    fn told(run: &Run, crates: &[(&str, &str)], source: &str) -> String {
        fault(run, &package(crates), source).unwrap_or_default()
    }

    #[test]
    fn the_list_can_be_read() {
        assert!(CRATES.date.len() == "2026-01-01".len());
        assert!(CRATES.crates.contains_key("rayon"));
    }

    #[test]
    fn a_program_uses_what_it_says_and_the_playground_has() {
        let rayon = [("rayon", "1.11.0")];
        let source = "use rayon::prelude::*;";
        let named = |name: &str| Run::Playground(vec![name.to_owned()]);
        assert_eq!(told(&named("rayon"), &rayon, source), "");
        assert_eq!(told(&Run::Std, &rayon, "fn main() {}"), "");
        assert!(told(&Run::Std, &rayon, source).contains("`rayon`, which its `run`"));
        assert!(told(&named("rand"), &rayon, "").contains("does not depend on `rand`"));
        assert!(told(&named("rayon"), &[("rayon", "2.0.0")], source).contains("2.0.0"));
        let dashmap = [("dashmap", "6.0.0")];
        assert!(told(&named("dashmap"), &dashmap, "").contains("no crate `dashmap`"));
        assert_eq!(told(&Run::Local("x".into()), &dashmap, "dashmap::x"), "");
    }
}
