// Code is coloured when the book is built; this answers mdBook's calls to its highlighter.
window.hljs = { configure() {}, highlightBlock() {} };
