//! `peers`: a page of ours beside those that a stock mdBook and Sphinx with its
//! theme Furo make of the same text. On request, since it takes long: `cargo ci
//! peers`, or with fewer chapters than two hundred `cargo ci peers --chapters N`.
//! It prints a table in Markdown.

mod build;
mod text;

use std::process::{Command, Stdio};

use anyhow::Context as _;
use serde_json::Value;

use self::build::Built;
use crate::check::{Outcome, audit, browser};
use crate::repository::Repository;
use crate::server::Server;
use crate::{command, crawler, files, node};

/// How many chapters, if nothing is said.
const CHAPTERS: usize = 200;

/// A row of the table: what it tells, and how that is told of a site.
type Row = (&'static str, fn(&Figures) -> String);

const ROWS: &[Row] = &[
    ("requests, pictures aside", |it| it.number("requests")),
    ("KiB of them, gzip", |it| kib(it.told["bytes"].as_u64())),
    ("requests to other sites before a click", |it| {
        it.number("foreign")
    }),
    (
        "axe-core, 1280 pixels: rules / elements in each theme",
        |it| it.views(1280),
    ),
    (
        "axe-core, 390 pixels: rules / elements in each theme",
        |it| it.views(390),
    ),
    (
        "Lighthouse, phone: performance, accessibility, best practices, SEO",
        |it| it.points("phone"),
    ),
    ("Lighthouse, desk: the same", |it| it.points("desk")),
    ("errors of HTML", |it| it.errors.to_string()),
    ("presses of Tab to the text", |it| it.number("tabs")),
    ("pages a crawler finds without scripts", |it| {
        format!("{} of {}", it.found, it.pages)
    }),
    ("letters of the page's text, with scripts / without", |it| {
        format!(
            "{} / {}",
            it.number("letters"),
            it.number("letters_without_scripts")
        )
    }),
    ("other pages within reach without scripts", |it| {
        it.number("links_without_scripts")
    }),
    ("KiB of the search when it is first used, gzip", |it| {
        kib(Some(it.index))
    }),
];

pub(crate) fn run(repository: &Repository, options: &[String]) -> anyhow::Result<Outcome> {
    let count = match options {
        [] => CHAPTERS,
        [option, number] if option == "--chapters" => number.parse()?,
        _ => anyhow::bail!("the one option is `--chapters N`"),
    };
    anyhow::ensure!(count > 1, "a book has two chapters at least");
    let tools = node::tools(repository)?;
    let sites = build::all(repository, &repository.target.join("peers"), count)?;
    let figures: Vec<Figures> = sites
        .iter()
        .map(|site| Figures::of(repository, &tools, site, count))
        .collect::<Result<_, _>>()?;
    println!("{}", table(&sites, &figures));
    Ok(Outcome::Passed)
}

/// All that is measured of one site, and of its page in the middle.
struct Figures {
    /// What `browser measure` tells.
    told: Value,
    errors: usize,
    found: usize,
    pages: usize,
    index: u64,
}

impl Figures {
    fn of(
        repository: &Repository,
        tools: &std::path::Path,
        built: &Built,
        count: usize,
    ) -> anyhow::Result<Self> {
        let page = format!("{}.html", text::name(count / 2));
        let mut measure = browser::program(repository)?;
        measure
            .arg("measure")
            .arg(&built.site)
            .arg(tools)
            .args([&page, built.themes]);
        let told = command::output(&mut measure)?;
        let mut validator = audit::validator(tools)?;
        let said = validator.arg(built.site.join(&page)).output()?.stderr;
        let said = String::from_utf8_lossy(&said);
        let parent = built.site.parent().context("a site lies in a folder")?;
        let name = built.site.file_name().unwrap_or_default().to_string_lossy();
        let server = Server::start(parent)?;
        let crawl = crawler::crawl(&server.url(&format!("{name}/")))?;
        let is_chapter = |it: &str| it.contains("/chapter") && files::has_extension(it, "html");
        let pages = files::below(&built.site)?;
        Ok(Self {
            told: serde_json::from_str(&told)?,
            errors: said.lines().filter(|it| it.contains(": error:")).count(),
            found: crawl.pages.keys().filter(|it| is_chapter(it)).count(),
            pages: pages
                .iter()
                .filter(|it| is_chapter(&format!("/{it}")))
                .count(),
            index: index(built)?,
        })
    }

    fn number(&self, key: &str) -> String {
        self.told[key]
            .as_u64()
            .map_or_else(|| "never".to_owned(), |it| it.to_string())
    }

    /// `rules / elements` of the themes at a width.
    fn views(&self, width: u64) -> String {
        let views = self.told["views"].as_array().into_iter().flatten();
        let wide = views.filter(|it| it["width"] == width);
        let told = wide.map(|it| {
            let theme = it["theme"].as_str().unwrap_or_default();
            format!("{theme} {} / {}", it["rules"], it["elements"])
        });
        told.collect::<Vec<_>>().join(", ")
    }

    fn points(&self, screen: &str) -> String {
        let categories = ["performance", "accessibility", "best-practices", "seo"];
        let points = categories.map(|it| self.told[screen][it].to_string());
        points.join(", ")
    }
}

/// The bytes that a site's search takes on the way when it is first used.
fn index(built: &Built) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for file in build::index(built)? {
        let mut gzip = Command::new("gzip");
        let output = gzip.arg("-c").arg(file).stdin(Stdio::null()).output();
        bytes += u64::try_from(output.context("gzip is needed")?.stdout.len())?;
    }
    Ok(bytes)
}

fn kib(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |it| it.div_ceil(1024).to_string())
}

/// A table in Markdown, a column a site.
fn table(sites: &[Built], figures: &[Figures]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let tools = sites.iter().map(|it| it.tool.to_owned());
    let mut table = line(std::iter::once(String::new()).chain(tools).collect());
    table += &line(vec!["---".to_owned(); sites.len() + 1]);
    for (name, tell) in ROWS {
        let cells = std::iter::once((*name).to_owned()).chain(figures.iter().map(tell));
        table += &line(cells.collect());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_told_of_every_site() {
        let told = r#"{"requests":9,"bytes":2048,"foreign":0,"tabs":null,"letters":5,
            "letters_without_scripts":5,"links_without_scripts":3,
            "views":[{"theme":"light","width":1280,"rules":1,"elements":2}],
            "phone":{"performance":99,"accessibility":100,"best-practices":100,"seo":90}}"#;
        let figures = Figures {
            told: serde_json::from_str(told).unwrap(),
            errors: 0,
            found: 3,
            pages: 4,
            index: 1025,
        };
        let site = Built {
            tool: "A",
            site: "a".into(),
            themes: "",
            index: &[],
        };
        let table = table(&[site], &[figures]);
        for line in [
            "| requests, pictures aside | 9 |",
            "| KiB of them, gzip | 2 |",
            "| presses of Tab to the text | never |",
            "in each theme | light 1 / 2 |",
            "SEO | 99, 100, 100, 90 |",
            "| pages a crawler finds without scripts | 3 of 4 |",
            "| KiB of the search when it is first used, gzip | 2 |",
        ] {
            assert!(table.contains(line), "{line}: {table}");
        }
        assert_eq!(table.lines().count(), ROWS.len() + 2);
    }
}
