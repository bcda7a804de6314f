//! What nbconvert makes of notebooks, read for a book.

use doctree::writer::pseudoxml;
use doctree::{Dialect, NoFiles, Options, Source, read};

fn shown(text: &str) -> (String, Vec<String>) {
    let options = Options {
        doctitle_xform: true,
        ..Options::default()
    };
    let (document, found) = read(&Source::new("a.rst", text), &options, &NoFiles);
    let written = pseudoxml::write(&document);
    let lines: Vec<_> = written.lines().skip(1).map(|it| &it[4..]).collect();
    let messages = found.into_iter().map(|it| it.message).collect();
    (lines.join("\n"), messages)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), (expected.to_owned(), Vec::new()));
}

#[test]
fn a_cells_code_and_its_outputs_are_one() {
    check(
        "Text\n\n.. code:: ipython3\n\n    print(1)\n\n\n.. parsed-literal::\n\n    1\n    \n\
         \n.. image:: a_files/a_1_0.png\n   :alt: Two bars\n\nText::\n\n   no\n\n\
         .. code:: ipython3\n\n    %%bash\n    ls\n\n.. code:: python\n\n    no\n",
        "<paragraph>
    Text
<container classes=\"cell\">
    <container classes=\"cell_input\">
        <literal_block classes=\"code python\" xml:space=\"preserve\">
            print(1)
    <container classes=\"cell_output\">
        <literal_block classes=\"output\" xml:space=\"preserve\">
            1
        <image alt=\"Two bars\" uri=\"a_files/a_1_0.png\">
<paragraph>
    Text:
<literal_block xml:space=\"preserve\">
    no
<container classes=\"cell\">
    <container classes=\"cell_input\">
        <literal_block classes=\"code bash\" xml:space=\"preserve\">
            %%bash
            ls
<literal_block classes=\"code python\" xml:space=\"preserve\">
    no",
    );
}

#[test]
fn tables_and_colours_of_outputs_are_read() {
    let (tree, found) = shown(
        ".. code:: ipython2\n\n    x\n\n.. raw:: html\n\n    <div><style>x</style>\n    <table>\
         <tr><td>a</td></tr></table></div>\n\n.. parsed-literal::\n\n    [0;31mNo[0m a[0]\n",
    );
    assert!(
        tree.contains("<entry>\n") && !tree.contains("style"),
        "{tree}"
    );
    assert!(
        tree.contains("<inline classes=\"ansi-red-fg\">\n                No\n"),
        "{tree}"
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn another_kernel_is_known_by_its_pictures() {
    let (tree, found) = shown(
        ".. code:: R\n\n    plot(1)\n\n\n\n.. image:: output_0_0.png\n\n.. code:: R\n\n    2\n",
    );
    assert_eq!(tree.matches("classes=\"cell\"").count(), 2, "{tree}");
    assert_eq!(tree.matches("classes=\"code r\"").count(), 2, "{tree}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn words_that_a_program_made_for_pictures_are_told() {
    let (_, found) = shown(
        ".. code:: ipython3\n\n    x\n\n.. image:: a_files/a_1_0.png\n\n.. image:: b.png\n   :alt: png\n\n\
         .. image:: c.png\n   :alt: A cat\n\n|image0|\n\n.. |image0| image:: d.png\n",
    );
    assert_eq!(found.len(), 3, "{found:?}");
    let (_, found) = shown(".. image:: b.png\n   :alt: png\n\n.. code:: python\n\n   x\n");
    assert_eq!(found, [""; 0], "nothing tells of a notebook");
}

#[test]
fn the_title_comes_before_the_imports() {
    check(
        ".. code:: ipython3\n\n    import os\n\nTitle\n=====\n\nText\n\nPart\n----\n\nText\n",
        "<title>
    Title
<container classes=\"cell\">
    <container classes=\"cell_input\">
        <literal_block classes=\"code python\" xml:space=\"preserve\">
            import os
<paragraph>
    Text
<section ids=\"part\" names=\"part\">
    <title>
        Part
    <paragraph>
        Text",
    );
}

#[test]
fn docutils_own_dialect_keeps_it_all_apart() {
    let options = Options {
        dialect: Dialect::Docutils,
        ..Options::default()
    };
    let source = Source::new("a.rst", ".. code:: ipython3\n\n    x\n");
    let (document, _) = read(&source, &options, &NoFiles);
    assert!(!pseudoxml::write(&document).contains("cell"));
}
