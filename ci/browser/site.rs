//! The site under trial: which pages it has, and where.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// A built site on the disk.
pub(crate) struct Site {
    /// Its folder, as an absolute path.
    pub(crate) folder: PathBuf,
    /// Where pictures of it go.
    pub(crate) pictures: PathBuf,
    /// The pages that a reader opens, from the site's root, `/` between parts.
    pub(crate) pages: Vec<String>,
    /// Those of [`APART`] that it has.
    pub(crate) apart: Vec<String>,
}

/// Pages that no reader opens by themselves: parts of others, and the one
/// that only a server shows.
const APART: &[&str] = &["404.html", "print.html", "toc.html"];

impl Site {
    /// Finds the pages in this folder.
    pub(crate) fn read(folder: &Path, pictures: &Path) -> anyhow::Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("no folder {}", folder.display()))?;
        let mut pages = Vec::new();
        collect(&folder, "", &mut pages)?;
        pages.sort();
        let (apart, pages): (Vec<_>, Vec<_>) = pages
            .into_iter()
            .partition(|it| APART.contains(&it.as_str()));
        anyhow::ensure!(!pages.is_empty(), "no page in {}", folder.display());
        Ok(Self {
            folder,
            pictures: pictures.to_owned(),
            pages,
            apart,
        })
    }

    /// Three pages that stand for the others: the first, the longest, and one of middle length.
    pub(crate) fn samples(&self) -> Vec<&str> {
        let length =
            |page: &&str| std::fs::metadata(self.folder.join(page)).map_or(0, |it| it.len());
        let mut pages: Vec<&str> = self.pages.iter().map(String::as_str).collect();
        pages.sort_by_key(length);
        let first = pages.iter().copied().find(|it| *it == "index.html");
        let mut samples = vec![
            first.unwrap_or(&self.pages[0]),
            pages[pages.len() - 1],
            pages[pages.len() / 2],
        ];
        samples.dedup();
        samples
    }

    /// The address of a page on the disk.
    pub(crate) fn file_url(&self, page: &str) -> String {
        let path = self.folder.join(page).to_string_lossy().replace('\\', "/");
        let path = path.trim_start_matches("//?/").trim_start_matches('/');
        format!("file:///{}", path.replace('%', "%25").replace(' ', "%20"))
    }
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!(
            "{prefix}{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        if path.is_dir() {
            collect(&path, &format!("{name}/"), pages)?;
        } else if path.extension().is_some_and(|it| it == "html") {
            pages.push(name);
        }
    }
    Ok(())
}
