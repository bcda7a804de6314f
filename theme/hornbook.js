// What happens in the text of a page: boxes get names, wide things a frame, and listings their buttons. Without this
// script every page still reads in full, with each listing's recorded output.
//
// The figure of a listing is told of each run by the event `hornbook:run`, with { success, stdout, stderr, exitDetail },
// and of the way back to what is recorded by `hornbook:reset`; both bubble.
(() => {
  'use strict';

  const hornbook = window.hornbook ??= {};

  // For the scripts behind this one: an element, and a button of a listing.
  hornbook.make = (tag, className, text = '') => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  hornbook.button = (name, label, action) => {
    const element = hornbook.make('button', `listing-${name}`, label);
    element.type = 'button';
    element.addEventListener('click', action);
    return element;
  };

  // Whatever scrolls can be reached by keyboard, and has a name there.
  const watch = new ResizeObserver(entries => entries.forEach(({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    const own = { tabindex: '0', ...(target.matches('div') && { role: 'group', 'aria-label': 'Scrolls sideways' }) };
    Object.entries(own).forEach(([name, value]) => {
      if (scrolls) target.setAttribute(name, value);
      else target.removeAttribute(name);
    });
  }));

  // For scripts that add something to the page later.
  hornbook.frame = element => watch.observe(element);

  // Boxes have roles and names for screen readers.
  document.querySelectorAll('main aside:not([role])').forEach(aside => aside.setAttribute('role', 'note'));
  document.querySelectorAll('main aside.footnote').forEach(note =>
    note.setAttribute('aria-label', `Footnote ${note.querySelector('.label')?.textContent.trim()}`));

  // Wide tables scroll in a frame of their own.
  document.querySelectorAll('main table').forEach(table => {
    if (table.closest('.table-wrapper')) return;
    const frame = hornbook.make('div', 'table-wrapper');
    table.replaceWith(frame);
    frame.append(table);
  });
  document.querySelectorAll('main pre, .table-wrapper, .listing-drawing, .cell_output').forEach(hornbook.frame);

  // ---- notes beside the text, where there is room, each at the height of its reference

  const room = matchMedia('screen and (min-width: 1280px)');
  const TALL = 400; // a longer note stays where it is
  const GAP = 16;

  function beside(content, notes) {
    const list = content.querySelector('.on-this-page');
    // The contents of the page stay in sight beside the text, but for a note that passes.
    const giveWay = () => {
      const { top, bottom } = list.getBoundingClientRect();
      const meets = it => it.bottom > top - GAP && it.top < bottom + GAP;
      list.classList.toggle('away', notes.some(({ note }) => note.matches('.beside') && meets(note.getBoundingClientRect())));
    };
    if (list) addEventListener('scroll', giveWay, { passive: true });
    const place = () => {
      notes.forEach(({ note }) => note.classList.remove('beside'));
      content.style.minHeight = '';
      if (room.matches) {
        const { top } = content.getBoundingClientRect();
        let free = list ? list.parentElement.offsetTop + list.offsetHeight + 5 * GAP : 0;
        notes.forEach(({ note, from }) => {
          note.classList.add('beside');
          const wanted = from.getBoundingClientRect().top - top;
          const height = note.offsetHeight;
          const fits = height < TALL && free - wanted < TALL;
          note.classList.toggle('beside', fits);
          if (!fits) return;
          const at = Math.max(free, wanted);
          note.style.insetBlockStart = `${at}px`;
          free = at + height + GAP;
        });
        content.style.minHeight = `${free}px`;
      }
      document.querySelectorAll('main :is(.footnote-list, .footnote-definition)').forEach(box =>
        box.classList.toggle('empty', [...box.children].every(it => it.matches('.beside'))));
      if (list) giveWay();
    };
    // A note that leaves the text moves what is below it.
    let height = 0;
    new ResizeObserver(() => {
      const now = content.offsetHeight;
      if (Math.abs(now - height) > 1) place();
      height = content.offsetHeight;
    }).observe(content);
    room.addEventListener('change', place);
    place();
  }

  const notes = [...document.querySelectorAll('main aside.footnote, main .footnote-definition > li')].flatMap(note => {
    const back = note.querySelector('[role="doc-backlink"], a[href^="#fr-"]');
    const from = back && document.getElementById(decodeURIComponent(back.hash.slice(1)));
    return from && !note.querySelector('pre, table, img, figure') ? [{ note, from }] : [];
  });
  notes.sort((a, b) => (a.from.compareDocumentPosition(b.from) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (notes.length) beside(document.querySelector('.content'), notes);

  // ---- listings

  const { make, button } = hornbook;

  function dress(figure) {
    const code = figure.querySelector('.listing-code code');
    const bar = figure.querySelector('.listing-bar');
    if (!code || !bar) return;
    const { mode = 'debug', edition = '2024', run: place = 'std', local } = figure.dataset;
    const prospect = hornbook.prospect({ run: place, local });
    const status = make('p', 'listing-status');
    status.setAttribute('role', 'status');
    const hint = make('p', 'listing-hint', prospect.hint);
    const name = nameOf(figure);
    hint.id = `${name}-hint`;

    const say = (text, state = '') => {
      status.textContent = text;
      status.dataset.state = state;
      hint.hidden = Boolean(text);
    };
    const parts = { figure, code, say, name };
    const program = () => ({ code: code.textContent, mode, edition, run: place, local });
    const output = outputs(parts);
    const running = runs(parts, program, output);
    const edited = prospect.runs && 'editable' in figure.dataset ? hornbook.edits(parts, output) : { buttons: [], reset: () => {} };
    const copy = button('copy', 'Copy', () => copyOut(code, say));
    const reset = button('reset', 'Reset', () => {
      output.clear();
      edited.reset();
      figure.dispatchEvent(new CustomEvent('hornbook:reset', { bubbles: true }));
      say('Back to the program and the output of the book.', 'done');
      (running.run ?? copy).focus();
    });
    const remote = prospect.runs && place !== 'local' ? [link(program, say)] : [];
    const buttons = [...(prospect.runs ? running.buttons : []), ...edited.buttons, ...folded(code), copy, ...remote, reset];
    const described = [figure.querySelector('figcaption')?.id, hint.id].filter(Boolean).join(' ');
    buttons.forEach(it => it.setAttribute('aria-describedby', described));

    const mirror = () => { reset.hidden = !(output.shown() || 'edited' in figure.dataset); };
    new MutationObserver(mirror).observe(figure, { childList: true, attributes: true, attributeFilter: ['data-edited'] });
    mirror();
    bar.append(...buttons, status, hint);
    bar.hidden = false;
  }

  // The caption names the buttons of its figure.
  let unnamed = 0;
  function nameOf(figure) {
    const caption = figure.querySelector('figcaption');
    const name = figure.id || `listing-${unnamed += 1}`;
    if (caption) caption.id ||= `${name}-caption`;
    return name;
  }

  // ---- Run and Cancel

  function runs({ figure, code, say }, program, output) {
    let abort = null;
    const run = button('run', 'Run', start);
    const cancel = button('cancel', 'Cancel', () => abort?.abort('cancelled'));
    cancel.hidden = true;
    figure.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (run.isConnected) start();
    });

    async function start() {
      if (abort) return;
      abort = new AbortController();
      busy(true);
      say('Running …');
      try {
        const edited = 'edited' in figure.dataset;
        const answer = await hornbook.run(program(), abort, say);
        tell(answer, output.show(answer, edited), edited);
      } catch (error) {
        say(error.message, error.cancelled ? 'cancelled' : 'failed');
      } finally {
        abort = null;
        busy(false);
      }
    }

    function busy(is) {
      if (!is && document.activeElement === cancel) run.focus();
      cancel.hidden = !is;
      run.setAttribute('aria-disabled', is);
      code.closest('.listing-code').setAttribute('aria-busy', is);
    }

    function tell({ success, exitDetail, seconds, where }, expected) {
      const took = `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s on ${where}`;
      if (success) say(`Finished after ${took}.`, 'done');
      else say(`${expected ? 'Failed, as it should' : 'Failed'}: ${plain(exitDetail) || 'see below'}, after ${took}.`, expected ? 'done' : 'failed');
    }

    return { run, buttons: [run, cancel] };
  }

  const plain = (words = '') => words.charAt(0).toLowerCase() + words.slice(1);

  // ---- what a run prints

  function outputs({ figure }) {
    const recorded = figure.querySelectorAll('.listing-output');
    const own = () => figure.querySelectorAll('.listing-output[data-kind]');
    const clear = () => {
      own().forEach(block => block.remove());
      recorded.forEach(block => { block.hidden = false; });
    };

    // What succeeds, or fails as the book says, takes the place of what is recorded; any other failure is shown below it.
    function show(answer, edited) {
      const { success, exitDetail, stdout, stderr } = answer;
      const expected = !success && !edited && 'fails' in figure.dataset;
      clear();
      recorded.forEach(block => { block.hidden = success || expected; });
      if (stdout || success) figure.append(block('stdout', 'Output of this run', stdout || '(nothing printed)\n', true));
      if (stderr) {
        const title = exitDetail?.startsWith('rustc:') ? 'What the compiler says' : 'Compiler and standard error';
        figure.append(block('stderr', title, stderr, success || expected, !success || telling(stderr)));
      }
      figure.dispatchEvent(new CustomEvent('hornbook:run', { bubbles: true, detail: { success, stdout, stderr, exitDetail } }));
      return expected;
    }

    return { clear, show, shown: () => own().length > 0 };
  }

  // Does standard error tell more than cargo's own progress?
  const telling = text => text.split('\n').some(line =>
    line.trim() && !/^\s*(Compiling|Finished|Running|Building|Downloading|Downloaded) /.test(line));

  function block(kind, title, text, well, open) {
    const folds = kind === 'stderr';
    const made = make(folds ? 'details' : 'div', `listing-output ${kind}${well ? '' : ' failed'}`);
    made.dataset.kind = kind;
    if (folds) made.open = open;
    const pre = make('pre', '');
    pre.append(make('samp', '', text));
    made.append(make(folds ? 'summary' : 'p', 'listing-output-title', title), pre);
    hornbook.frame?.(pre);
    return made;
  }

  // ---- lines that are not shown, Copy, and the playground

  function folded(code) {
    const lines = [...code.querySelectorAll('.hidden')];
    const count = lines.map(it => it.textContent).join('').split('\n').length - 1;
    if (!lines.length) return [];
    const words = () => (lines[0].hidden ? `Show ${count} hidden line${count === 1 ? '' : 's'}` : 'Hide lines again');
    const toggle = button('lines', words(), () => {
      const hide = !lines[0].hidden;
      lines.forEach(it => { it.hidden = hide; });
      toggle.textContent = words();
    });
    return [toggle];
  }

  async function copyOut(code, say) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say('Copied.', 'done');
    } catch {
      getSelection().selectAllChildren(code);
      say('The code is selected: press Ctrl+C or ⌘C to copy it.');
    }
  }

  // The address holds the whole program, so it is made when it is wanted.
  function link(program, say) {
    const made = make('a', 'listing-playground', 'Open in Playground');
    made.href = 'https://play.rust-lang.org/';
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    const fill = event => {
      const address = hornbook.link(program());
      if (address) made.href = address;
      else if (event.type === 'click') {
        event.preventDefault();
        say('The program is too long for a link: copy it into the playground.', 'failed');
      }
    };
    ['pointerdown', 'click'].forEach(type => made.addEventListener(type, fill));
    return made;
  }

  // The scripts behind this one say where programs run, and how they are edited.
  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('figure.listing').forEach(dress));
})();
