//! Environments of LaTeX that stand in Markdown without dollars around them,
//! as Jupyter lets them: `\begin{equation}` to `\end{equation}`.

use super::text::Written;

/// The environments that are mathematics by themselves.
const ENVIRONMENTS: [&str; 8] = [
    "align", "alignat", "eqnarray", "equation", "flalign", "gather", "math", "multline",
];

const DOLLARS: &str = "$$";

/// `text` with dollars around its environments.
pub(super) fn in_dollars(text: Written) -> Written {
    if !text.text.contains("\\begin{") {
        return text;
    }
    let mut places = Vec::new();
    let mut open: Option<&str> = None;
    let mut fenced = false;
    let mut dollars = false;
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        if start.starts_with("```") || start.starts_with("~~~") {
            fenced = !fenced;
        }
        if line.trim().is_empty() {
            // A formula ends with its paragraph, whatever was meant.
            if open.take().is_some() {
                places.pop();
            }
            dollars = false;
        }
        if open.is_none() && !fenced && !dollars && indent < 4 {
            open = environment(start);
            places.extend(open.map(|_| at + indent));
        }
        if let Some(name) = open
            && let Some(end) = end_of(line, name)
        {
            places.push(at + end);
            open = None;
        }
        dollars ^= line.matches(DOLLARS).count() % 2 == 1;
        at += line.len();
    }
    if open.is_some() {
        places.pop();
    }
    text.with(DOLLARS, &places)
}

/// The name of the environment that begins the line.
fn environment(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("\\begin{")?.split_once('}')?;
    ENVIRONMENTS
        .contains(&name.trim_end_matches('*'))
        .then_some(name)
}

/// Where the environment ends in `line`.
fn end_of(line: &str, name: &str) -> Option<usize> {
    let end = format!("\\end{{{name}}}");
    line.find(&end).map(|it| it + end.len())
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let json = format!("\"{}\"", text.replace('\\', "\\\\").replace('\n', "\\n"));
        let written = Written::of(&json::read(&json).0.unwrap());
        let found = in_dollars(written);
        assert_eq!(found.text, expected);
        let span = found.span(0..u32::try_from(found.text.len()).unwrap());
        assert!(span.end as usize <= json.len());
    }

    #[test]
    fn environments_get_dollars() {
        check(
            "a\n\\begin{align*}\nx &= 1\n\\end{align*}\nb",
            "a\n$$\\begin{align*}\nx &= 1\n\\end{align*}$$\nb",
        );
        for same in [
            "$$\n\\begin{align}\nx\n\\end{align}\n$$",
            "```\n\\begin{align}\\end{align}\n```",
            "\\begin{align}\n\n\\end{align}",
            "\\begin{itemize}\\end{itemize}",
            "\\begin{align}",
        ] {
            check(same, same);
        }
    }
}
