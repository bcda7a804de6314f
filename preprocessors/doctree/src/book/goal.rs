//! What a reference leads to.

use super::caption::Kind;
use super::{Book, path};
use crate::names::{fully_normalize_name, whitespace_normalize_name};
use crate::tree::Node;
use crate::tree::element::PendingXref;

/// Where a reference leads, and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) place: Place,
    /// What to show if the author has given no text.
    pub(super) text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To a chapter, and to an anchor in it.
    Chapter(usize, Option<String>),
    /// To a file from the folder of the sources.
    File(String),
    /// Out of the book.
    Uri(String),
}

impl Book {
    /// Where `xref` leads that stands in the chapter `here` and shows `shown`;
    /// or what is wrong with it.
    pub(super) fn goal(
        &self,
        here: usize,
        xref: &PendingXref,
        shown: &[Node],
    ) -> Result<Goal, String> {
        if let Some(project) = &xref.external {
            return self
                .elsewhere(xref, Some(project))
                .ok_or_else(|| format!("external {}", missing(xref)));
        }
        let target = &xref.target;
        let found = match (&*xref.domain, &*xref.reftype) {
            ("", "download") => {
                let file = path::resolve(&self.chapters[here].path, target);
                return Ok(Goal {
                    place: Place::File(file),
                    text: None,
                });
            }
            ("std", "ref") => self.label(xref).or_else(|| self.made(target)),
            ("std", "numref") => return self.numbered(xref, shown),
            ("std", "keyword") => self.keyword(target),
            ("std", "doc") => self.document(here, target),
            ("std", "term") => self.term(target),
            ("std", "option") => self.option(xref),
            ("math", _) => return self.equation(target),
            ("cite", _) => self.citation(target),
            ("", _) => self.any(here, xref),
            ("py", _) => self.python(xref),
            _ => self.nested(xref),
        };
        match found.or_else(|| self.elsewhere(xref, None)) {
            Some(goal) => Ok(goal),
            None => Err(self.excuse(xref)),
        }
    }

    fn label(&self, xref: &PendingXref) -> Option<Goal> {
        let (chapter, label) = self.labels.find(&normal(&xref.target), &self.chapters)?;
        let text = label.title.clone();
        (xref.explicit || text.is_some()).then(|| Goal {
            place: Place::Chapter(chapter, Some(label.id.clone())),
            text,
        })
    }

    fn keyword(&self, target: &str) -> Option<Goal> {
        let (chapter, label) = self.labels.find(&normal(target), &self.chapters)?;
        Some(Goal::of(chapter, &label.id))
    }

    /// Sphinx's `numref`: the number of what a label names, in the words that
    /// the author wrote, with `%s` or `{number}` and `{name}`, or in its kind's.
    fn numbered(&self, xref: &PendingXref, shown: &[Node]) -> Result<Goal, String> {
        let target = &xref.target;
        let found = self.labels.find(&normal(target), &self.chapters);
        let (chapter, label) = found.ok_or_else(|| format!("undefined label: '{target}'"))?;
        let without = |why: &str| format!("Failed to create a cross reference. {why}: {target}");
        let kind = label
            .kind
            .ok_or_else(|| without("Any number is not assigned"))?;
        let number = match kind {
            Kind::Section => self.chapters[chapter].dotted_number(),
            _ if !self.settings.numfig => return Err(without("numfig is disabled")),
            _ => self.numbers.of(chapter, &label.id).map(str::to_owned),
        };
        let number = number.ok_or_else(|| without("Any number is not assigned"))?;
        let name = label.title.as_deref().unwrap_or_default();
        let written = xref
            .explicit
            .then(|| shown.iter().map(Node::astext).collect::<String>());
        let words = written.as_deref().unwrap_or(kind.format());
        let text = words.replace("{number}", &number).replace("{name}", name);
        Ok(Goal {
            place: Place::Chapter(chapter, Some(label.id.clone())),
            text: Some(text.replace("%s", &number)),
        })
    }

    fn document(&self, here: usize, target: &str) -> Option<Goal> {
        let name = path::resolve(&self.chapters[here].path, target);
        let chapter = self.chapter(&name).or_else(|| {
            let bare = path::name(&name);
            self.chapter(bare)
        })?;
        Some(Goal {
            place: Place::Chapter(chapter, None),
            text: self.chapters[chapter].title().map(str::to_owned),
        })
    }

    fn term(&self, target: &str) -> Option<Goal> {
        let target = whitespace_normalize_name(target);
        let exact = self.object("std", &["term"], &target);
        exact.or_else(|| {
            let lower = target.to_lowercase();
            self.object("std", &["term"], &lower)
        })
    }

    /// An option stands with its program, and perhaps with a value (`-o=file`,
    /// `-o[=file]`, `-o file`): `git commit -m` looks for `-m` of `git commit`.
    fn option(&self, xref: &PendingXref) -> Option<Goal> {
        let target = whitespace_normalize_name(&xref.target);
        let find = |program: Option<&str>, option: &str| {
            let name = program.map(|it| format!("{it}.{option}"));
            let name = name.as_deref().unwrap_or(option);
            self.object("std", &["cmdoption", "option"], name)
        };
        let stem = |at: &str| target.split_once(at).map(|it| it.0);
        let values = ["=", "[=", " "].into_iter().filter_map(stem);
        let mut options = std::iter::once(target.as_str()).chain(values);
        let program = xref.module.as_deref();
        options
            .find_map(|it| find(program, it).or_else(|| find(None, it)))
            .or_else(|| {
                let words: Vec<&str> = target.split(' ').collect();
                (1..words.len()).find_map(|at| {
                    let (program, option) = words.split_at(at);
                    find(Some(&program.join("-")), &option.join(" "))
                })
            })
    }

    fn equation(&self, target: &str) -> Result<Goal, String> {
        let missing = || format!("equation not found: {target}");
        let mut found = self.objects.named(target, &self.chapters);
        let (chapter, object) = found
            .find(|(_, it)| it.kind == "math:equation")
            .ok_or_else(missing)?;
        let equations = &self.chapters[chapter].equations;
        let place = equations.iter().position(|it| it == target);
        let number = place.and_then(|place| self.numbers.equation(chapter, place));
        Ok(Goal {
            place: Place::Chapter(chapter, Some(object.id.clone())),
            text: Some(format!("({})", number.ok_or_else(missing)?)),
        })
    }

    fn citation(&self, target: &str) -> Option<Goal> {
        let (chapter, id) = self.labels.citation(target, &self.chapters)?;
        Some(Goal::of(chapter, id))
    }

    fn any(&self, here: usize, xref: &PendingXref) -> Option<Goal> {
        let target = &xref.target;
        self.document(here, target)
            .or_else(|| self.label(xref))
            .or_else(|| self.term(target))
            .or_else(|| self.option(xref))
            .or_else(|| self.python(xref))
            .or_else(|| {
                let mut all = self.objects.named(target, &self.chapters);
                all.next().map(|(chapter, it)| Goal::of(chapter, &it.id))
            })
    }

    /// The object of one of `types` of `domain` that is called `name`.
    pub(super) fn object(&self, domain: &str, types: &[&str], name: &str) -> Option<Goal> {
        let mut named = self.objects.named(name, &self.chapters);
        let fits = |kind: (&str, &str)| kind.0 == domain && types.contains(&kind.1);
        let (chapter, object) = named.find(|(_, it)| fits(it.kind()))?;
        Some(Goal::of(chapter, &object.id))
    }

    /// What another project calls so.
    fn elsewhere(&self, xref: &PendingXref, project: Option<&str>) -> Option<Goal> {
        let (named, target) = match xref.target.split_once(':') {
            Some((name, rest)) if self.settings.projects.iter().any(|it| it.0 == name) => {
                (Some(name), rest)
            }
            _ => (project.filter(|it| !it.is_empty()), &*xref.target),
        };
        let projects = self.settings.projects.iter();
        let mut projects = projects.filter(|it| named.is_none_or(|name| name == it.0));
        projects.find_map(|(_, base, inventory)| {
            let entry = inventory.find(&xref.domain, &xref.reftype, target)?;
            Some(Goal {
                place: Place::Uri(format!("{base}{}", entry.uri)),
                text: entry.shown.clone(),
            })
        })
    }

    /// What is wrong with a reference that leads nowhere.
    fn excuse(&self, xref: &PendingXref) -> String {
        let target = &xref.target;
        let untitled = self.labels.find(&normal(target), &self.chapters).is_some();
        match (&*xref.domain, &*xref.reftype) {
            ("std", "ref") if untitled => format!(
                "Failed to create a cross reference. A title or caption not found: '{target}'"
            ),
            ("std", "ref") => format!("undefined label: '{target}'"),
            ("std", "doc") => format!("unknown document: '{target}'"),
            ("std", "term") => format!("term not in glossary: '{target}'"),
            ("std", "keyword") => format!("unknown keyword: '{target}'"),
            ("std", "option") => format!("unknown option: '{target}'"),
            ("cite", _) => format!("citation not found: {target}"),
            ("", _) => format!("'any' reference target not found: '{target}'"),
            _ => missing(xref),
        }
    }
}

impl Goal {
    pub(super) fn of(chapter: usize, id: &str) -> Self {
        Self {
            place: Place::Chapter(chapter, Some(id.to_owned())),
            text: None,
        }
    }
}

fn missing(xref: &PendingXref) -> String {
    format!(
        "{}:{} reference target not found: {}",
        xref.domain, xref.reftype, xref.target
    )
}

fn normal(name: &str) -> String {
    fully_normalize_name(name)
}
