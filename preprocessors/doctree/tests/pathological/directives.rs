//! Directives and roles.

use super::{Case, conclude, try_all, try_one};

/// Directives of which many thousands are read.
const DIRECTIVES: &[&str] = &[
    ".. class:: a\n",
    ".. class:: a\n\nb\n",
    ".. class:: a\n\n   b\n\n   c\n",
    ".. role:: a\n",
    ".. role:: a(b)\n",
    ".. default-role:: sup\n\n`a`\n",
    ".. contents::\n",
    ".. contents::\n   :local:\n",
    "a\n=\n\n.. contents:: b\n   :local:\n",
    ".. sectnum::\n",
    ".. target-notes::\n",
    ".. header:: a\n",
    ".. footer:: a\n",
    ".. meta::\n   :a: b\n",
    ".. title:: a\n",
    ".. image:: a\n",
    ".. image:: a\n   :target: b_\n",
    ".. figure:: a\n\n   b\n\n   c\n",
    ".. note:: a\n",
    ".. unknown::\n",
    ".. unknown:: a\n   :b: c\n\n   d\n",
    ".. code:: python\n\n   a\n",
    ".. math:: a\n\n   b\n",
    ".. raw:: html\n\n   <b>\n",
    ".. topic:: a\n\n   b\n",
    ".. sidebar:: a\n\n   b\n",
    ".. parsed-literal::\n\n   *a*\n",
    ".. epigraph::\n\n   a\n\n   -- b\n",
    ".. compound::\n\n   a\n\n   b\n",
    ".. container:: a\n\n   b\n",
    ".. table:: a\n\n   =  =\n   a  b\n   =  =\n",
    ".. admonition:: a\n\n   b\n",
    ".. line-block::\n\n   a\n",
    ".. rubric:: a\n",
    ".. date::\n",
    ".. |a| date::\n",
    ".. |a| unicode:: U+41\n",
    ".. toctree::\n\n   a\n",
    ".. note::\n   :name: a\n\n   b\n",
    ".. note::\n   :class: a b c\n\n   b\n",
    ".. include:: short\n   :literal:\n   :end-line: 1\n",
    ".. list-table::\n\n   * - a\n",
    ".. restructuredtext-test-directive::\n",
    ":a:`b`\n",
    ":sup:`b`\n",
    ".. role:: a\n\n:a:`b`\n",
    ".. code-block:: rust\n   :caption: a\n\n   b\n",
    ".. highlight:: c\n\n::\n\n   a\n",
    ".. versionadded:: 1 a\n\n   b\n",
    ".. seealso:: a\n   :collapsible:\n",
    ".. only:: html and (a or not b)\n\n   a\n\n   - b\n",
    ".. hlist::\n\n   - a\n",
    ".. index:: a, b\n   pair: a; b\n",
    ".. math:: a\n   :label: b\n",
    ".. autoclass:: a\n",
    ".. tab-set::\n\n   .. tab-item:: a\n\n      b\n",
    ".. card:: a\n\n   b\n   ^^^\n   c\n   +++\n   d\n",
    ".. exercise:: a\n   :label: b\n\n   c\n",
    ".. solution:: b\n\n   c\n",
    ".. graphviz::\n   :caption: a\n\n   b\n",
    ".. doctest::\n\n   >>> a # doctest: b\n",
    ".. unknown:: a\n   :caption: b c\n",
];

#[test]
fn many_directives_of_a_kind() {
    let mut faults = Vec::new();
    for piece in DIRECTIVES {
        let text = |count: usize| format!("{piece}\n").repeat(count);
        faults.extend(try_one(&format!("{piece:?}"), 10_000, &text));
    }
    conclude(&faults);
}

const CASES: &[Case] = &[
    ("classes", 100_000, |n| {
        (0..n)
            .map(|at| format!(".. class:: c{at}\n\na\n\n"))
            .collect()
    }),
    ("classes in a row", 50_000, |n| {
        (0..n)
            .map(|at| format!(".. class:: c{at}\n"))
            .collect::<String>()
            + "\na\n"
    }),
    ("classes at once", 100_000, |n| {
        let classes: String = (0..n).map(|at| format!("c{at} ")).collect();
        format!(".. class:: {classes}\n\na\n")
    }),
    ("roles", 100_000, |n| {
        (0..n)
            .map(|at| format!(".. role:: r{at}\n\n:r{at}:`a`\n\n"))
            .collect()
    }),
    ("roles of roles", 20_000, |n| {
        let role = |at: usize| format!(".. role:: r{}(r{at})\n   :class: c{at}\n\n", at + 1);
        ".. role:: r0\n\n".to_owned() + &(0..n).map(role).collect::<String>()
    }),
    ("options", 50_000, |n| {
        (0..n)
            .map(|_| "   :class: a\n")
            .fold(".. note::\n".to_owned(), |out, it| out + it)
    }),
    ("one long option", 200_000, |n| {
        format!(".. note::\n   :class: {}\n", "a ".repeat(n))
    }),
    ("one long argument", 200_000, |n| {
        format!(".. topic:: {}\n\n   b\n", "a ".repeat(n))
    }),
    ("one long code block", 50_000, |n| {
        format!(
            ".. code:: python\n   :number-lines:\n\n{}",
            "   a = 1\n".repeat(n)
        )
    }),
    ("emphasised lines", 20_000, |n| {
        format!(
            ".. code-block:: rust\n   :emphasize-lines: {}\n\n   a\n",
            "1,".repeat(n)
        )
    }),
    ("lines emphasised again and again", 20_000, |n| {
        format!(
            ".. code-block:: rust\n   :emphasize-lines: {}1\n\n   a\n",
            "1-,".repeat(n)
        )
    }),
    ("an expression of many brackets", 100_000, |n| {
        format!(".. only:: {}\n\n   a\n", "not (a or ".repeat(n))
    }),
    ("entries of the index", 50_000, |n| {
        format!(".. index:: {}\n", "a, !b, ".repeat(n))
    }),
    ("lines moved to the left", 20_000, |n| {
        format!(
            ".. code-block:: rust\n   :dedent:\n   :linenos:\n\n{}",
            "        a\n".repeat(n)
        )
    }),
    ("contents of many sections", 40_000, |n| {
        let section = |at: usize| format!("t{at}\n======\n\n.. contents::\n\n");
        (0..n).map(section).collect()
    }),
    ("local contents of nested sections", 5_000, |n| {
        let styles = ["=", "-", "~", "^", "\""];
        let section = |at: usize| {
            format!(
                "t{at}\n{}\n\n.. contents:: a\n   :local:\n\n",
                styles[at % 5].repeat(8)
            )
        };
        (0..n).map(section).collect()
    }),
    ("unicode", 50_000, |n| {
        format!(".. |a| unicode:: {}\n\n|a|\n", "0x41 ".repeat(n))
    }),
    ("metas", 50_000, |n| {
        format!(".. meta::\n{}", "   :a: b\n".repeat(n))
    }),
    ("sections numbered", 20_000, |n| {
        ".. sectnum::\n\n".to_owned() + &"a\n=\n\nb\n-\n\n".repeat(n)
    }),
    ("notes of targets", 20_000, |n| {
        (0..n)
            .map(|at| format!(".. _n{at}: a{at}\n\nn{at}_\n\n"))
            .collect::<String>()
            + ".. target-notes::\n"
    }),
    ("images with targets", 20_000, |n| {
        (0..n)
            .map(|at| format!(".. _n{at}: a\n.. image:: b\n   :target: n{at}_\n\n"))
            .collect()
    }),
];

#[test]
fn many_directives_and_large() {
    try_all(CASES);
}
