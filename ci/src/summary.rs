//! SUMMARY.md: the chapters of the book, and the page that each becomes.

use crate::markdown;

/// The chapters' files, relative to `src`, in order.
pub(crate) fn chapters(summary: &str) -> Vec<&str> {
    let links = markdown::links(summary).into_iter();
    links
        .filter(|link| !link.is_empty() && !link.contains(':'))
        .collect()
}

/// The chapters' names, in order; drafts are none.
pub(crate) fn names(summary: &str) -> Vec<&str> {
    summary.lines().filter_map(chapter).collect()
}

fn chapter(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once('[')?;
    let (title, goal) = rest.split_once("](")?;
    (!goal.starts_with(')')).then_some(title)
}

/// Where mdBook puts a chapter's page: `README` becomes `index`.
pub(crate) fn page(chapter: &str) -> String {
    let path = chapter.trim_start_matches("./");
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    match stem.rsplit_once('/') {
        None if stem == "README" => "index.html".into(),
        Some((folder, "README")) => format!("{folder}/index.html"),
        _ => format!("{stem}.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_and_part_titles_are_no_chapters() {
        let text = "# Summary\n\n[A](README.md)\n\n# Part\n\n- [B](b/c.rst)\n- [Draft]()\n";
        assert_eq!(chapters(text), ["README.md", "b/c.rst"]);
        assert_eq!(names(text), ["A", "B"]);
    }

    #[test]
    fn a_chapter_has_its_page() {
        assert_eq!(page("README.md"), "index.html");
        assert_eq!(page("./b/c.rst"), "b/c.html");
        assert_eq!(page("b/README.rst"), "b/index.html");
    }
}
