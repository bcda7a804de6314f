"""How long docutils takes to read the files that are named on standard input.

Prints seconds of the processor.  Directives and roles that docutils does not know are read as
a book's reader does: a directive's content is parsed, a role's text kept.
"""

import sys
import time
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles


class AnyOption(dict):
    """Options of any name, with any value."""

    def __getitem__(self, name):
        return directives.unchanged

    def __bool__(self):
        return True


class Unknown(Directive):
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()
    has_content = True

    def run(self):
        self.state.nested_parse(self.content, self.content_offset, container := nodes.container())
        return [container]


def unknown_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.literal(rawtext, text)], []


def with_fallback(find, fallback):
    def found(*arguments):
        known, messages = find(*arguments)
        return (known, messages) if known else (fallback, [])

    return found


def main():
    directives.directive = with_fallback(directives.directive, Unknown)
    roles.role = with_fallback(roles.role, unknown_role)
    settings = {
        '_disable_config': True,
        'file_insertion_enabled': False,
        'halt_level': 6,
        'report_level': 5,
        'syntax_highlight': 'none',
    }
    texts = [Path(path).read_bytes().decode('utf-8', 'replace') for path in sys.stdin.read().splitlines()]
    start = time.process_time()
    for text in texts:
        publish_doctree(text, settings_overrides=settings)
    print(time.process_time() - start)


if __name__ == '__main__':
    main()
