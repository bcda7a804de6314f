// The Edit button of a listing, a plain field to edit in, and the memory of what the reader has changed: in the reader's
// own browser, for each listing and each hash of its program.
(() => {
  'use strict';

  const hornbook = window.hornbook ??= {};
  const { make, button } = hornbook;

  // Makes the buttons for a listing: { figure, code, say, name }, and what its runs print. Hands back the buttons, and how
  // to go back to the book's program.
  hornbook.edits = ({ figure, code, say, name }, output) => {
    const pre = code.parentElement;
    const book = [...code.childNodes];
    const original = code.textContent;
    const caption = figure.querySelector('figcaption')?.textContent.trim();
    const keys = make('p', 'listing-keys', 'Ctrl+Enter runs the program, Escape leaves the editor.');
    keys.id = `${name}-keys`;
    let field = null;
    let dropped = null; // what was there before the way back
    const edit = button('edit', 'Edit', () => (field ? close() : open()));
    const undo = button('undo', 'Bring my edit back', () => {
      put(dropped);
      edit.focus();
    });
    undo.hidden = true;

    function open() {
      field = fieldFor(code.textContent, put, close);
      field.setAttribute('aria-label', `Program${caption ? `: ${caption}` : ''}`);
      field.setAttribute('aria-describedby', keys.id);
      pre.hidden = true;
      pre.after(field, keys);
      edit.textContent = 'Done';
      field.setSelectionRange(0, 0);
      field.focus();
    }

    function close() {
      field.remove();
      keys.remove();
      field = null;
      pre.hidden = false;
      edit.textContent = 'Edit';
      show(code.textContent);
      edit.focus();
    }

    // From now on the program is `text`, which is kept unless it is the book's own.
    function put(text) {
      const own = text === original;
      show(text);
      undo.hidden = true;
      if (!keep(figure.dataset, own ? null : text) && !own) {
        say('This browser keeps no edits: the change is lost when you leave the page.', 'failed');
      }
    }

    function show(text) {
      figure.toggleAttribute('data-edited', text !== original);
      if (field) code.textContent = text; // colours can wait until it is seen
      else code.replaceChildren(...(text === original ? book : coloured(text)));
      if (field && field.value !== text) field.value = text;
    }

    // Another program in the place of this one, which can be brought back.
    function replace(text) {
      const current = code.textContent;
      if (current === text) return;
      put(text);
      dropped = current;
      undo.hidden = current === original;
    }

    const { now, before } = recall(figure.dataset);
    if (now !== null) show(now);
    if (before) figure.querySelector('.listing-bar').before(offer(before, text => {
      output.clear();
      replace(text);
    }));
    return { buttons: [edit, undo], reset: () => replace(original) };
  };

  // An edit of the program as it was before is offered, since it may not fit any more.
  function offer({ key, code }, take) {
    const made = make('div', 'listing-offer');
    const end = () => {
      const next = made.nextElementSibling.querySelector('button');
      made.remove();
      forget(key);
      next.focus();
    };
    made.append(make('p', '', 'This program has changed since you edited it.'),
      button('take', 'Bring my edit back', () => {
        take(code);
        end();
      }),
      button('forget', 'Forget it', end));
    return made;
  }

  // ---- what is kept

  const book = new URL(document.documentElement.dataset.root || '.', location.href).pathname;
  const place = (listing, hash = '') => `hornbook-edit:${book}:${listing}:${hash}`;

  // The edits of a listing: the one of this hash, and the last of the programs that it was before.
  function recall({ listing, hash }) {
    const found = { now: null, before: null };
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (!key.startsWith(place(listing))) continue;
        const { code, at: time } = JSON.parse(localStorage.getItem(key));
        if (key === place(listing, hash)) found.now = code;
        else if (!found.before || found.before.time < time) found.before = { key, code, time };
      }
    } catch { /* a browser that keeps nothing, or something that is not ours */ }
    return found;
  }

  // Whether the browser keeps it; `null` is forgotten.
  function keep({ listing, hash }, code) {
    try {
      if (code === null) localStorage.removeItem(place(listing, hash));
      else localStorage.setItem(place(listing, hash), JSON.stringify({ code, at: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  function forget(key) {
    try { localStorage.removeItem(key); } catch { /* there is nothing to be forgotten */ }
  }

  // ---- the field

  const INDENT = '    ';

  // A field for `text`. Tab goes on to the buttons, as everywhere on a page; Escape leaves. A new line is indented as
  // the one before, and deeper behind a bracket; a closing bracket goes back.
  function fieldFor(text, input, leave) {
    const field = make('textarea', 'listing-editor');
    field.value = text;
    field.wrap = 'off';
    field.spellcheck = false;
    const manners = { autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off', translate: 'no', 'aria-keyshortcuts': 'Control+Enter Escape' };
    Object.entries(manners).forEach(([name, value]) => field.setAttribute(name, value));
    const grow = () => { field.rows = field.value.split('\n').length; };
    field.addEventListener('input', () => {
      grow();
      input(field.value);
    });
    field.addEventListener('keydown', event => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') leave();
      else if (event.key === 'Enter') indent(field);
      else if (event.key === '}' && /^[ ]{4,}$/.test(before(field))) insert(field, '}', INDENT.length);
      else return;
      event.preventDefault();
    });
    grow();
    return field;
  }

  // What stands before the cursor in its line.
  const before = field => field.value.slice(field.value.lastIndexOf('\n', field.selectionStart - 1) + 1, field.selectionStart);

  function indent(field) {
    const line = before(field);
    const deeper = /[{([]\s*$/.test(line) ? INDENT : '';
    insert(field, `\n${line.match(/^\s*/)[0]}${deeper}`);
  }

  // Puts a text at the cursor, in place of so many characters before it, such that it can be undone.
  function insert(field, text, back = 0) {
    field.selectionStart -= back;
    if (!document.execCommand('insertText', false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input'));
    }
  }

  // ---- colours for what the reader has written; those of the book's own programs are made when it is built

  const PARTS = [
    ['hl-c', /\/\/.*|\/\*[^]*?\*\//],
    ['hl-s', /b?r(?<hashes>#*)"[^]*?"\k<hashes>|b?"(?:\\[^]|[^"\\])*"|b?'(?:\\[^']+|\\'|[^'\\\n])'/],
    ['hl-t', /'[a-z_]\w*/],
    ['hl-k', /\b(?:as|async|await|break|const|continue|crate|dyn|else|enum|extern|false|fn|for|if|impl|in|let|loop|match|mod|move|mut|pub|ref|return|self|Self|static|struct|super|trait|true|type|union|unsafe|use|where|while)\b/],
    ['hl-n', /\b\d[\d_]*(?:\.\d[\d_]*)?(?:[a-z]\w*)?/],
    ['hl-m', /\b[a-z_]\w*!(?!=)/],
    ['hl-v', /\b[A-Z][A-Z\d_]+\b/],
    ['hl-t', /\b[A-Z]\w*|\b(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|str)\b/],
    ['hl-f', /\b[a-z_]\w*(?=\()/],
  ];
  const ANY = new RegExp(PARTS.map(([, part], index) => `(?<p${index}>${part.source})`).join('|'), 'g');

  function coloured(text) {
    const nodes = [];
    let from = 0;
    for (const found of text.matchAll(ANY)) {
      if (found.index > from) nodes.push(text.slice(from, found.index));
      const span = document.createElement('span');
      span.className = PARTS.find((_, index) => found.groups[`p${index}`] !== undefined)[0];
      span.textContent = found[0];
      nodes.push(span);
      from = found.index + found[0].length;
    }
    return [...nodes, text.slice(from)];
  }
})();
