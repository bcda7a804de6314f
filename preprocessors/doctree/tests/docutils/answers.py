"""What docutils makes of a text.

    from answers import answer
    answer('A *text*.\n')                                # right after the parser
    answer(text, 'publish', {'report_level': 1})         # after the transforms
    answer(text, 'publish', stubs=True, root=folder)     # somebody's real file

or, for a batch, the other side of `examples/conformance.rs`:

    python3 answers.py [--root DIR] < cases.jsonl > answers.jsonl

with lines `{id, kind, input, settings?, transforms?, source_path?, stubs?}`
that become `{id, output}`, or `{id, error}` where docutils itself fails.

Needs docutils 0.23 alone (`cargo ci docutils` installs it).  Every text is
read in the same state, whatever was read before it: docutils keeps the roles
and directives that a text has made, and would know them in the next.

What is not docutils' business is kept away.  Code is not coloured, since that
is Pygments'; today is the third of February 2001; nothing is read but files
below `root` (nothing at all without one) and docutils' own; no address is
fetched.

Stubs.  Real files use directives and roles that only Sphinx knows; docutils
shows such a directive as it is written and leaves its content unread, which
compares nothing.  With `stubs`, what docutils does not know is read thus, as
the engine has it with `Options::keep_unknown`:

- A directive has one argument, which is optional and may hold spaces, any
  options, each once, and blocks for content.  It becomes an ERROR `Unknown
  directive type "NAME".` and a `container` of the class NAME that holds a
  paragraph of the argument, if there is one, then the content.  The options
  are lost.
- A role becomes an `inline` of the class NAME around the text, with an ERROR
  `Unknown interpreted text role "NAME".`
"""

import argparse
import errno
import io
import json
import os
import sys
import time
import urllib.error
from importlib import import_module
from pathlib import Path

import docutils
import docutils.core
import docutils.io
from docutils import frontend, languages, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import Directive, Parser, directives, roles, states
from docutils.parsers.rst.directives import misc, tables
from docutils.utils import code_analyzer

VERSION = '0.23'
TODAY = time.struct_time((2001, 2, 3, 4, 5, 6, 5, 34, 0))

#: The writer for each kind of whole reading.
WRITERS = {'publish': 'pseudoxml', 'xml': 'docutils_xml', 'html5': 'html5'}

_OWN_FILES = Path(docutils.__file__).resolve().parent


def answer(text, kind='parse', settings=None, *, transforms=(), stubs=False,
           root=None, source_path=None):
    """What docutils makes of `text`; pseudo-XML but for two kinds.

    `kind` is `parse` (the tree right after the parser), `transform` (after the
    `transforms` as well, pairs of a class below `docutils.transforms` and its
    priority), `publish` (after all that a standalone document passes through),
    `xml` (the same as docutils' XML) or `html5` (the body of docutils' page).
    `settings` are docutils' own where they are not to be the default, and
    `rfc2822`, which asks for header fields at the start.  Paths in
    the text count from `source_path`, which counts from `root`, the only folder
    to be read from.  Raises what docutils raises.
    """
    settings = {'syntax_highlight': 'none', **(settings or {})}
    with _Reading(root, stubs):
        if kind in WRITERS:
            return _published(text, kind, settings, source_path)
        document = utils.new_document(source_path or 'test data',
                                      _parser_settings(settings))
        Parser(rfc2822=settings.get('rfc2822', False)).parse(text, document)
        if kind == 'transform':
            _transform(document, transforms)
        elif kind != 'parse':
            raise ValueError(f'no kind is called {kind}')
        return document.pformat()


def need_version():
    """Ends the program if another docutils than the expected is there."""
    if docutils.__version__ != VERSION:
        sys.exit(f'docutils {VERSION} is needed, not {docutils.__version__}')


def _parser_settings(changed):
    settings = frontend.get_default_settings(Parser)
    settings.warning_stream = ''
    settings.halt_level = 5
    for name, value in changed.items():
        setattr(settings, name, value)
    return settings


def _transform(document, transforms):
    for name, priority in transforms:
        module, name = name.rsplit('.', 1)
        module = import_module(f'docutils.transforms.{module}')
        document.transformer.add_transform(getattr(module, name), priority)
    document.transformer.apply_transforms()


def _published(text, kind, settings, source_path):
    # Written lines are `str` with this encoding, and nothing is configured
    # but what is said here.
    settings = {'_disable_config': True, 'warning_stream': '', 'halt_level': 5,
                'output_encoding': 'unicode', **settings}
    parts = docutils.core.publish_parts(
        text, source_path=source_path, writer=WRITERS[kind],
        settings_overrides=settings)
    return parts['body' if kind == 'html5' else 'whole']


class _Reading:
    """The state that a text is read in; afterwards all is as it was."""

    def __init__(self, root, stubs):
        self.root = root and Path(root).resolve()
        self.stubs = stubs

    def __enter__(self):
        roles._roles.clear()
        directives._directives.clear()
        # It warns of a language that it does not know once.
        languages.get_language.cache.clear()
        rst.languages.get_language.cache.clear()
        self.place = os.getcwd()
        self.changed = []
        self.change(code_analyzer, 'with_pygments', False)
        self.change(docutils.io, 'open', self.open)
        self.change(misc, 'urlopen', _refuse_address)
        self.change(tables, 'urlopen', _refuse_address)
        self.change(misc, 'time', _Clock)
        if self.stubs:
            # Not where the `role` directive looks: a role cannot be based on
            # one that is not there.
            self.change(states, 'directives', _Directives)
            self.change(states, 'roles', _Roles)
        if self.root:
            os.chdir(self.root)

    def __exit__(self, *_):
        os.chdir(self.place)
        for module, name, was in reversed(self.changed):
            if was is None:
                delattr(module, name)
            else:
                setattr(module, name, was)

    def change(self, module, name, value):
        self.changed.append((module, name, module.__dict__.get(name)))
        setattr(module, name, value)

    def open(self, path, *arguments, **options):
        """`open` for what may be read; all else is not there."""
        real = Path(path).resolve()
        allowed = [_OWN_FILES] + ([self.root] if self.root else [])
        if not any(real.is_relative_to(folder) for folder in allowed):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return io.open(path, *arguments, **options)


def _refuse_address(_):
    raise urllib.error.URLError('no address is fetched')


class _Clock:
    @staticmethod
    def strftime(form):
        return time.strftime(form, TODAY)


class _AnyOption(dict):
    """An option specification that takes whatever is written."""

    def __bool__(self):
        return True

    def __getitem__(self, _):
        return lambda value: value


class _Stub(Directive):
    """A directive that docutils does not know."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()
    has_content = True

    def run(self):
        message = self.state_machine.reporter.error(
            f'Unknown directive type "{self.name}".', line=self.lineno)
        container = nodes.container(classes=_class_of(self.name))
        container.source, container.line = (
            self.state_machine.get_source_and_line(self.lineno))
        if self.arguments:
            children, messages = self.state.inline_text(self.arguments[0], self.lineno)
            container += nodes.paragraph(self.arguments[0], '', *children)
            container += messages
        self.state.nested_parse(self.content, self.content_offset, container)
        return [message, container]


class _Directives:
    """docutils' module of directives, as its parser is to see it."""

    @staticmethod
    def directive(name, language, document):
        if _is_known(name, language.directives, directives._directives,
                     directives._directive_registry):
            return directives.directive(name, language, document)
        return _Stub, []


class _Roles:
    """docutils' module of roles, as its parser is to see it."""

    @staticmethod
    def role(name, language, line, reporter):
        if not name or _is_known(name, language.roles, roles._roles,
                                 roles._role_registry):
            return roles.role(name, language, line, reporter)
        return _stub_role, []


def _is_known(name, *tables):
    return any(name.lower() in table for table in tables)


def _stub_role(name, source, text, line, inliner, options=None, content=None):
    message = inliner.reporter.error(
        f'Unknown interpreted text role "{name}".', line=line)
    text = utils.unescape(text)
    return [nodes.inline(source, text, classes=_class_of(name))], [message]


def _class_of(name):
    return [it for it in [nodes.make_id(name)] if it]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--root')
    arguments = parser.parse_args()
    need_version()
    for line in sys.stdin:
        case = json.loads(line)
        done = {'id': case['id']}
        try:
            done['output'] = answer(
                case['input'], case['kind'], case.get('settings'),
                transforms=case.get('transforms') or (),
                stubs=case.get('stubs', False), root=arguments.root,
                source_path=case.get('source_path'))
        except Exception as error:  # docutils' own faults, whatever they are
            done['error'] = f'{type(error).__name__}: {error}'
        print(json.dumps(done), flush=True)


if __name__ == '__main__':
    main()
