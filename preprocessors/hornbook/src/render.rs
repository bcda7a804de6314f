//! The site: mdBook's HTML renderer, and what it leaves to be tidied up.

mod contents;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use mdbook_renderer::{RenderContext, Renderer};
use walkdir::WalkDir;

use crate::pages;
use crate::sources::is_published;

/// How each output went, by name.
pub(crate) type Outcomes = Rc<RefCell<BTreeMap<String, anyhow::Result<()>>>>;

/// A renderer under the name of one of the book's outputs. It notes how it
/// went, panics included (mdBook has some), and lets the outputs behind it
/// have their turn.
pub(crate) struct Output<F> {
    name: String,
    render: F,
    outcomes: Outcomes,
}

impl<F: Fn(&RenderContext) -> anyhow::Result<()>> Output<F> {
    /// The output called `name`, made by `render`.
    pub(crate) fn new(name: &str, outcomes: &Outcomes, render: F) -> Self {
        Self {
            name: name.to_owned(),
            render,
            outcomes: Rc::clone(outcomes),
        }
    }
}

impl<F: Fn(&RenderContext) -> anyhow::Result<()>> Renderer for Output<F> {
    fn name(&self) -> &str {
        &self.name
    }

    fn render(&self, context: &RenderContext) -> anyhow::Result<()> {
        let outcome = quietly(|| (self.render)(context));
        self.outcomes
            .borrow_mut()
            .insert(self.name.clone(), outcome);
        Ok(())
    }
}

/// Runs `render`. If it panics, its last words are the error.
fn quietly(render: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let words = Arc::new(Mutex::new(String::new()));
    let said = Arc::clone(&words);
    std::panic::set_hook(Box::new(move |panic| {
        *said.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let outcome = catch_unwind(AssertUnwindSafe(render));
    // What is taken is the hook above; the one before comes back.
    drop(std::panic::take_hook());
    outcome.unwrap_or_else(|_| {
        let words = words.lock().unwrap_or_else(PoisonError::into_inner);
        Err(anyhow::anyhow!("mdBook gave up: {words}"))
    })
}

/// Makes the site and leaves in it what a reader can use. `made` are folders
/// that hold what was made, now or before; the sources may lie around them.
pub(crate) fn html(context: &RenderContext, made: &[PathBuf]) -> anyhow::Result<()> {
    pages::render(context, pages::BATCH)?;
    let src = context.source_dir().canonicalize()?;
    let copies = made
        .iter()
        .filter_map(|it| it.canonicalize().ok())
        .filter_map(|it| Some(context.destination.join(it.strip_prefix(&src).ok()?)));
    for copy in copies.filter(|it| it.is_dir()) {
        std::fs::remove_dir_all(&copy)
            .with_context(|| format!("cannot remove {}", copy.display()))?;
    }
    tidy(&src, &context.destination)?;
    contents::mend(&context.destination)
}

/// Removes from `site` the copies that mdBook made of what in `src` is not
/// published.
fn tidy(src: &Path, site: &Path) -> anyhow::Result<()> {
    let mut entries = WalkDir::new(site).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.context("cannot look through the site")?;
        let path = entry.path();
        let source = src.join(path.strip_prefix(site)?);
        if !source.exists() || is_published(src, &source) {
            continue;
        }
        let removed = if entry.file_type().is_dir() {
            entries.skip_current_dir();
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
        removed.with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_words() {
        let told = quietly(|| panic!("too deep")).unwrap_err().to_string();
        assert!(told.contains("too deep"), "{told}");
        assert!(told.contains("render.rs"), "{told}");
        assert!(quietly(|| Ok(())).is_ok());
    }
}
