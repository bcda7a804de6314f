//! One run of Typst, over one document, once: nothing is set a second time.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use ecow::{EcoVec, eco_vec};
use typst::World as _;
use typst::comemo::Track;
use typst::diag::{FileError, SourceDiagnostic};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Bytes, StyleChain, Target, TargetElem};
use typst::introspection::{Introspector, Locator};
use typst::syntax::Span;
use typst::utils::Protected;
use typst_layout::{PagedDocument, layout_document_for_bundle};

use super::register::Register;
use crate::Error;
use crate::world::{Stopped, World, in_words};

/// Sets what `world` holds. `known` is all that it can learn of other documents,
/// and of itself; `name` keeps its places apart from theirs.
pub(super) fn press(
    world: &World,
    known: &dyn Introspector,
    name: &str,
) -> Result<PagedDocument, Error> {
    match catch_unwind(AssertUnwindSafe(|| run(world, known, name))) {
        Ok(output) => output.map_err(|found| Error::Layout(in_words(&found))),
        Err(panic) => match panic.downcast::<Stopped>() {
            Ok(stopped) => Err(Error::Stopped(stopped.0)),
            Err(panic) => resume_unwind(panic),
        },
    }
}

/// Sets `sheet`, which is about no division of the book's.
pub(super) fn alone(world: &World, sheet: &str) -> Result<PagedDocument, Error> {
    press(&with_sheet(world, sheet), &Register::default(), "alone")
}

/// `world` with a sheet that holds no nodes.
pub(super) fn with_sheet<'a>(world: &World<'a>, sheet: &str) -> World<'a> {
    world.with([
        ("sheet.json", Bytes::new(sheet.as_bytes().to_vec())),
        ("nodes.json", Bytes::new(b"[]")),
        ("pages.json", Bytes::new(b"null")),
    ])
}

fn run(
    world: &World,
    known: &dyn Introspector,
    name: &str,
) -> Result<PagedDocument, EcoVec<SourceDiagnostic>> {
    let no_source = |error: FileError| eco_vec![SourceDiagnostic::error(Span::detached(), error)];
    let source = world.source(world.main()).map_err(no_source)?;
    let world: &dyn typst::World = world;
    let world = world.track();
    let library = world.library();
    let traced = Traced::default();
    let mut sink = Sink::new();
    let route = Route::default();
    let module = typst_eval::eval(
        world,
        library,
        traced.track(),
        sink.track_mut(),
        route.track(),
        &source,
    )?;
    let target = TargetElem::target.set(Target::Paged).wrap();
    let base = StyleChain::new(&library.styles);
    let mut engine = Engine {
        library,
        world,
        introspector: Protected::new(known.track()),
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    };
    let locator = Locator::root().split().next(&name);
    let content = module.content();
    let pages = layout_document_for_bundle(&mut engine, &content, locator, base.chain(&target))?;
    let delayed = sink.delayed();
    if delayed.is_empty() {
        Ok(pages)
    } else {
        Err(delayed)
    }
}
