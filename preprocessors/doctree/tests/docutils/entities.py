#!/usr/bin/env python3
"""Make `src/directive/standard/entities.txt` of docutils' standard files.

    python3 preprocessors/doctree/tests/docutils/entities.py

Needs docutils 0.23.  The names and characters are those of the W3C's and ISO's
entity sets.  A set is a line `= name of the file` and words `name=code`, with
`+` between the codes of an entity of two characters, in the file's order.
"""

import re
import textwrap
from pathlib import Path

from docutils.parsers.rst import states

FROM = Path(states.__file__).parent / 'include'
TO = Path(__file__).resolve().parents[2] / 'src/directive/standard/entities.txt'
DEFINITION = re.compile(r'^\.\. \|(\S+)\|\s+unicode:: ((?:U\+[0-9A-F]+ )+)', re.M)


def entity(match):
    """A definition as one word."""
    codes = [code[2:].lstrip('0') for code in match[2].split()]
    return f'{match[1]}={"+".join(codes)}'


def main():
    out = []
    for path in sorted(FROM.glob('*.txt')):
        words = [entity(it) for it in DEFINITION.finditer(path.read_text('utf-8'))]
        if words:
            out.append(f'= {path.stem}')
            out += textwrap.wrap(' '.join(words), 118, break_on_hyphens=False)
    TO.write_text('\n'.join(out) + '\n', 'utf-8')


if __name__ == '__main__':
    main()
