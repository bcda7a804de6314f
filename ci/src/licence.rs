//! deny.toml's rules, held against what `cargo metadata` says of every
//! package: its licence expression (SPDX) and the place it comes from.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

/// The part of deny.toml that is enforced here.
pub(crate) struct Policy {
    allow: Vec<Licensee>,
    /// Licences that single packages may have besides.
    exceptions: BTreeMap<String, Vec<Licensee>>,
    registries: Vec<String>,
}

impl Policy {
    /// Reads the text of deny.toml.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        let table: toml::Table = toml::from_str(text).context("deny.toml")?;
        let licences = &table["licenses"];
        let mut exceptions = BTreeMap::new();
        for exception in licences["exceptions"].as_array().into_iter().flatten() {
            let name = exception["crate"]
                .as_str()
                .context("an exception names no crate")?;
            exceptions.insert(name.to_owned(), licensees(&exception["allow"])?);
        }
        let registries = strings(&table["sources"]["allow-registry"]);
        Ok(Self {
            allow: licensees(&licences["allow"])?,
            exceptions,
            registries,
        })
    }

    /// One line for each package of the metadata that breaks a rule, and for
    /// each exception that no package needs any more.
    pub(crate) fn faults(&self, metadata: &Value) -> Vec<String> {
        let packages = metadata["packages"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        let mut faults: Vec<String> = packages
            .iter()
            .filter_map(|package| self.fault(package))
            .collect();
        let names: Vec<_> = packages
            .iter()
            .filter_map(|it| it["name"].as_str())
            .collect();
        let unused = self
            .exceptions
            .keys()
            .filter(|name| !names.contains(&name.as_str()));
        faults.extend(
            unused.map(|name| format!("deny.toml: no package `{name}` needs an exception")),
        );
        faults
    }

    fn fault(&self, package: &Value) -> Option<String> {
        let name = package["name"]
            .as_str()
            .unwrap_or("a package without a name");
        let source = package["source"].as_str();
        if let Some(source) = source.filter(|source| !self.knows(source)) {
            return Some(format!("{name}: comes from `{source}`"));
        }
        let Some(text) = package["license"].as_str() else {
            return Some(format!("{name}: names no licence"));
        };
        match Expression::parse_mode(text, ParseMode::LAX) {
            Err(error) => Some(format!(
                "{name}: `{text}` is no licence expression: {}",
                error.reason
            )),
            Ok(expression) if !self.allows(name, &expression) => {
                Some(format!("{name}: `{text}` is not allowed"))
            }
            Ok(_) => None,
        }
    }

    fn knows(&self, source: &str) -> bool {
        let registry = source
            .strip_prefix("registry+")
            .or(source.strip_prefix("sparse+"));
        registry.is_some_and(|registry| self.registries.iter().any(|it| it == registry))
    }

    fn allows(&self, name: &str, expression: &Expression) -> bool {
        let own = self.exceptions.get(name).map_or(&[][..], Vec::as_slice);
        expression.evaluate(|required| {
            self.allow
                .iter()
                .chain(own)
                .any(|licensee| licensee.satisfies(required))
        })
    }
}

fn licensees(list: &toml::Value) -> anyhow::Result<Vec<Licensee>> {
    strings(list)
        .iter()
        .map(|name| {
            Licensee::parse(name).map_err(|error| anyhow::anyhow!("{name}: {}", error.reason))
        })
        .collect()
}

fn strings(list: &toml::Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const REGISTRY: &str = "registry+https://example.org/index";

    fn faults(name: &str, licence: &str, source: &str) -> Vec<String> {
        let policy = Policy::read(
            r#"
            [licenses]
            allow = ["MIT", "Apache-2.0"]
            exceptions = [{ crate = "book", allow = ["MPL-2.0"] }]
            [sources]
            allow-registry = ["https://example.org/index"]
            "#,
        )
        .unwrap();
        let book = json!({"name": "book", "license": "MPL-2.0", "source": REGISTRY});
        let package = json!({"name": name, "license": licence, "source": source});
        policy.faults(&json!({"packages": [book, package]}))
    }

    #[test]
    fn one_allowed_side_of_or_is_enough() {
        assert!(faults("a", "GPL-3.0-only OR MIT", REGISTRY).is_empty());
        assert!(faults("a", "Apache-2.0 / MIT", REGISTRY).is_empty());
    }

    #[test]
    fn both_sides_of_and_must_be_allowed() {
        assert_eq!(
            faults("a", "MIT AND GPL-3.0-only", REGISTRY),
            ["a: `MIT AND GPL-3.0-only` is not allowed"]
        );
    }

    #[test]
    fn an_exception_is_for_its_package_alone() {
        assert_eq!(
            faults("other", "MPL-2.0", REGISTRY),
            ["other: `MPL-2.0` is not allowed"]
        );
    }

    #[test]
    fn git_is_no_registry() {
        assert_eq!(
            faults("a", "MIT", "git+https://example.org/a"),
            ["a: comes from `git+https://example.org/a`"]
        );
    }

    #[test]
    fn nonsense_is_no_licence() {
        assert_eq!(faults("a", "free as in beer", REGISTRY).len(), 1);
    }
}
