//! What is done to a document after it has been read: docutils' transforms
//! of the standalone reader, in docutils' order.
//!
//! Reading leaves loose ends: references that name their target, footnotes
//! without numbers, places for a table of contents. Each transform ties one
//! kind of them and costs time linear in the document. The names, the
//! priorities and the order are those of *Docutils Transforms*
//! (`docs/ref/transforms.rst` of docutils).

mod admonitions;
mod anonymous_hyperlinks;
mod class_attribute;
mod contents;
mod context;
mod dangling_references;
mod doc_info;
mod doc_title;
mod expose_internals;
mod external_targets;
mod filter_messages;
mod footnotes;
mod indirect_hyperlinks;
mod internal_targets;
mod kinds;
mod messages;
mod module_targets;
mod notebook_cells;
mod notebook_contents;
mod pep_notes;
mod propagate_targets;
mod rcs_keywords;
mod section_ids;
mod section_subtitle;
mod sectnum;
mod smart_quotes;
mod strip_classes;
mod strip_comments;
mod substitutions;
mod target_notes;
mod transitions;

use crate::diagnostic::Diagnostic;
use crate::language;
use crate::message::Findings;
use crate::options::{Dialect, Options};
use crate::tree::Document;
use context::Context;
use kinds::Kinds;

/// One step of the work on a document that has been read.
struct Transform {
    /// The class in docutils, without the package's name.
    name: &'static str,
    /// docutils' default priority; the lower come first.
    priority: u16,
    /// Who asks for it.
    part: Part,
    /// What it works on: without any of these it is not run.
    on: Kinds,
    apply: fn(&mut Document, &mut Context<'_>),
}

/// What makes docutils run a transform.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Every document that is read.
    Standard,
    /// A `pending` node, which asks for it wherever it stands.
    Pending,
    /// A book's dialect; docutils has none of these.
    Book,
    /// docutils' own tests.
    Test,
}

const fn row(
    priority: u16,
    name: &'static str,
    part: Part,
    on: Kinds,
    apply: fn(&mut Document, &mut Context<'_>),
) -> Transform {
    Transform {
        name,
        priority,
        part,
        on,
        apply,
    }
}

/// The transforms in their order.
#[rustfmt::skip]
const TRANSFORMS: &[Transform] = &[
    row(100, "notebook.Contents", Part::Book, Kinds::ANY, notebook_contents::apply),
    row(110, "notebook.Cells", Part::Book, Kinds::NOTEBOOK, notebook_cells::apply),
    row(210, "misc.ClassAttribute", Part::Pending, Kinds::PENDING_CLASS, class_attribute::apply),
    row(210, "sphinx.MoveModuleTargets", Part::Book, Kinds::TARGET, module_targets::apply),
    row(220, "references.Substitutions", Part::Standard, Kinds::SUBSTITUTION_REFERENCE, substitutions::apply),
    row(240, "references.SectionIDs", Part::Standard, Kinds::SECTION_WITHOUT_ID, section_ids::apply),
    row(260, "references.PropagateTargets", Part::Standard, Kinds::TARGET, propagate_targets::apply),
    row(320, "frontmatter.DocTitle", Part::Standard, Kinds::ANY, doc_title::apply),
    row(340, "frontmatter.DocInfo", Part::Standard, Kinds::ANY, doc_info::apply),
    row(350, "frontmatter.SectionSubTitle", Part::Standard, Kinds::ANY, section_subtitle::apply),
    row(420, "universal.StripClassesAndElements", Part::Standard, Kinds::ANY, strip_classes::apply),
    row(440, "references.AnonymousHyperlinks", Part::Standard, Kinds::ANONYMOUS, anonymous_hyperlinks::apply),
    row(460, "references.IndirectHyperlinks", Part::Standard, Kinds::INDIRECT_TARGET, indirect_hyperlinks::apply),
    row(520, "peps.TargetNotes", Part::Test, Kinds::ANY, pep_notes::apply),
    row(540, "references.TargetNotes", Part::Pending, Kinds::PENDING_TARGET_NOTES, target_notes::apply),
    row(541, "peps.TargetNotes.cleanup", Part::Pending, Kinds::PEP_NOTES, pep_notes::clean_up),
    row(620, "references.Footnotes", Part::Standard, Kinds::NOTE, footnotes::apply),
    row(640, "references.ExternalTargets", Part::Standard, Kinds::NAMED_REFERENCE, external_targets::apply),
    row(660, "references.InternalTargets", Part::Standard, Kinds::NAMED_REFERENCE, internal_targets::apply),
    row(710, "parts.SectNum", Part::Pending, Kinds::PENDING_SECTNUM, sectnum::apply),
    row(720, "parts.Contents", Part::Pending, Kinds::PENDING_CONTENTS, contents::apply),
    row(740, "universal.StripComments", Part::Standard, Kinds::ANY, strip_comments::apply),
    row(830, "misc.Transitions", Part::Standard, Kinds::TRANSITION, transitions::apply),
    row(840, "universal.ExposeInternals", Part::Standard, Kinds::ANY, expose_internals::apply),
    row(850, "references.DanglingReferences", Part::Standard, Kinds::LOOSE_END, dangling_references::apply),
    row(855, "universal.SmartQuotes", Part::Standard, Kinds::ANY, smart_quotes::apply),
    row(860, "universal.Messages", Part::Standard, Kinds::ANY, messages::apply),
    row(870, "universal.FilterMessages", Part::Standard, Kinds::SYSTEM_MESSAGE, filter_messages::apply),
    row(880, "universal.TestMessages", Part::Test, Kinds::ANY, messages::append),
    row(920, "writer_aux.Admonitions", Part::Test, Kinds::ANY, admonitions::apply),
];

/// Applies the standard transforms to a document that has been read, and adds
/// what they find to what was found before.
pub(crate) fn apply(
    document: &mut Document,
    options: &Options,
    findings: Findings,
) -> Vec<Diagnostic> {
    let is_book = options.dialect == Dialect::Book;
    let standard = TRANSFORMS
        .iter()
        .filter(|it| it.part != Part::Test && (it.part != Part::Book || is_book));
    run(standard, document, options, findings)
}

/// Applies only the transforms of these docutils class paths, with or without
/// `docutils.transforms.` before them, in the order of the priorities given;
/// and those that `pending` nodes ask for. Names without a transform here are
/// passed over.
pub(crate) fn apply_named(
    document: &mut Document,
    names: &[(&str, u16)],
    options: &Options,
    findings: Findings,
) -> Vec<Diagnostic> {
    let chosen = names.iter().filter_map(|&(name, priority)| {
        let name = name.strip_prefix("docutils.transforms.").unwrap_or(name);
        let transform = TRANSFORMS.iter().find(|it| it.name == name)?;
        Some((priority, transform))
    });
    let pending = TRANSFORMS
        .iter()
        .filter(|it| it.part == Part::Pending)
        .map(|it| (it.priority, it));
    let mut all: Vec<(u16, &Transform)> = pending.chain(chosen).collect();
    all.sort_by_key(|&(priority, _)| priority);
    let all = all.into_iter().map(|(_, transform)| transform);
    run(all, document, options, findings)
}

fn run<'a>(
    transforms: impl Iterator<Item = &'a Transform>,
    document: &mut Document,
    options: &Options,
    findings: Findings,
) -> Vec<Diagnostic> {
    let mut diagnostics = findings.diagnostics;
    let mut context = Context::new(document, options, findings.end, &mut diagnostics);
    context.take_messages(findings.loose);
    context.take_detached(findings.detached);
    context.raw = findings.raw;
    context.misplaced = findings.misplaced;
    context.registry.keep(findings.dealt);
    if options.dialect == Dialect::Docutils && language::of(&options.language_code).is_none() {
        context.miss_language();
    }
    for transform in transforms {
        if transform.on.meet(context.kinds) {
            (transform.apply)(document, &mut context);
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_priorities() {
        assert!(TRANSFORMS.is_sorted_by_key(|it| it.priority));
    }
}
