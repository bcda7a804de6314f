//! The objects of all chapters: what the domains know.

use foldhash::HashMap;

use super::Survey;
use super::label::warning;
use super::nested::between;
use super::survey::Object;
use crate::diagnostic::Diagnostic;

/// Which chapters hold an object of which name: the chapters, and the places
/// in their lists, in the order of the book.
#[derive(Debug, Default)]
pub(super) struct Objects {
    named: HashMap<String, Vec<(usize, usize)>>,
    /// The same by the last part of the name, for names of several parts.
    ended: HashMap<String, Vec<(usize, usize)>>,
    /// Those that may be shown once more, by the name of what they are in.
    within: HashMap<String, Vec<(usize, usize)>>,
}

impl Objects {
    /// Those of `chapters`; `findings` tell of those that are described twice.
    pub(super) fn new(chapters: &[Survey], findings: &mut Vec<(usize, Diagnostic)>) -> Self {
        let mut all = Self::default();
        for (at, chapter) in chapters.iter().enumerate() {
            for (place, object) in chapter.objects.iter().enumerate() {
                let places = all.named.entry(object.name.clone()).or_default();
                let same = |&&(chapter, place): &&(usize, usize)| {
                    let other = &chapters[chapter].objects[place];
                    // Functions of C++ may share a name, and differ in their ids.
                    let differs = object.is_overload() && other.id != object.id;
                    other.kind == object.kind && !other.aliased && !differs
                };
                if let Some(other) = places.iter().find(same).filter(|_| !object.aliased) {
                    let message = format!(
                        "duplicate {} description of {}, other instance in {}",
                        object.kind, object.name, chapters[other.0].path
                    );
                    findings.push((at, warning(message, object.span)));
                }
                places.push((at, place));
                if !object.signature.is_empty()
                    && !object.aliased
                    && let Some((outer, _)) = object.name.rsplit_once(between(object.kind().0))
                {
                    let places = all.within.entry(outer.to_owned()).or_default();
                    places.push((at, place));
                }
                if let Some((_, ending)) = object.name.rsplit_once('.') {
                    let places = all.ended.entry(ending.to_owned()).or_default();
                    places.push((at, place));
                }
            }
        }
        all
    }

    /// The chapters that hold an object called `name`, and the object in each.
    pub(super) fn named<'c>(
        &self,
        name: &str,
        chapters: &'c [Survey],
    ) -> impl Iterator<Item = (usize, &'c Object)> + use<'c, '_> {
        let places = self.named.get(name).into_iter().flatten();
        places.map(|&(chapter, place)| (chapter, &chapters[chapter].objects[place]))
    }

    /// What may be shown once more of what is in the object called `outer`.
    pub(super) fn inside<'c>(
        &self,
        outer: &str,
        chapters: &'c [Survey],
    ) -> impl Iterator<Item = (usize, &'c Object)> + use<'c, '_> {
        let places = self.within.get(outer).into_iter().flatten();
        places.map(|&(chapter, place)| (chapter, &chapters[chapter].objects[place]))
    }

    /// The objects whose names have the same last part as `name`, but others
    /// before it.
    pub(super) fn ending<'c>(
        &self,
        name: &str,
        chapters: &'c [Survey],
    ) -> impl Iterator<Item = (usize, &'c Object)> + use<'c, '_> {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let places = self.ended.get(ending).into_iter().flatten();
        places.map(|&(chapter, place)| (chapter, &chapters[chapter].objects[place]))
    }
}

impl Object {
    /// Whether others may have the name.
    fn is_overload(&self) -> bool {
        self.kind.starts_with("cpp:") || self.kind.ends_with(":functionParam")
    }

    /// Its domain and its type.
    pub(super) fn kind(&self) -> (&str, &str) {
        self.kind.split_once(':').unwrap_or(("", &self.kind))
    }
}
