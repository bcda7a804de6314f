//! The tags of a cell that hide it or parts of it, or take them away: those of
//! Jupyter Book and nbconvert, written with hyphens or underscores.

use super::json::Value;
use super::text::string;

/// What becomes of a part of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    #[default]
    Shown,
    /// Shown once the reader asks for it.
    Hidden,
    /// Left out.
    Removed,
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fates {
    pub(super) cell: Fate,
    pub(super) input: Fate,
    pub(super) output: Fate,
}

/// What the tags of a cell say, and what `JupyterLab` hid.
pub(super) fn fates(cell: &Value<'_>) -> Fates {
    let mut fates = Fates::default();
    let Some(metadata) = cell.get("metadata") else {
        return fates;
    };
    let tags = metadata.get("tags").map_or(&[][..], Value::items);
    for tag in tags {
        fates.obey(&string(Some(tag)));
    }
    let is_set = |path: &[&str]| metadata.at(path).and_then(Value::word) == Some("true");
    for (path, tag) in [
        (&["hide_input"][..], "hide-input"),
        (&["hide_output"], "hide-output"),
        (&["hide_cell"], "hide-cell"),
        (&["remove_input"], "remove-input"),
        (&["remove_output"], "remove-output"),
        (&["remove_cell"], "remove-cell"),
        (&["jupyter", "source_hidden"], "hide-input"),
        (&["jupyter", "outputs_hidden"], "hide-output"),
    ] {
        if is_set(path) {
            fates.obey(tag);
        }
    }
    fates
}

impl Fates {
    fn obey(&mut self, tag: &str) {
        let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
        let Some((verb, part)) = tag.split_once('-') else {
            return;
        };
        let fate = match verb {
            "hide" => Fate::Hidden,
            "remove" => Fate::Removed,
            _ => return,
        };
        let part = match part {
            "cell" => &mut self.cell,
            "input" => &mut self.input,
            "output" | "outputs" => &mut self.output,
            _ => return,
        };
        *part = (*part).max(fate);
    }
}
