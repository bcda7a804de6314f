//! The edges between the workspace's crates: they point one way.

use serde_json::Value;

/// For each crate, the crates of the workspace that it may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("doctree", &[]),
    ("listings", &["doctree"]),
    ("pdf", &["doctree"]),
    ("hornbook", &["doctree", "listings", "pdf"]),
    ("ci", &[]),
    ("course", &[]),
];

/// One line for each edge, in `cargo metadata`'s words, that is not allowed.
///
/// What only tests use is not an edge.
pub(crate) fn faults(metadata: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for package in array(&metadata["packages"])
        .iter()
        .filter(|it| it["source"].is_null())
    {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(it, _)| *it == name) else {
            faults.push(format!("crate `{name}` has no place in the plan"));
            continue;
        };
        let used = array(&package["dependencies"])
            .iter()
            .filter(|it| is_edge(it));
        let used = used.filter_map(|it| it["name"].as_str());
        let new = used.filter(|it| !allowed.contains(it));
        faults.extend(new.map(|it| format!("crate `{name}` may not depend on `{it}`")));
    }
    faults
}

fn is_edge(dependency: &Value) -> bool {
    dependency["path"].is_string() && dependency["kind"] != "dev"
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(name: &str, dependency: &str, kind: &Value) -> Vec<String> {
        let dependency = json!({"name": dependency, "path": "p", "kind": kind});
        faults(&json!({"packages": [{"name": name, "source": null, "dependencies": [dependency]}]}))
    }

    #[test]
    fn edges_point_one_way() {
        assert!(told("hornbook", "pdf", &Value::Null).is_empty());
        assert_eq!(
            told("doctree", "pdf", &Value::Null),
            ["crate `doctree` may not depend on `pdf`"]
        );
    }

    #[test]
    fn tests_may_use_what_they_like() {
        assert!(told("doctree", "pdf", &json!("dev")).is_empty());
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        assert_eq!(
            told("utils", "pdf", &json!("dev")),
            ["crate `utils` has no place in the plan"]
        );
    }
}
