//! Who may use whom: the edges between the modules of `doctree` held against
//! the table of ARCHITECTURE.md, and the edges between crates.

use std::collections::{BTreeMap, BTreeSet};

/// For each module, the modules that it uses.
pub(crate) type Edges = BTreeMap<String, BTreeSet<String>>;

/// Reads the table below the heading that holds the words "Imports of".
///
/// A row is `` | `module` | `a`, `b` | … | ``; a dash stands for no import.
pub(crate) fn table(architecture: &str) -> Edges {
    rows(architecture).into_iter().collect()
}

/// One line for each import that the table allows of a module further down:
/// in reading order there are none, and so no circles.
pub(crate) fn forward(architecture: &str) -> Vec<String> {
    let mut above = BTreeSet::new();
    let mut faults = Vec::new();
    for (module, used) in rows(architecture) {
        let below = used.difference(&above);
        faults.extend(below.map(|it| format!("`{module}` uses `{it}`, which stands further down")));
        above.insert(module);
    }
    faults
}

/// The rows of the table, from the top.
fn rows(architecture: &str) -> Vec<(String, BTreeSet<String>)> {
    let section = architecture
        .split("\n## ")
        .flat_map(|section| section.split("\n### "))
        .find(|section| {
            section
                .lines()
                .next()
                .is_some_and(|it| it.contains("Imports of"))
        })
        .unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(quoted);
        let module = cells.next()?.into_iter().next()?;
        Some((module, cells.next()?))
    })
    .collect()
}

/// The words between back quotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The edges that the code has.
///
/// `files` are paths from the crate's `src` folder with their texts. A file
/// belongs to the module its path begins with; `lib.rs` is the one that may
/// use all, and the names it re-exports count as their module.
pub(crate) fn edges(files: &[(String, String)]) -> Edges {
    let root = files.iter().find(|(path, _)| path == "lib.rs");
    let exports = root.map(|(_, text)| exports(text)).unwrap_or_default();
    let mut edges = Edges::new();
    for (path, text) in files.iter().filter(|(path, _)| path != "lib.rs") {
        let module = module_of(path).to_owned();
        let top = !path.contains('/');
        let used = used(without_tests(text), top)
            .into_iter()
            .map(|name| exports.get(&name).cloned().unwrap_or(name))
            .filter(|name| *name != module);
        let used: Vec<_> = used.collect();
        edges.entry(module).or_default().extend(used);
    }
    edges
}

/// One line for each edge that the table does not allow, and for each row or
/// allowance that the code does not need.
pub(crate) fn compare(table: &Edges, code: &Edges) -> Vec<String> {
    let mut faults = Vec::new();
    for (module, used) in code {
        let Some(allowed) = table.get(module) else {
            faults.push(format!("`{module}` is not in the import table"));
            continue;
        };
        let new = used.difference(allowed);
        faults.extend(new.map(|it| format!("`{module}` uses `{it}`; the import table says no")));
        let old = allowed.difference(used);
        faults.extend(
            old.map(|it| format!("`{module}` no longer uses `{it}`; the import table says yes")),
        );
    }
    let gone = table.keys().filter(|module| !code.contains_key(*module));
    faults.extend(gone.map(|module| format!("the import table has `{module}`, the code has not")));
    faults
}

fn module_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// A file's tests stand last, if they are not in a file of their own, and may
/// use everything.
fn without_tests(text: &str) -> &str {
    let tests = "\n#[cfg(test)]\nmod tests {";
    text.split(tests).next().unwrap_or(text)
}

/// Which module each name re-exported by `lib.rs` comes from.
fn exports(root: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for statement in root.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        let Some((module, names)) = statement.split_once("::") else {
            continue;
        };
        for name in names
            .split(|c: char| !is_word(c))
            .filter(|it| !it.is_empty())
        {
            exports.insert(name.to_owned(), module.trim().to_owned());
        }
    }
    exports
}

/// The first segments of the paths that begin at the crate's root.
fn used(text: &str, top: bool) -> BTreeSet<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(line))
        .collect();
    let code = code.join("\n");
    let mut names = BTreeSet::new();
    let roots: &[&str] = if top {
        &["crate::", "super::"]
    } else {
        &["crate::"]
    };
    for root in roots {
        for (start, _) in code.match_indices(root) {
            let before = code[..start].chars().next_back();
            let rest = &code[start + root.len()..];
            if before.is_none_or(|c| !is_word(c) && c != ':') && !in_visibility(&code[..start]) {
                heads(rest, &mut names);
            }
        }
    }
    names
}

fn in_visibility(before: &str) -> bool {
    before.ends_with("pub(in ")
}

/// The names that a path or a braced list of paths begins with.
fn heads(rest: &str, names: &mut BTreeSet<String>) {
    let Some(list) = rest.strip_prefix('{') else {
        let name: String = rest.chars().take_while(|c| is_word(*c)).collect();
        names.insert(name);
        return;
    };
    let mut depth = 0;
    let mut name = String::new();
    let mut fresh = true;
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(Some(std::mem::take(&mut name)).filter(|it| !it.is_empty()));
                fresh = true;
            }
            c if depth == 0 && fresh && is_word(c) => name.push(c),
            // A blank before the name is layout, one after it begins `as`.
            c => fresh &= c.is_whitespace() && name.is_empty(),
        }
    }
    names.extend(Some(name).filter(|it| !it.is_empty()));
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# A\n\n## Imports of doctree\n\n| module | imports | what |\n|---|---|---|\n\
        | `source` | – | text |\n| `line` | `source` | lines |\n| `tree` | `source` | the tree |\n\n## Next\n\n| `x` | `y` |\n";

    fn code(line: &str) -> Edges {
        edges(&[
            (
                "lib.rs".into(),
                "pub mod line;\npub use tree::{Document, Node};".into(),
            ),
            ("source.rs".into(), String::new()),
            ("line.rs".into(), line.into()),
            ("tree.rs".into(), "use crate::source::Span;".into()),
            ("tree/element.rs".into(), "use super::Node;".into()),
        ])
    }

    fn faults(line: &str) -> Vec<String> {
        compare(&table(TABLE), &code(line))
    }

    #[test]
    fn code_that_keeps_to_the_table_is_fine() {
        assert_eq!(faults("use crate::source::{Source, Span};"), [""; 0]);
    }

    #[test]
    fn a_new_edge_is_told() {
        let told = ["`line` uses `tree`; the import table says no"];
        assert_eq!(
            faults("use crate::source::Span;\nfn f(_: &crate::tree::Node) {}"),
            told
        );
        assert_eq!(
            faults("use crate::{\n    source::{Source, Span},\n    tree,\n};"),
            told
        );
        assert_eq!(faults("use super::source; use super::tree;"), told);
    }

    #[test]
    fn a_name_re_exported_by_the_root_counts_as_its_module() {
        let told = ["`line` uses `tree`; the import table says no"];
        assert_eq!(
            faults("use crate::source::Span; use crate::{Node as N};"),
            told
        );
    }

    #[test]
    fn an_edge_that_went_away_is_told() {
        assert_eq!(
            faults(""),
            ["`line` no longer uses `source`; the import table says yes"]
        );
    }

    #[test]
    fn tests_and_comments_are_free() {
        let text = "use crate::source::Span;\n// crate::tree\n#[cfg(test)]\nmod tests { use crate::tree::Node; }";
        assert_eq!(faults(text), [""; 0]);
    }

    #[test]
    fn what_follows_a_file_of_tests_is_not_free() {
        let text = "#[cfg(test)]\nmod tests;\n\nuse crate::source::Span;\nuse crate::tree::Node;";
        assert_eq!(
            faults(text),
            ["`line` uses `tree`; the import table says no"]
        );
    }

    #[test]
    fn the_table_runs_one_way() {
        assert_eq!(forward(TABLE), [""; 0]);
        let back = TABLE.replace("| `line` | `source` |", "| `line` | `tree` |");
        assert_eq!(
            forward(&back),
            ["`line` uses `tree`, which stands further down"]
        );
    }

    #[test]
    fn rows_and_modules_must_match() {
        let mut table = table(TABLE);
        table.insert("gone".into(), BTreeSet::new());
        table.remove("tree");
        let told = compare(&table, &code("use crate::source::Span;"));
        let expected = [
            "`tree` is not in the import table",
            "the import table has `gone`, the code has not",
        ];
        assert_eq!(told, expected);
    }
}
