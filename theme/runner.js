// Where a reader's program runs: on the reader's own machine, if `hornbook serve` has sent the page, or else on the
// official playground. Nothing is asked of either before Run is pressed.
(() => {
  'use strict';

  const hornbook = window.hornbook ??= {};

  // A page may name another playground: <meta name="hornbook-playground" content="…">, or window.hornbook.playground.
  const PLAYGROUND = 'https://play.rust-lang.org/execute';
  const STOPS = 10; // seconds after which the playground stops a program
  const PATIENCE = 2; // seconds more, for the way there and back

  // `hornbook serve` can be reached from its own machine alone, so a page that came from elsewhere need not look for it.
  const near = location.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
  const playground = () => new URL(hornbook.playground
    || document.querySelector('meta[name="hornbook-playground"]')?.content || PLAYGROUND, location.href);

  let server = null; // what `hornbook serve` has told of itself

  // What is wrong, in words for the reader.
  const trouble = (words, cause = {}) => Object.assign(new Error(words), { told: true }, cause);

  // Whether Run can come to anything for a program that runs in `run` (std, playground, local), as far as can be known
  // without asking, and what to tell of it beforehand.
  hornbook.prospect = ({ run, local }) => {
    if (run === 'local') return near
      ? { runs: true, hint: `Runs on this machine only: ${local}.` }
      : { runs: false, hint: `Runs on your own machine only, with hornbook serve: ${local}.` };
    const remote = `${playground().host}, which stops it after ${STOPS} seconds`;
    return { runs: true, hint: near ? `Runs on this machine, if it can, or else on ${remote}.` : `Run sends this program to ${remote}.` };
  };

  // Has a program run: { code, mode, edition, run, local }. Hands back { success, exitDetail, stdout, stderr, seconds,
  // where }; what it throws has a message for the reader. `abort` is the AbortController that ends it, `say` tells
  // how far it is.
  hornbook.run = async (program, abort, say) => {
    try {
      const here = near ? await introduced(abort) : null;
      if (here?.runs) return await nearby(program, here, abort, say);
      const why = here ? here.reason : 'the server of this page runs no programs';
      if (program.run === 'local') throw trouble(`It runs on this machine only (${program.local}), and ${why}.`);
      return await afar(program, abort, say);
    } catch (error) {
      if (abort.signal.reason === 'cancelled') throw trouble('Cancelled.', { cancelled: true });
      if (abort.signal.reason === 'late') throw trouble('No answer came in time. Try again later.');
      throw error.told ? error : trouble(`Something went wrong: ${error.message}`);
    }
  };

  // ---- the reader's own machine

  async function introduced({ signal }) {
    if (server) return server;
    try {
      const response = await fetch('/hornbook-runner.json', { signal, cache: 'no-store' });
      server = response.ok ? await response.json() : null;
    } catch (error) {
      if (signal.aborted) throw error;
    }
    return server;
  }

  async function nearby(program, { limits }, abort, say) {
    const { compileSeconds, runSeconds } = limits;
    say(`Running on this machine, for ${runSeconds} seconds at most …`);
    const ask = () => post(new URL(server.execute, location.origin), program, { 'X-Hornbook-Token': server.token }, abort.signal);
    // Eight may wait before it, two at a time.
    const seconds = 5 * (compileSeconds + runSeconds);
    try {
      const answer = await timed(ask, seconds, abort).catch(async error => {
        // The server has another token since it was started again.
        if (error.status !== 403) throw error;
        server = null;
        if (!(await introduced(abort))?.runs) throw error;
        return timed(ask, seconds, abort);
      });
      return { ...answer, where: 'this machine' };
    } catch (error) {
      if (error.refused) throw trouble(`This machine refused: ${error.refused}.`);
      if (abort.signal.aborted) throw error;
      server = null;
      throw trouble('The server of this page does not answer any more. Is hornbook serve still running?');
    }
  }

  // ---- the playground

  async function afar(program, abort, say) {
    const address = playground();
    say(`Running on ${address.host} …`);
    try {
      const answer = await timed(() => post(address, program, {}, abort.signal), hornbook.patience ?? STOPS + PATIENCE, abort);
      return { ...answer, where: address.host };
    } catch (error) {
      if (error.refused) throw trouble(`The playground refused: ${error.refused}`);
      if (abort.signal.reason === 'late') throw trouble(`${address.host} gave no answer in time. It may be busy: try again later.`);
      if (abort.signal.aborted) throw error;
      throw trouble(`${address.host} could not be reached. Are you offline?`);
    }
  }

  // A link that opens the program in the playground; none, if it would be longer than servers take.
  hornbook.link = ({ code, mode, edition }) => {
    const link = `https://play.rust-lang.org/?version=stable&mode=${mode}&edition=${edition}&code=${encodeURIComponent(code)}`;
    return link.length > 6000 ? null : link;
  };

  // ---- both

  async function timed(ask, seconds, abort) {
    const clock = setTimeout(() => abort.abort('late'), seconds * 1000);
    const start = performance.now();
    try {
      const answer = await ask();
      return { ...answer, seconds: (performance.now() - start) / 1000 };
    } finally {
      clearTimeout(clock);
    }
  }

  async function post(address, { code, mode, edition }, headers, signal) {
    const response = await fetch(address, {
      method: 'POST', mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ channel: 'stable', mode, edition, crateType: 'bin', tests: false, backtrace: false, code }),
    });
    const answer = await response.json().catch(error => {
      if (signal.aborted) throw error;
      return {};
    });
    if (response.ok && typeof answer.success === 'boolean') return answer;
    throw trouble('refused', { told: false, refused: answer.error || `status ${response.status}`, status: response.status });
  }
})();
