//! The contents of the book, seen from one of its pages: all of it, or of a
//! large book what stands around the page, so that no page grows with the book.

use std::fmt::Write as _;
use std::ops::Range;

use super::{View, address};
use crate::markdown::plain;

/// How many chapters a page lists in full.
const WHOLE: usize = 150;

/// How many chapters, and parts, of a large book are listed before and behind
/// the one that holds the page.
const AROUND: usize = 10;

/// How many levels of chapters a page lists.
const DEPTH: usize = 12;

/// The block of HTML, without blank lines.
pub(super) fn html(view: &View) -> String {
    let contents = Contents {
        view,
        whole: view.book.entries.len() <= WHOLE,
        out: String::new(),
    };
    contents.write()
}

struct Contents<'a> {
    view: &'a View<'a>,
    whole: bool,
    out: String,
}

impl Contents<'_> {
    fn write(mut self) -> String {
        self.out
            .push_str("<nav class=\"book-contents\" aria-label=\"Chapters\">\n");
        let groups = &self.view.book.groups;
        let here = self.view.book.entries[self.view.at].group;
        for at in self.shown(groups.len(), Some(here)) {
            let all = self.whole || at == here;
            match &groups[at].title {
                Some(title) if !all => self.part(title, groups[at].entries.first()),
                Some(title) => {
                    // Writing to a string cannot fail.
                    let _ = writeln!(self.out, "<p class=\"part-title\">{}</p>", plain(title));
                }
                None if !all => continue,
                None => {}
            }
            if all && !groups[at].entries.is_empty() {
                self.list(&groups[at].entries, 0);
            }
        }
        if !self.whole {
            let up = &self.view.up;
            let _ = writeln!(
                self.out,
                "<p class=\"all\"><a href=\"{up}toc.html\">All chapters</a></p>"
            );
        }
        self.out.push_str("</nav>\n");
        self.out
    }

    /// A part whose chapters are not listed leads to the first of them.
    fn part(&mut self, title: &str, first: Option<&usize>) {
        let page = first.and_then(|it| self.view.book.entries[*it].page.as_deref());
        let title = plain(title);
        let title = match page {
            Some(page) => {
                let (up, page) = (&self.view.up, address(page));
                format!("<a href=\"{up}{page}\">{title}</a>")
            }
            None => title,
        };
        let _ = writeln!(self.out, "<p class=\"part-title\">{title}</p>");
    }

    fn list(&mut self, entries: &[usize], depth: usize) {
        let here = entries
            .iter()
            .position(|it| self.view.branch.get(depth) == Some(it));
        let shown = self.shown(entries.len(), here);
        self.out.push_str("<ol>\n");
        self.more(shown.start);
        for &entry in &entries[shown.clone()] {
            self.entry(entry, depth);
        }
        self.more(entries.len() - shown.end);
        self.out.push_str("</ol>\n");
    }

    fn entry(&mut self, entry: usize, depth: usize) {
        let open = self.view.branch.get(depth) == Some(&entry);
        let _ = write!(
            self.out,
            "<li>{}",
            self.view.link(entry, self.view.book.numbered)
        );
        let below = &self.view.book.entries[entry].below;
        if !below.is_empty() && (self.whole || open) && depth < DEPTH {
            let name = plain(&self.view.book.entries[entry].name);
            let open = if open { " open" } else { "" };
            let _ = writeln!(
                self.out,
                "<details{open}><summary aria-label=\"Below {name}\"></summary>"
            );
            self.list(below, depth + 1);
            self.out.push_str("</details>");
        }
        self.out.push_str("</li>\n");
    }

    /// How many are left out here.
    fn more(&mut self, count: usize) {
        if count > 0 {
            let up = &self.view.up;
            let _ = writeln!(
                self.out,
                "<li class=\"more\"><a href=\"{up}toc.html\">{count} more</a></li>"
            );
        }
    }

    /// Which of `count` are listed, if the page is in the one at `here`.
    fn shown(&self, count: usize, here: Option<usize>) -> Range<usize> {
        if self.whole {
            return 0..count;
        }
        let here = here.unwrap_or(0);
        let start = here.saturating_sub(AROUND);
        start..count.min(here + AROUND + 1)
    }
}
