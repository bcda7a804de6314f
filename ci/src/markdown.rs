//! The links of a Markdown text, as far as SUMMARY.md and the papers use
//! them: `[text](target)`, outside code.

/// The targets of the inline links, in order.
pub(crate) fn links(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut links = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            collect(line, &mut links);
        }
    }
    links
}

fn collect<'t>(line: &'t str, links: &mut Vec<&'t str>) {
    // Every second piece between back quotes is code.
    for prose in line.split('`').step_by(2) {
        for (start, _) in prose.match_indices("](") {
            let rest = &prose[start + 2..];
            if let Some(end) = rest.find(')') {
                links.push(&rest[..end]);
            }
        }
    }
    // A link's text may itself be code, which the split above tears apart.
    for (start, _) in line.match_indices("`](") {
        let rest = &line[start + 3..];
        if let Some(target) = rest.find(')').map(|end| &rest[..end])
            && !links.contains(&target)
        {
            links.push(target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found() {
        assert_eq!(
            links("- [A](a.rst)\n  - [B](b.md) and [c](c)"),
            ["a.rst", "b.md", "c"]
        );
    }

    #[test]
    fn code_is_not_searched() {
        assert_eq!(
            links("`[a](b)` [c](d)\n```\n[e](f)\n```\n[g](h)"),
            ["d", "h"]
        );
    }

    #[test]
    fn a_link_whose_text_is_code_counts() {
        assert_eq!(links("see [`deny.toml`](deny.toml)"), ["deny.toml"]);
    }
}
