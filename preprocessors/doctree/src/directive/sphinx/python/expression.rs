//! Expressions of Python, as far as they are found in signatures: default
//! values, and what is said of types.
//!
//! (*The Python Language Reference*, "Expressions".) What is not understood
//! here, such as comparisons and comprehensions, is no expression to us.

mod token;

use crate::python::repr;
use token::{Token, tokens};

/// How deep brackets may nest.
const DEPTH: usize = 50;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Name(String),
    /// As written.
    Number(String),
    /// As Python shows it.
    String(String),
    /// `True` or `False`.
    Boolean(&'static str),
    None,
    Ellipsis,
    Attribute(Box<Self>, String),
    Binary(Box<Self>, &'static str, Box<Self>),
    /// `and` and `or`, with all that they connect.
    Logical(&'static str, Vec<Self>),
    Unary(&'static str, Box<Self>),
    Call(Box<Self>, Vec<Self>),
    /// An argument that is given by its name.
    Keyword(String, Box<Self>),
    Subscript(Box<Self>, Box<Self>),
    /// What stands between the colons.
    Slice(Vec<Option<Self>>),
    Tuple(Vec<Self>),
    List(Vec<Self>),
    Set(Vec<Self>),
    Dict(Vec<(Self, Self)>),
    Starred(Box<Self>),
    /// Its parameters, as shown.
    Lambda(String),
}

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    /// Nothing, `*` or `**`.
    pub(super) stars: &'static str,
    /// Empty for a `*` alone, and for `/`.
    pub(super) name: String,
    pub(super) annotation: Option<Expression>,
    pub(super) default: Option<Expression>,
    /// Whether it is the `/` that ends those that have no names for callers.
    pub(super) is_slash: bool,
}

/// Words that are no names.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Operators between two operands, each line binding stronger than the one
/// before it.
const BINARY: &[&[&str]] = &[
    &["|"],
    &["^"],
    &["&"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "//", "%", "@"],
];

/// The expression that `text` is, or the expressions of a tuple without
/// parentheses.
pub(super) fn parse(text: &str) -> Option<Expression> {
    let mut parser = Parser::new(text)?;
    let expression = parser.items()?;
    parser.is_at_end().then_some(expression)
}

/// The parameters in a list like that of a function's definition; `types`
/// says that they are those of types, which have no order to keep.
pub(super) fn parameters(text: &str, types: bool) -> Option<Vec<Parameter>> {
    let mut parser = Parser::new(text)?;
    let parameters = parser.parameters(!types, true)?;
    let are_in_order = types || in_order(&parameters);
    (parser.is_at_end() && are_in_order).then_some(parameters)
}

/// Whether Python would take the parameters in this order.
fn in_order(parameters: &[Parameter]) -> bool {
    let (mut default, mut slash, mut star, mut last) = (false, false, false, false);
    for (at, it) in parameters.iter().enumerate() {
        if last {
            return false;
        }
        match it.stars {
            _ if it.is_slash && (slash || star || at == 0) => return false,
            _ if it.is_slash => slash = true,
            "**" => last = true,
            "*" if star => return false,
            "*" => {
                let next = parameters.get(at + 1);
                let is_named = |next: &Parameter| next.stars.is_empty() && !next.is_slash;
                if it.name.is_empty() && !next.is_some_and(is_named) {
                    return false;
                }
                star = true;
            }
            _ if default && !star && it.default.is_none() => return false,
            _ => default |= it.default.is_some(),
        }
    }
    true
}

struct Parser {
    /// Those to come are at the end.
    tokens: Vec<Token>,
    depth: usize,
}

impl Parser {
    fn new(text: &str) -> Option<Self> {
        let mut tokens = tokens(text)?;
        tokens.reverse();
        Some(Self { tokens, depth: 0 })
    }

    fn is_at_end(&self) -> bool {
        self.tokens.is_empty()
    }

    fn peeks(&self, operator: &str) -> bool {
        matches!(self.tokens.last(), Some(Token::Operator(it)) if *it == operator)
    }

    fn takes(&mut self, operator: &str) -> bool {
        let is_it = self.peeks(operator);
        if is_it {
            self.tokens.pop();
        }
        is_it
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_it = matches!(self.tokens.last(), Some(Token::Name(it)) if it == word);
        if is_it {
            self.tokens.pop();
        }
        is_it
    }

    fn name(&mut self) -> Option<String> {
        match self.tokens.pop()? {
            Token::Name(name) if !KEYWORDS.contains(&name.as_str()) => Some(name),
            _ => None,
        }
    }

    /// One expression, or a tuple of several with commas between.
    fn items(&mut self) -> Option<Expression> {
        let first = self.item()?;
        if !self.peeks(",") {
            return Some(first);
        }
        let mut items = vec![first];
        while self.takes(",") {
            if self.is_at_end() || self.peeks("]") || self.peeks(")") {
                break;
            }
            items.push(self.item()?);
        }
        Some(Expression::Tuple(items))
    }

    fn item(&mut self) -> Option<Expression> {
        if self.takes("*") {
            return Some(Expression::Starred(Box::new(self.binary(0)?)));
        }
        self.expression()
    }

    fn expression(&mut self) -> Option<Expression> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let expression = if self.takes_word("lambda") {
            self.lambda()
        } else {
            self.logical("or")
        };
        self.depth -= 1;
        expression
    }

    fn lambda(&mut self) -> Option<Expression> {
        let parameters = self.parameters(true, false)?;
        if !in_order(&parameters) || !self.takes(":") {
            return None;
        }
        self.expression()?;
        let shown: Vec<String> = parameters.iter().map(Parameter::shown).collect();
        Some(Expression::Lambda(shown.join(", ")))
    }

    fn logical(&mut self, word: &'static str) -> Option<Expression> {
        let next = |this: &mut Self| match word {
            "or" => this.logical("and"),
            _ => this.negation(),
        };
        let first = next(self)?;
        let mut all = vec![first];
        while self.takes_word(word) {
            all.push(next(self)?);
        }
        if all.len() == 1 {
            return all.pop();
        }
        Some(Expression::Logical(word, all))
    }

    fn negation(&mut self) -> Option<Expression> {
        let mut count = 0_usize;
        while self.takes_word("not") {
            count += 1;
        }
        let mut inside = self.binary(0)?;
        for _ in 0..count {
            inside = Expression::Unary("not ", Box::new(inside));
        }
        Some(inside)
    }

    fn binary(&mut self, level: usize) -> Option<Expression> {
        let Some(operators) = BINARY.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = operators.iter().find(|it| self.peeks(it)) {
            self.tokens.pop();
            let right = self.binary(level + 1)?;
            left = Expression::Binary(Box::new(left), operator, Box::new(right));
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Expression> {
        let Some(sign) = ["-", "+", "~"].into_iter().find(|it| self.peeks(it)) else {
            return self.power();
        };
        self.tokens.pop();
        Some(Expression::Unary(sign, Box::new(self.unary()?)))
    }

    fn power(&mut self) -> Option<Expression> {
        let base = self.primary()?;
        if !self.takes("**") {
            return Some(base);
        }
        let exponent = self.unary()?;
        Some(Expression::Binary(Box::new(base), "**", Box::new(exponent)))
    }

    fn primary(&mut self) -> Option<Expression> {
        let mut it = self.atom()?;
        loop {
            if self.takes(".") {
                it = Expression::Attribute(Box::new(it), self.name()?);
            } else if self.takes("(") {
                it = Expression::Call(Box::new(it), self.arguments()?);
            } else if self.takes("[") {
                let inside = self.subscript()?;
                it = Expression::Subscript(Box::new(it), Box::new(inside));
            } else {
                return Some(it);
            }
        }
    }

    fn atom(&mut self) -> Option<Expression> {
        Some(match self.tokens.pop()? {
            Token::Name(name) => match name.as_str() {
                "None" => Expression::None,
                "True" => Expression::Boolean("True"),
                "False" => Expression::Boolean("False"),
                word if KEYWORDS.contains(&word) => return None,
                _ => Expression::Name(name),
            },
            Token::Number(text) => Expression::Number(text),
            Token::String { bytes, value } => self.string(bytes, value)?,
            Token::Operator("...") => Expression::Ellipsis,
            Token::Operator("(") => self.group()?,
            Token::Operator("[") => Expression::List(self.sequence("]")?),
            Token::Operator("{") => self.braces()?,
            Token::Operator(_) => return None,
        })
    }

    /// Strings that follow each other are one.
    fn string(&mut self, bytes: bool, mut value: String) -> Option<Expression> {
        while let Some(Token::String { .. }) = self.tokens.last() {
            let Some(Token::String {
                bytes: other,
                value: next,
            }) = self.tokens.pop()
            else {
                return None;
            };
            if other != bytes {
                return None;
            }
            value.push_str(&next);
        }
        let prefix = if bytes { "b" } else { "" };
        Some(Expression::String(format!("{prefix}{}", repr(&value))))
    }

    /// What stands in parentheses.
    fn group(&mut self) -> Option<Expression> {
        if self.takes(")") {
            return Some(Expression::Tuple(Vec::new()));
        }
        let inside = self.items()?;
        self.takes(")").then_some(inside)
    }

    /// Expressions up to the bracket `close`.
    fn sequence(&mut self, close: &str) -> Option<Vec<Expression>> {
        let mut items = Vec::new();
        while !self.takes(close) {
            items.push(self.item()?);
            if !self.takes(",") && !self.peeks(close) {
                return None;
            }
        }
        Some(items)
    }

    fn braces(&mut self) -> Option<Expression> {
        if self.takes("}") {
            return Some(Expression::Dict(Vec::new()));
        }
        let first = self.item()?;
        if !self.takes(":") {
            let mut items = vec![first];
            if self.takes(",") {
                items.extend(self.sequence("}")?);
            } else if !self.takes("}") {
                return None;
            }
            return Some(Expression::Set(items));
        }
        let mut pairs = vec![(first, self.expression()?)];
        while self.takes(",") && !self.peeks("}") {
            let key = self.expression()?;
            if !self.takes(":") {
                return None;
            }
            pairs.push((key, self.expression()?));
        }
        self.takes("}").then_some(Expression::Dict(pairs))
    }

    fn arguments(&mut self) -> Option<Vec<Expression>> {
        let mut arguments = Vec::new();
        while !self.takes(")") {
            let argument = self.item()?;
            arguments.push(if self.takes("=") {
                let Expression::Name(name) = argument else {
                    return None;
                };
                Expression::Keyword(name, Box::new(self.expression()?))
            } else {
                argument
            });
            if !self.takes(",") && !self.peeks(")") {
                return None;
            }
        }
        Some(arguments)
    }

    fn subscript(&mut self) -> Option<Expression> {
        let mut items = vec![self.slice()?];
        let mut is_tuple = false;
        while self.takes(",") {
            is_tuple = true;
            if self.peeks("]") {
                break;
            }
            items.push(self.slice()?);
        }
        let inside = match items.pop()? {
            only if !is_tuple => only,
            last => {
                items.push(last);
                Expression::Tuple(items)
            }
        };
        self.takes("]").then_some(inside)
    }

    fn slice(&mut self) -> Option<Expression> {
        let mut parts = Vec::new();
        loop {
            let is_empty = [":", ",", "]"].iter().any(|it| self.peeks(it));
            parts.push(if is_empty { None } else { Some(self.item()?) });
            if parts.len() == 3 || !self.takes(":") {
                break;
            }
        }
        if parts.len() == 1 {
            return parts.pop()?;
        }
        Some(Expression::Slice(parts))
    }

    /// Parameters up to the end or to what can be none.
    fn parameters(&mut self, slash: bool, annotated: bool) -> Option<Vec<Parameter>> {
        let mut parameters: Vec<Parameter> = Vec::new();
        while !self.is_at_end() && !self.peeks(":") {
            parameters.push(self.parameter(slash, annotated)?);
            if !self.takes(",") {
                break;
            }
        }
        let mut names: Vec<&str> = parameters.iter().map(|it| it.name.as_str()).collect();
        names.retain(|it| !it.is_empty());
        names.sort_unstable();
        let are_distinct = names.windows(2).all(|it| it[0] != it[1]);
        are_distinct.then_some(parameters)
    }

    fn parameter(&mut self, slash: bool, annotated: bool) -> Option<Parameter> {
        let mut parameter = Parameter {
            stars: "",
            name: String::new(),
            annotation: None,
            default: None,
            is_slash: slash && self.takes("/"),
        };
        if parameter.is_slash {
            return Some(parameter);
        }
        parameter.stars = ["**", "*"]
            .into_iter()
            .find(|it| self.takes(it))
            .unwrap_or_default();
        if parameter.stars == "*" && self.peeks(",") {
            return Some(parameter);
        }
        parameter.name = self.name()?;
        if annotated && self.takes(":") {
            parameter.annotation = Some(self.item()?);
        }
        let may_default = parameter.stars.is_empty() || !slash;
        if may_default && self.takes("=") {
            parameter.default = Some(self.item()?);
        }
        Some(parameter)
    }
}

impl Parameter {
    fn shown(&self) -> String {
        let slash = if self.is_slash { "/" } else { "" };
        let name = format!("{}{}{slash}", self.stars, self.name);
        match &self.default {
            Some(default) => format!("{name}={}", default.shown()),
            None => name,
        }
    }
}

impl Expression {
    /// The expression as Sphinx shows it: without the parentheses that only
    /// group, and with its own white space.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Name(text) | Self::Number(text) | Self::String(text) => text.clone(),
            Self::Boolean(word) => (*word).to_owned(),
            Self::None => "None".into(),
            Self::Ellipsis => "...".into(),
            Self::Attribute(of, name) => format!("{}.{name}", of.shown()),
            Self::Binary(left, "**", right) => format!("{}**{}", left.shown(), right.shown()),
            Self::Binary(left, sign, right) => {
                format!("{} {sign} {}", left.shown(), right.shown())
            }
            Self::Logical(word, all) => shown_list(all, &format!(" {word} ")),
            Self::Unary(sign, of) => format!("{sign}{}", of.shown()),
            Self::Call(of, arguments) => format!("{}({})", of.shown(), shown_list(arguments, ", ")),
            Self::Keyword(name, value) => format!("{name}={}", value.shown()),
            Self::Subscript(of, inside) => match &**inside {
                Self::Tuple(items) if !items.is_empty() && !items.iter().any(Self::is_starred) => {
                    format!("{}[{}]", of.shown(), shown_list(items, ", "))
                }
                inside => format!("{}[{}]", of.shown(), inside.shown()),
            },
            Self::Slice(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|it| it.as_ref().map(Self::shown).unwrap_or_default())
                    .collect();
                let third = parts.get(2).is_some_and(|it| !it.is_empty());
                parts[..if third { 3 } else { 2 }].join(":")
            }
            Self::Tuple(items) if items.len() == 1 => format!("({},)", shown_list(items, "")),
            Self::Tuple(items) => format!("({})", shown_list(items, ", ")),
            Self::List(items) => format!("[{}]", shown_list(items, ", ")),
            Self::Set(items) => format!("{{{}}}", shown_list(items, ", ")),
            Self::Dict(pairs) => {
                let pairs = pairs.iter();
                let pairs = pairs.map(|(key, value)| format!("{}: {}", key.shown(), value.shown()));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
            Self::Starred(of) => format!("*{}", of.shown()),
            Self::Lambda(parameters) => format!("lambda {parameters}: ..."),
        }
    }

    fn is_starred(&self) -> bool {
        matches!(self, Self::Starred(_))
    }
}

fn shown_list(items: &[Expression], between: &str) -> String {
    let items: Vec<String> = items.iter().map(Expression::shown).collect();
    items.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        parse(text).map_or_else(|| "none".into(), |it| it.shown())
    }

    #[test]
    fn expressions_are_shown_with_white_space_of_their_own() {
        for (text, expected) in [
            ("1+2*-x", "1 + 2 * -x"),
            ("(1+2)*3", "1 + 2 * 3"),
            ("2**-1", "2**-1"),
            ("a.b [ 'x' ,\"it's\" ]", "a.b['x', \"it's\"]"),
            ("a or  not b and c", "a or not b and c"),
            ("{ 1:2 , 'a' : [ ] }", "{1: 2, 'a': []}"),
            ("{1,2}", "{1, 2}"),
            ("( 1, )", "(1,)"),
            ("()", "()"),
            ("f(1,x = 2, *y)", "f(1, x=2, *y)"),
            ("x[1:2, ::3]", "x[1:2, ::3]"),
            ("lambda x, y=1: x+y", "lambda x, y=1: ..."),
            ("'a' 'b'", "'ab'"),
            (r"'\n' r'\n' b''", "none"),
            (r"'\n\x41'", r"'\nA'"),
            ("b'x'", "b'x'"),
            ("...", "..."),
            ("0x1F", "0x1F"),
            ("1.5e-3j", "1.5e-3j"),
            ("x if y else z", "none"),
            ("x < y", "none"),
            ("[x for x in y]", "none"),
            ("f'x'", "none"),
            ("x y", "none"),
            ("'a", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn parameters_keep_to_the_order_of_python() {
        let count = |text| parameters(text, false).map(|it| it.len());
        assert_eq!(count("a, /, b: int = 1, *c, d, e=2, **f"), Some(7));
        assert_eq!(count("a, *, b,"), Some(4 - 1));
        assert_eq!(count(""), Some(0));
        for text in [
            "a=1, b", "*", "*, **k", "/", "a, /, /", "**k, a", "a[, b]", "a, a", "from", "*a, *b",
            "...",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
        assert_eq!(
            parameters("T: int = str, *Ts = U", true).map(|it| it.len()),
            Some(2)
        );
    }

    #[test]
    fn brackets_nest_only_so_deep() {
        assert!(parse(&format!("{}{}", "[".repeat(49), "]".repeat(49))).is_some());
        assert!(parse(&format!("{}{}", "[".repeat(900), "]".repeat(900))).is_none());
        assert!(parse(&"-".repeat(5000)).is_none());
    }
}
