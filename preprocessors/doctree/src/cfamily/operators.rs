//! The words and signs of C++, with their letters in ids.

/// Operators that can be declared: as written, in the first scheme, and in the
/// later ones. Words are other spellings of signs.
pub(super) const OPERATORS: &[(&str, &str, &str)] = &[
    ("[]", "subscript-operator", "ix"),
    ("()", "call-operator", "cl"),
    ("++", "inc-operator", "pp"),
    ("--", "dec-operator", "mm"),
    ("->*", "pointer-by-pointer-operator", "pm"),
    ("->", "pointer-operator", "pt"),
    (",", "comma-operator", "cm"),
    ("<<=", "lshift-assign-operator", "lS"),
    (">>=", "rshift-assign-operator", "rS"),
    ("<<", "lshift-operator", "ls"),
    (">>", "rshift-operator", "rs"),
    ("&&", "sand-operator", "aa"),
    ("||", "sor-operator", "oo"),
    ("<=>", "", "ss"),
    ("!=", "neq-operator", "ne"),
    ("<=", "lte-operator", "le"),
    (">=", "gte-operator", "ge"),
    ("==", "eq-operator", "eq"),
    ("/=", "div-assign-operator", "dV"),
    ("*=", "mul-assign-operator", "mL"),
    ("%=", "mod-assign-operator", "rM"),
    ("+=", "add-assign-operator", "pL"),
    ("|=", "or-assign-operator", "oR"),
    ("&=", "and-assign-operator", "aN"),
    ("^=", "xor-assign-operator", "eO"),
    ("-=", "sub-assign-operator", "mI"),
    ("!", "not-operator", "nt"),
    ("<", "lt-operator", "lt"),
    (">", "gt-operator", "gt"),
    ("=", "assign-operator", "aS"),
    ("/", "div-operator", "dv"),
    ("*", "mul-operator", "ml"),
    ("%", "mod-operator", "rm"),
    ("+", "add-operator", "pl"),
    ("|", "or-operator", "or"),
    ("&", "and-operator", "an"),
    ("^", "xor-operator", "eo"),
    ("~", "inv-operator", "co"),
    ("-", "sub-operator", "mi"),
    ("and_eq", "", "aN"),
    ("and", "", "aa"),
    ("bitand", "", "an"),
    ("bitor", "", "or"),
    ("compl", "", "co"),
    ("not_eq", "", "ne"),
    ("not", "", "nt"),
    ("or_eq", "", "oR"),
    ("or", "", "oo"),
    ("xor_eq", "", "eO"),
    ("xor", "", "eo"),
];

/// Operators of memory: alone, and of arrays.
pub(super) const MEMORY: &[(&str, [&str; 2], [&str; 2])] = &[
    ("new", ["new-operator", "new-array-operator"], ["nw", "na"]),
    (
        "delete",
        ["delete-operator", "delete-array-operator"],
        ["dl", "da"],
    ),
];

/// Operators before a value.
pub(super) const UNARY: &[(&str, &str)] = &[
    ("++", "pp_"),
    ("--", "mm_"),
    ("*", "de"),
    ("&", "ad"),
    ("+", "ps"),
    ("-", "ng"),
    ("!", "nt"),
    ("not", "nt"),
    ("~", "co"),
    ("compl", "co"),
];

/// Operators between values, from those that bind least.
pub(super) const BINARY: &[&[&str]] = &[
    &["||", "or"],
    &["&&", "and"],
    &["|", "bitor"],
    &["^", "xor"],
    &["&", "bitand"],
    &["==", "!=", "not_eq"],
    &["<=>", "<=", ">=", "<", ">"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
    &[".*", "->*"],
];

pub(super) const ASSIGNMENTS: &[&str] = &[
    "=", "*=", "/=", "%=", "+=", "-=", ">>=", "<<=", "&=", "and_eq", "^=", "|=", "xor_eq", "or_eq",
];

/// Operators that may fold a pack; those that others start come later.
pub(super) const FOLDS: &[&str] = &[
    "->*", ".*", ",", "<<=", ">>=", "<<", ">>", "&&", "||", "!=", "<=", ">=", "==", "/=", "*=",
    "%=", "+=", "|=", "&=", "^=", "~=", "-=", "<", ">", "=", "/", "*", "%", "+", "|", "&", "^",
    "~", "-",
];

pub(super) const CASTS: &[(&str, &str)] = &[
    ("dynamic_cast", "dc"),
    ("static_cast", "sc"),
    ("const_cast", "cc"),
    ("reinterpret_cast", "rc"),
];

/// The letters of the operator between values.
pub(super) fn letters(operator: &str) -> &'static str {
    let found = OPERATORS.iter().find(|it| it.0 == operator);
    found.map_or("ds", |it| it.2)
}

/// Types of the language, in Sphinx's order of their words, and their letters.
pub(super) const FUNDAMENTAL: &[(&str, &str)] = &[
    ("void", "v"),
    ("bool", "b"),
    ("char", "c"),
    ("signed char", "a"),
    ("unsigned char", "h"),
    ("wchar_t", "w"),
    ("char32_t", "Di"),
    ("char16_t", "Ds"),
    ("char8_t", "Du"),
    ("short", "s"),
    ("short int", "s"),
    ("signed short", "s"),
    ("signed short int", "s"),
    ("unsigned short", "t"),
    ("unsigned short int", "t"),
    ("int", "i"),
    ("signed", "i"),
    ("signed int", "i"),
    ("unsigned", "j"),
    ("unsigned int", "j"),
    ("long", "l"),
    ("long int", "l"),
    ("signed long", "l"),
    ("signed long int", "l"),
    ("unsigned long", "m"),
    ("unsigned long int", "m"),
    ("long long", "x"),
    ("long long int", "x"),
    ("signed long long", "x"),
    ("signed long long int", "x"),
    ("__int64", "x"),
    ("unsigned long long", "y"),
    ("unsigned long long int", "y"),
    ("__int128", "n"),
    ("signed __int128", "n"),
    ("unsigned __int128", "o"),
    ("float", "f"),
    ("double", "d"),
    ("long double", "e"),
    ("__float80", "e"),
    ("_Float64x", "e"),
    ("__float128", "g"),
    ("_Float128", "g"),
    ("_Complex float", "Cf"),
    ("_Complex double", "Cd"),
    ("_Complex long double", "Ce"),
    ("_Imaginary float", "f"),
    ("_Imaginary double", "d"),
    ("_Imaginary long double", "e"),
    ("auto", "Da"),
];

/// Words of such types that have letters in the first scheme.
pub(super) const FIRST_FUNDAMENTAL: &[(&str, &str)] =
    &[("char", "c"), ("int", "i"), ("long", "l"), ("bool", "b")];

/// Names that the first scheme knows.
pub(super) const FIRST_NAMES: &[(&str, &str)] = &[
    ("std::string", "ss"),
    ("std::ostream", "os"),
    ("std::istream", "is"),
    ("std::iostream", "ios"),
    ("std::vector", "v"),
    ("std::map", "m"),
];

/// Words that are no names.
pub(super) const KEYWORDS: &[&str] = &[
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operator_hides_one_that_it_starts() {
        for (at, (first, ..)) in OPERATORS.iter().enumerate() {
            let hidden = OPERATORS[at + 1..]
                .iter()
                .find(|it| it.0.starts_with(first));
            assert_eq!(hidden, None, "{first}");
        }
        for (at, first) in FOLDS.iter().enumerate() {
            let hidden = FOLDS[at + 1..].iter().find(|it| it.starts_with(first));
            assert_eq!(hidden, None, "{first}");
        }
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
