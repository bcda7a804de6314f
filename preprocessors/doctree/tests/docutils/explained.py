"""Differences from docutils that are known and are to stay: how to tell each.

A row of `EXPLAINED` names the paragraph of DIFFERENCES.md that says why, under
*Fuzzing* if it does not say where.  Its function is given a text, docutils'
answer and ours, and says whether what differs is this and nothing else.
"""

import re

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
    if (re.fullmatch(r"""EXCEPTION AssertionError: Losing "classes" attribute: \[[^\n]*\]""",
                     expected) and re.search(r'(?i)class\s*::', text)):
        return True
    return any(expected == f'EXCEPTION {error}' and re.search(cause, text)
               for error, cause in FAILURES)


FAILURES = (
    ("AttributeError: 'NoneType' object has no attribute 'isdigit'",
     r'(?i)csv-table\s*::.*(\n.*)*?\n\s*:(delim|escape|quote):'),
    ("TypeError: 'NoneType' object is not callable",
     r'(?i)include\s*::[^|]*:parser:'),
    ("UnboundLocalError: cannot access local variable 'i' where it is not "
     'associated with a value', r'(?i)figure\s*::'),
    ('ValueError: embedded null character', r'(?i)date\s*::[^\n]*\0'),
    ('ValueError: embedded null byte',
     r'(?i)(include|raw|csv-table)\s*::[^|]*\0'),
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
    """docutils names a line that is in no file, or one of the text itself for
    what stands in a file."""
    place = r' line="\d+" source="[^"]*"'
    own = r' line="(\d+)" source="(test data|<string>)"'
    def is_nowhere(line, our_line):
        at = re.search(own, line)
        return ('source="internal padding ' in line
                or at and int(at[1]) > text.count('\n') + 1
                or at and not re.search(own, our_line))
    theirs, ours = expected.rstrip('\n').split('\n'), got.rstrip('\n').split('\n')
    return (re.search(r'(?i)include\s*::', text) and len(theirs) == len(ours)
            and all(one == other or is_nowhere(one, other)
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
        answer = without_message(answer, '')
        lines = (line.strip() for line in answer.split('\n'))
        return [line for line in lines if not re.match(
            r'<|([-=~*^"#+._\'`])\1*$|$', line)]
    def messages(answer):
        found = re.findall(r'<system_message [^\n]*\n *<paragraph>\n *([^\n]*)', answer)
        return sorted(it for it in found if not it.startswith((
            'Unexpected section title.', 'Explicit markup ends without a blank line')))
    return (re.search(r'(?i)include\s*::[^|]*:parser:', text)
            and re.search(r'<section|<title', expected)
            and words(expected) == words(got)
            and messages(expected) == messages(got))


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
        if any(re.search(cause, text) for cause in MISCOUNTED):
            answer = numbers(answer)[1]
        answer = re.sub(r'(problematic|system-message)-\d+', r'\1-N', answer)
        return without_message(answer, about)
    return (re.search(r'\|__?', text) and re.search(r'\.\.\s+\|', text)
            and expected.count(about) > got.count(about)
            and without(expected) == without(got))


def null_cell(text, expected, got):
    """To docutils a NUL is half of a wide character.  Only tables differ."""
    def without(answer):
        return re.sub(r'(?m)^( *)<table\b[^\n]*\n((\1 +[^\n]*)?\n)*', '',
                      answer.rstrip('\n') + '\n')
    return (re.search(r'(?m)^ *=+( +=+)+ *$(\n.*)*?\0(.*\n)*? *=+( +=+)+ *$'
                      r'|^.*\|.*\0', text)
            and '<table' in expected and without(expected) == without(got))


def network(text, expected, got):
    """Nothing is read from an address: each says so in its words."""
    theirs = r'(?m)^( *)(URLError: )?<urlopen error no address is fetched>\.$'
    expected, count = re.subn(theirs, r'\1Nothing is read from the network.',
                              expected.rstrip('\n'))
    return (count and re.search(r'(?im)^\s*:url:', text)
            and (expected == got.rstrip('\n') or padding(text, expected, got)))


def beside_rubric(text, expected, got):
    """docutils puts decoration and meta behind rubrics at the start."""
    part = r'(?m)^    <(decoration|meta|system_message)\b[^\n]*\n((     [^\n]*)?\n)*'
    def parts(answer):
        answer = answer.rstrip('\n') + '\n'
        return (sorted(it[0] for it in re.finditer(part, answer)), re.sub(part, '', answer))
    return (re.search(r'(?m)^    <rubric', expected)
            and re.search(r'(?i)(header|footer|meta)\s*::', text)
            and parts(expected) == parts(got))


def lost_sectnum(text, expected, got):
    """A `sectnum` in a table that cannot be made numbers all the same."""
    def without(answer):
        answer = re.sub(r'(<title[^\n]*) auto="1"', r'\1', answer.rstrip('\n'))
        answer = re.sub(r'\n *<generated classes="sectnum">\n[^\n]*', '', answer)
        return re.sub(r' auto="1"', '', answer)
    return (re.search('Error parsing content block for the "', expected)
            and re.search(r'(?i)(sectnum|section-numbering)\s*::', text)
            and 'classes="sectnum"' not in got and without(expected) == without(got))


def shown_standard(text, expected, got):
    """A standard file that is shown as it stands is another with us."""
    def without(answer):
        return re.sub(r'(?m)^( *)<literal_block [^\n]*source="[^"\n]*/parsers/rst/include/'
                      r'[^\n]*\n((\1 +[^\n]*)?\n)*', '', answer.rstrip('\n') + '\n')
    return (re.search(r'(?i)include\s*::\s*<[^|]*:(literal|code):', text)
            and '/parsers/rst/include/' in expected and without(expected) == without(got))


def end_of_cell(text, expected, got):
    """docutils keeps white space at the end of what a cell shows as it stands."""
    def without(answer):
        return re.sub(r'(?m)[ \t]+$', '', answer.rstrip('\n'))
    return (re.search(r'(?i)csv-table\s*::', text) and re.search(r'[ \t]"', text)
            and without(expected) == without(got))


def pending_name(text, expected, got):
    """The name of a substitution is a detail of what is pending."""
    return (re.search(r'(?i)\.\.\s+\|', text)
            and re.sub(r"\n *alt: '.*'(?=\n)", '', expected.rstrip('\n')) == got.rstrip('\n'))


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
    # A citation, a substitution, an indirect target, an embedded alias.
    return (re.search(r'(?i)target-notes\s*::', text)
            and re.search(r'\]_|\|\S|_`?\s*$|_>`_', text, re.M)
            and 'TARGET_NOTE' in expected and without(expected) == without(got))


def margin_notes(text, expected, got):
    """Which footnotes the references in a header and a footer take, and which
    those in the text are left with."""
    margins = re.match(r'(?s)(.*\n)?    <decoration>\n(     [^\n]*\n)*', expected)
    def without(answer):
        answer = re.sub(r'(<footnote_reference auto="[^\n]*) refid="[^"]*"([^\n]*\n) *\S+\n',
                        r'\1\2', answer.rstrip('\n') + '\n')
        return re.sub(r'(<footnote auto="[^\n"]*") backrefs="[^"]*"', r'\1', answer)
    return (re.search(r'(?i)(header|footer)\s*::', text)
            and margins and '<footnote_reference auto="' in margins[0]
            and without(expected) == without(got))


def circle_of_targets(text, expected, got):
    """Where targets lead that gave their names to indirect ones."""
    def without(answer):
        return re.sub(r'(?m)^( *<(target|reference)\b[^>\n]*) refid="[^"]*"', r'\1', answer.rstrip('\n'))
    given = r'(?m)^[ \t]*\.\.[ \t]+_[^\n]*:[ \t]*\n\s*\.\.[ \t]+_[^\n]*_[ \t]*$'
    return re.search(given, text) and without(expected) == without(got)


def lost_circle(text, expected, got):
    """A lost definition closes a circle in docutils."""
    def without(answer):
        answer = answer.split('\n    <section classes="system-messages">')[0]
        part = r'(?m)^( *)<(system_message|substitution_definition)\b[^\n]*\n((\1 +[^\n]*)?\n)*'
        tags = re.findall(r'<(\w+)', re.sub(part, '', answer.rstrip('\n') + '\n'))
        return [tag for tag in tags if tag != 'problematic']
    return ('Circular substitution' in expected
            and '"replace" directive: may contain a single paragraph only' in expected
            and 'Undefined substitution referenced' in got
            and without(expected) == without(got))


def other_lines(cause, shape=''):
    """Nothing but the numbers of lines differs, which may do so there, and
    docutils' answer has this shape."""
    def holds(text, expected, got):
        return (re.search(cause, text) and re.search(shape, expected)
                and without_lines(expected) == without_lines(got))
    return holds


def without_lines(answer):
    return re.sub(r' line="(\d+|True)"', '', answer.rstrip('\n'))


#: A drawn table that text follows at once.
TABLE_AND_TEXT = r'\+-[-+]*\+[ ]*\n.*\S'
#: The cells of a table in a file of its own.
FILE_OF_CELLS = r'(?i)csv-table\s*::.*(\n.*)*?\n.*:file:'
#: Options behind what a directive without arguments holds.
CONTENT_AND_OPTIONS = (
    r'(?i)(attention|caution|danger|error|hint|important|note|tip|warning'
    r'|parsed-literal|line-block|compound|math|epigraph|highlights|pull-quote'
    r'|header|footer|role)\s*::(?:[ \t]+\S.*|[ \t]*\n[ \t]+[^:\s].*)'
    r'(\n[ \t]+\S.*)*\n\s+:\w')
#: A substitution definition over several lines, or with `class` in it.
NAME_OVER_LINES = (r'(?i)\.\.\s+\|([^|\n]*\|\s+class\s*::'
                   r'|(?![^\n]*\|\s+[^\n]*::)[^\n]*\n)')
MISCOUNTED = (TABLE_AND_TEXT, FILE_OF_CELLS, CONTENT_AND_OPTIONS, NAME_OVER_LINES)


def included(text, expected, got):
    """The INFO names a line that is in no file."""
    def without_place(answer):
        return re.sub(r' line="\d+" source="[^"]*"(?= type="INFO")', '', answer)
    return (re.search(r'include\s*::', text)
            and without_place(expected) == without_place(got))


def standard_folder(text, expected, got):
    """The path of docutils' own files is another one."""
    folder = r'source="[^"]*/parsers/rst/include/'
    if re.sub(folder, '', expected).rstrip('\n') == re.sub(folder, '', got).rstrip('\n'):
        return '<' in text
    return '<' in text and re.search(
        r'Problems with "\w+" directive path:\s+InputError: .*'
        r'/parsers/rst/include'
        r'|/parsers/rst/include/\w+\.txt": line \d+ exceeds the line-length-limit', expected)


def lost_content(text, expected, got):
    """What stood in a table that could not be made still counts."""
    references = ('problematic', 'reference', 'footnote_reference', 'citation_reference')
    def skeleton(answer):
        answer = answer.split('\n    <section classes="system-messages">')[0]
        tags = re.findall(r'\n *<(\w+)', answer)
        return [tag for tag in tags if tag not in references]
    return (re.search('Error parsing content block for the "|Figure caption must be'
                      '|in (a )?substitution definition'
                      '|"replace" directive: may contain a single paragraph only', expected)
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
    ('line behind a table', 'line', other_lines(TABLE_AND_TEXT)),
    ('line in a file of cells', 'line', other_lines(FILE_OF_CELLS)),
    ('line behind options', 'line', other_lines(CONTENT_AND_OPTIONS)),
    ('line in a substitution', 'line', other_lines(NAME_OVER_LINES)),
    ('line block', 'line', earlier_lines(r'(?i)line-block\s*::')),
    ('csv line', 'line', earlier_lines(r'(?i)csv-table\s*::')),
    ('title of contents', 'line', earlier_lines(
        r'(?i)contents\s*::', r'<system_message [^\n]* line="0"')),
    ('subtitle', 'line', earlier_lines(
        r'\n', r'\n( *)<section[^\n]*\n\1    <title[^\n]*\n(\1     [^\n]*\n)+\1    <subtitle')),
    ('lost footnote', 'line', earlier_lines(
        r'\.\.\s+\|[^|]+\|\s+replace\s*::', 'Too many autonumbered footnote')),
    ('padding', 'line', padding),
    ('own parser', 'own parser', own_parser),
    ('substituted file', 'substituted file', substituted_file),
    ('reported twice', 'lost content', reported_twice),
    ('null cell', 'null', null_cell),
    ('network', 'network', network),
    ('beside a rubric', 'beside a rubric', beside_rubric),
    ('lost sectnum', 'lost content', lost_sectnum),
    ('shown standard file', 'standard file', shown_standard),
    ('end of a cell', 'end of a cell', end_of_cell),
    ('pending name', 'pending name', pending_name),
    ('empty header', 'empty header', empty_header),
    ('target note', 'target note', target_note),
    ('circle of targets', 'circle', circle_of_targets),
    ('lost circle', 'lost content', lost_circle),
    ('margin notes', 'margin notes', margin_notes),
    ('included', 'Deliberate', included),
    ('standard folder', 'Deliberate', standard_folder),
    ('lost content', 'lost content', lost_content),
    ('surrogate', 'surrogate', surrogate),
    ('time of day', 'time of day', time_of_day),
)
