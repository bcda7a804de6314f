// Not used: theme/index.hbs loads theme/book.js, and code is coloured when the book is built.
