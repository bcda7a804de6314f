// Searching the book. book.js loads this when a reader first asks for it; it loads the index, and of the pages' texts
// only those it shows. All are scripts, for a page opened from the disk may not read files in any other way.
// What the index holds is told in preprocessors/hornbook/src/search/index.rs.
window.hornbookSearch ??= (() => {
  'use strict';

  const { root } = document.documentElement.dataset;
  const AT_ONCE = 10; // results
  const PASSAGE = 200; // characters
  const COUNTS = [1, 1.5, 2, 4]; // one time, up to three, more, in a heading
  const TITLE = 8;

  function make(tag, className = '', text = '') {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }

  const load = name => new Promise((resolve, reject) => {
    const script = make('script');
    script.src = `${root}search/${name}.js`;
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });

  // ---- words, cut as preprocessors/hornbook/src/search/words.rs cuts them

  const DENSE = '\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}';
  const RUN = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{Alphabetic}\\p{N}_])+`, 'gu');
  const IS_DENSE = new RegExp(`^[${DENSE}]`, 'u');

  // The words of a text, each as [word, start, end].
  function cut(text) {
    const found = [];
    for (const { 0: run, index } of text.matchAll(RUN)) {
      if (IS_DENSE.test(run)) {
        const characters = [...run];
        let at = index;
        characters.forEach((one, n) => {
          const pair = one + (characters[n + 1] || '');
          if (n === 0 || n + 1 < characters.length) found.push([pair, at, at + pair.length]);
          at += one.length;
        });
        continue;
      }
      const word = run.replace(/^_+|_+$/g, '').toLowerCase();
      const start = index + run.match(/^_*/)[0].length;
      if (!word || [...word].length > 40) continue;
      found.push([word, start, start + word.length]);
      if (!word.includes('_')) continue;
      for (const part of word.matchAll(/[^_]+/g)) found.push([part[0], start + part.index, start + part.index + part[0].length]);
    }
    return found;
  }

  // ---- the index

  const book = { pages: [], groups: new Map(), places: [], texts: [] };
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const DIGIT = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));

  function index({ pages, words, places }) {
    let before = [];
    words.split(' ').forEach((group, number) => group && group.split(',').forEach(form => {
      const whole = [...before.slice(0, parseInt(form[0], 36)), ...form.slice(1)];
      book.groups.set(whole.join(''), number);
      before = whole;
    }));
    book.places = places.split(' ');
    book.pages = pages.map(([path, title]) => ({ path, title, words: new Set(cut(title).map(([word]) => book.groups.get(word))) }));
  }

  // The places of a group: pairs of a page and how much the word counts there.
  function placesOf(group) {
    const text = book.places[group] || '';
    const found = [];
    let page = 0;
    for (let at = 0; at < text.length; at += 1) {
      let number = 0;
      let shift = 0;
      let digit = DIGIT[text[at]];
      while (digit >= 32) {
        number += (digit - 32) << shift;
        shift += 5;
        at += 1;
        digit = DIGIT[text[at]];
      }
      number += digit << shift;
      page += number >> 2;
      found.push([page, COUNTS[number & 3]]);
    }
    return found;
  }

  // ---- what a word of the question may stand for: groups, each with how well it fits, and the words that were guessed

  const ENDINGS = /(?:ations?|ings?|ions?|ness|ment|ers?|ed|ly|es|e|s)$/;
  function meant(word, unfinished) {
    const fits = new Map();
    const fit = (group, how) => fits.set(group, Math.max(how, fits.get(group) || 0));
    if (book.groups.has(word)) fit(book.groups.get(word), 1);
    const exact = fits.size > 0;
    const trunk = word.replace(ENDINGS, '');
    const others = [];
    for (const [form, group] of book.groups) {
      if (unfinished && word.length > 1 && form.startsWith(word)) fit(group, 0.6);
      else if (!exact && trunk.length > 3 && form.startsWith(trunk) && form.replace(ENDINGS, '') === trunk) fit(group, 0.9);
      else if (!exact && word.length > 3 && nearly(word, form)) others.push([form, group]);
    }
    if (fits.size) return { fits, guessed: [] };
    for (const [form, group] of others) fit(group, 0.5);
    return { fits, guessed: others.map(([form]) => form) };
  }

  // Is one the other but for a letter left out, put in, or changed, or two that changed places?
  function nearly(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    let end = 0;
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
    const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
    return left.length + right.length < 2 || left.length === 1 && right.length === 1
      || left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  // ---- the pages that answer a question, the best first

  function find(question) {
    const asked = [...new Set(cut(question).map(([word]) => word))];
    const open = /[\p{Alphabetic}\p{N}]$/u.test(question) ? asked.at(-1) : null;
    const words = asked.map(word => meant(word, word === open));
    const scores = new Map();
    words.forEach(({ fits }, number) => score(fits, number, scores));
    const most = [...scores.values()].reduce((most, it) => Math.max(most, it.words.size), 0);
    const pages = [...scores].filter(([, it]) => it.words.size === most);
    const worth = it => it.text + it.title * TITLE * (it.titled / asked.length) ** 2;
    pages.sort(([a, one], [b, other]) => worth(other) - worth(one) || a - b);
    const forms = new Map();
    for (const [form, group] of book.groups) words.forEach(({ fits }, number) => fits.has(group) && forms.set(form, number));
    return { pages: pages.map(([page]) => page), forms, guessed: words.flatMap(it => it.guessed) };
  }

  // Adds what a word of the question gives to each page, by its text and by its title.
  function score(groups, number, scores) {
    const [text, title] = [new Map(), new Map()];
    const raise = (map, page, value) => map.set(page, Math.max(map.get(page) || 0, value));
    for (const [group, fit] of groups) {
      const places = placesOf(group);
      const rare = Math.log(1 + book.pages.length / (places.length || book.pages.length));
      for (const [page, count] of places) raise(text, page, fit * rare * count);
      book.pages.forEach(({ words }, page) => words.has(group) && raise(title, page, fit * rare));
    }
    for (const page of new Set([...text.keys(), ...title.keys()])) {
      const it = scores.get(page) || { text: 0, title: 0, titled: 0, words: new Set() };
      it.text += text.get(page) || 0;
      it.title += title.get(page) || 0;
      it.titled += title.has(page);
      it.words.add(number);
      scores.set(page, it);
    }
  }

  // ---- the passage of a page that answers best

  const textOf = async number => {
    if (!book.texts[number]) await load(number);
    return book.texts[number];
  };

  // Where the words of the question stand in a text: [number, start, end].
  const hits = (text, forms) => cut(text).filter(([word]) => forms.has(word)).map(([word, start, end]) => [forms.get(word), start, end]);
  const kinds = found => new Set(found.map(([number]) => number)).size;

  function bestSection(sections, forms) {
    let best = { value: -1 };
    for (const [anchor, title, text] of sections) {
      const [above, below] = [hits(title, forms), hits(text, forms)];
      const value = 10 * kinds([...above, ...below]) + 5 * kinds(above) + Math.min(below.length, 4);
      if (value > best.value) best = { value, anchor, title, text, below };
    }
    return best;
  }

  // Part of the text, with the words of the question marked.
  function passage(text, found) {
    let best = 0;
    const within = first => found.slice(first).filter(([, , end]) => end - found[first][1] < PASSAGE * 0.7);
    found.forEach((_, first) => { if (first && first < 200 && kinds(within(first)) > kinds(within(best))) best = first; });
    let start = found.length ? Math.max(0, found[best][1] - PASSAGE * 0.2) : 0;
    if (start) start = text.indexOf(' ', start) + 1;
    let end = Math.min(text.length, start + PASSAGE);
    if (end < text.length && text.lastIndexOf(' ', end) > start) end = text.lastIndexOf(' ', end);
    const block = make('p', '', start ? '… ' : '');
    let at = start;
    for (const [, from, to] of found) {
      if (from < at || to > end) continue;
      block.append(text.slice(at, from), make('mark', '', text.slice(from, to)));
      at = to;
    }
    block.append(text.slice(at, end), end < text.length ? ' …' : '');
    return block;
  }

  async function result(number, forms) {
    const { path, title } = book.pages[number];
    const section = bestSection(await textOf(number), forms);
    const item = make('li');
    const link = make('a', '', title);
    link.href = `${root}${path}${section.anchor ? `#${section.anchor}` : ''}`;
    if (section.title && section.title !== title) link.append(make('span', '', ` › ${section.title}`));
    item.append(link, passage(section.text || '', section.below || []));
    return item;
  }

  // ---- the box that asks and answers

  const box = make('dialog', 'search');
  const label = make('label', '', 'Search this book');
  const field = make('input');
  const close = make('button', '', 'Close');
  const status = make('p', 'search-status');
  const list = make('ol');
  const more = make('button', 'search-more', 'More results');
  let latest = 0;

  function dress() {
    box.setAttribute('aria-label', 'Search');
    field.type = 'search';
    field.id = label.htmlFor = 'search-field';
    field.autocomplete = 'off';
    field.spellcheck = false;
    status.setAttribute('role', 'status');
    close.type = more.type = 'button';
    more.hidden = true;
    const head = make('div', 'search-head');
    head.append(field, close);
    box.append(label, head, status, list, more);
    document.body.append(box);
    field.addEventListener('input', ask);
    close.addEventListener('click', () => box.close());
    box.addEventListener('click', event => {
      if (event.target === box || event.target.closest('a')) box.close();
    });
    box.addEventListener('keydown', keys);
  }

  // Arrows walk from the question through the results; Enter in the question takes the first.
  function keys(event) {
    if (event.key === 'Enter' && event.target === field) {
      event.preventDefault();
      list.querySelector('a')?.click();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [field, ...list.querySelectorAll('a'), ...more.hidden ? [] : [more]];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  async function ask() {
    const mine = latest += 1;
    const question = field.value;
    const { pages, forms, guessed } = find(question);
    if (!question.trim()) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = '';
      return;
    }
    try {
      const first = await Promise.all(pages.slice(0, AT_ONCE).map(page => result(page, forms)));
      if (mine !== latest) return;
      list.replaceChildren(...first);
      status.textContent = tell(pages.length, guessed);
      offer(pages, forms, mine);
    } catch (error) {
      status.textContent = `A part of the search could not be loaded: search/${error.message}.js`;
    }
  }

  function tell(count, guessed) {
    if (!count) return 'Nothing found.';
    const meant = guessed.length ? ` with ${guessed.slice(0, 3).join(', ')}` : '';
    return `${count} ${count === 1 ? 'page' : 'pages'}${meant}`;
  }

  function offer(pages, forms, mine) {
    more.hidden = pages.length <= AT_ONCE;
    more.onclick = async () => {
      const shown = list.children.length;
      const next = await Promise.all(pages.slice(shown, shown + AT_ONCE).map(page => result(page, forms)));
      if (mine !== latest) return;
      list.append(...next);
      more.hidden = list.children.length >= pages.length;
      next[0]?.querySelector('a').focus();
    };
  }

  async function open() {
    if (!box.isConnected) dress();
    if (box.open) return;
    box.showModal();
    field.select();
    if (book.pages.length) return;
    try {
      status.textContent = 'Loading …';
      await load('index');
      status.textContent = '';
      if (field.value) ask();
    } catch {
      status.textContent = 'This copy of the book has no index of its words.';
    }
  }

  return { index, page: (number, sections) => { book.texts[number] = sections; }, open, find, cut };
})();
