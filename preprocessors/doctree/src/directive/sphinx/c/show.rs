//! How declarations of C are shown: with white space of their own, and with
//! references to what they name.

use super::declaration::{Array, Declaration, Declarator, Name, Of, Parameter, Typed};
use super::token::{Kind, Token};
use crate::cfamily::displayed;
use crate::directive::sphinx::signature::{self, Pieces};
use crate::domain::Scope;
use crate::tree::Element;
use crate::tree::element::PendingXref;

/// What the name in a declaration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// What is described.
    Described,
    /// That of a parameter.
    Plain,
}

/// Adds the declaration of what Sphinx calls `objtype`.
pub(super) fn show(declaration: &Declaration<'_>, objtype: &str, scope: &Scope, out: &mut Pieces) {
    let word = match declaration {
        Declaration::Typed(it) if objtype == "type" && it.of.is_some() => "typedef",
        Declaration::Typed(_) if objtype == "type" => "type",
        Declaration::Typed(_) | Declaration::Macro(..) => "",
        Declaration::Named(..) => objtype,
    };
    if !word.is_empty() {
        out.piece("k", word);
        out.space();
    }
    let mut show = Show { scope, out };
    match declaration {
        Declaration::Typed(it) => show.typed(it, Mode::Described),
        Declaration::Named(name, value) => {
            show.described(name);
            show.value(value.as_deref());
        }
        Declaration::Macro(name, parameters) => {
            show.described(name);
            if let Some(parameters) = parameters {
                let one = |name: &String| {
                    let mut inside = show.out.inner();
                    inside.piece("n", name);
                    signature::Parameter::One(inside)
                };
                let parameters = parameters.iter().map(one).collect();
                show.out.parameters(["(", ")"], parameters, false);
            }
        }
    }
}

struct Show<'o> {
    scope: &'o Scope,
    out: &'o mut Pieces,
}

impl Show<'_> {
    fn typed(&mut self, it: &Typed<'_>, mode: Mode) {
        self.words(&it.before);
        if let Some(of) = &it.of {
            if !it.before.is_empty() {
                self.out.space();
            }
            self.of(of);
            if !it.behind.is_empty() {
                self.out.space();
                self.words(&it.behind);
            }
            if it.declarator.stands_apart() {
                self.out.space();
            }
        }
        self.declarator(&it.declarator, mode);
        self.value(it.value.as_deref());
    }

    fn words(&mut self, words: &[&str]) {
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                self.out.space();
            }
            self.out.piece("k", word);
        }
    }

    fn of(&mut self, of: &Of<'_>) {
        match of {
            Of::Fundamental(words) => {
                for (at, word) in words.iter().enumerate() {
                    if at > 0 {
                        self.out.space();
                    }
                    self.out.piece("kt", word);
                }
            }
            Of::Named(prefix, name) => {
                if let Some(prefix) = prefix {
                    self.out.piece("k", prefix);
                    self.out.space();
                }
                self.names(name);
            }
        }
    }

    /// Names that each refer to what they and those before them stand for.
    fn names(&mut self, names: &[&str]) {
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                self.out.piece("p", ".");
            }
            reference(name, &names[..=at].join("."), self.scope, self.out);
        }
    }

    /// The name of what is described.
    fn described(&mut self, name: &Name<'_>) {
        let Some((last, before)) = name.split_last() else {
            return;
        };
        if !before.is_empty() {
            let mut inside = self.out.inner();
            let mut show = Show {
                scope: self.scope,
                out: &mut inside,
            };
            show.names(before);
            inside.piece("p", ".");
            let classes = ["sig-prename", "descclassname"];
            self.out.wrap(Element::Inline, &classes, inside);
        }
        self.out.name(displayed(last));
    }

    fn declarator(&mut self, it: &Declarator<'_>, mode: Mode) {
        match it {
            Declarator::Pointer(words, next) => {
                self.out.piece("p", "*");
                self.words(words);
                if !words.is_empty() && next.stands_apart() {
                    self.out.space();
                }
                self.declarator(next, mode);
            }
            Declarator::Group(inner, next) => {
                self.out.piece("p", "(");
                self.declarator(inner, mode);
                self.out.piece("p", ")");
                self.declarator(next, Mode::Plain);
            }
            Declarator::Name {
                name,
                arrays,
                parameters,
                bits,
            } => {
                match name {
                    Some(name) if mode == Mode::Described => self.described(name),
                    Some(name) => self.out.piece("n", &name.join(".")),
                    None => {}
                }
                for array in arrays {
                    self.array(array);
                }
                if let Some(parameters) = parameters {
                    self.parameters(parameters, mode);
                }
                if let Some(bits) = bits {
                    self.out.space();
                    self.out.piece("p", ":");
                    self.out.space();
                    self.expression(bits);
                }
            }
        }
    }

    fn array(&mut self, it: &Array<'_>) {
        self.out.piece("p", "[");
        self.words(&it.words);
        if !it.words.is_empty() && !it.size.is_empty() {
            self.out.space();
        }
        self.expression(&it.size);
        self.out.piece("p", "]");
    }

    fn parameters(&mut self, parameters: &[Parameter<'_>], mode: Mode) {
        if mode == Mode::Described {
            let list = parameters.iter().map(|it| {
                let mut inside = self.out.inner();
                let mut show = Show {
                    scope: self.scope,
                    out: &mut inside,
                };
                show.parameter(it);
                signature::Parameter::One(inside)
            });
            let list = list.collect();
            return self.out.parameters(["(", ")"], list, false);
        }
        self.out.piece("p", "(");
        for (at, it) in parameters.iter().enumerate() {
            if at > 0 {
                self.out.piece("p", ",");
                self.out.space();
            }
            self.parameter(it);
        }
        self.out.piece("p", ")");
    }

    fn parameter(&mut self, it: &Parameter<'_>) {
        match it {
            Parameter::Ellipsis => self.out.piece("p", "..."),
            Parameter::One(typed) => self.typed(typed, Mode::Plain),
        }
    }

    fn value(&mut self, value: Option<&[Token<'_>]>) {
        if let Some(value) = value {
            self.out.space();
            self.out.piece("p", "=");
            self.out.space();
            self.expression(value);
        }
    }

    /// Operators stand apart from what they connect, but not from what they
    /// alone apply to.
    fn expression(&mut self, tokens: &[Token<'_>]) {
        let mut before: Option<Token<'_>> = None;
        for (at, &token) in tokens.iter().enumerate() {
            let is_last = tokens.get(at + 1).is_some_and(|it| it.text == "}");
            let is_operand = before.is_some_and(ends_operand);
            let connects = token.kind == Kind::Mark
                && is_operand
                && !matches!(
                    token.text,
                    "(" | ")" | "[" | "]" | "{" | "}" | "," | "." | "->" | "++" | "--" | "::"
                );
            let follows_word = is_operand && token.kind != Kind::Mark;
            if connects || follows_word {
                self.out.space();
            }
            match token.kind {
                Kind::Word => reference(token.text, token.text, self.scope, self.out),
                Kind::Number => self.out.piece("m", token.text),
                Kind::Quoted if token.text.starts_with('"') => self.out.piece("s", token.text),
                Kind::Quoted => self.out.piece("sc", token.text),
                Kind::Mark if connects => self.out.piece("o", token.text),
                Kind::Mark => self.out.piece("p", token.text),
            }
            if connects || token.text == "," && token.kind == Kind::Mark && !is_last {
                self.out.space();
            }
            before = Some(token);
        }
    }
}

/// Whether a value may end with it.
fn ends_operand(token: Token<'_>) -> bool {
    token.kind != Kind::Mark || matches!(token.text, ")" | "]" | "}" | "++" | "--")
}

fn reference(name: &str, target: &str, scope: &Scope, out: &mut Pieces) {
    let xref = PendingXref {
        domain: "c".into(),
        reftype: "identifier".into(),
        target: target.to_owned(),
        class: scope.object("c").map(str::to_owned),
        ..PendingXref::default()
    };
    let mut inside = out.inner();
    inside.piece("n", displayed(name));
    out.reference(xref, inside);
}

#[cfg(test)]
mod tests {
    use super::super::declaration::declaration;
    use super::*;
    use crate::options::Options;
    use crate::source::Span;
    use crate::tree::Node;

    fn shown(text: &str, objtype: &str) -> String {
        let Some(it) = declaration(text, objtype) else {
            return "none".into();
        };
        let mut pieces = Pieces::new(Span::default());
        show(&it, objtype, &Scope::new(&Options::default()), &mut pieces);
        Node::with(Element::Term, Span::default(), pieces.into_nodes()).astext()
    }

    #[test]
    fn declarations_are_shown_as_sphinx_shows_them() {
        for (objtype, text, expected) in [
            (
                "function",
                "PyObject* f(void* p, int)",
                "PyObject *f(void *p, int)",
            ),
            ("function", "int f(PyObject*,...)", "int f(PyObject*, ...)"),
            (
                "function",
                "const char*const* f(char **argv[], size_t n=1+2)",
                "const char *const *f(char **argv[], size_t n = 1 + 2)",
            ),
            (
                "function",
                "void (*signal(int sig, void (*func)(int)))(int)",
                "void (*signal(int sig, void (*func)(int)))(int)",
            ),
            (
                "function",
                "static inline unsigned long  f()",
                "static inline unsigned long f()",
            ),
            ("function", "int f", "none"),
            ("function", "f(x)", "none"),
            ("member", "struct a.b *x", "struct a.b *x"),
            ("member", "int x : 3", "int x : 3"),
            ("var", "int a[N+1][ ] = {1,-2}", "int a[N + 1][] = {1, -2}"),
            ("var", "int a[] = {1,2,}", "int a[] = {1, 2,}"),
            (
                "function",
                "int f(int a[const static 2])",
                "int f(int a[static const 2])",
            ),
            ("type", "PyObject", "type PyObject"),
            (
                "type",
                "int (*cb)(PyObject *const *a, void*)",
                "typedef int (*cb)(PyObject *const *a, void*)",
            ),
            ("type", "unsigned int T;", "typedef unsigned int T"),
            ("macro", "M(a,b, ...)", "M(a, b, ...)"),
            ("macro", "M", "M"),
            ("struct", "a.b", "struct a.b"),
            ("enumerator", "X=1<<2", "enumerator X = 1 << 2"),
            ("struct", "int", "none"),
        ] {
            assert_eq!(shown(text, objtype), expected, "{text}");
        }
    }

    #[test]
    fn hostile_nesting_ends_soon() {
        assert_eq!(
            shown(&format!("int {}", "(*f".repeat(600)), "function"),
            "none"
        );
        assert_eq!(
            shown(&format!("int f({}", "a(".repeat(600)), "function"),
            "none"
        );
        assert_eq!(shown(&format!("int {}x", "*".repeat(900)), "var"), "none");
    }
}
