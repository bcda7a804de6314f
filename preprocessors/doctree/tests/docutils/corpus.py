"""Compares what docutils and the engine make of real files.

    python3 corpus.py --engine target/release/examples/conformance FOLDER...

Each FOLDER is a corpus: every `.rst` and `.txt` file below it is read by both,
right after the parser (`parse`) and after the transforms (`publish`), with the
same stubs for directives and roles that only Sphinx knows (see `answers.py`).
A table tells how many files are equal, and what follows it each file that is
not, with the beginning of the difference.  Corpora are somebody else's text:
keep them, and the cache, outside the repository.

    --engine PROGRAM   the example `conformance`, built
    --kind KINDS       how to read, with commas between: `parse` and `publish` (the
                       default), `xml`, `html5`
    --bare             without stubs: what is unknown is shown as written
    --cache FOLDER     where docutils' answers are kept (default: the user's
                       cache); they are found by the content of the file and
                       of `answers.py`, but not of the files that it includes
    --only TEXT        only the files whose path contains TEXT
    --show N           how many lines of each difference are shown (default 12)

Files that are known to differ are named, as `corpus/path`, in the section
"Real files" of `DIFFERENCES.md`; they are counted as explained.  Where docutils
ends with an exception, there is nothing to compare with; such files are told,
too.  The exit code is 1 if another file differs, or the engine crashes.
"""

import argparse
import ast
import difflib
import functools
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import answers

HERE = Path(__file__).resolve().parent
DIFFERENCES = HERE.parents[1] / 'DIFFERENCES.md'
CACHE = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'doctree-docutils'

#: docutils is not to turn mathematics into something else.
SETTINGS = {'html5': {'math_output': 'latex'}}


class Count:
    """What became of the files of one corpus, read in one way."""

    def __init__(self):
        self.files = self.size = self.equal = self.alike = self.explained = 0
        self.different, self.crashed, self.unanswered = [], [], []


def main():
    options = arguments()
    answers.need_version()
    explained = known_differences()
    rows = []
    for folder in options.folders:
        for kind in options.kind.split(','):
            rows.append((folder.name, kind, compare(folder, kind, options, explained)))
    for name, kind, count in rows:
        for path, difference in count.different + count.crashed + count.unanswered:
            print(f'\n{name}/{path} ({kind})')
            print('\n'.join(difference[:options.show]))
    table(rows)
    sys.exit(any(count.different or count.crashed for _, _, count in rows))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('folders', nargs='+', type=Path, metavar='FOLDER')
    parser.add_argument('--engine', type=Path, required=True)
    parser.add_argument('--kind', default='parse,publish')
    parser.add_argument('--bare', action='store_true')
    parser.add_argument('--cache', type=Path, default=CACHE)
    parser.add_argument('--only', default='')
    parser.add_argument('--show', type=int, default=12)
    options = parser.parse_args()
    options.engine = options.engine.resolve()
    options.folders = [folder.resolve() for folder in options.folders]
    return options


def known_differences():
    """The `corpus/path` of each file that `DIFFERENCES.md` explains."""
    if not DIFFERENCES.is_file():
        return set()
    text = DIFFERENCES.read_text(encoding='utf-8')
    section = re.search(r'(?ms)^## Real files$(.*?)(?=^## |\Z)', text)
    return set(re.findall(r'`([^`\n]+/[^`\n]+\.(?:rst|txt))`', section[1] if section else ''))


def compare(folder, kind, options, explained):
    cases = [case(folder, path, kind) for path in files(folder) if options.only in path]
    if options.bare:
        cases = [{**one, 'stubs': False} for one in cases]
    ours = engine_answers(options.engine, folder, cases)
    count = Count()
    for one in cases:
        count.files += 1
        count.size += len(one['input'].encode())
        theirs = docutils_answer(one, folder, options.cache)
        judge(count, folder.name, one['id'], theirs, ours[one['id']], explained)
    return count


def files(folder):
    """The paths of a corpus, from its folder on."""
    found = (path for path in folder.rglob('*') if path.suffix in ('.rst', '.txt'))
    return sorted(path.relative_to(folder).as_posix() for path in found if path.is_file())


def case(folder, path, kind):
    # A byte that is not UTF-8 is replaced for both.
    text = (folder / path).read_bytes().decode('utf-8-sig', 'replace')
    one = {'id': path, 'kind': kind, 'input': text, 'source_path': path, 'stubs': True}
    return {**one, 'settings': SETTINGS[kind]} if kind in SETTINGS else one


def engine_answers(engine, folder, cases):
    """What the engine says of each case; none where it crashes."""
    said = {}
    todo = cases
    while todo:
        feed = '\n'.join(json.dumps(one) for one in todo) + '\n'
        done = subprocess.run([engine, '--confined'], cwd=folder, input=feed.encode(),
                              stdout=subprocess.PIPE, check=False)
        for line in done.stdout.splitlines():
            answer = json.loads(line)
            said[answer['id']] = answer['output']
        todo = [one for one in todo if one['id'] not in said]
        for one in todo[:1]:
            said[one['id']] = None
    return said


def docutils_answer(one, folder, cache):
    """What docutils says of the case, kept for the next time."""
    about = json.dumps([folder.name, one, rules()])
    key = hashlib.sha256(about.encode()).hexdigest()
    path = cache / key[:2] / f'{key}.gz'
    if path.is_file():
        return json.loads(gzip.decompress(path.read_bytes()))
    try:
        said = answers.answer(one['input'], one['kind'], one.get('settings'),
                              stubs=one['stubs'], root=folder,
                              source_path=one['source_path'])
    except Exception as error:  # docutils' own faults, whatever they are
        said = {'error': f'{type(error).__name__}: {error}'}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f'.{os.getpid()}')
    part.write_bytes(gzip.compress(json.dumps(said).encode(), 3))
    part.replace(path)
    return said


@functools.cache
def rules():
    """`answers.py` as Python understands it, without what it says of itself."""
    body = ast.parse((HERE / 'answers.py').read_text(encoding='utf-8')).body
    return [ast.dump(statement) for statement in body[1:]]


def judge(count, corpus, path, theirs, ours, explained):
    theirs, ours = (comparable(text) if isinstance(text, str) else text
                    for text in (theirs, ours))
    if ours is None:
        count.crashed.append((path, ['the engine gave no answer']))
    elif isinstance(theirs, dict):
        count.unanswered.append((path, [f'docutils: {theirs["error"]}']))
    elif ours.rstrip('\n') == theirs.rstrip('\n'):
        count.equal += 1
        count.alike += 1
    else:
        count.alike += without_messages(ours) == without_messages(theirs)
        if f'{corpus}/{path}' in explained:
            count.explained += 1
        else:
            lines = difflib.unified_diff(theirs.split('\n'), ours.split('\n'),
                                         'docutils', 'engine', lineterm='', n=2)
            count.different.append((path, list(lines)[2:]))


def comparable(text):
    """XML without its first line, for only who writes it down knows the encoding;
    HTML without the text of mathematics, which docutils translates, and the
    classes, which it mixes up."""
    if text.startswith('<?xml '):
        return text.split('\n', 1)[1]
    return re.sub(r'(?s)<(tt|code|pre) class="math[^"]*"([^>]*)>.*?</\1>', r'<math\2>', text)


def without_messages(text):
    """Pseudo-XML without system messages, and without what points to them."""
    lines, inside = [], None
    for line in text.split('\n'):
        indent = len(line) - len(line.lstrip(' '))
        if inside is not None and (indent > inside or not line.strip()):
            continue
        inside = indent if line.lstrip(' ').startswith('<system_message') else None
        if inside is None:
            is_problem = line.lstrip(' ').startswith('<problematic')
            lines.append(re.sub(r' (ids|refid)="[^"]*"', '', line) if is_problem else line)
    return lines


def table(rows):
    form = '{:<12} {:<8} {:>6} {:>7} {:>7} {:>7} {:>10} {:>10} {:>8} {:>10}'
    print()
    print(form.format('corpus', 'kind', 'files', 'MB', 'equal', 'no msgs', 'different',
                      'explained', 'crashed', 'no answer'))
    for name, kind, it in rows:
        print(form.format(name, kind, it.files, f'{it.size / 1e6:.2f}', it.equal, it.alike,
                          len(it.different), it.explained, len(it.crashed),
                          len(it.unanswered)))


if __name__ == '__main__':
    main()
