//! Divisions gathered in sheets, each with a table of nodes of its own: small enough
//! that little is remembered at a time, large enough that the template is not read
//! too often.

use serde_json::Value;
use typst::foundations::Bytes;

use super::tabled::tabled;
use super::{Division, Sheet};

/// How much data fills a sheet: some twenty pages.
const FULL: usize = 70_000;

/// The sheets of `divisions`.
pub(super) fn sheets(divisions: Vec<(Division, Value)>) -> serde_json::Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    let mut open = Open::default();
    for (division, it) in divisions {
        // The first is short: of pages that come later it only knows a guess, and
        // it may have to be set again.
        let full = if sheets.is_empty() { FULL / 8 } else { FULL };
        let (it, nodes) = tabled(it, open.count);
        let is_index = nodes.iter().any(|it| it["k"] == "index");
        open.add(division, it, &nodes)?;
        if is_index || open.nodes.len() >= full {
            sheets.extend(std::mem::take(&mut open).close(is_index)?);
        }
    }
    sheets.extend(open.close(false)?);
    Ok(sheets)
}

/// A sheet with room for more.
#[derive(Default)]
struct Open {
    divisions: Vec<Division>,
    data: Vec<Value>,
    /// The nodes as JSON, which no bracket closes yet, and how many there are.
    nodes: Vec<u8>,
    count: usize,
}

impl Open {
    fn add(&mut self, division: Division, data: Value, nodes: &[Value]) -> serde_json::Result<()> {
        for node in nodes {
            self.nodes.push(if self.count == 0 { b'[' } else { b',' });
            serde_json::to_writer(&mut self.nodes, node)?;
            self.count += 1;
        }
        self.divisions.push(division);
        self.data.push(data);
        Ok(())
    }

    /// The sheet, if there is anything on it.
    fn close(mut self, is_index: bool) -> serde_json::Result<Option<Sheet>> {
        self.nodes
            .extend(if self.count == 0 { &b"[]"[..] } else { b"]" });
        let sheet = Sheet {
            divisions: self.divisions,
            is_index,
            data: Bytes::new(serde_json::to_vec(&self.data)?),
            nodes: Bytes::new(self.nodes),
        };
        Ok((!sheet.divisions.is_empty()).then_some(sheet))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn division(label: &str, data: Value) -> (Division, Value) {
        let division = Division {
            label: label.into(),
            running: None,
        };
        (division, data)
    }

    #[test]
    fn a_sheet_ends_when_it_is_full_and_behind_an_index() {
        let long = "x".repeat(FULL / 2);
        let chapter = |label| division(label, json!({"c": [{"k": "p", "c": [long]}]}));
        let index = division("index", json!({"c": [{"k": "index"}]}));
        let all = vec![
            chapter("a"),
            chapter("b"),
            chapter("c"),
            chapter("d"),
            index,
            chapter("e"),
        ];
        let sheets = sheets(all).unwrap();
        let of = |it: &Sheet| -> String {
            let labels: Vec<_> = it.divisions.iter().map(|it| it.label.as_str()).collect();
            labels.join(" ")
        };
        let labels: Vec<_> = sheets.iter().map(of).collect();
        assert_eq!(labels, ["a", "b c", "d index", "e"], "the first is short");
        let has_index: Vec<_> = sheets.iter().map(|it| it.is_index).collect();
        assert_eq!(has_index, [false, false, true, false]);
        assert_eq!(&*sheets[2].data, &br#"[{"c":[0]},{"c":[1]}]"#[..]);
        let nodes: Value = serde_json::from_slice(&sheets[2].nodes).unwrap();
        assert_eq!(nodes[1], json!({"k": "index"}));
    }
}
