//! The PDF: the chapters as trees, handed to the typesetter.

mod chapters;
mod choices;
mod parts;
mod stamp;
mod watch;

use std::path::Path;

use anyhow::Context as _;
use mdbook_renderer::RenderContext;

use crate::config::{self, PdfTable};
use crate::files::BookFiles;
use crate::report::Report;
use parts::Volume;
use watch::Watch;

/// Sets the book of `context` and writes it to its destination: one file, or
/// one for each part. A file that lies in `standing` and would come out the
/// same is taken from there.
pub(crate) fn render(
    context: &RenderContext,
    standing: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let table = config::pdf(&context.config)?.unwrap_or_default();
    let files = BookFiles::of(&context.root, &context.config)?;
    let settings = choices::settings(context, &table, &files)?;
    let chapters = chapters::chapters(context, &files, report);
    let chapters = parts::wanted(chapters, &table.leave_out, report);
    std::fs::create_dir_all(&context.destination)?;
    for volume in parts::volumes(chapters, &settings, &table) {
        volume_into(context, standing, volume, &table, &files, report)?;
    }
    Ok(())
}

fn volume_into(
    context: &RenderContext,
    standing: &Path,
    volume: Volume,
    table: &PdfTable,
    files: &BookFiles,
    report: &mut Report,
) -> anyhow::Result<()> {
    let Volume {
        name,
        settings,
        mut chapters,
    } = volume;
    let pictures = Pictures { files };
    let mut prepared = pdf::prepare(&settings, &mut chapters, &pictures)?;
    tell(std::mem::take(&mut prepared.findings), &chapters, report);
    let fingerprint = prepared.fingerprint();
    let made = match stamp::standing(standing, &name, fingerprint) {
        Some(made) => made,
        None => prepared.typeset(&Watch::new(&name, table))?,
    };
    let path = context.destination.join(&name);
    std::fs::write(&path, &made.pdf).with_context(|| format!("cannot write {}", path.display()))?;
    stamp::write(&context.destination, &name, fingerprint, &made)?;
    tell(made.findings, &chapters, report);
    Ok(())
}

/// Reports what was found in `chapters`.
fn tell(findings: Vec<pdf::Finding>, chapters: &[pdf::Chapter], report: &mut Report) {
    for finding in findings {
        match finding.chapter.and_then(|it| chapters.get(it)) {
            Some(chapter) => report.document(&chapter.document, vec![finding.diagnostic]),
            None => report.general(finding.diagnostic.severity, finding.diagnostic.message),
        }
    }
}

/// The pictures that chapters name, by their path from the book's folder.
struct Pictures<'a> {
    files: &'a BookFiles,
}

impl pdf::Images for Pictures<'_> {
    fn load(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.files.locate(&self.files.name(Path::new("_")), path);
        std::fs::read(file.ok()?).ok()
    }
}
