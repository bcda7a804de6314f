"""Has Sphinx make the answers in the files beside this one.

    python answers.py

Sphinx 9 must be installed. Each case is a book, a line with a full stop, and the
entries of the tables of contents in its first chapter as Sphinx resolves them,
each indented by its level. The book is a line for each setting, `setting = value`,
and its chapters, each behind a line `=== path`.
"""

import ast
import io
import pathlib
import tempfile

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

HERE = pathlib.Path(__file__).parent


def entries(node, level):
    """A line for each entry below `node`."""
    for child in node.children:
        if isinstance(child, addnodes.compact_paragraph):
            reference = child[0]
            mark = "`" if isinstance(reference[0], nodes.literal) else ""
            yield f"{'  ' * level}{mark}{reference.astext()}{mark} <{reference['refuri']}>\n"
        elif isinstance(child, nodes.Element):
            yield from entries(child, level + isinstance(child, nodes.bullet_list))


def answer(book):
    """The lines for a book."""
    head, *chapters = ("\n" + book).split("\n=== ")
    settings = dict(line.split(" = ") for line in head.split("\n") if line)
    settings = {name: ast.literal_eval(value) for name, value in settings.items()}
    first = chapters[0].split("\n")[0].removesuffix(".rst")
    with tempfile.TemporaryDirectory() as folder:
        for chapter in chapters:
            path, text = chapter.split("\n", 1)
            path = pathlib.Path(folder, path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n")
        quiet = {"status": None, "warning": io.StringIO()}
        overrides = {"root_doc": first, **settings}
        app = Sphinx(folder, None, folder + "/out", folder + "/tree", "html", overrides, **quiet)
        app.builder.read()
        out = ""
        for toctree in app.env.get_doctree(first).findall(addnodes.toctree):
            resolved = TocTree(app.env).resolve(first, app.builder, toctree)
            lists = [it for it in resolved if isinstance(it, nodes.bullet_list)] if resolved else []
            out += "".join(line for it in lists for line in entries(it, 0))
        return out


def main():
    for path in sorted(HERE.glob("*.txt")):
        head, *cases = path.read_text().split("\n--- ")
        renewed = [head]
        for case in cases:
            name, rest = case.split("\n", 1)
            book = rest.split("\n.\n")[0]
            renewed.append(f"{name}\n{book}\n.\n{answer(book)}")
        path.write_text("\n--- ".join(renewed))


if __name__ == "__main__":
    main()
