"""Random reStructuredText: a document from weighted productions.

`document(random)` gives a text with any of the constructs of the
specification, right or nearly right: indentation that is off by a column,
blank lines too many or too few, names that are not there.  The same state of
`random` gives the same text.
"""

WORDS = ('alpha beta gamma delta one two three A b i x Text word café naïve '
         'Ünï 中文 ﬁ e\u0301 ½ Straße it\'s "so" (e.g.) 3.14 -- --- … don\'t '
         'http://a.org/x?y=1 me@b.org a.b_c a-b x_y *').split()
NAMES = ('alpha beta one two three A.b x-y Two--x É.n 中 a+b A:b q_r one__two '
         'note 1 2 3').split()
LONG_NAMES = ('two words', 'Alpha', 'a: colon', 'x  y', 'Title', 'Über uns',
              'a\\:b', '-x-', 'one', 'a_', 'http://q.r')
MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
RULES = '=-~^"#*+.\'`:_'
OPENING = ['', '', '', '(', '[', '{', '<', '"', "'", '«', '“', '‘', '-', '/',
           ':', '¿', '、', '\\', '\\ ', 'x', '\u200b', '„', '»', '*', '\xa0']
CLOSING = ['', '', '', ')', ']', '}', '>', '"', "'", '»', '”', '’', '-', '/',
           ':', '.', ',', ';', '!', '?', '\\', '\\ ', 'x', '\u200b', '“', '«',
           's', '*', '\xa0', '。', '_', '__', '`', '|']
URIS = ('http://example.org/', 'https://a.b/c_d#e', 'mailto:x@y.zz',
        'x@example.org', 'ftp://f/g', 'news:a.b', '//host/p', 'a/b c',
        'HTTP://X.Y', 'http://[1::2]/', 'urn:isbn:1', 'file.txt', '#frag',
        'http://e.org/\\*x', 'x_', '`a b`_', 'a\\_', 'http://e.org/(a)',
        'http://e.org/a.', 'about:x', 'http:', 'python:a*')
ROLES = ('emphasis strong literal code math sub sup subscript superscript '
         'title title-reference t abbreviation ab acronym ac index i pep '
         'pep-reference rfc rfc-reference raw custom mine unknown Emphasis '
         'target uri url named-reference anonymous-reference '
         'footnote-reference citation-reference substitution-reference').split()
CLASSES = ('x', 'a b', 'Über', 'a_b', '1', '', 'special-x y')
LENGTHS = ('1', '50%', '20 px', '3em', '1.5 in', '-1', '10furlong', '', 'x',
           '0', '12pt', '1e3', '+4', '٣', '007', '50 %', '2.', 'inf')
ALIGNS = ('left', 'right', 'center', 'top', 'middle', 'bottom', 'Left', 'no', '')
CODES = ('0x2014', 'U+262E', '&#x41;', '8212', 'x41', '\\u00e9', 'text', '--',
         '.. comment', '999999999999', '0xD800', '"')
FORMATS = ('html', 'latex', 'html latex', 'xml', '')
ADMONITIONS = ('attention caution danger error hint important note tip '
               'warning Note').split()


class Grammar:
    """Productions; each block gives a list of lines."""

    def __init__(self, random):
        self.random = random
        self.styles = random.sample(RULES, 3)

    # What chance decides

    def chance(self, share):
        return self.random.random() < share

    def pick(self, of):
        return self.random.choice(of)

    def some(self, most, least=1):
        return range(self.random.randint(least, most))

    def weighted(self, rows):
        weights, productions = zip(*rows)
        return self.random.choices(productions, weights)[0]

    # Inline markup

    def words(self, most=5):
        return ' '.join(self.pick(WORDS) for _ in self.some(most))

    def name(self):
        return self.pick(NAMES) if self.chance(.7) else self.pick(LONG_NAMES)

    def quoted(self, name):
        return name if self.chance(.3) else f'`{name}`'

    def reference(self):
        name = self.name()
        return self.quoted(name) + self.pick(['_', '_', '__', '_ _'])

    def label(self):
        return self.pick(['1', '2', '3', '#', '#', '*', '*', '#one', '#A.b',
                          'CIT', 'cit2', 'a b', '', '#a b', '\u2020', '12'])

    def embedded(self):
        uri = self.pick(URIS)
        text = self.words(2) if self.chance(.8) else ''
        return f'`{text} <{uri}>`' + self.pick(['_', '_', '__', '__', ''])

    def role_name(self):
        return self.pick(ROLES)

    def interpreted(self):
        text = self.pick([self.words(3), '8', '2822#a', 'x', '-1', '', ' y',
                          r'\alpha', r'a\ b', '9' * 12, 'a <b>', 'one', '1'])
        role = self.role_name()
        return self.weighted([
            (4, f':{role}:`{text}`'), (2, f'`{text}`:{role}:'),
            (1, f':{role}:`{text}`:{role}:'), (1, f':{role}:`{text}`_'),
            (1, f':a:{role}:`{text}`'), (1, f': {role}:`{text}`'),
            (1, f':{role}: `{text}`'), (1, f':{role}:``{text}``')])

    def inline_piece(self):
        return self.weighted([
            (3, f'*{self.words(2)}*'), (3, f'**{self.words(2)}**'),
            (2, f'``{self.words(2)}``'), (1, f'`{self.words(2)}`'),
            (3, self.reference()), (2, self.embedded()),
            (3, self.interpreted()),
            (2, f'[{self.label()}]_'), (2, f'|{self.name()}|'),
            (1, f'|{self.name()}|_'), (1, f'|{self.name()}|__'),
            (2, f'_`{self.name()}`'), (2, self.pick(URIS)),
            (1, self.broken()), (1, self.nested())])

    def nested(self):
        inner = self.inline_flat()
        mark = self.pick(['*', '**', '`', '``', '|', '_`'])
        return mark + inner + (mark if mark != '_`' else '`')

    def inline_flat(self):
        return self.pick([f'*{self.words(1)}*', f'**{self.words(1)}**',
                          f'``{self.words(1)}``', f'`{self.words(1)}`',
                          f'|{self.name()}|', self.reference()])

    def broken(self):
        return self.pick(['*', '**', '``', '`', '|', '_`', '[1', '_', '__',
                          '***', '`a', '**a', '*a', '``a', '|a', '`a <b`_',
                          ':x:', ':x:`', '\\', '\\\\', '\\*', '*\\*', ']_',
                          '[]_', '`a`b_', '``\\``', '`` ``', '* *', '|x |',
                          '`a <`_', '`<b>`_', '<', '>', '`\\ a`', '*a\\*',
                          '\x00', '`__', 'a__', '____', '`a`___', '::'])

    def text(self, most=4):
        out = []
        for _ in self.some(most):
            out.append(self.words(3))
            if self.chance(.6):
                out.append(self.pick(OPENING) + self.inline_piece()
                           + self.pick(CLOSING))
        return self.pick([' ', ' ', ' ', '', '  ']).join(out)

    def line(self):
        return self.text(2) if self.chance(.6) else self.words()

    # Shapes that all blocks share

    def indented(self, lines, by=None):
        by = self.pick([1, 2, 2, 3, 3, 4, 8]) if by is None else by
        out = [' ' * by + line if line else line for line in lines]
        if self.chance(.08) and out:
            at = self.random.randrange(len(out))
            out[at] = self.pick([' ', '', '\t', '  ']) + out[at].lstrip(
                ) if self.chance(.5) else ' ' + out[at]
        return out

    def hung(self, marker, lines):
        """`lines` behind a marker; the rest below their text, or nearly."""
        gap = self.pick([' ', ' ', ' ', '  ', '    ', '\t'])
        if self.chance(.05):
            return [marker] + self.indented(lines)
        width = len((marker + gap).expandtabs())
        if self.chance(.08):
            width += self.pick([-1, 1, -2])
        head, rest = (lines[0], lines[1:]) if lines else ('', [])
        return [marker + gap + head] + self.indented(rest, max(width, 0))

    def joined(self, blocks, blank=.9):
        out = []
        for at, block in enumerate(blocks):
            if at and self.chance(blank):
                out += [''] * self.pick([1, 1, 1, 2])
            out += block
        return out

    def body(self, depth, most=3):
        return self.joined([self.block(depth) for _ in self.some(most)])

    def item(self, depth):
        if depth > 2 or self.chance(.6):
            return self.paragraph(depth)
        return self.body(depth + 1, 2)

    # Blocks of text

    def paragraph(self, _depth=0):
        lines = [self.line() for _ in self.some(3)]
        if self.chance(.06):
            lines[-1] += self.pick(['::', ' ::', ':', ' : x', '\\::'])
        return lines

    def block_quote(self, depth):
        lines = self.indented(self.body(depth + 1, 2))
        if self.chance(.4):
            by = len(lines[-1]) - len(lines[-1].lstrip())
            mark = self.pick(['-- ', '--', '---', '— ', '-', '----', '--\xa0'])
            note = [mark + self.words()] + (
                [self.pick(['', '  ', '   ']) + self.line()
                 for _ in self.some(2)] if self.chance(.3) else [])
            lines += ['']*self.pick([0, 1, 1, 1]) + [' ' * by + x for x in note]
            if self.chance(.3):
                lines += [''] * self.pick([0, 1]) + self.indented(
                    self.paragraph(), by)
        return lines

    def literal_block(self, depth):
        head = self.paragraph()[:-1] + [self.pick(
            ['::', 'so::', 'so ::', 'so:: ', '::', 'a: ::', '\\::', '*x*::'])]
        blank = [''] * self.pick([0, 1, 1, 1, 2])
        raw = [self.pick([self.line(), '', '  x', '    y', '\tz', 'def f():'])
               for _ in self.some(4)]
        if self.chance(.3):
            mark = self.pick(MARKS)
            quoted = [self.pick([mark, mark, mark, mark, self.pick(MARKS), '',
                                 ' ' + mark]) + x for x in raw]
            return head + blank + quoted
        return head + blank + self.indented(raw)

    def doctest_block(self, _depth):
        return ['>>> ' + self.line()] + [
            self.pick(['... ', '>>> ', '', ' ', '*']) + self.words()
            for _ in self.some(2, 0)]

    def line_block(self, depth):
        out = []
        for _ in self.some(5):
            by = self.pick([1, 1, 1, 3, 5, 2, 0])
            out.append(self.pick(['|', '|', '|', '|', '|', ' ', '  |', '||'])
                       + ' ' * by + self.pick([self.line(), self.line(), '']))
        return out

    # Lists

    def bullet_list(self, depth):
        bullet = self.pick('*+-•‣⁃')
        out = []
        for _ in self.some(3):
            mark = bullet if self.chance(.93) else self.pick('*+-')
            out.append(self.hung(mark, self.item(depth)))
        return self.joined(out, self.pick([0, .5, 1]))

    def ordinals(self):
        kind = self.pick(['1', '1', 'a', 'A', 'i', 'I', '#', 'roman'])
        start = self.pick([1, 1, 1, 1, 2, 4, 9, 25])
        for at in range(start, start + 5):
            at += self.random.random() < .07
            yield {'1': str(at), 'a': chr(96 + at), 'A': chr(64 + at),
                   'i': ROMAN[at % 30].lower(), 'I': ROMAN[at % 30],
                   '#': '#', 'roman': self.pick(
                       ['v', 'X', 'mm', 'iiii', 'ic', 'L', 'MCMXC', 'D'])}[kind]

    def enumerated_list(self, depth):
        before, after = self.pick([('', '.'), ('', '.'), ('(', ')'), ('', ')'),
                                   ('(', '.')])
        out = []
        for ordinal, _ in zip(self.ordinals(), self.some(4)):
            if self.chance(.06):
                ordinal = '#'
            out.append(self.hung(before + ordinal + after, self.item(depth)))
        return self.joined(out, self.pick([0, .5, 1]))

    def definition_list(self, depth):
        out = []
        for _ in self.some(3):
            term = self.line() + ''.join(
                self.pick([' : ', ' : ', ': ', ' :', '  :  ']) + self.line()
                for _ in self.some(2, 0))
            gap = [''] if self.chance(.05) else []
            term += self.pick([''] * 15 + ['::', ' ::'])
            out.append([term] + gap + self.indented(self.item(depth)))
        return self.joined(out, self.pick([0, .5, 1]))

    def field_name(self):
        return self.pick([
            self.words(2), 'Author', 'Authors', 'Date', 'Version', 'Abstract',
            'Dedication', 'Copyright', 'Organization', 'Contact', 'Address',
            'Status', 'Revision', 'author', 'ABSTRACT', 'x\\:y', 'a `b:c`',
            '*f*', '*f', 'a:b', ' ', '$RCSfile', 'é', 'orphan', 'f:'])

    def field_list(self, depth):
        out = []
        for _ in self.some(4):
            content = self.pick([
                self.item(depth), self.item(depth), [''], ['me@x.org'],
                ['$Date: 2024/01/02 10:11:12 $'], ['$Revision: 1.2 $'],
                ['One; Two; Three'], ['One, Two'], ['- One', '- Two'],
                ['$RCSfile: f.txt,v $'], ['One', '', 'Two'], ['*a* ; b']])
            out.append(self.hung(f':{self.field_name()}:', list(content)))
        return self.joined(out, self.pick([0, 0, .5, 1]))

    def option_list(self, depth):
        out = []
        for _ in self.some(3):
            options = self.pick([', ', ', ', ',', ' , ']).join(self.pick([
                '-a', '-b FILE', '--long', '--long=<a b>', '--l arg', '/V',
                '/X:<y>', '+p', '-1', '-abc', '--a=', '-fx', '-f <x y>', '--',
                '-é', '--no-way_x', '-a<b>', '-b<c', '/VX y'])
                for _ in self.some(3))
            if self.chance(.15):
                out.append([options] + self.indented(self.item(depth)))
            else:
                out.append(self.hung(options + ' ', self.item(depth)))
        return self.joined(out, self.pick([0, .5, 1]))

    # Tables

    def cell_lines(self, width, height):
        lines = [self.pick([self.words(2), self.words(1), self.inline_piece(),
                            '', '', '- x', '* y', '\\', '| z', '::', '====',
                            '1. a', '.. c', ':f: x', '+', '-', '|'])
                 for _ in range(height)]
        return [cut(line, width) for line in lines]

    def grid_table(self, depth):
        widths = [self.random.randint(2, 12) for _ in self.some(4)]
        rows = [self.random.randint(1, 3) for _ in self.some(4)]
        width, height = sum(widths) + len(widths) + 1, sum(rows) + len(rows) + 1
        canvas = [[' '] * width for _ in range(height)]
        columns = edges(widths)
        lines = edges(rows)
        head = self.pick([0, 0, 1, 1, 2])
        for row, y in enumerate(lines):
            for x in range(width):
                canvas[y][x] = '=' if row and row == head else '-'
        for x in columns:
            for y in range(height):
                canvas[y][x] = '+' if y in lines else '|'
        out = [''.join(row) for row in canvas]
        for row in range(len(rows)):
            out = self.fill_row(out, lines, columns, row)
        for _ in self.some(3, 0):
            out = self.span(out, lines, columns)
        if self.chance(.15):
            out = self.scratched(out)
        return out

    def fill_row(self, out, lines, columns, row):
        for column in range(len(columns) - 1):
            left, right = columns[column] + 1, columns[column + 1]
            top, bottom = lines[row] + 1, lines[row + 1]
            for y, text in enumerate(self.cell_lines(right - left, bottom - top)):
                out[top + y] = paste(out[top + y], left, right, text)
        return out

    def span(self, out, lines, columns):
        """Rubs out a piece of an inner rule, so that two cells are one."""
        y = self.pick(lines)
        x = self.random.randrange(len(columns) - 1)
        if self.chance(.5):
            left, right = columns[x] + 1, columns[x + 1]
            out[y] = paste(out[y], left, right, ' ' * (right - left))
        else:
            at = self.pick(columns)
            top = self.pick(lines)
            for line in range(top + 1, min([z for z in lines if z > top],
                                           default=top)):
                out[line] = paste(out[line], at, at + 1, ' ')
            if self.chance(.3):
                out[top] = paste(out[top], at, at + 1, self.pick('-|= '))
        return out

    def scratched(self, out):
        y = self.random.randrange(len(out))
        x = self.random.randrange(max(len(out[y]), 1))
        out[y] = out[y][:x] + self.pick(['', '+', '-', ' ', '|', 'xx', '中']) \
            + out[y][x + 1:]
        return out

    def simple_table(self, depth):
        widths = [self.random.randint(1, 10) for _ in self.some(4, 1)]
        gap = self.pick([1, 2, 2, 2, 3]) * ' '

        def rule(mark):
            return gap.join(mark * width for width in widths)
        out = [rule('=')]
        head = self.chance(.5)
        for row in self.some(5):
            cells = [self.pick([self.words(1), self.words(2), '', '\\', '- x',
                                self.inline_piece(), '-', '=', '..', '::'])
                     for _ in widths]
            cells[-1:] = [self.line()] if self.chance(.2) else cells[-1:]
            fit = [cut(cell, width) if at < len(widths) - 1 else cell
                   for at, (cell, width) in enumerate(zip(cells, widths))]
            line = gap.join(fit).rstrip()
            out.append(line)
            if self.chance(.12):
                out.append(self.spans(widths, gap))
            if self.chance(.1):
                out.append(self.pick(['', '', ' ' * widths[0] + gap + 'more']))
            if head and (not row or self.chance(.1)):
                out.append(rule('='))
        out.append(rule(self.pick('=====-')))
        if self.chance(.1):
            out = self.scratched(out)
        return out

    def spans(self, widths, gap):
        """A rule of `-` that joins some columns, or nearly."""
        out = ''
        for width in widths:
            joint = self.pick([gap, gap, '-' * len(gap)])
            out += (joint if out else '') + '-' * width
        return out if self.chance(.9) else out[:-1]

    # Sections

    def section(self, _depth=0):
        title = self.line() if self.chance(.8) else self.pick(
            ['Title', 'Alpha', '*t*', 'T', 'ab', '中文', 'e\u0301e\u0301',
             'Two words', '.. x', '- x', '1. x', 'x::', '|alpha|'])
        mark = self.pick(self.styles) if self.chance(.9) else self.pick(MARKS)
        width = max(columns_of(title) + self.pick(
            [0, 0, 0, 0, 0, 1, -1, -2, 5, -9]), self.pick([1, 2, 3, 4]))
        under = mark * width
        if self.chance(.25):
            over = under if self.chance(.85) else mark * (width - 1)
            if self.chance(.05):
                under = ''
            return [over, self.pick(['', ' ', ' ']) + title, under]
        return [title, under]

    def transition(self, _depth=0):
        return [self.pick(MARKS) * self.pick([3, 4, 4, 5, 10, 20])]

    # Explicit markup

    def explicit(self, head, lines, depth=0):
        """`..`, a head, and lines below it."""
        start = '..' + self.pick([' ', ' ', ' ', ' ', '  ', '   ', '\t', ''])
        by = self.pick([3, 3, 3, 3, 2, 4, 1])
        return [start + head] + self.indented(lines, by)

    def footnote(self, depth):
        lines = self.item(depth)
        first = ' ' + lines[0] if self.chance(.9) else ''
        return self.explicit(f'[{self.label()}]' + first, lines[1:])

    def target(self, depth):
        name = self.name() if self.chance(.6) else f'`{self.name()}`'
        uri = self.pick(['', '', ' ' + self.pick(URIS), ' ' + self.pick(URIS),
                         ' ' + self.name() + '_', f' `{self.name()}`_'])
        more = [self.pick(URIS)] if self.chance(.1) else []
        return self.weighted([
            (6, self.explicit(f'_{name}:{uri}', more)),
            (1, self.explicit(f'__:{uri}', more)), (1, [f'__{uri}']),
            (1, self.explicit(f'_{name}{uri}', more)),
            (1, self.explicit(f'_ {name}:{uri}', more)),
            (1, self.explicit(f'__{uri}', more))])

    def substitution(self, depth):
        kind = self.pick(['replace', 'replace', 'unicode', 'image', 'date',
                          'note', 'nope', 'raw', 'class'])
        if kind == 'unicode':
            argument = ' '.join(self.pick(CODES) for _ in self.some(3))
        elif kind == 'date':
            argument = self.pick(['', '%Y-%m-%d', '%d', '%%', 'é'])
        else:
            argument = self.text(2)
        more = self.options(OPTIONS.get(kind, ())) if self.chance(.3) else []
        more += self.indented(self.paragraph(), 0) if self.chance(.1) else []
        return self.explicit(f'|{self.name()}| {kind}::'
                             + (' ' + argument if argument else ''), more)

    def comment(self, depth):
        first = self.pick([self.line(), '', '[x', '_a', '|b', 'a:b', 'x ::'])
        return self.explicit(first, self.item(depth) if self.chance(.5) else [])

    def options(self, known):
        names = list(known) + ['class', 'name']
        out = []
        for _ in self.some(3, 0):
            name = self.pick(names) if self.chance(.93) else self.pick(
                ['unknown', 'Class', 'a b', '', '*x*', 'width', 'align'])
            out.append(f':{name}:' + self.pick([' ', ' ', ' ', '', '\t'])
                       + self.option_value(name))
            if self.chance(.05):
                out += self.pick([[''], ['  more'], ['   ' + self.words(1)]])
        return out

    def option_value(self, name):
        if self.chance(.08):
            return self.words(2)
        values = VALUES.get(name)
        return str(self.pick(values)) if values else self.name()

    def directive(self, depth):
        name = self.pick(list(DIRECTIVES))
        argument, content = DIRECTIVES[name]
        head = self.argument(argument)
        if self.chance(.04):
            name = self.pick([name.upper(), name + 'x', 'a:' + name, '-' + name])
        lines = self.options(OPTIONS.get(name, ())) if self.chance(.5) else []
        inner = self.content(content, depth)
        if inner:
            lines += [''] * self.pick([0, 1, 1, 1, 1, 2]) + inner
        mark = self.pick(['::', '::', '::', '::', '::', '::', ' ::', ':', '::x'])
        return self.explicit(f'{name}{mark}' + (' ' + head if head else ''),
                             lines)

    def argument(self, kind):
        if self.chance(.07):
            return self.pick(['', self.line(), ':name: x'])
        return {
            None: lambda: '', 'text': self.line,
            'maybe': lambda: self.pick(['', self.line()]),
            'uri': lambda: self.pick(['a.png', 'b c.png', 'x\\ y', URIS[0]]),
            'class': lambda: self.pick(CLASSES),
            'format': lambda: self.pick(FORMATS),
            'role': lambda: self.pick(
                ['custom', 'mine(emphasis)', 'custom(raw)', 'mine(code)',
                 'x y', 'custom (nope)', 'custom(math)', 'emphasis',
                 'custom(custom)', 'Mine( sub )', 'é', '1', '(emphasis)']),
            'role-name': lambda: self.pick(['', 'emphasis', 'custom', 'math',
                                            'nope', 'raw', 'sup']),
            'file': lambda: self.pick(
                ['files/first.txt', 'files/code.py', 'files/section.txt',
                 'files/none.txt', '<isonum.txt>', '<nope.txt>', '',
                 'files/second.txt', 'files/marks.txt']),
            'language': lambda: self.pick(['', 'python', 'text', 'nope'])}[kind]()

    def content(self, kind, depth):
        if self.chance(.06):
            kind = self.pick(['blocks', None, 'lines'])
        if kind is None or self.chance(.05):
            return []
        if kind == 'blocks':
            return self.body(depth + 1, 2) if depth < 3 else self.paragraph()
        return {
            'lines': lambda: [self.pick([self.line(), '', ' x'])
                              for _ in self.some(4)],
            'text': self.paragraph, 'csv': self.csv_rows,
            'list': lambda: self.list_rows(depth),
            'table': lambda: self.pick([self.grid_table, self.simple_table,
                                        self.block])(depth + 1),
            'meta': lambda: [self.pick([
                ':k: v', ':k v=w: x', ':http-equiv=a: b', ':k:', 'x',
                ':a b c=d: e f', ':lang=de k: v', '  more', ':scheme=x a: *b*'])
                for _ in self.some(3)]}[kind]()

    def csv_rows(self):
        quote, delimiter = self.pick(['"', '"', "'"]), self.pick(',,,;\t')
        cells = ['a', '*b*', '', '1', f'{quote}x{delimiter} y{quote}', '- z',
                 f'{quote}a{quote * 2}b{quote}', f' {quote}c{quote}', f'{quote}d',
                 f'{quote}e\nf{quote}', f'g{quote}h', f'{quote}i{quote}j', '"']
        return [line for _ in self.some(4) for line in delimiter.join(
            self.pick(cells) for _ in self.some(3)).split('\n')]

    def list_rows(self, depth):
        columns = self.random.randint(1, 3)
        out = []
        for _ in self.some(3):
            if self.chance(.07):
                columns += self.pick([-1, 1])
            row = [self.hung(self.pick('---*'), self.item(depth + 1))
                   for _ in range(columns)] or [['']]
            out += self.hung('*', [line for cell in row for line in cell])
        return out + ([self.words()] if self.chance(.05) else [])

    # A document

    def block(self, depth=0):
        rows = BLOCKS if depth < 3 else SHALLOW
        return getattr(self, self.weighted(rows))(depth)

    def document(self):
        blocks = []
        if self.chance(.15):
            blocks.append(self.section())
        if self.chance(.15):
            blocks.append(self.field_list(1))
        for _ in self.some(self.pick([2, 4, 8])):
            wide = self.weighted([(20, 'block'), (5, 'section'),
                                  (1, 'transition')])
            blocks.append(getattr(self, wide)(0))
        lines = self.joined(blocks, self.pick([1, .95, .8]))
        if self.chance(.1):
            lines = self.indented(lines)
        return self.ended(lines)

    def ended(self, lines):
        """One text of lines, with an odd character or line end in places."""
        ends = ['\n'] * len(lines)
        for at in range(len(lines)):
            if self.chance(.004):
                ends[at] = self.pick(ODD_ENDS)
            if self.chance(.006):
                cut_at = self.random.randint(0, len(lines[at]))
                lines[at] = (lines[at][:cut_at] + self.pick(ODD_CHARACTERS)
                             + lines[at][cut_at:])
        text = ''.join(line + end for line, end in zip(lines, ends))
        return text if self.chance(.95) else text.rstrip('\n')


ROMAN = ('N I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII '
         'XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII XXVIII XXIX XXX').split()
ODD_ENDS = ('\r\n', '\r', '\x0b', '\x0c', '\x1c', '\x1d', '\x1e', '\x85',
            '\u2028', '\u2029', '', '\n\r')
ODD_CHARACTERS = ('\x00', '\t', '\x0b', '\x0c', '\x1f', '\x7f', '\xa0', '\xad',
                  '\u200b', '\u200d', '\u0301', '\u3000', '\ufeff', '\U0001f600',
                  '\u202e', '\u2003', '\uff5c', '\x85', '\x1c', '\u2028', '中')
BLOCKS = (
    (8, 'paragraph'), (4, 'block_quote'), (4, 'literal_block'),
    (1, 'doctest_block'), (3, 'line_block'), (5, 'bullet_list'),
    (5, 'enumerated_list'), (5, 'definition_list'), (4, 'field_list'),
    (3, 'option_list'), (4, 'grid_table'), (4, 'simple_table'),
    (6, 'footnote'), (8, 'target'), (6, 'substitution'), (4, 'comment'),
    (22, 'directive'), (1, 'section'), (1, 'transition'))
SHALLOW = ((8, 'paragraph'), (1, 'literal_block'), (2, 'target'),
           (1, 'footnote'), (1, 'comment'), (1, 'doctest_block'))
DIRECTIVES = {
    **{name: ('maybe', 'blocks') for name in ADMONITIONS},
    'admonition': ('text', 'blocks'), 'topic': ('text', 'blocks'),
    'sidebar': ('text', 'blocks'), 'rubric': ('text', None),
    'epigraph': (None, 'blocks'), 'highlights': (None, 'blocks'),
    'pull-quote': (None, 'blocks'), 'compound': (None, 'blocks'),
    'container': ('class', 'blocks'), 'class': ('class', 'blocks'),
    'parsed-literal': (None, 'text'), 'code': ('language', 'lines'),
    'code-block': ('language', 'lines'), 'sourcecode': ('language', 'lines'),
    'math': ('maybe', 'lines'), 'line-block': (None, 'lines'),
    'image': ('uri', None), 'figure': ('uri', 'blocks'),
    'table': ('maybe', 'table'), 'csv-table': ('maybe', 'csv'),
    'list-table': ('maybe', 'list'), 'contents': ('maybe', None),
    'sectnum': (None, None), 'section-numbering': (None, None),
    'header': ('maybe', 'blocks'), 'footer': ('maybe', 'blocks'),
    'target-notes': (None, None), 'meta': (None, 'meta'),
    'raw': ('format', 'lines'), 'include': ('file', None),
    'role': ('role', None), 'default-role': ('role-name', None),
    'title': ('text', None), 'replace': ('text', None),
    'unicode': ('text', None), 'date': ('maybe', None),
    'unknown': ('maybe', 'blocks'),
    'restructuredtext-test-directive': ('maybe', 'blocks')}
OPTIONS = {
    'image': ('alt', 'height', 'width', 'scale', 'align', 'target', 'loading'),
    'figure': ('alt', 'height', 'width', 'scale', 'align', 'target', 'figwidth',
               'figclass', 'figname', 'loading'),
    'table': ('align', 'width', 'widths'),
    'csv-table': ('align', 'width', 'widths', 'header-rows', 'stub-columns',
                  'header', 'file', 'delim', 'quote', 'escape', 'keepspace'),
    'list-table': ('align', 'width', 'widths', 'header-rows', 'stub-columns'),
    'contents': ('depth', 'local', 'backlinks'),
    'sectnum': ('depth', 'prefix', 'suffix', 'start'),
    'code': ('number-lines', 'force'), 'role': ('format', 'language'),
    'code-block': ('number-lines',), 'sidebar': ('subtitle',),
    'include': ('literal', 'code', 'number-lines', 'start-line', 'end-line',
                'start-after', 'end-before', 'tab-width', 'encoding'),
    'unicode': ('ltrim', 'rtrim', 'trim'), 'math': ('nowrap', 'label'),
    'raw': ('file',), 'restructuredtext-test-directive': ('option',)}
VALUES = {
    'class': CLASSES, 'figclass': CLASSES, 'height': LENGTHS, 'width': LENGTHS,
    'figwidth': LENGTHS + ('image',), 'scale': ('50', '50%', '-1', 'x', ''),
    'align': ALIGNS, 'target': URIS, 'loading': ('embed', 'link', 'lazy', 'x'),
    'widths': ('auto', 'grid', '1 2', '1,2', '10 20 30', '1', '0 1', 'x', '',
               '1 2 3 4'),
    'header-rows': ('0', '1', '2', '9', '-1', 'x', ''),
    'stub-columns': ('0', '1', '2', '9', 'x', ''), 'header': ('a,b', '"a', ''),
    'file': ('files/values.csv', 'files/none.csv', ''),
    'delim': (';', 'tab', 'space', 'U+3B', 'xy', ''),
    'quote': ("'", '"', 'xy', '0x27'), 'escape': ('\\', '!', ''),
    'keepspace': ('', 'x'), 'depth': ('1', '2', '0', 'x', '', '-1'),
    'local': ('', 'x'), 'backlinks': ('entry', 'top', 'none', 'no', ''),
    'prefix': ('A', '', 'a.'), 'suffix': ('.', ''), 'start': ('2', 'x'),
    'number-lines': ('', '5', 'x', '-1'), 'format': FORMATS,
    'language': ('python', ''), 'start-line': ('0', '1', '-2', 'x', '99'),
    'end-line': ('2', '-1', '0', ''), 'start-after': ('one', 'a', 'no such'),
    'end-before': ('two', 'e', 'no such'), 'tab-width': ('4', '-1', '0', 'x'),
    'encoding': ('utf-8', 'nope', 'latin-1', ''), 'literal': ('', 'x'),
    'code': ('', 'python'), 'ltrim': ('', 'x'), 'rtrim': ('',), 'trim': ('',)}


def edges(sizes):
    """Where the rules around parts of these sizes lie."""
    out = [0]
    for size in sizes:
        out.append(out[-1] + size + 1)
    return out


def columns_of(text):
    """How many columns a text is wide: good enough for underlines."""
    return sum(0 if '\u0300' <= c < '\u0370' else 2 if c >= '\u2e80' else 1
               for c in text)


def cut(text, width):
    """`text` in exactly `width` columns."""
    while columns_of(text) > width:
        text = text[:-1]
    return text + ' ' * (width - columns_of(text))


def paste(line, left, right, text):
    """`text` in place of what the columns from `left` to `right` hold."""
    out, column, done = '', 0, False
    for c in line:
        wide = columns_of(c)
        if left <= column < right:
            out += '' if done else text
            done = True
        else:
            out += c
        column += wide
    return out


def document(random):
    """A random reStructuredText document."""
    return Grammar(random).document()
