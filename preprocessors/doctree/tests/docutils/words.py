"""Which words of a project a site of it lacks.

    words.py SITE REFERENCE [--show N]

SITE is a folder of pages that hornbook built, REFERENCE one of XML that Sphinx (`sphinx-build -b
xml`) or docutils (`docutils --writer=xml`) made of the same sources.  For each document the words
that a reader is shown are counted in both; the ratio of those that are there is printed, and the
words that a page lacks most often.
"""

import argparse
import html.parser
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

WORD = re.compile(r'\w+')
# What no reader is shown, or what is no word of the text's own.
UNSEEN = {
    'comment', 'substitution_definition', 'system_message', 'problematic', 'raw', 'meta', 'title_upright',
    'docinfo', 'index', 'math', 'math_block', 'only', 'todo_node', 'highlightlang', 'pending', 'target',
}
VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}


def words(text):
    return Counter(WORD.findall(text.replace('\u200b', '').replace('\u00ad', '')))


def reference_words(path):
    root = ElementTree.fromstring(re.sub(r'<!DOCTYPE[^>]*>', '', path.read_text(encoding='utf-8')))
    out = []

    def visit(node):
        if node.tag in UNSEEN:
            return
        if node.tag not in INLINE:
            out.append(' ')
        out.append(node.text or '')
        for child in node:
            visit(child)
            out.append(child.tail or '')
        if node.tag not in INLINE:
            out.append(' ')

    visit(root)
    return words(''.join(out))


# Elements that stand within words.  Those of signatures that Sphinx sets off by brackets, commas or
# an arrow, none of which is text in the tree, are none of them, nor are notes' numbers in brackets.
INLINE = {
    'emphasis', 'strong', 'literal', 'inline', 'reference', 'title_reference', 'subscript', 'superscript',
    'abbreviation', 'acronym', 'generated', 'literal_emphasis', 'literal_strong', 'desc_addname', 'desc_name',
    'desc_sig_punctuation', 'desc_sig_name', 'desc_sig_operator', 'desc_sig_space', 'desc_sig_keyword',
    'desc_sig_literal_string', 'desc_sig_literal_number', 'desc_sig_keyword_type', 'desc_annotation',
    'desc_type', 'manpage', 'download_reference', 'number_reference', 'desc_inline',
}


class Page(html.parser.HTMLParser):
    """The text in a page's `main`, and the alternative texts of its pictures."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.out = []
        self.skip = 0

    def handle_starttag(self, tag, attributes):
        if tag == 'main':
            self.depth += 1
        if tag in ('script', 'style', 'annotation'):
            self.skip += 1
        if tag not in PHRASING:
            self.out.append(' ')

    def handle_endtag(self, tag):
        if tag == 'main':
            self.depth -= 1
        if tag in ('script', 'style', 'annotation'):
            self.skip -= 1
        if tag not in PHRASING:
            self.out.append(' ')

    def handle_data(self, data):
        if self.depth and not self.skip:
            self.out.append(data)


PHRASING = {
    'a', 'abbr', 'b', 'bdi', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's', 'samp',
    'small', 'span', 'strong', 'sub', 'sup', 'u', 'var', 'wbr', 'tt',
}


def page_words(path):
    page = Page()
    page.feed(path.read_text(encoding='utf-8'))
    return words(''.join(page.out))


def find(site, name):
    for candidate in (f'{name}.html', name.replace('README', 'index') + '.html'):
        if (site / candidate).is_file():
            return site / candidate
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('site', type=Path)
    parser.add_argument('reference', type=Path)
    parser.add_argument('--show', type=int, default=20)
    call = parser.parse_args()
    total, lost, missing, worst = 0, Counter(), [], []
    for path in sorted(call.reference.rglob('*.xml')):
        name = path.relative_to(call.reference).with_suffix('').as_posix()
        expected = reference_words(path)
        total += expected.total()
        page = find(call.site, name)
        if page is None:
            missing.append(name)
            lost += expected
            continue
        gone = expected - page_words(page)
        lost += gone
        if gone:
            worst.append((gone.total(), name, gone.most_common(8)))
    for count, name, some in sorted(worst, reverse=True)[: call.show]:
        print(f'{name}: {count}: ' + ' '.join(f'{word}×{n}' if n > 1 else word for word, n in some))
    for name in missing:
        print(f'{name}: no page')
    print(f'{total} words, {lost.total()} not there: {100 * (1 - lost.total() / max(total, 1)):.3f} %')
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
