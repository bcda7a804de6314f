//! A theme, copied, so that pages can be made without what there is once.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use mdbook_driver::config::HtmlConfig;
use mdbook_html::theme::Theme;
use walkdir::WalkDir;

use crate::files::put;

/// The templates of a page.
const TEMPLATES: [&str; 3] = ["index.hbs", "head.hbs", "header.hbs"];

/// The templates of the table of contents.
const CONTENTS: [&str; 2] = ["toc.js.hbs", "toc.html.hbs"];

/// The script with the table of contents, as templates call it.
const SCRIPT: &str = "\"toc.js\"";

/// A copy of a theme, with a template of the page even if the theme has none.
pub(super) struct Copy {
    folder: PathBuf,
}

/// Copies the theme of `html`, which belongs to the book in `root`, to `folder`;
/// none, if its pages show more than their own chapter.
pub(super) fn copy(html: &HtmlConfig, root: &Path, folder: &Path) -> anyhow::Result<Option<Copy>> {
    let own = html.theme_dir(root);
    anyhow::ensure!(
        html.theme.is_none() || own.is_dir(),
        "theme dir {} does not exist",
        own.display()
    );
    std::fs::create_dir_all(folder)?;
    let entries = WalkDir::new(&own).follow_links(true).min_depth(1);
    for entry in entries.into_iter().filter(|_| own.is_dir()) {
        let entry = entry.context("cannot look through the theme")?;
        let place = folder.join(entry.path().strip_prefix(&own)?);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(place)?;
        } else {
            std::fs::copy(entry.path(), place)?;
        }
    }
    let copy = Copy {
        folder: folder.to_owned(),
    };
    copy.complete(html)?;
    Ok(copy.is_modest()?.then_some(copy))
}

impl Copy {
    /// The folder of the copy.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds mdBook's template of the page, if the theme has none.
    fn complete(&self, html: &HtmlConfig) -> anyhow::Result<()> {
        let index = self.folder.join(TEMPLATES[0]);
        if index.exists() {
            return Ok(());
        }
        let stock = tempfile::tempdir()?;
        let mut html = html.clone();
        html.theme = Some(stock.path().to_owned());
        Theme::copy_theme(&html, stock.path())?;
        std::fs::copy(stock.path().join(TEMPLATES[0]), index)?;
        Ok(())
    }

    /// Whether no page shows all chapters.
    fn is_modest(&self) -> anyhow::Result<bool> {
        for name in TEMPLATES {
            let text = self.read(name)?;
            let mut tags = text
                .split("{{")
                .skip(1)
                .filter_map(|it| it.split_once("}}"));
            if tags.any(|(tag, _)| tag.contains("chapters") || tag.contains("#toc")) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes the table of contents' script the one that is called `script`, and
    /// leaves out the table itself. Whether that could be done.
    pub(super) fn lead_to(&self, script: &str) -> anyhow::Result<bool> {
        for name in CONTENTS {
            put(&self.folder.join(name), "")?;
        }
        for name in TEMPLATES {
            let text = self.read(name)?;
            let asked = format!("{{{{ resource {SCRIPT} }}}}");
            let text = text.replace(&asked, &format!("{{{{ @root/path_to_root }}}}{script}"));
            if text.contains(SCRIPT) {
                return Ok(false);
            }
            if !text.is_empty() {
                put(&self.folder.join(name), &text)?;
            }
        }
        Ok(true)
    }

    /// A template; empty, if the theme leaves it to mdBook.
    pub(super) fn read(&self, name: &str) -> anyhow::Result<String> {
        let file = self.folder.join(name);
        if !file.exists() {
            return Ok(String::new());
        }
        std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    }
}
