//! What stands before a name that is declared: `static const unsigned int`.

use super::bit::{Bit, Part, apart, mark, piece, raw, space, word};
use super::ids::Ids;
use super::operators::{FIRST_FUNDAMENTAL, FUNDAMENTAL};
use super::scan::{Read, Scanner, Wrong};

/// What a type is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outer {
    Type,
    Member,
    Function,
    Template,
    /// A parameter, or a type alone.
    None,
}

/// The words before a type and behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Specifiers {
    pub(super) before: Vec<Bit>,
    /// None for what has no type, such as a constructor.
    pub(super) of: Option<Part>,
    behind: Vec<Bit>,
    volatile: bool,
    constant: bool,
    pub(super) constexpr: bool,
}

/// The words around a type, in the order in which they are shown, and what may
/// have them; of words that exclude one another only the first is taken.
const WORDS: &[(&str, u8, &[Outer])] = &[
    ("static", 1, CALLED_OR_HELD),
    ("extern", 1, CALLED_OR_HELD),
    ("mutable", 1, &[Outer::Member]),
    ("register", 1, EVERYWHERE),
    ("thread_local", 2, &[Outer::Member]),
    ("inline", 3, CALLED_OR_HELD),
    ("friend", 4, &[Outer::Function]),
    ("virtual", 5, &[Outer::Function]),
    ("explicit", 6, &[Outer::Function]),
    ("consteval", 7, &[Outer::Function]),
    ("constexpr", 8, CALLED_OR_HELD),
    ("constinit", 9, &[Outer::Member]),
    ("volatile", 10, EVERYWHERE),
    ("const", 11, EVERYWHERE),
];
const CALLED_OR_HELD: &[Outer] = &[Outer::Member, Outer::Function];
const EVERYWHERE: &[Outer] = &[
    Outer::Type,
    Outer::Member,
    Outer::Function,
    Outer::Template,
    Outer::None,
];

/// Words before a name that say what kind of type it is.
const KINDS: &[&str] = &["class", "struct", "enum", "union", "typename"];

impl Scanner<'_> {
    pub(super) fn specifiers(&mut self, outer: Outer, typed: bool) -> Read<Specifiers> {
        let mut it = Specifiers::default();
        let before = self.words(outer, typed, &mut it)?;
        it.before = before;
        if typed {
            it.of = Some(self.trailing_type()?);
            let behind = self.words(outer, typed, &mut it)?;
            it.behind = behind;
        }
        Ok(it)
    }

    fn words(&mut self, outer: Outer, typed: bool, it: &mut Specifiers) -> Read<Vec<Bit>> {
        let mut found: Vec<(u8, Vec<Bit>)> = Vec::new();
        loop {
            self.space();
            let is_free = |row: &&(&str, u8, &[Outer])| {
                let fits = row.2.contains(&outer) && (typed || row.1 < 10);
                fits && found.iter().all(|it| it.0 != row.1)
            };
            let mut rows = WORDS.iter().filter(is_free);
            if let Some((text, place, _)) = rows.find(|it| self.takes_word(it.0)) {
                let mut bits = vec![word(text)];
                match *text {
                    "explicit" => bits.extend(self.condition()?),
                    "constexpr" => it.constexpr = true,
                    "volatile" => it.volatile = true,
                    "const" => it.constant = true,
                    _ => {}
                }
                found.push((*place, bits));
            } else if let Some(attribute) = self.attribute()? {
                found.push((0, attribute));
            } else {
                break;
            }
        }
        found.sort_by_key(|it| it.0);
        Ok(apart(found.into_iter().map(|it| it.1).collect()))
    }

    /// What `explicit` may have in parentheses.
    fn condition(&mut self) -> Read<Vec<Bit>> {
        if !self.takes("(") {
            return Ok(Vec::new());
        }
        let value = self.constant_expression(false)?;
        self.wants(")")?;
        let mut bits = vec![mark("(")];
        bits.extend(value.bits);
        bits.push(mark(")"));
        Ok(bits)
    }

    fn trailing_type(&mut self) -> Read<Part> {
        self.space();
        if let Some(part) = self.fundamental()? {
            return Ok(part);
        }
        if self.takes_word("decltype") {
            self.wants("(")?;
            self.space();
            let (inside, ids) = if self.takes_word("auto") {
                (vec![word("auto")], Ids::later("Dc"))
            } else {
                let value = self.expression()?;
                (value.bits, Ids::later("DT").then(&value.ids).and("E"))
            };
            self.wants(")")?;
            let mut bits = vec![word("decltype"), mark("(")];
            bits.extend(inside);
            bits.push(mark(")"));
            return Ok(Part::new(bits, ids));
        }
        let mut bits = Vec::new();
        if let Some(kind) = self.takes_one(KINDS) {
            bits.extend([word(kind), space()]);
        }
        let name = self.name()?;
        bits.extend(name.bits());
        bits.extend(self.placeholder()?);
        Ok(Part::new(bits, name.ids(&Ids::default())))
    }

    /// `auto` or `decltype(auto)` behind a constraint.
    fn placeholder(&mut self) -> Read<Vec<Bit>> {
        self.space();
        if self.takes_word("auto") {
            return Ok(vec![space(), word("auto")]);
        }
        if !self.takes_word("decltype") {
            return Ok(Vec::new());
        }
        self.wants("(")?;
        self.space();
        self.takes_word("auto").then_some(()).ok_or(Wrong)?;
        self.wants(")")?;
        self.space();
        Ok(vec![
            space(),
            word("decltype"),
            mark("("),
            word("auto"),
            mark(")"),
        ])
    }

    /// A type of the language's own, if its words are there.
    fn fundamental(&mut self) -> Read<Option<Part>> {
        let mut written = Vec::new();
        while let Some((word, _)) = ORDER.iter().find(|it| self.takes_word(it.0)) {
            written.push(*word);
        }
        if written.is_empty() {
            return Ok(None);
        }
        let mut sorted = written.clone();
        sorted.sort_by_key(|word| ORDER.iter().find(|it| it.0 == *word).map(|it| it.1));
        let whole = sorted.join(" ");
        let row = FUNDAMENTAL.iter().find(|it| it.0 == whole).ok_or(Wrong)?;
        let first = |word: &&str| {
            let row = FIRST_FUNDAMENTAL.iter().find(|it| it.0 == *word);
            row.map_or((*word).to_owned(), |it| it.1.to_owned())
        };
        let first: Vec<String> = sorted.iter().map(first).collect();
        let bits = written.iter().map(|it| vec![piece("kt", it)]).collect();
        Ok(Some(Part::new(
            apart(bits),
            Ids::of(&first.join("-"), row.1),
        )))
    }
}

/// The words of such types, and their places: what kind of number, its sign,
/// its width, its type.
const ORDER: &[(&str, u8)] = &[
    ("_Complex", 0),
    ("_Imaginary", 0),
    ("signed", 1),
    ("unsigned", 1),
    ("short", 2),
    ("long", 2),
    ("auto", 3),
    ("void", 3),
    ("bool", 3),
    ("char", 3),
    ("wchar_t", 3),
    ("char8_t", 3),
    ("char16_t", 3),
    ("char32_t", 3),
    ("int", 3),
    ("__int64", 3),
    ("__int128", 3),
    ("float", 3),
    ("double", 3),
    ("__float80", 3),
    ("_Float64x", 3),
    ("__float128", 3),
    ("_Float128", 3),
];

impl Specifiers {
    pub(super) fn bits(&self) -> Vec<Bit> {
        let of = self.of.as_ref().map(|it| it.bits.clone());
        let all = [
            self.before.clone(),
            of.unwrap_or_default(),
            self.behind.clone(),
        ];
        apart(all.into_iter().filter(|it| !it.is_empty()).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        raw(&self.bits()).is_empty()
    }

    pub(super) fn id(&self, scheme: usize) -> Option<String> {
        let of = match &self.of {
            Some(part) => part.ids.get(scheme)?,
            None => "",
        };
        let volatile = if self.volatile { "V" } else { "" };
        let constant = |letter| if self.constant { letter } else { "" };
        Some(match scheme {
            1 => [of, volatile, constant("C")].concat(),
            _ => [volatile, constant("K"), of].concat(),
        })
    }
}
