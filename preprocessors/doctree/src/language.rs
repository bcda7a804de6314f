//! What directives, roles and bibliographic fields are called in the languages
//! that docutils knows, and what it writes in them.
//!
//! The tables are docutils' `languages` and `parsers/rst/languages`, a file
//! for each language, without the names that no text can hold. Each is sorted
//! by the first column. A language is chosen by a BCP 47 tag; for what it
//! lacks, English stands in.

mod af;
mod ar;
mod ca;
mod cs;
mod da;
mod de;
mod en;
mod eo;
mod es;
mod fa;
mod fi;
mod fr;
mod gl;
mod he;
mod it;
mod ja;
mod ka;
mod ko;
mod lt;
mod lv;
mod nl;
mod pl;
mod pt_br;
mod ru;
mod sk;
mod sv;
mod tag;
mod testing;
#[cfg(test)]
mod tests;
mod uk;
mod zh_cn;
mod zh_tw;

/// Pairs of names, sorted by the first.
type Names = &'static [(&'static str, &'static str)];

/// The words of one language.
pub(crate) struct Language {
    /// docutils' module of the names in reStructuredText.
    pub(crate) module: &'static str,
    /// What separates the names in one paragraph of authors; the first that
    /// occurs counts.
    pub(crate) author_separators: &'static [char],
    /// What docutils writes, by the names of elements.
    labels: Names,
    /// Bibliographic fields, and their elements.
    fields: Names,
    /// Directives and roles, and docutils' own names for them.
    directives: Names,
    roles: Names,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named {
    Directive,
    Role,
}

/// Where docutils keeps its languages.
const PACKAGE: &str = "docutils.parsers.rst.languages.";

pub(crate) static ENGLISH: &Language = &en::LANGUAGE;

#[rustfmt::skip]
static LANGUAGES: &[&Language] = &[
    &af::LANGUAGE, &ar::LANGUAGE, &ca::LANGUAGE, &cs::LANGUAGE, &da::LANGUAGE, &de::LANGUAGE,
    &en::LANGUAGE, &eo::LANGUAGE, &es::LANGUAGE, &fa::LANGUAGE, &fi::LANGUAGE, &fr::LANGUAGE,
    &gl::LANGUAGE, &he::LANGUAGE, &it::LANGUAGE, &ja::LANGUAGE, &ka::LANGUAGE, &ko::LANGUAGE,
    &lt::LANGUAGE, &lv::LANGUAGE, &nl::LANGUAGE, &pl::LANGUAGE, &pt_br::LANGUAGE, &ru::LANGUAGE,
    &sk::LANGUAGE, &sv::LANGUAGE, &testing::LANGUAGE, &uk::LANGUAGE, &zh_cn::LANGUAGE,
    &zh_tw::LANGUAGE,
];

/// The language that docutils takes for the BCP 47 tag `code`, if it knows one.
pub(crate) fn of(code: &str) -> Option<&'static Language> {
    if let Some(language) = LANGUAGES.iter().find(|it| it.tag() == code) {
        return Some(language);
    }
    let tags: Vec<&str> = LANGUAGES.iter().map(|it| it.tag()).collect();
    tag::best(code, &tags).map(|at| LANGUAGES[at])
}

/// docutils' own name for the directive or role that a text calls `name`, in
/// lower case; without a language, or if it lacks the name, it may be English.
pub(crate) fn canonical<'n>(
    named: Named,
    name: &'n str,
    language: Option<&'static Language>,
) -> &'n str {
    let own = language.and_then(|it| get(it.table(named), name));
    own.or_else(|| get(ENGLISH.table(named), name))
        .unwrap_or(name)
}

/// What docutils remarks on a name, given as written, that the language lacks.
pub(crate) fn remark(
    named: Named,
    name: &str,
    language: Option<&'static Language>,
) -> Option<String> {
    let what = named.word();
    let lowered = name.to_lowercase();
    let lack = match language {
        Some(language) if get(language.table(named), &lowered).is_some() => return None,
        Some(Language { module, .. }) => {
            format!("No {what} entry for \"{name}\" in module \"{module}\".")
        }
        None => format!(
            "Problem retrieving {what} entry from language module None: \
             'NoneType' object has no attribute '{what}s'."
        ),
    };
    Some(match get(ENGLISH.table(named), &lowered) {
        Some(_) => format!("{lack}\nUsing English fallback for {what} \"{name}\"."),
        None => format!("{lack}\nTrying \"{name}\" as canonical {what} name."),
    })
}

/// What docutils writes at an element of this name, in English if it has no
/// words for `code`; nothing for elements that have no label.
pub fn label(code: &str, element: &str) -> Option<&'static str> {
    of(code).unwrap_or(ENGLISH).label(element)
}

fn get(names: Names, name: &str) -> Option<&'static str> {
    let at = names.binary_search_by_key(&name, |&(it, _)| it).ok()?;
    Some(names[at].1)
}

impl Language {
    /// What it is called in the tables of docutils.
    fn tag(&self) -> &'static str {
        self.module.strip_prefix(PACKAGE).unwrap_or(self.module)
    }

    /// What docutils writes at an element of this name; nothing for others.
    pub(crate) fn label(&self, element: &str) -> Option<&'static str> {
        get(self.labels, element)
    }

    /// The element that the bibliographic field `name`, in lower case, becomes.
    pub(crate) fn field(&self, name: &str) -> Option<&'static str> {
        get(self.fields, name)
    }

    fn table(&self, named: Named) -> Names {
        match named {
            Named::Directive => self.directives,
            Named::Role => self.roles,
        }
    }
}

impl Named {
    fn word(self) -> &'static str {
        match self {
            Self::Directive => "directive",
            Self::Role => "role",
        }
    }
}
