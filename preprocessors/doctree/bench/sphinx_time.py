"""How long Sphinx takes to make pseudo-XML of a folder of reStructuredText.

Called with the folder and one to write to.  Prints seconds by the clock.  Directives and roles that
Sphinx does not know are read as a book's reader does: a directive's content is parsed, a role's
text kept.  Entries of the index that this Sphinx no longer takes are passed over.
"""

import io
import sys
import time
from pathlib import Path

import sphinx.directives.other
import sphinx.domains.index
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx

from docutils_time import Unknown, unknown_role, with_fallback


def patient(process):
    def processed(entry, targetid):
        try:
            return process(entry, targetid)
        except ValueError:
            return []

    return processed


def main():
    source, scratch = (Path(it) for it in sys.argv[1:])
    sphinx.domains.index.process_index_entry = patient(sphinx.domains.index.process_index_entry)
    start = time.perf_counter()
    app = Sphinx(
        source,
        None,
        scratch / 'out',
        scratch / 'doctrees',
        'pseudoxml',
        confoverrides={'root_doc': 'contents', 'exclude_patterns': []},
        status=None,
        warning=io.StringIO(),
        freshenv=True,
    )
    directives.directive = with_fallback(directives.directive, Unknown)
    roles.role = with_fallback(roles.role, unknown_role)
    app.build(force_all=True)
    print(time.perf_counter() - start)


if __name__ == '__main__':
    main()
