"""Random texts, read by us and by docutils, and all the differences.

    python3 fuzz.py [options] -- TARGET/release/examples/conformance

Half of the texts come from a grammar (`grammar.py`), half are damaged real
ones (`mutation.py`).  Each is read twice, as the parser leaves it and after all
transforms, with all messages shown.  An input is named by its seed, such as
`g123` or `m123`, and made again by `--input g123`; for a damaged one the files
must be the same, too.  A difference is made small, by lines and then by
characters, before it is shown.

Differences which are known and are to stay stand in `EXPLAINED`, each with the
paragraph of DIFFERENCES.md that tells why.  Nothing else is passed over: the
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

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / 'cases'
BOOK = HERE.parents[3] / 'src'
SECONDS = 20

def fails(text, expected, got):
    """docutils ends with one of these exceptions."""
    if re.match(
            r"EXCEPTION (AttributeError: 'NoneType' object has no attribute 'lower'"
            r'|IndexError: list index out of range|KeyError: .*'
            r'|UnicodeDecodeError: .*)$', expected):
        return True
    # A circle of substitutions whose names differ in case.
    if (re.match(r'EXCEPTION ValueError: <substitution_definition .* is not in list$',
                 expected, re.DOTALL) and 'Circular substitution' in got):
        return True
    # These only where the construct is that brings them about.
    return any(expected == f'EXCEPTION {error}' and re.search(cause, text)
               for error, cause in FAILURES)


FAILURES = (
    ("AttributeError: 'NoneType' object has no attribute 'isdigit'",
     r'(?i)csv-table\s*::[^|]*:(delim|escape|quote):'),
    ("TypeError: 'NoneType' object is not callable",
     r'(?i)include\s*::[^|]*:parser:'),
    ('ValueError: embedded null character', r'(?i)date\s*::[^\n]*\0'),
    ('AssertionError: ', r'\+-[-+]*\+'),
)


def numbers(answer):
    """The numbers of the lines in an answer, and what else is in it."""
    pattern = r' line="(\d+)"'
    return ([int(it) for it in re.findall(pattern, answer)],
            re.sub(pattern, '', answer.rstrip('\n')))


def earlier_lines(cause, shape=''):
    """Nothing but the numbers of lines differs, docutils' are too low, and its
    answer has this shape."""
    def holds(text, expected, got):
        (theirs, rest), (ours, our_rest) = numbers(expected), numbers(got)
        return (re.search(cause, text) and re.search(shape, expected)
                and rest == our_rest
                and all(one <= other for one, other in zip(theirs, ours)))
    return holds


def padding(text, expected, got):
    """docutils names a line that is in no file."""
    place = r' line="\d+" source="[^"]*"'
    def is_nowhere(line):
        at = re.search(r' line="(\d+)" source="(test data|<string>)"', line)
        return ('source="internal padding after' in line
                or at and int(at[1]) > text.count('\n') + 1)
    theirs, ours = expected.rstrip('\n').split('\n'), got.rstrip('\n').split('\n')
    return ('include::' in text and len(theirs) == len(ours)
            and all(one == other or is_nowhere(one)
                    and re.sub(place, '', one) == re.sub(place, '', other)
                    for one, other in zip(theirs, ours)))


def without_message(answer, about):
    """An answer without the messages that begin with these words."""
    return re.sub(r'(?m)^( *)<system_message [^\n]*>\n\1    <paragraph>\n'
                  rf'\1        {about}[^\n]*\n(\1    [^\n]*\n)*', '',
                  answer.rstrip('\n') + '\n')


def own_parser(text, expected, got):
    """What the sections of a file with a parser hold, and where they may be."""
    def words(answer):
        lines = (line.strip() for line in answer.split('\n'))
        return sorted(line for line in lines if not re.match(
            r'<|([-=~*^"#+._\'`])\1*$|Unexpected section title\.'
            r'|Explicit markup ends without a blank line|$', line))
    return (re.search(r'(?i)include\s*::[^|]*:parser:', text)
            and re.search(r'<section|<title', expected)
            and words(expected) == words(got))


def substituted_file(text, expected, got):
    """docutils misses the end of a definition that would include a file."""
    missed = 'Explicit markup ends without a blank line'
    return (re.search(r'(?i)\|\s+include\s*::', text) and missed in got
            and without_message(expected, missed) == without_message(got, missed))


def reported_twice(text, expected, got):
    """A copy of a reference in a replacement that came to nothing is looked
    for as well."""
    about = 'Unknown target name: '
    def without(answer):
        if other_lines(text, '', ''):
            answer = numbers(answer)[1]
        answer = re.sub(r'(problematic|system-message)-\d+', r'\1-N', answer)
        return without_message(answer, about)
    return (re.search(r'\|__?', text) and re.search(r'\.\.\s+\|', text)
            and expected.count(about) > got.count(about)
            and without(expected) == without(got))


def null_cell(text, expected, got):
    """To docutils a NUL is half of a wide character."""
    def without(answer):
        answer = without_message(answer, 'Unexpected possible title overline')
        return re.sub(r'\n *<paragraph>(?=\n *<|$)', '', answer.rstrip('\n'))
    return (re.search(r'(?m)^ *=+( +=+)+ *$', text) and '\0' in text
            and without(expected) == without(got))


def empty_header(text, expected, got):
    """A header without a value is a row with an empty cell in docutils."""
    def without(answer):
        return re.sub(r'\n *<thead>\n *<row>(\n *<entry>)+(?=\n *<tbody>)', '',
                      answer.rstrip('\n'))
    return (re.search(r'(?im)csv-table\s*::[^|]*:header:[ \t]*$', text)
            and without(expected) == without(got))


def target_note(text, expected, got):
    """Which references have a note, and in which order they count."""
    note = r'(?m)^( *)<footnote [^\n]*"TARGET_NOTE:[^\n]*\n(\1    [^\n]*\n)*'
    mark = (r'(?m)^( *)(<inline[^>\n]*>\n\s*\n\1)?<footnote_reference auto="1"'
            r'[^\n]*\n(\1    [^\n]*\n)*|^ *\n')
    def without(answer):
        answer = re.sub(note, '', answer.rstrip('\n') + '\n')
        answer = re.sub(mark, '', answer)
        return re.sub(r'(footnote-reference|problematic|system-message)-\d+', r'\1-N', answer)
    return (re.search(r'(?i)target-notes\s*::', text)
            and 'TARGET_NOTE' in expected and without(expected) == without(got))


def wide_space(text, expected, got):
    """docutils makes a table of a border before a line with a wide space."""
    return (re.search(r'\+-[-+]*\+\s*\n\s*\u3000', text)
            and 'Malformed table.' in got
            and 'Blank line required after table.' in expected)


def other_lines(text, expected, got):
    """Nothing but the numbers of lines differs, and docutils miscounts."""
    def without_lines(answer):
        return re.sub(r' line="(\d+|True)"', '', answer.rstrip('\n'))
    if without_lines(expected) != without_lines(got):
        return False
    # A drawn table that is followed by text at once; the others as they say.
    return (re.search(r'\+-[-+]*\+\s*\n.*\S', text)
            or re.search(r'(?i):file:|::.*(\n.+)*\n\s+:\w'
                         r'|\.\.\s+\|[^|\n]*(\n|\|\s+class\s*::)', text))


def included(text, expected, got):
    """The INFO names a line that is in no file."""
    def without_place(answer):
        return re.sub(r' line="\d+" source="[^"]*"(?= type="INFO")', '', answer)
    return ('include::' in text
            and without_place(expected) == without_place(got))


def standard_folder(text, expected, got):
    """The path of docutils' own files is another one."""
    folder = r'source="[^"]*/parsers/rst/include/'
    if re.sub(folder, '', expected).rstrip('\n') == re.sub(folder, '', got).rstrip('\n'):
        return '<' in text
    return '<' in text and re.search(
        r'Problems with "\w+" directive path:\s+InputError: .*'
        r'/parsers/rst/include', expected)


def option_name(text, expected, got):
    """The name of an option holds what would be markup."""
    def without(answer):
        answer = re.sub(r'invalid option data: extension option field body may '
                        r'contain\s+a single paragraph only \(option "[^"]*[*`|_]'
                        r'[^"]*"\)\.|unknown option: ".*', 'OPTION',
                        answer.rstrip('\n'))
        return re.sub(r'(problematic|system-message)-\d+', r'\1-N', answer)
    return (re.search('unknown option: "', got)
            and re.search('option:? "[^"]*[*`|_]', expected + got)
            and without(expected) == without(got))


def lost_content(text, expected, got):
    """What stood in a table that could not be made still counts."""
    def skeleton(answer):
        answer = answer.split('\n    <section classes="system-messages">')[0]
        tags = re.findall(r'\n *<(\w+)', answer)
        return [tag for tag in tags if tag not in ('problematic', 'reference')]
    return (re.search('Error parsing content block for the "|Figure caption must be'
                      '|in (a )?substitution definition', expected)
            and skeleton(expected) == skeleton(got))


def surrogate(text, expected, got):
    """Half a character, which Python can hold and we cannot."""
    return (re.search('[\ud800-\udfff]', expected)
            or re.search('Invalid character code: .*[dD][89a-fA-F]', got))


def time_of_day(text, expected, got):
    """We know the day only."""
    return 'Only the day is known, and "%' in got and 'date::' in text


#: name, paragraph of DIFFERENCES.md, and what must be true of the input,
#: docutils' answer and ours.
EXPLAINED = (
    ('docutils fails', 'docutils fails', fails),
    ('line', 'line', other_lines),
    ('line block', 'line', earlier_lines(r'(?i)line-block\s*::')),
    ('csv line', 'line', earlier_lines(r'(?i)csv-table\s*::')),
    ('title of contents', 'line', earlier_lines(
        r'(?i)contents\s*::', r'<system_message [^\n]* line="0"')),
    ('subtitle', 'line', earlier_lines(r'\n', r'\n *<subtitle')),
    ('lost footnote', 'line', earlier_lines(
        r'\.\.\s+\|[^|]+\|\s+replace\s*::', 'Too many autonumbered footnote')),
    ('padding', 'line', padding),
    ('own parser', 'own parser', own_parser),
    ('substituted file', 'substituted file', substituted_file),
    ('reported twice', 'lost content', reported_twice),
    ('null cell', 'null cell', null_cell),
    ('empty header', 'empty header', empty_header),
    ('target note', 'target note', target_note),
    ('wide space', 'wide space', wide_space),
    ('included', 'Deliberate', included),
    ('standard folder', 'Deliberate', standard_folder),
    ('option name', 'option name', option_name),
    ('lost content', 'lost content', lost_content),
    ('surrogate', 'surrogate', surrogate),
    ('time of day', 'time of day', time_of_day),
)

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
