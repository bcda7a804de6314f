//! Descriptions: signatures, fields and terms.

use super::{Case, try_all};

const CASES: &[Case] = &[
    ("functions of one name", 20_000, |n| {
        ".. py:function:: f\n\n".repeat(n)
    }),
    ("signatures of one function", 20_000, |n| {
        format!(
            ".. py:function:: f(a)\n{}",
            "                 f(b)\n".repeat(n)
        )
    }),
    ("functions with parameters", 5_000, |n| {
        (0..n)
            .map(|at| format!(".. py:function:: f{at}(a: int = 1, *b, c=(2, [3])) -> list[d]\n\n"))
            .collect()
    }),
    ("brackets in signatures", 500, |n| {
        format!(
            ".. py:function:: f({})\n\n",
            "[".repeat(60) + &"a]".repeat(60)
        )
        .repeat(n)
    }),
    ("brackets that stay open", 500, |n| {
        format!(
            ".. py:function:: f{}\n\n.. c:function:: int {}\n\n",
            "[](".repeat(80),
            "(*f(".repeat(80)
        )
        .repeat(n)
    }),
    ("parameters with types", 10_000, |n| {
        let fields: String = (0..n)
            .map(|at| format!("   :param int p{at}: a\n   :type q{at}: b or c\n"))
            .collect();
        format!(".. py:function:: f\n\n{fields}")
    }),
    ("terms", 10_000, |n| {
        let terms: String = (0..n)
            .map(|at| format!("   t\n   t{at}\n      a\n\n"))
            .collect();
        format!(".. glossary::\n   :sorted:\n\n{terms}")
    }),
    ("rules", 10_000, |n| {
        let rules: String = (0..n).map(|at| format!("   r{at}: `r` | `s`\n")).collect();
        format!(".. productionlist::\n{rules}")
    }),
    ("options", 10_000, |n| {
        ".. option:: -a, --b=c, -d[=e]\n\n".repeat(n)
    }),
];

#[test]
fn descriptions() {
    try_all(CASES);
}
