//! What a name of Python's means: Sphinx's `PythonDomain.find_obj`.

use super::Book;
use super::goal::Goal;
use super::survey::Object;
use crate::tree::element::PendingXref;

/// The types of object that each role may refer to.
const TYPES: &[(&str, &[&str])] = &[
    ("attr", &["attribute", "property"]),
    ("class", &["class", "exception", "type"]),
    ("data", &["data"]),
    ("exc", &["exception", "class"]),
    ("func", &["function"]),
    ("meth", &["method", "classmethod", "staticmethod"]),
    ("mod", &["module"]),
    ("type", &["type"]),
];

/// The types that are looked for next where a role finds nothing: type aliases
/// may be described as data, and a property as a method.
const FALLBACKS: &[(&str, &[&[&str]])] = &[
    ("attr", &[&["method", "classmethod", "staticmethod"]]),
    ("class", &[&["data"], &["attribute", "property"]]),
    ("meth", &[&["property"]]),
];

/// Roles that may refer to anything.
const OPEN: &[&str] = &["obj", "any"];

/// Classes that are always there, so that nobody needs to describe them.
const BUILTINS: &[&str] = &[
    "bool",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "int",
    "list",
    "map",
    "memoryview",
    "object",
    "property",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
];

/// What a name means: the chapter and the object.
type Found<'b> = (usize, &'b Object);

impl Book {
    /// What `xref` means in Python's domain.
    pub(super) fn python(&self, xref: &PendingXref) -> Option<Goal> {
        let (chapter, object) = self.python_objects(xref).into_iter().next()?;
        Some(Goal::of(chapter, &object.id))
    }

    /// A remark on a name that means several things.
    pub(super) fn ambiguity(&self, xref: &PendingXref) -> Option<String> {
        if xref.domain != "py" || !xref.specific {
            return None;
        }
        let found = self.python_objects(xref);
        if found.len() < 2 {
            return None;
        }
        let names: Vec<&str> = found.iter().map(|it| it.1.name.as_str()).collect();
        Some(format!(
            "more than one target found for cross-reference '{}': {}",
            xref.target,
            names.join(", ")
        ))
    }

    /// What `xref` may mean, the best first.
    fn python_objects(&self, xref: &PendingXref) -> Vec<Found<'_>> {
        let name = xref.target.strip_suffix("()").unwrap_or(&xref.target);
        if name.is_empty() {
            return Vec::new();
        }
        if !xref.specific && !xref.domain.is_empty() {
            return self.exactly(name, xref).into_iter().collect();
        }
        let reftype = xref.reftype.as_str();
        if xref.domain.is_empty() || OPEN.contains(&reftype) {
            return self.nearest(name, xref, None);
        }
        let own = TYPES.iter().filter(|it| it.0 == reftype).map(|it| it.1);
        let others = FALLBACKS.iter().filter(|it| it.0 == reftype);
        let mut types = own.chain(others.flat_map(|it| it.1.iter().copied()));
        let found = types.find_map(|types| {
            let found = self.nearest(name, xref, Some(types));
            (!found.is_empty()).then_some(found)
        });
        found.unwrap_or_default()
    }

    /// The object of the very name, and else that in the place at hand,
    /// whatever its type.
    fn exactly(&self, name: &str, xref: &PendingXref) -> Option<Found<'_>> {
        if let Some(found) = self.python_object(name, None) {
            return Some(found);
        }
        if xref.reftype == "mod" {
            return None;
        }
        let (module, class) = (xref.module.as_deref(), xref.class.as_deref());
        let places = [
            class.map(|_| (None, class)),
            module.map(|_| (module, None)),
            module.and(class).map(|_| (module, class)),
        ];
        let mut places = places.into_iter().flatten();
        places.find_map(|(module, class)| self.python_object(&within(module, class, name), None))
    }

    /// The object in the place at hand that is nearest, or else all whose last
    /// names are these.
    fn nearest(&self, name: &str, xref: &PendingXref, types: Option<&[&str]>) -> Vec<Found<'_>> {
        let (module, class) = (xref.module.as_deref(), xref.class.as_deref());
        let mut places = Vec::new();
        if module.is_some() && class.is_some() {
            places.push(within(module, class, name));
        }
        if module.is_some() {
            places.push(within(module, None, name));
        }
        places.push(name.to_owned());
        let found = places.iter().find_map(|it| self.python_object(it, types));
        if let Some(found) = found {
            return vec![found];
        }
        let fits = |it: &Found<'_>| {
            let before = it.1.name.strip_suffix(name);
            before.is_some_and(|it| it.ends_with('.')) && is_one(it.1, types)
        };
        let all = self.objects.ending(name, &self.chapters).filter(fits);
        let all: Vec<Found<'_>> = all.collect();
        let own: Vec<Found<'_>> = all.iter().copied().filter(|it| !it.1.aliased).collect();
        if own.len() == 1 { own } else { all }
    }

    /// The object called `name`; one by its other name only if no other has it.
    fn python_object(&self, name: &str, types: Option<&[&str]>) -> Option<Found<'_>> {
        let named = || {
            let named = self.objects.named(name, &self.chapters);
            named.filter(|it| is_one(it.1, types))
        };
        named().find(|it| !it.1.aliased).or_else(|| named().next())
    }
}

/// Whether nobody needs to describe what `xref` names: the language has it.
pub(super) fn is_builtin(xref: &PendingXref) -> bool {
    let target = xref.target.as_str();
    let is_here = xref.domain == "py" && xref.external.is_none();
    if !is_here || !matches!(xref.reftype.as_str(), "class" | "obj" | "exc") {
        return false;
    }
    target == "None"
        || target.starts_with("typing.")
        || BUILTINS.contains(&target)
        || is_exception(target)
}

/// Whether Python's exceptions are called so.
fn is_exception(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "BaseException",
        "BaseExceptionGroup",
        "Exception",
        "ExceptionGroup",
        "GeneratorExit",
        "KeyboardInterrupt",
        "StopAsyncIteration",
        "StopIteration",
        "SystemExit",
        "Warning",
    ];
    const STEMS: &[&str] = &[
        "Arithmetic",
        "Assertion",
        "Attribute",
        "BlockingIO",
        "BrokenPipe",
        "Buffer",
        "ChildProcess",
        "ConnectionAborted",
        "Connection",
        "ConnectionRefused",
        "ConnectionReset",
        "EOF",
        "Environment",
        "FileExists",
        "FileNotFound",
        "FloatingPoint",
        "IO",
        "Import",
        "Indentation",
        "Index",
        "Interrupted",
        "IsADirectory",
        "Key",
        "Lookup",
        "Memory",
        "ModuleNotFound",
        "Name",
        "NotADirectory",
        "NotImplemented",
        "OS",
        "Overflow",
        "Permission",
        "ProcessLookup",
        "Recursion",
        "Reference",
        "Runtime",
        "Syntax",
        "System",
        "Tab",
        "Timeout",
        "Type",
        "UnboundLocal",
        "UnicodeDecode",
        "UnicodeEncode",
        "Unicode",
        "UnicodeTranslate",
        "Value",
        "ZeroDivision",
    ];
    const WARNINGS: &[&str] = &[
        "Bytes",
        "Deprecation",
        "Encoding",
        "Future",
        "Import",
        "PendingDeprecation",
        "Resource",
        "Runtime",
        "Syntax",
        "Unicode",
        "User",
    ];
    let stem = |ending: &str| name.strip_suffix(ending).unwrap_or_default();
    OTHERS.contains(&name) || STEMS.contains(&stem("Error")) || WARNINGS.contains(&stem("Warning"))
}

fn is_one(object: &Object, types: Option<&[&str]>) -> bool {
    let (domain, kind) = object.kind();
    domain == "py" && types.is_none_or(|types| types.contains(&kind))
}

fn within(module: Option<&str>, class: Option<&str>, name: &str) -> String {
    let parts = [module, class, Some(name)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_has_some_classes() {
        let is_known = |reftype: &str, target: &str| {
            is_builtin(&PendingXref {
                domain: "py".into(),
                reftype: reftype.into(),
                target: target.into(),
                ..PendingXref::default()
            })
        };
        for name in ["None", "int", "typing.Any", "ValueError", "UserWarning"] {
            assert!(is_known("class", name), "{name}");
        }
        for name in ["Egg", "Error", "print", "EggError"] {
            assert!(!is_known("class", name), "{name}");
        }
        assert!(!is_known("func", "int"));
    }
}
