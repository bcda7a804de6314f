"""Real reStructuredText, damaged: lines and characters moved, lost, mixed.

`Mutation(texts).document(random)` gives one of the texts, or a piece of it,
with a few changes, pieces of the other texts among them.  The same state of
`random` gives the same text.
"""

import re
from pathlib import Path

MARKS = '*`_|:\\ .[]<>"\'()-=+~#{}/,;&^$%@!?\té“’\u0301中\x00\u00a0\u2028'
MOST_LINES = 40


class Mutation:
    """Texts to be changed, and what may be done to them."""

    def __init__(self, texts):
        self.texts = [text.split('\n') for text in texts]
        self.changes = [self.deleted, self.blank, self.deeper, self.shallower,
                        self.foreign_line, self.swapped, self.inserted,
                        self.dropped, self.foreign_piece, self.doubled,
                        self.joined, self.split, self.turned, self.underlined]

    def document(self, random):
        lines = self.piece(random, MOST_LINES)
        for _ in range(random.choice([1, 1, 2, 3, 5])):
            if lines:
                at = random.randrange(len(lines))
                random.choice(self.changes)(random, lines, at)
        return '\n'.join(lines)

    def piece(self, random, most):
        """A few paragraphs of one of the texts, or all of it if it is short."""
        lines = random.choice(self.texts)
        if len(lines) <= most:
            return list(lines)
        start = random.randrange(len(lines))
        while start and lines[start - 1].strip():
            start -= 1
        return lines[start:start + random.randint(3, most)]

    # Changes, each to the line `at`

    def deleted(self, random, lines, at):
        del lines[at:at + random.choice([1, 1, 2, 4])]

    def blank(self, random, lines, at):
        lines.insert(at, random.choice(['', '', ' ', '   ']))

    def deeper(self, random, lines, at):
        by = random.choice(['', ' ', '  ', '   ', '\t', '        '])
        for row in range(at, min(at + random.choice([1, 1, 1, 3, 9]), len(lines))):
            lines[row] = by + lines[row]

    def shallower(self, random, lines, at):
        lines[at] = lines[at][random.choice([1, 2, 3]):]

    def foreign_line(self, random, lines, at):
        lines.insert(at, random.choice(random.choice(self.texts)))

    def swapped(self, random, lines, at):
        other = random.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    def inserted(self, random, lines, at):
        column = random.randint(0, len(lines[at]))
        mark = random.choice(MARKS) * random.choice([1, 1, 1, 2, 3])
        lines[at] = lines[at][:column] + mark + lines[at][column:]

    def dropped(self, random, lines, at):
        column = random.randint(0, len(lines[at]))
        end = column + random.choice([1, 1, 1, 2, 5])
        lines[at] = lines[at][:column] + lines[at][end:]

    def foreign_piece(self, random, lines, at):
        by = ' ' * random.choice([0, 0, 0, 2, 3, 4])
        lines[at:at] = [by + line if line else line
                        for line in self.piece(random, 12)]

    def doubled(self, random, lines, at):
        lines[at:at] = lines[at:at + random.choice([1, 1, 3, 6])]

    def joined(self, random, lines, at):
        lines[at:at + 2] = [' '.join(lines[at:at + 2])]

    def split(self, random, lines, at):
        column = random.randint(0, len(lines[at]))
        rest = lines[at][column:]
        lines[at:at + 1] = [lines[at][:column], random.choice(
            [rest, rest.lstrip(), '  ' + rest])]

    def turned(self, random, lines, at):
        words = re.split('( +)', lines[at])
        column = random.randrange(len(words))
        other = random.choice(random.choice(self.texts)).split(' ')
        words[column] = random.choice(other)
        lines[at] = ''.join(words)

    def underlined(self, random, lines, at):
        length = max(len(lines[at]) + random.choice([0, 0, 1, -1, -4]), 1)
        lines.insert(at + 1, random.choice('=-~"') * length)


def cases(folder):
    """The inputs of the files of cases in `folder`."""
    texts = []
    for path in sorted(folder.glob('*.txt')):
        kept = path.read_text(encoding='utf-8')
        for case in re.split(r'(?m)^--- ', kept)[1:]:
            texts.append(case.split('\n', 1)[1].split('\n.\n', 1)[0] + '\n')
    return texts


def files(folder):
    """The texts of the files below `folder` that look like ours."""
    paths = [path for end in ('rst', 'rest', 'txt')
             for path in Path(folder).rglob(f'*.{end}')]
    return [path.read_text(encoding='utf-8', errors='replace')
            for path in sorted(paths) if path.is_file()]
