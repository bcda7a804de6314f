#!/usr/bin/env python3
"""Renew the answers in `cases/*.txt` with docutils.

    python3 preprocessors/doctree/tests/renew.py [FILE...]

Needs docutils 0.23 (`pip install docutils==0.23`), and no Pygments.  A file
of cases is a list of

    --- name of the case
    reStructuredText
    .
    docutils' pseudo-XML, right after the parser

To add a case, write its name, its text and a line with a full stop, run this
script, and read the answer before you commit it: it is what `tests/read.rs`
expects of us.  Texts are ours, one construct to a file.  Control characters
may be written into the text as they are.  Paths in the texts count from
`cases/`; the files to be included are in `cases/files/`.

With arguments, only those files are renewed.
"""

import os
import re
import sys
from pathlib import Path

import docutils
from docutils import frontend, utils
from docutils.parsers.rst import Parser, roles

CASES = Path(__file__).resolve().parent / 'cases'


def answer(text):
    """What docutils' parser makes of `text`, as pseudo-XML."""
    settings = frontend.get_default_settings(Parser)
    settings.report_level = 5
    settings.halt_level = 5
    # Without Pygments, code is text; with it, docutils would colour it.
    settings.syntax_highlight = 'none'
    document = utils.new_document('test data', settings)
    roles._roles.clear()
    Parser().parse(text, document)
    return document.pformat()


def renewed(cases):
    """The text of a file of cases with new answers."""
    out = []
    for case in re.split(r'(?m)^--- ', cases)[1:]:
        name, rest = case.split('\n', 1)
        text = rest.split('\n.\n', 1)[0] + '\n'
        out.append(f'--- {name}\n{text}.\n{answer(text)}')
    return ''.join(out)


def main():
    if docutils.__version__ != '0.23':
        sys.exit(f'docutils 0.23 is needed, not {docutils.__version__}')
    paths = [Path(path).resolve() for path in sys.argv[1:]]
    os.chdir(CASES)
    for path in paths or sorted(CASES.glob('*.txt')):
        with open(path, encoding='utf-8', newline='') as file:
            cases = file.read()
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(renewed(cases))


if __name__ == '__main__':
    main()
