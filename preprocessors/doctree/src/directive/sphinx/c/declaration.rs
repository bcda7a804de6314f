//! Declarations of C: what is declared, under which name.
//!
//! The grammar is that of Sphinx's C domain, which takes one declarator and
//! neither attributes nor bodies.

use super::token::{Kind, Token, tokens};

/// What a declaration declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declaration<'t> {
    /// A function, a variable or a type.
    Typed(Typed<'t>),
    /// A name alone, perhaps with a value: a structure, an enumerator.
    Named(Name<'t>, Option<Expression<'t>>),
    Macro(Name<'t>, Option<Vec<String>>),
}

/// A name with the names it is in.
pub(super) type Name<'t> = Vec<&'t str>;

/// The words of an expression.
pub(super) type Expression<'t> = Vec<Token<'t>>;

/// A type with what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    /// Words such as `static` and `const`, before the type and behind it.
    pub(super) before: Vec<&'static str>,
    /// None for a type that is only named.
    pub(super) of: Option<Of<'t>>,
    pub(super) behind: Vec<&'static str>,
    pub(super) declarator: Declarator<'t>,
    pub(super) value: Option<Expression<'t>>,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of<'t> {
    /// One of the language's own, in its words.
    Fundamental(Vec<&'t str>),
    /// One with a name, perhaps behind `struct` and the like.
    Named(Option<&'t str>, Name<'t>),
}

/// What stands around the name in a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declarator<'t> {
    Pointer(Vec<&'static str>, Box<Self>),
    Group(Box<Self>, Box<Self>),
    Name {
        name: Option<Name<'t>>,
        arrays: Vec<Array<'t>>,
        parameters: Option<Vec<Parameter<'t>>>,
        bits: Option<Expression<'t>>,
    },
}

/// The brackets of an array.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Array<'t> {
    pub(super) words: Vec<&'static str>,
    pub(super) size: Expression<'t>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parameter<'t> {
    Ellipsis,
    One(Box<Typed<'t>>),
}

/// How declarators are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// They have a name.
    Full,
    /// They may have one that is in no other.
    Single,
    None,
}

/// What a declaration is of, and what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outer {
    Member,
    Function,
    Type,
    Parameter,
}

const KEYWORDS: &[&str] = &[
    "auto",
    "break",
    "case",
    "char",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extern",
    "float",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "struct",
    "switch",
    "typedef",
    "union",
    "unsigned",
    "void",
    "volatile",
    "while",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Bool",
    "_Complex",
    "_Decimal32",
    "_Decimal64",
    "_Decimal128",
    "_Generic",
    "_Imaginary",
    "_Noreturn",
    "_Static_assert",
    "_Thread_local",
    "alignas",
    "alignof",
    "bool",
    "complex",
    "imaginary",
    "noreturn",
    "static_assert",
    "thread_local",
];

const FUNDAMENTAL: &[&str] = &[
    "void",
    "_Bool",
    "bool",
    "signed",
    "unsigned",
    "short",
    "long",
    "char",
    "int",
    "__uint128",
    "__int128",
    "__int8",
    "__int16",
    "__int32",
    "__int64",
    "float",
    "double",
    "_Decimal32",
    "_Decimal64",
    "_Decimal128",
    "_Complex",
    "_Imaginary",
    "complex",
    "imaginary",
    "__float80",
    "_Float64x",
    "__float128",
    "_Float128",
    "__ibm128",
    "__fp16",
    "_Sat",
    "_Fract",
    "fract",
    "_Accum",
    "accum",
];

/// Words around a type, in the order in which they are shown, and in which
/// declarations they may stand.
const SPECIFIERS: &[(&str, &[Outer])] = &[
    ("auto", &[Outer::Member]),
    ("register", &[Outer::Member]),
    ("static", &[Outer::Member, Outer::Function]),
    ("extern", &[Outer::Member, Outer::Function]),
    ("thread_local", &[Outer::Member]),
    ("_Thread_local", &[Outer::Member]),
    ("inline", &[Outer::Function]),
    ("restrict", EVERYWHERE),
    ("volatile", EVERYWHERE),
    ("const", EVERYWHERE),
];
const EVERYWHERE: &[Outer] = &[
    Outer::Member,
    Outer::Function,
    Outer::Type,
    Outer::Parameter,
];
const QUALIFIERS: &[&str] = &["restrict", "volatile", "const"];

/// How deep a declaration may nest, and how many steps its reading may take.
const DEPTH: usize = 20;
const STEPS: usize = 20_000;

/// The declaration that `text` is, of what Sphinx calls `objtype`; none if it
/// is not of that form.
pub(super) fn declaration<'t>(text: &'t str, objtype: &str) -> Option<Declaration<'t>> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        steps: 0,
    };
    let it = match objtype {
        "function" => Declaration::Typed(parser.typed(Outer::Function)?),
        "member" | "var" | "data" => Declaration::Typed(parser.typed(Outer::Member)?),
        "type" => Declaration::Typed(parser.type_declaration()?),
        "macro" => return parser.macro_declaration(),
        "enumerator" => {
            let name = parser.name()?;
            let value = parser.value(&[";"])?;
            Declaration::Named(name, value)
        }
        _ => Declaration::Named(parser.name()?, None),
    };
    parser.takes(";");
    parser.is_at_end().then_some(it)
}

/// The names of a namespace.
pub(super) fn namespace(text: &str) -> Option<Name<'_>> {
    match declaration(text, "struct")? {
        Declaration::Named(name, _) => Some(name),
        Declaration::Typed(_) | Declaration::Macro(..) => None,
    }
}

/// The words of an expression, as far as they can be told apart.
struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    depth: usize,
    steps: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    fn peeks(&self, text: &str) -> bool {
        self.peek()
            .is_some_and(|it| it.text == text && it.kind != Kind::Quoted)
    }

    fn takes(&mut self, text: &str) -> bool {
        let is_it = self.peeks(text);
        self.at += usize::from(is_it);
        is_it
    }

    fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    fn word(&mut self) -> Option<&'t str> {
        let it = self.peek()?;
        if it.kind != Kind::Word || KEYWORDS.contains(&it.text) {
            return None;
        }
        self.at += 1;
        Some(it.text)
    }

    fn name(&mut self) -> Option<Name<'t>> {
        self.takes(".");
        let mut name = vec![self.word()?];
        while self.takes(".") {
            name.push(self.word()?);
        }
        Some(name)
    }

    fn macro_declaration(&mut self) -> Option<Declaration<'t>> {
        let name = self.name()?;
        if !self.takes("(") {
            return self.is_at_end().then_some(Declaration::Macro(name, None));
        }
        let mut parameters = Vec::new();
        while !self.takes(")") {
            if self.takes("...") {
                parameters.push("...".to_owned());
            } else {
                let dots = self
                    .tokens
                    .get(self.at + 1)
                    .is_some_and(|it| it.text == "...");
                let dots = if dots { "..." } else { "" };
                parameters.push(format!("{}{dots}", self.word()?));
                self.at += usize::from(!dots.is_empty());
            }
            if !self.takes(",") && !self.peeks(")") {
                return None;
            }
        }
        self.is_at_end()
            .then_some(Declaration::Macro(name, Some(parameters)))
    }

    /// A type that is only named, or one with a declarator.
    fn type_declaration(&mut self) -> Option<Typed<'t>> {
        let start = self.at;
        if let Some(declarator) = self.named_declarator(Naming::Full, false, false) {
            self.takes(";");
            if self.is_at_end() {
                return Some(Typed {
                    before: Vec::new(),
                    of: None,
                    behind: Vec::new(),
                    declarator,
                    value: None,
                });
            }
        }
        self.at = start;
        self.typed(Outer::Type)
    }

    fn typed(&mut self, outer: Outer) -> Option<Typed<'t>> {
        self.steps += 1;
        if self.depth >= DEPTH || self.steps > STEPS {
            return None;
        }
        self.depth += 1;
        let typed = self.typed_inside(outer);
        self.depth -= 1;
        typed
    }

    fn typed_inside(&mut self, outer: Outer) -> Option<Typed<'t>> {
        let before = self.specifiers(outer);
        let of = Some(self.of()?);
        let behind = self.specifiers(outer);
        let naming = match outer {
            Outer::Parameter => Naming::Single,
            Outer::Member | Outer::Function | Outer::Type => Naming::Full,
        };
        let declarator = self.declarator(naming, outer == Outer::Function)?;
        let value = match outer {
            Outer::Member => self.value(&[";"])?,
            Outer::Parameter => self.value(&[",", ")"])?,
            Outer::Function | Outer::Type => None,
        };
        Some(Typed {
            before,
            of,
            behind,
            declarator,
            value,
        })
    }

    fn specifiers(&mut self, outer: Outer) -> Vec<&'static str> {
        let mut found = Vec::new();
        loop {
            let mut known = SPECIFIERS.iter().filter(|it| it.1.contains(&outer));
            let Some((word, _)) = known.find(|it| self.peeks(it.0)) else {
                break;
            };
            if found.contains(word) {
                break;
            }
            found.push(*word);
            self.at += 1;
        }
        let order = |word: &&str| SPECIFIERS.iter().position(|it| it.0 == *word);
        found.sort_by_key(order);
        found
    }

    fn qualifiers(&mut self) -> Vec<&'static str> {
        let mut found = Vec::new();
        while let Some(word) = QUALIFIERS.iter().find(|it| self.peeks(it)) {
            if found.contains(word) {
                break;
            }
            found.push(*word);
            self.at += 1;
        }
        found.sort_by_key(|word| QUALIFIERS.iter().position(|it| it == word));
        found
    }

    fn of(&mut self) -> Option<Of<'t>> {
        let mut words = Vec::new();
        while let Some(it) = self.peek().filter(|it| FUNDAMENTAL.contains(&it.text)) {
            words.push(it.text);
            self.at += 1;
        }
        if !words.is_empty() {
            return Some(Of::Fundamental(words));
        }
        let prefix = self.peek().map(|it| it.text);
        let prefix = prefix.filter(|it| matches!(*it, "struct" | "enum" | "union"));
        self.at += usize::from(prefix.is_some());
        Some(Of::Named(prefix, self.name()?))
    }

    fn declarator(&mut self, naming: Naming, function: bool) -> Option<Declarator<'t>> {
        self.steps += 1;
        if self.depth >= DEPTH || self.steps > STEPS {
            return None;
        }
        self.depth += 1;
        let declarator = self.declarator_inside(naming, function);
        self.depth -= 1;
        declarator
    }

    fn declarator_inside(&mut self, naming: Naming, function: bool) -> Option<Declarator<'t>> {
        if self.takes("*") {
            let words = self.qualifiers();
            let next = self.declarator(naming, function)?;
            return Some(Declarator::Pointer(words, Box::new(next)));
        }
        let start = self.at;
        if let Some(declarator) = self.named_declarator(naming, function, true) {
            return Some(declarator);
        }
        self.at = start;
        if !self.takes("(") {
            return None;
        }
        let inner = self.declarator(naming, function)?;
        if !self.takes(")") {
            return None;
        }
        let next = self.declarator(Naming::None, false)?;
        Some(Declarator::Group(Box::new(inner), Box::new(next)))
    }

    fn named_declarator(
        &mut self,
        naming: Naming,
        function: bool,
        typed: bool,
    ) -> Option<Declarator<'t>> {
        let name = match naming {
            Naming::Full => Some(self.name()?),
            Naming::Single => match self.peek() {
                Some(it) if it.kind == Kind::Word => Some(vec![self.word()?]),
                _ => None,
            },
            Naming::None => None,
        };
        let mut arrays = Vec::new();
        while typed && self.takes("[") {
            arrays.push(self.array()?);
        }
        let parameters = if self.peeks("(") {
            Some(self.parameters()?)
        } else {
            None
        };
        if function && parameters.is_none() {
            return None;
        }
        let mut bits = None;
        let is_bare = parameters.is_none() && arrays.is_empty();
        if is_bare && typed && naming == Naming::Full && self.takes(":") {
            bits = Some(self.expression(&["=", ";"])?);
        }
        Some(Declarator::Name {
            name,
            arrays,
            parameters,
            bits,
        })
    }

    fn array(&mut self) -> Option<Array<'t>> {
        let mut words = Vec::new();
        while let Some(word) = ["static", "restrict", "volatile", "const"]
            .into_iter()
            .find(|it| self.peeks(it) && !words.contains(it))
        {
            words.push(word);
            self.at += 1;
        }
        let size = if self.peeks("]") {
            Vec::new()
        } else {
            self.expression(&["]"])?
        };
        self.takes("]").then_some(Array { words, size })
    }

    fn parameters(&mut self) -> Option<Vec<Parameter<'t>>> {
        self.at += 1;
        let mut parameters = Vec::new();
        if self.takes(")") {
            return Some(parameters);
        }
        loop {
            if self.takes("...") {
                parameters.push(Parameter::Ellipsis);
                return self.takes(")").then_some(parameters);
            }
            let one = self.typed(Outer::Parameter)?;
            parameters.push(Parameter::One(Box::new(one)));
            if self.takes(")") {
                return Some(parameters);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// A value behind `=`, if there is one; the outer none says that it is wrong.
    #[allow(clippy::option_option, reason = "wrong is another thing than absent")]
    fn value(&mut self, ends: &[&str]) -> Option<Option<Expression<'t>>> {
        if self.takes("=") {
            return self.expression(ends).map(Some);
        }
        Some(None)
    }

    /// Words up to one of `ends` that stands in no brackets.
    fn expression(&mut self, ends: &[&str]) -> Option<Expression<'t>> {
        let mut open: Vec<&str> = Vec::new();
        let start = self.at;
        while let Some(it) = self.peek() {
            if open.is_empty() && it.kind == Kind::Mark && ends.contains(&it.text) {
                break;
            }
            match it.text {
                "(" => open.push(")"),
                "[" => open.push("]"),
                "{" => open.push("}"),
                ")" | "]" | "}" if open.pop() != Some(it.text) => return None,
                _ => {}
            }
            self.at += 1;
        }
        self.steps += self.at - start;
        let is_whole = open.is_empty() && start < self.at;
        is_whole.then(|| self.tokens[start..self.at].to_vec())
    }
}

impl<'t> Declaration<'t> {
    /// The name of what is declared.
    pub(super) fn name(&self) -> Option<&Name<'t>> {
        match self {
            Self::Typed(typed) => typed.declarator.name(),
            Self::Named(name, _) | Self::Macro(name, _) => Some(name),
        }
    }
}

impl<'t> Declarator<'t> {
    fn name(&self) -> Option<&Name<'t>> {
        match self {
            Self::Pointer(_, next) => next.name(),
            Self::Group(inner, _) => inner.name(),
            Self::Name { name, .. } => name.as_ref(),
        }
    }

    /// Whether white space stands before it.
    pub(super) fn stands_apart(&self) -> bool {
        match self {
            Self::Pointer(words, next) => !words.is_empty() || next.stands_apart(),
            Self::Group(..) => true,
            Self::Name { name, .. } => name.is_some(),
        }
    }
}
