"""Has Sphinx make the answers in the files beside this one.

    python answers.py

Sphinx 9 must be installed. Each case is a text, a line with a full stop, and a
line for each thing that is described: its kind, its anchors in brackets, its
text as Sphinx's text builder writes it, and what it refers to.
"""

import io
import pathlib
import re
import tempfile

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

HERE = pathlib.Path(__file__).parent


def text_of(app, document, signature):
    """The signature as text; templates stand on lines of their own."""
    parts = [it for it in signature if isinstance(it, addnodes.desc_signature_line)]
    texts = []
    for part in parts or [signature]:
        translator = app.builder.create_translator(document, app.builder)
        translator.states, translator.stateindent = [[]], [0]
        part.walkabout(translator)
        texts.append("".join("".join(it[1]) for it in translator.states[0]).strip())
    return " ".join(texts)


def target(reference):
    """What is referred to, without a template's parameters before it."""
    return re.sub(r"^(template<.*?> )+", "", reference["reftarget"])


def line(app, document, node):
    """What is to be said of a node; nothing of most."""
    if not isinstance(node, nodes.Element):
        return None
    # docutils hands the ids of a target to what follows it.
    ids = node.get("ids") or [node["refid"]] if node.get("ismod") else node.get("ids")
    if isinstance(node, addnodes.desc_signature):
        kind = " ".join(node.parent["classes"])
        text = text_of(app, document, node)
    elif node.get("ismod"):
        domain = "js" if ids[0] in document.get("js", ()) else "py"
        kind, text = f"{domain}:module", ""
    elif isinstance(node, nodes.term) and isinstance(
        node.parent.parent.parent, addnodes.glossary
    ):
        kind, text = "std:term", node.astext()
    elif isinstance(node, addnodes.literal_strong) and isinstance(
        node.parent, addnodes.production
    ):
        kind, text = "std:token", node.astext()
    else:
        return None
    found = node.findall(addnodes.pending_xref)
    references = "".join(f" <{it['reftype']} {target(it)}>" for it in found)
    return f"{kind} [{' '.join(ids)}] {text}{references}"


def answer(source):
    """The lines for a text."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "index.rst").write_text(source)
        quiet = {"status": None, "warning": io.StringIO()}
        app = Sphinx(folder, None, folder + "/out", folder + "/tree", "text", {}, **quiet)
        app.builder.read()
        document = app.env.get_doctree("index")
        document["js"] = [f"module-{it}" for it in app.env.domains["js"].modules]
        lines = (line(app, document, it) for it in document.findall())
        return "".join(f"{it}\n" for it in lines if it is not None)


def main():
    for path in sorted(HERE.glob("*.txt")):
        head, *cases = path.read_text().split("\n--- ")
        renewed = [head]
        for case in cases:
            name, rest = case.split("\n", 1)
            source = rest.split("\n.\n")[0]
            renewed.append(f"{name}\n{source}\n.\n{answer(source + chr(10))}")
        path.write_text("\n--- ".join(renewed))


if __name__ == "__main__":
    main()
