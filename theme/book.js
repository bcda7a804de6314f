// What a page does around its text: colours, contents, keys, search. It stands in the head and sets the colours
// before anything is drawn; the rest waits for the page. Settings keep mdBook's names in the reader's browser.
(() => {
  'use strict';

  const html = document.documentElement;
  const { root, light, dark, fragments, reload, news } = html.dataset;
  const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];
  const night = matchMedia('(prefers-color-scheme: dark)');
  const wide = matchMedia('(min-width: 1000px)');

  const recall = key => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing */ }
  };

  // ---- colours and contents, before the first paint

  const chosen = () => THEMES.find(theme => theme === recall('mdbook-theme'));
  function paint() {
    html.classList.remove(...THEMES);
    html.classList.add(chosen() || (night.matches ? dark : light));
  }
  html.classList.add('js');
  html.classList.toggle('contents-open', wide.matches && recall('mdbook-sidebar') !== 'hidden');
  paint();
  night.addEventListener('change', paint);

  document.addEventListener('DOMContentLoaded', () => {
    const at = id => document.getElementById(id);
    if (fragments) redirect(JSON.parse(fragments));

    const theme = at('theme');
    if (!theme) return; // the page of all chapters
    theme.value = chosen() || '';
    theme.addEventListener('change', () => {
      keep('mdbook-theme', theme.value);
      paint();
    });

    contents(at('contents-toggle'), at('book-navigation'));
    follow(document.querySelectorAll('.on-this-page a'));
    search(at('search-toggle'), at('search-problem'));
    document.addEventListener('keydown', turn);
    if (reload) listen();
    if (news) hear();
    if ('print' in html.dataset) addEventListener('load', () => setTimeout(print, 100));
  });

  // ---- the contents of page and book: beside the text, or over it where there is no room

  function contents(toggle, navigation) {
    if (!navigation) { // the page for what is missing
      const link = document.querySelector('.contents-link');
      link.href = `${root}toc.html`;
      link.classList.remove('contents-link');
      toggle.remove();
      return;
    }
    const open = is => {
      html.classList.toggle('contents-open', is);
      toggle.setAttribute('aria-expanded', is);
    };
    open(html.classList.contains('contents-open'));
    reveal(navigation);
    navigation.tabIndex = -1;
    toggle.addEventListener('click', () => {
      const is = !html.classList.contains('contents-open');
      open(is);
      if (wide.matches) keep('mdbook-sidebar', is ? 'visible' : 'hidden');
      if (!is) return;
      reveal(navigation);
      navigation.focus({ preventScroll: true }); // it comes behind the text
    });
    navigation.addEventListener('click', event => {
      if (!wide.matches && event.target.closest('a')) open(false);
    });
    navigation.addEventListener('focusout', ({ relatedTarget: next }) => {
      if (!wide.matches && next && next !== toggle && !navigation.contains(next)) open(false);
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || wide.matches || !html.classList.contains('contents-open')) return;
      open(false);
      toggle.focus();
    });
  }

  // The chapter of the page is in sight.
  function reveal(navigation) {
    const here = navigation.querySelector('.book-contents [aria-current]');
    const box = here && [here.closest('.book-contents'), navigation].find(it => it.scrollHeight > it.clientHeight);
    const below = box && here.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (box && (below < 0 || below > box.clientHeight * .85)) box.scrollTop += below - box.clientHeight / 3;
  }

  // In the contents of the page the section that is being read is marked.
  function follow(links) {
    const headings = [...links].map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waits = false;
    const mark = () => {
      waits = false;
      const at = headings.findLastIndex(it => it && it.getBoundingClientRect().top < innerHeight / 4);
      links.forEach((link, place) => {
        if (place === at) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      });
      if (list.scrollHeight <= list.clientHeight || at < 0) return;
      const { top, bottom } = list.getBoundingClientRect();
      const link = links[at].getBoundingClientRect();
      if (link.top < top || link.bottom > bottom) list.scrollTop += link.top - (top + bottom) / 2;
    };
    const list = links[0]?.closest('.on-this-page');
    if (!list) return;
    addEventListener('scroll', () => {
      if (!waits) requestAnimationFrame(mark);
      waits = true;
    }, { passive: true });
    mark();
  }

  // ---- keys: arrows turn the page, unless they have work to do where they are pressed

  const busy = target => target.closest('input, select, textarea, pre, .table-wrapper, details, [contenteditable]');
  function turn(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || busy(event.target)) return;
    const ahead = html.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (!event.key.startsWith('Arrow') || /Up|Down/.test(event.key)) return;
    document.querySelector(`.page-turn a[rel="${event.key === ahead ? 'next' : 'prev'}"]`)?.click();
  }

  // ---- search: fetched when it is first wanted

  function search(toggle, problem) {
    let wanted = null;
    const open = () => (wanted ??= load(`${root}search/search.js`))
      .then(() => window.hornbookSearch.open())
      .catch(() => { problem.textContent = 'This copy of the book has no search.'; });
    toggle.addEventListener('click', open);
    document.addEventListener('keydown', event => {
      if (event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      open();
    });
  }

  const load = url => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  // ---- moved sections, and the page that is being written

  function redirect(moved) {
    const target = moved[location.hash];
    if (target) location.replace(new URL(target, location.href));
  }

  function listen() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/${reload}`);
    socket.onmessage = event => event.data === 'reload' && location.reload();
    addEventListener('beforeunload', () => socket.close());
  }

  // `hornbook serve` holds the answer back until the book has changed. What is wrong with it is shown above the text.
  async function hear() {
    for (let seen = ''; ;) {
      const answer = await fetch(`${news}?since=${seen}`).then(it => it.ok ? it.json() : null).catch(() => null);
      if (!answer) await new Promise(wake => setTimeout(wake, 1000));
      else if (seen && answer.version !== seen) return location.reload();
      else {
        if (!seen && answer.problems) warn(answer.problems);
        seen = answer.version;
      }
    }
  }

  function warn(problems) {
    const box = document.createElement('section');
    const title = document.createElement('h2');
    const text = document.createElement('pre');
    box.className = 'problems';
    box.setAttribute('role', 'alert');
    title.textContent = 'Something is wrong with this book';
    text.textContent = problems;
    text.tabIndex = 0;
    box.append(title, text);
    document.querySelector('.page').prepend(box);
  }
})();
