"""The answers in `../cases/*.txt`: from docutils, and still what it says.

    python3 renew.py [--check] [FILE...]

A file of cases opens with a few words on what it covers, and goes on with

    --- name of the case
    reStructuredText
    .
    docutils' pseudo-XML

The answer is the tree right after the parser.  After the name may stand, in
brackets, that another reading is wanted, and with which of docutils' settings:
`--- name [publish]`, `--- name [publish, report_level=1]`; the kinds are those
of `answers.py`, and `stubs=yes` asks for its stubs.  A list of values has `;`
behind each.  For the kind `transform` a transform is named with its priority:
`--- name [transform, misc.Transitions@830]`.  The same in brackets on the
first line of the file holds for all of its cases.

To add a case, write its name, its text and a line with a full stop, run this
script, and read the answer before you commit it: it is what `tests/read.rs`
expects of us.  Texts are ours, one construct to a file.  Control characters
may be written into the text as they are.  Paths in the texts count from
`cases/`; the files to be included are in `cases/files/`.

With `--check` nothing is written: each answer that docutils would not give is
shown, and the exit code tells whether there was one.
"""

import argparse
import difflib
import re
import sys
from pathlib import Path

from answers import answer, need_version

CASES = Path(__file__).resolve().parent.parent / 'cases'


def renewed(cases):
    """The text of a file of cases with new answers."""
    head, *cases = re.split(r'(?m)^--- ', cases)
    common = _wanted(head.split('\n', 1)[0])
    out = [head]
    for case in cases:
        name, rest = case.split('\n', 1)
        text = rest.split('\n.\n', 1)[0] + '\n'
        kind, settings = _merged(common, _wanted(name))
        stubs = settings.pop('stubs', False)
        transforms = settings.pop('transforms', ())
        new = answer(text, kind, settings, transforms=transforms, stubs=stubs,
                     root=CASES).rstrip('\n')
        out.append(f'--- {name}\n{text}.\n{new}\n')
    return ''.join(out)


def _wanted(line):
    """The kind and the settings in the brackets at the end of `line`."""
    found = re.search(r'\[([^]]*)\]$', line)
    kind, settings = None, {}
    for word in found[1].split(', ') if found else ():
        name, is_setting, value = word.partition('=')
        if is_setting:
            settings[name] = _value(value)
        elif '@' in name:
            transform, priority = name.split('@')
            row = (transform, int(priority))
            settings.setdefault('transforms', []).append(row)
        else:
            kind = name
    return kind, settings


def _value(written):
    if written in ('yes', 'no'):
        return written == 'yes'
    if ';' in written:
        return [item for item in written.split(';') if item]
    return int(written) if written.isdigit() else written


def _merged(common, own):
    return own[0] or common[0] or 'parse', {**common[1], **own[1]}


def _differences(path, old, new):
    """What is shown of a file whose answers are not docutils'."""
    lines = difflib.unified_diff(
        old.split('\n'), new.split('\n'), f'{path.name} (kept)',
        f'{path.name} (docutils)', lineterm='', n=8)
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--check', action='store_true')
    parser.add_argument('files', nargs='*', type=Path)
    arguments = parser.parse_args()
    need_version()
    files = [it.resolve() for it in arguments.files] or sorted(CASES.glob('*.txt'))
    changed = []
    for path in files:
        with open(path, encoding='utf-8', newline='') as file:
            old = file.read()
        new = renewed(old)
        if new == old:
            continue
        changed.append(path.name)
        if arguments.check:
            print(_differences(path, old, new))
            continue
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(new)
    if arguments.check:
        print(f'{len(files)} files, {len(changed)} with answers that are not docutils\'')
        sys.exit(bool(changed))
    print(f'{len(files)} files, {len(changed)} renewed')


if __name__ == '__main__':
    main()
