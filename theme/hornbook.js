// What happens in the text: the buttons under a listing, and frames for what is wide. Without this script every
// page still reads in full, with each listing's recorded output.
(() => {
  'use strict';

  // The playground is asked only after a click on Run. A page may name another one:
  // <meta name="hornbook-playground" content="…"> or window.hornbook.playground.
  const PLAYGROUND = 'https://play.rust-lang.org/execute';
  const LIMIT = 12; // seconds; the playground itself gives up after 10

  const playground = () => new URL(window.hornbook?.playground
    || document.querySelector('meta[name="hornbook-playground"]')?.content || PLAYGROUND, location.href);

  function make(tag, className, text = '') {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function button(name, label, action) {
    const element = make('button', `listing-${name}`, label);
    element.type = 'button';
    element.addEventListener('click', action);
    return element;
  }

  // ---- listings: the figure is told of each run (`hornbook:run`, with what the program printed) and of the way back
  // to what is recorded (`hornbook:reset`), for those who draw what was printed

  function dress(figure) {
    const code = figure.querySelector('.listing-code code');
    const bar = figure.querySelector('.listing-bar');
    if (!code || !bar) return;
    const recorded = figure.querySelector('.listing-output');
    const local = figure.dataset.local;
    const status = make('p', 'listing-status');
    status.setAttribute('role', 'status');
    const hint = local ? '' : `Run sends this program to ${playground().host}.`;
    let running = null;

    const say = (text, state = '') => {
      status.textContent = text;
      status.dataset.state = state;
    };
    const clear = () => figure.querySelectorAll('.listing-output[data-kind]').forEach(block => block.remove());
    const run = button('run', 'Run', start);
    const cancel = button('cancel', 'Cancel', () => running?.abort('cancelled'));
    const copy = button('copy', 'Copy', () => copyOut(code, say));
    const reset = button('reset', 'Reset', () => {
      clear();
      figure.dispatchEvent(new CustomEvent('hornbook:reset', { bubbles: true }));
      if (recorded) recorded.hidden = false;
      run.focus();
      reset.hidden = true;
      say(hint);
    });
    cancel.hidden = reset.hidden = true;

    async function start() {
      if (running) return;
      running = new AbortController();
      const clock = setTimeout(() => running.abort('late'), LIMIT * 1000);
      busy(true);
      say('Running …');
      try {
        show(await ask(figure.dataset, code.textContent, running.signal));
      } catch (error) {
        say(explain(error, running.signal), 'failed');
      } finally {
        clearTimeout(clock);
        running = null;
        busy(false);
      }
    }

    function busy(is) {
      if (!is && document.activeElement === cancel) run.focus();
      cancel.hidden = !is;
      run.setAttribute('aria-disabled', is);
      figure.setAttribute('aria-busy', is);
    }

    // A success takes the place of the recorded output; a failure is shown below it.
    function show({ success, exitDetail, stdout, stderr }) {
      clear();
      figure.dispatchEvent(new CustomEvent('hornbook:run', { bubbles: true, detail: { success, stdout, stderr, exitDetail } }));
      if (recorded) recorded.hidden = success;
      if (stdout || success) figure.append(output('stdout', 'Output of this run', stdout || '(nothing printed)\n', success));
      if (stderr) figure.append(output('stderr', 'Compiler and standard error', stderr, success));
      reset.hidden = false;
      if (success) say('Finished.', 'done');
      else say(`Failed: ${exitDetail || 'see below'}`, 'failed');
    }

    const caption = figure.querySelector('figcaption');
    if (caption) {
      caption.id ||= `${figure.id || figure.dataset.listing}-caption`;
      [run, cancel, copy, reset].forEach(each => each.setAttribute('aria-describedby', caption.id));
    }
    say(hint);
    if (local) bar.append(copy, make('p', 'listing-local', `Runs on your own machine only: ${local}`), status);
    else bar.append(run, cancel, copy, reset, status);
    bar.hidden = false;
  }

  async function ask({ mode = 'debug', edition = '2024' }, code, signal) {
    const response = await fetch(playground(), {
      method: 'POST', mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel: 'stable', mode, edition, crateType: 'bin', tests: false, backtrace: false, code }),
    });
    const answer = await response.json().catch(error => {
      if (signal.aborted) throw error;
      return {};
    });
    if (!response.ok || typeof answer.success !== 'boolean') {
      throw Object.assign(new Error('refused'), { refused: answer.error || `status ${response.status}` });
    }
    return answer;
  }

  function explain(error, signal) {
    if (signal.reason === 'cancelled') return 'Cancelled.';
    if (signal.reason === 'late') return `No answer within ${LIMIT} seconds. The playground may be busy: try again later.`;
    if (error.refused) return `The playground refused: ${error.refused}`;
    return `${playground().host} could not be reached. Are you offline?`;
  }

  // Does standard error tell more than cargo's own progress?
  const telling = text => text.split('\n').some(line =>
    line.trim() && !/^\s*(Compiling|Finished|Running|Building|Downloading|Downloaded) /.test(line));

  function output(kind, title, text, success) {
    const folds = kind === 'stderr';
    const block = make(folds ? 'details' : 'div', `listing-output${folds && !success ? ' failed' : ''}`);
    block.dataset.kind = kind;
    if (folds) block.open = !success || telling(text);
    const pre = make('pre', '');
    pre.append(make('samp', '', text));
    block.append(make(folds ? 'summary' : 'p', 'listing-output-title', title), pre);
    return block;
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

  // ---- boxes and frames

  // Boxes get roles and names for screen readers; wide tables scroll in a frame of their own; whatever scrolls can
  // be reached by keyboard.
  function frames() {
    document.querySelectorAll('main aside:not([role])').forEach(aside => aside.setAttribute('role', 'note'));
    document.querySelectorAll('main aside.footnote').forEach(note =>
      note.setAttribute('aria-label', `Footnote ${note.querySelector('.label')?.textContent.trim()}`));
    document.querySelectorAll('main table').forEach(table => {
      if (table.closest('.table-wrapper')) return;
      const frame = make('div', 'table-wrapper');
      table.replaceWith(frame);
      frame.append(table);
    });
    const watch = new ResizeObserver(entries => entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }));
    document.querySelectorAll('main pre, .table-wrapper').forEach(frame => watch.observe(frame));
  }

  document.querySelectorAll('figure.listing').forEach(dress);
  frames();
})();
