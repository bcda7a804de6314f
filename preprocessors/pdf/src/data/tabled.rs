//! Nodes out of the tree into a table.

use serde_json::{Map, Value, json};

/// `book` with numbers in the place of nodes, and the nodes in a table. A node
/// is an object with a kind, `k`. The number of the first is `from`.
pub(super) fn tabled(book: Value, from: usize) -> (Value, Vec<Value>) {
    let mut table = Vec::new();
    let book = without_nodes(book, from, &mut table);
    (book, table)
}

fn without_nodes(value: Value, from: usize, table: &mut Vec<Value>) -> Value {
    match value {
        Value::Array(values) => {
            let values = values.into_iter().map(|it| without_nodes(it, from, table));
            Value::Array(values.collect())
        }
        Value::Object(fields) => {
            let fields = fields.into_iter();
            let fields: Map<_, _> = fields
                .map(|(name, it)| (name, without_nodes(it, from, table)))
                .collect();
            if !fields.contains_key("k") {
                return Value::Object(fields);
            }
            table.push(Value::Object(fields));
            json!(from + table.len() - 1)
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_become_numbers() {
        let tree = json!({"c": ["a", {"k": "p", "c": [{"k": "q"}, "b"]}, [{"x": {"k": "r"}}]]});
        let (book, table) = tabled(tree, 0);
        assert_eq!(book, json!({"c": ["a", 1, [{"x": 2}]]}));
        assert_eq!(
            table,
            [
                json!({"k": "q"}),
                json!({"k": "p", "c": [0, "b"]}),
                json!({"k": "r"})
            ]
        );
        assert_eq!(tabled(json!([{"k": "p"}]), 7).0, json!([7]));
    }
}
