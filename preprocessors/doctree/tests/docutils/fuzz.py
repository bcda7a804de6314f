"""Random texts, read by us and by docutils, and all the differences.

    python3 fuzz.py [options] -- TARGET/release/examples/conformance

Half of the texts come from a grammar (`grammar.py`), half are damaged real
ones (`mutation.py`).  Each is read twice, as the parser leaves it and after all
transforms, with all messages shown.  An input is named by its seed, such as
`g123` or `m123`, and made again by `--input g123`; for a damaged one the files
must be the same, too.  A difference is made small, by lines and then by
characters, before it is shown.

Differences which are known and are to stay are told apart by `explained.py`, each
by the paragraph of DIFFERENCES.md that tells why.  Nothing else is passed over: the
exit code is 1 if anything else differs.
"""

import argparse
import collections
import difflib
import json
import multiprocessing
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import grammar
import mutation
from answers import TODAY, answer, need_version
from explained import EXPLAINED

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / 'cases'
BOOK = HERE.parents[3] / 'src'
SECONDS = 20

#: Settings of which each input gets none, or one.
SETTINGS = (
    {}, {}, {}, {}, {}, {'legacy_ids': False}, {'legacy_ids': False},
    {'character_level_inline_markup': True}, {'strip_comments': True},
    {'trim_footnote_reference_space': True}, {'doctitle_xform': False},
    {'docinfo_xform': False}, {'sectsubtitle_xform': True},
    {'sectnum_xform': False}, {'raw_enabled': False},
    {'file_insertion_enabled': False}, {'id_prefix': 'p-'},
    {'auto_id_prefix': 'a-'}, {'line_length_limit': 70},
    {'report_level': 2}, {'report_level': 3})


class Ours:
    """The program under test, asked one case at a time."""

    def __init__(self, command):
        self.command = command
        self.process = None

    def answer(self, text, kind, settings):
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, cwd=CASES, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        case = {'id': 0, 'kind': kind, 'input': text, 'settings': settings,
                'today': TODAY[:3]}
        try:
            self.process.stdin.write(json.dumps(case).encode() + b'\n')
            self.process.stdin.flush()
        except BrokenPipeError:
            return self.lost('CRASH')
        if not select.select([self.process.stdout], [], [], SECONDS)[0]:
            return self.lost('HANG')
        line = self.process.stdout.readline()
        if not line:
            return self.lost('CRASH')
        return json.loads(line)['output']

    def lost(self, why):
        self.process.kill()
        self.process.wait()
        self.process = None
        return why


class Hang(Exception):
    """docutils takes too long."""


def theirs(text, kind, settings):
    """docutils' answer, or which exception it fails with."""
    signal.alarm(SECONDS)
    try:
        return answer(text, kind, settings, root=CASES)
    except Hang:
        return 'HANG'
    except (Exception, SystemExit) as error:
        return f'EXCEPTION {type(error).__name__}: {error}'
    finally:
        signal.alarm(0)


def interrupted(_signal, _frame):
    raise Hang


class Judge:
    """Compares both answers to an input."""

    def __init__(self, command):
        self.ours = Ours(command)
        signal.signal(signal.SIGALRM, interrupted)

    def verdict(self, text, kind, settings):
        """`None` if both are equal, or the name of what explains it, or
        `DIFFERENT`, and both answers."""
        settings = {'report_level': 1, **settings}
        expected = theirs(text, kind, settings)
        got = self.ours.answer(text, kind, settings)
        if same(expected, got):
            return None, expected, got
        for name, _paragraph, holds in EXPLAINED:
            if holds(text, expected, got):
                return name, expected, got
        return 'DIFFERENT', expected, got

    def differs(self, text, kind, settings):
        return self.verdict(text, kind, settings)[0] == 'DIFFERENT'


def same(expected, got):
    return expected.rstrip('\n') == got.rstrip('\n')


# Inputs


class Inputs:
    """Makes an input from its name."""

    def __init__(self, folders):
        texts = mutation.cases(CASES) + mutation.files(BOOK)
        for folder in folders:
            texts += mutation.files(folder)
        self.mutation = mutation.Mutation(texts)

    def make(self, name):
        dice = random.Random(name)
        settings = dice.choice(SETTINGS)
        if name[0] == 'g':
            text = grammar.document(dice)
        else:
            text = self.mutation.document(dice)
        # docutils takes a byte order mark off files, but not off strings.
        return text.lstrip('\ufeff'), settings


def names(seed, count):
    """`count` names, of either kind in turn; no two seeds share one."""
    first = seed * 10_000_000
    return [f'{"gm"[at % 2]}{first + at // 2}' for at in range(count)]


# A difference made small


def smaller(text, differs):
    """`text` with all taken away that the difference does not need."""
    end = time.monotonic() + 60
    lines = reduced(text.split('\n'), lambda it: differs('\n'.join(it)), end)
    text = '\n'.join(lines)
    if len(text) < 3000:
        text = ''.join(reduced(list(text), lambda it: differs(''.join(it)), end))
    return text


def reduced(parts, differs, end):
    """Delta debugging: ever smaller runs of parts are left out."""
    size = max(len(parts) // 2, 1)
    while parts and time.monotonic() < end:
        at, before = 0, len(parts)
        while at < len(parts) and time.monotonic() < end:
            rest = parts[:at] + parts[at + size:]
            if differs(rest):
                parts = rest
            else:
                at += size
        if size == 1 and len(parts) == before:
            break
        size = max(size // 2, 1)
    return parts


def shown(name, kind, settings, text, expected, got):
    diff = '\n'.join(difflib.unified_diff(
        expected.split('\n'), got.split('\n'), 'docutils', 'ours', lineterm='',
        n=3))
    return (f'=== {name} {kind} {settings or ""}\n{text}\n'
            f'... {ascii(text)}\n{diff}\n')


# Runs


def start(command, folders):
    global JUDGE, INPUTS
    os.nice(5)
    JUDGE, INPUTS = Judge(command), Inputs(folders)


def tried(name):
    """What came of the input of this name."""
    text, settings = INPUTS.make(name)
    explained = None
    for kind in ('parse', 'publish'):
        why, expected, got = JUDGE.verdict(text, kind, settings)
        if why == 'DIFFERENT':
            return why, (name, kind, settings, text, expected, got)
        explained = explained or why
    return explained, None


def shrunk(found):
    """The same difference in a small input, or at least in a smaller one."""
    name, kind, settings, text, _expected, _got = found
    if settings and JUDGE.differs(text, kind, {}):
        settings = {}
    text = smaller(text, lambda it: JUDGE.differs(it, kind, settings))
    _why, expected, got = JUDGE.verdict(text, kind, settings)
    return name, kind, settings, text, expected, got


def cluster(found):
    """Differences that begin alike are probably one."""
    expected, got = found[4:]
    diff = list(difflib.unified_diff(expected.split('\n'), got.split('\n'),
                                     lineterm='', n=0))[3:]
    first = diff[0] if diff else ''
    return re.sub(r'"[^"]*"|\d+', 'N', first.strip())[:60]


def run(arguments):
    todo = arguments.input or names(arguments.seed, arguments.count)
    if arguments.only:
        todo = [name for name in todo if name[0] == arguments.only]
    explained, clusters = collections.Counter(), {}
    state = (arguments.command, arguments.folder)
    with multiprocessing.Pool(arguments.jobs, start, state) as pool:
        for why, found in pool.imap_unordered(tried, todo, chunksize=20):
            if why == 'DIFFERENT':
                clusters.setdefault(cluster(found), []).append(found)
            elif why:
                explained[why] += 1
        several = sorted(clusters.values(), key=len, reverse=True)
        first = [min(it, key=lambda one: len(one[3])) for it in several]
        results = pool.imap(shrunk, first[:arguments.show])
        for found, alike in zip(results, several):
            print(f'{len(alike)} like this: '
                  + ' '.join(one[0] for one in alike[:8]))
            print(shown(*found), flush=True)
    different = sum(map(len, several))
    rows = ', '.join(f'{name} {count}' for name, count in explained.most_common())
    print(f'{len(todo)} inputs (seed {arguments.seed}): '
          f'{len(todo) - different - explained.total()} equal, '
          f'{explained.total()} explained{rows and f" ({rows})"}, '
          f'{different} different')
    return 1 if different else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=2000)
    parser.add_argument('--input', action='append', help='only the input of this name')
    parser.add_argument('--only', choices='gm', help='only from the grammar, or only mutated')
    parser.add_argument('--folder', action='append', default=[],
                        help='texts to be damaged, besides our own')
    parser.add_argument('--show', type=int, default=20, help='how many to make small and show')
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('command', nargs='+')
    arguments = parser.parse_args()
    sys.stdout.reconfigure(errors='backslashreplace')
    arguments.command[0] = str(Path(arguments.command[0]).resolve())
    need_version()
    sys.exit(run(arguments))


if __name__ == '__main__':
    main()
