//! `build`: every output of a book, made beside the old ones and put in their
//! place when it is complete.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use anyhow::Context as _;
use doctree::Severity;
use mdbook_driver::MDBook;
use mdbook_driver::book::Book as MdBook;
use mdbook_driver::config::Config;
use mdbook_renderer::RenderContext;

use crate::book::Book;
use crate::preprocess::Hornbook;
use crate::publish::{self, Address};
use crate::render::{self, Outcomes, Output};
use crate::renew::{self, Standing};
use crate::report::Report;
use crate::{book, config, inventories, log, offline, references, search, shown};

/// What is to be built.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// Where the site will lie, if that is known.
    pub(crate) address: Option<Address>,
    /// The only output to be made; all of the book's, if there is none.
    pub(crate) only: Option<&'static str>,
    /// Whether the site is to be made anew when its chapters change.
    pub(crate) keep: bool,
}

/// What was built.
#[derive(Default)]
pub(crate) struct Built {
    /// The folders of the new outputs.
    pub(crate) places: Vec<PathBuf>,
    /// What is known of the site, if its plan is to keep it.
    pub(crate) standing: Option<Standing>,
}

impl Plan {
    /// The site alone, to be looked at here.
    pub(crate) fn site() -> Self {
        Self {
            address: None,
            only: Some("html"),
            keep: true,
        }
    }

    /// The configuration of the book for this.
    fn configure(&self, config: &Config) -> anyhow::Result<Config> {
        let mut config = config.clone();
        if let Some(only) = self.only {
            let mut tables = config.outputs::<toml::Value>()?;
            tables.retain(|name, _| name == only);
            config.set("output", tables)?;
        }
        if let Some(address) = &self.address {
            address.configure(&mut config)?;
        }
        Ok(config)
    }
}

/// Builds the book in `root`. What is wrong with it stands in `report`; an output
/// that is not complete leaves what stood there before.
pub(crate) fn build(
    root: &Path,
    plan: &Plan,
    report: &Rc<RefCell<Report>>,
) -> anyhow::Result<Built> {
    let Some(book) = book::load(root, &mut report.borrow_mut())? else {
        return Ok(Built::default());
    };
    references::check(&book.chapters, &book.files, &mut report.borrow_mut());
    shown::warn(&book, &mut report.borrow_mut())?;
    publish::warn(
        &book.root.join(&book.config.book.src),
        &mut report.borrow_mut(),
    );
    let target = root.join(&book.config.build.build_dir);
    let beside = target.parent().unwrap_or(root);
    std::fs::create_dir_all(beside)?;
    let scratch = tempfile::Builder::new()
        .prefix(".hornbook-")
        .tempdir_in(beside)
        .with_context(|| format!("cannot write to {}", beside.display()))?;
    let config = plan.configure(&book.config)?;
    let kept = Kept::default();
    let outcomes = render_all(&book, &config, scratch.path(), plan, report, &kept)?;
    log::report(&mut report.borrow_mut());
    let made = scratch.path().join("new");
    let finished = finish(&book, &config, &made, &outcomes.borrow());
    if let Err(error) = finished {
        outcomes.borrow_mut().insert("html".to_owned(), Err(error));
    }
    let mut places = Vec::new();
    for (name, outcome) in outcomes.take() {
        match outcome {
            Ok(()) => {
                let new = config::destination(&made, &in_place(&config), &name)?;
                let place = config::destination(root, &book.config, &name)?;
                if put(&new, &place, &scratch.path().join(format!("old-{name}")))? {
                    places.push(place);
                }
            }
            Err(error) => {
                let message = format!("the output `{name}` was not made: {error:#}");
                report.borrow_mut().general(Severity::Error, message);
            }
        }
    }
    let standing = match (kept.take(), places.as_slice()) {
        (Some((before, made)), [site]) => {
            let mut made = made;
            made.destination = site.canonicalize()?;
            Standing::new(&book, &config, before, made, &report.borrow())?
        }
        _ => None,
    };
    Ok(Built { places, standing })
}

/// Puts the PDF into the site, and then writes what holds the names of all files
/// of the site.
fn finish(
    book: &Book,
    config: &Config,
    made: &Path,
    outcomes: &BTreeMap<String, anyhow::Result<()>>,
) -> anyhow::Result<()> {
    let well = |name: &str| matches!(outcomes.get(name), Some(Ok(())));
    if !well("html") {
        return Ok(());
    }
    let site = config::destination(made, &in_place(config), "html")?;
    if well("pdf") {
        let new = config::destination(made, &in_place(config), "pdf")?;
        // One that is still as it should be is not made anew.
        let standing = config::destination(&book.root, &book.config, "pdf")?;
        if let Some(folder) = [new, standing].into_iter().find(|it| it.is_dir()) {
            publish::add_pdf(&site, &folder)?;
        }
    }
    offline::write(config, &site)
}

/// The configuration with the outputs directly in the folder they are made in.
fn in_place(config: &Config) -> Config {
    let mut config = config.clone();
    config.build.build_dir = Path::new("").into();
    config
}

/// Renders every output that `config` names into `scratch`, and how each went.
fn render_all(
    book: &Book,
    config: &Config,
    scratch: &Path,
    plan: &Plan,
    report: &Rc<RefCell<Report>>,
    kept: &Kept,
) -> anyhow::Result<Outcomes> {
    let names = config::outputs(config)?;
    let mut config = config.clone();
    config.build.build_dir = scratch.canonicalize()?.join("new");
    let outcomes = Outcomes::default();
    // mdBook knows the folder it writes to by the letters of its path alone.
    let root = book.root.canonicalize()?;
    let mut driver = MDBook::load_with_config_and_summary(root, config, book.summary.clone())?;
    driver.with_preprocessor(Hornbook::new(book.chapters.clone()));
    if names.iter().any(|it| it == "html") {
        let made = [
            book.root.join(&book.config.build.build_dir),
            scratch.to_owned(),
        ];
        let references = Arc::clone(&book.chapters.references);
        let address = plan.address.clone();
        let keep = plan.keep.then(|| {
            let before = renew::without_texts(&driver.book.items);
            (MdBook::new_with_items(before), Rc::clone(kept))
        });
        driver.with_renderer(Output::new("html", &outcomes, move |context| {
            render::html(context, &made)?;
            inventories::write(&references, context)?;
            search::write(context)?;
            if let Some(address) = &address {
                publish::write(context, address)?;
            }
            if let Some((before, kept)) = &keep {
                kept.replace(Some((before.clone(), skeleton(context))));
            }
            Ok(())
        }));
    }
    if names.iter().any(|it| it == "pdf") {
        let standing = config::destination(&book.root, &book.config, "pdf")?;
        driver.with_renderer(pdf(&outcomes, report, standing));
    }
    run(&driver, &names, &outcomes);
    Ok(outcomes)
}

/// The book as it was before and after mdBook's preprocessors, without texts.
type Kept = Rc<RefCell<Option<(MdBook, RenderContext)>>>;

/// The context of a rendered book, without its texts.
fn skeleton(context: &RenderContext) -> RenderContext {
    let book = MdBook::new_with_items(renew::without_texts(&context.book.items));
    let config = context.config.clone();
    let mut skeleton = RenderContext::new(&context.root, book, config, &context.destination);
    skeleton.chapter_titles.clone_from(&context.chapter_titles);
    skeleton
}

/// Runs mdBook. An output that is not ours, and so says nothing of itself,
/// went as the whole went.
fn run(driver: &MDBook, names: &[String], outcomes: &Outcomes) {
    let result = driver.build();
    let mut outcomes = outcomes.borrow_mut();
    for name in names {
        if !outcomes.contains_key(name) {
            let outcome = match &result {
                Ok(()) => Ok(()),
                Err(error) => Err(anyhow::anyhow!("{error:#}")),
            };
            outcomes.insert(name.clone(), outcome);
        }
    }
}

/// The output `pdf`; in `standing` lies the one before.
#[cfg(feature = "pdf")]
fn pdf(
    outcomes: &Outcomes,
    report: &Rc<RefCell<Report>>,
    standing: PathBuf,
) -> impl mdbook_renderer::Renderer + use<> {
    let report = Rc::clone(report);
    Output::new("pdf", outcomes, move |context| {
        crate::pdf::render(context, &standing, &mut report.borrow_mut())
    })
}

/// Without the typesetter the output is left out, and that is said.
#[cfg(not(feature = "pdf"))]
fn pdf(
    outcomes: &Outcomes,
    report: &Rc<RefCell<Report>>,
    _standing: PathBuf,
) -> impl mdbook_renderer::Renderer + use<> {
    let report = Rc::clone(report);
    Output::new("pdf", outcomes, move |_| {
        let message = "the output `pdf` is left out: this hornbook was built without it";
        report.borrow_mut().general(Severity::Info, message);
        Ok(())
    })
}

/// Puts the folder `new` at `place`; what stood there goes to `old`. Nothing
/// changes if nothing was made; whether something was.
fn put(new: &Path, place: &Path, old: &Path) -> anyhow::Result<bool> {
    if !new.exists() {
        return Ok(false);
    }
    let why = || format!("cannot replace {}", place.display());
    if let Some(parent) = place.parent() {
        std::fs::create_dir_all(parent).with_context(why)?;
    }
    let replaced = place.exists();
    if replaced {
        std::fs::rename(place, old).with_context(why)?;
    }
    let result = std::fs::rename(new, place);
    if result.is_err() && replaced {
        std::fs::rename(old, place).with_context(why)?;
    }
    result.with_context(why).map(|()| true)
}
