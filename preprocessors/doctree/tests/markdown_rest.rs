//! The law of the Markdown writer on what is read from reST, a piece for
//! each construct.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/law.rs"]
mod law;

use doctree::{NoFiles, Options, Source};

const PIECES: &[&str] = &[
    // Sections and a title.
    "Title\n=====\n\nSub\n---\n\nOne *two*\n+++++++++\n\ntext\n\nOne two\n+++++++\n\ntext\n",
    "A\n=\n\nB\n=\n\nC\n-\n",
    ":Author: Me\n:Date: 2026-01-01\n:Version: 1\n\ntext\n",
    // Inline markup.
    "*a* **b** ``c  d`` `e` :sub:`f` :sup:`g` |h|\n\n.. |h| replace:: *i*\n",
    "re\\ *Structured*\\ ``Text`` and 'quotes' -- \"dashes\"... a\\*b\n",
    "`a <x.rst>`__ `b <x.rst#y>`__ https://c.d/e_f_ me@x.y g_ h__ [1]_ [#]_ [#n]_ [*]_ [C]_\n\n\
     .. _g: y.rst\n__ z.html\n.. [1] one\n.. [#] two\n.. [#n] three\n.. [*] four\n.. [C] five\n",
    ".. _here:\n\na `here`_ _`there` there_\n",
    // Lists.
    "- a\n- b\n\n  - c\n\n    d\n\n+ e\n\n1. f\n2. g\n\n   (a) h\n\n#. i\n",
    "term\n  definition\n\nterm : class\n  - list\n\n  ::\n\n    code\n\n    more\n",
    ":field: body\n:other: - list\n\n-a  option\n--long=X  other\n\n    two\n",
    // Quotes and lines.
    "text\n\n  quote\n\n  -- someone\n\n..\n\n  other\n\n      deep\n",
    "| line\n|   nested\n|\n| last\n",
    // Code.
    "Code::\n\n  fn main() {\n\n      {{#include x}}\n  }\n\n.. code:: rust\n\n   let x = `1`;\n\n   x\n",
    ".. code:: python\n   :number-lines:\n\n   a\n\n   b\n\n>>> 1\n1\n\n.. parsed-literal::\n\n   a *b*\n\n   c\n",
    ">> quoted\n\nCode::\n\n> a\n> b\n",
    // Tables.
    "=== ===\na   b|\n=== ===\nc   ``d|e``\n*f* g\n=== ===\n",
    "+---+---+\n| a | b |\n+===+===+\n| c | - |\n|   |   |\n|   | d |\n+---+---+\n| e     |\n+-------+\n",
    ".. list-table:: T\n   :header-rows: 1\n   :widths: 1 2\n\n   * - a\n     - b\n   * - c\n     - d\n",
    // Pictures.
    ".. image:: a.png\n   :alt: an [a]\n\n.. figure:: b.png\n   :width: 50%\n\n   Caption\n\n   Legend\n",
    ".. image:: a.png\n   :target: b.rst\n\n|c|\n\n.. |c| image:: c.png\n   :width: 10\n",
    // Admonitions and their like.
    ".. note:: a\n\n   ::\n\n     b\n\n     c\n\n.. admonition:: D\n\n   - e\n\n.. topic:: F\n\n   g\n",
    ".. sidebar:: A\n\n   b\n\n.. rubric:: C\n\n.. container:: d\n\n   e\n\n.. compound::\n\n   f\n\n   g\n",
    ".. epigraph::\n\n   a\n\n.. class:: k\n\n- b\n\n.. math:: x < y\n\n:math:`a_b`\n",
    ".. contents::\n.. sectnum::\n\nA\n=\n\nB\n-\n\nC\n=\n\ntext\n\n----\n\ntext\n",
    ".. raw:: html\n\n   <div>\n\n   <b>*a*</b>\n\n   </div>\n\n.. comment\n\n.. header:: h\n.. footer:: f\n",
    // What is wrong keeps its text.
    "*a ``b |c| d_ :nope:`e`\n\n.. nope:: f\n\n   g\n",
];

#[test]
fn the_law_holds_for_every_construct() {
    for piece in PIECES {
        let source = Source::new("test data", piece);
        let (document, _) = doctree::read(&source, &Options::default(), &NoFiles);
        law::holds(&document);
    }
}
