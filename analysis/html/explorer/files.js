// What can be taken away: tables, the scenario, this page, a link.
'use strict';
Parley.files = (() => {
  const { $, state, element, button, say, download, stem } = Parley;
  const tables = ['runs', 'parties', 'rounds', 'events', 'offers', 'days'];
  // The page as it came, before anything in it was changed: a copy of its elements, written out when it is saved.
  const copy = document.documentElement.cloneNode(true);

  async function table(name) {
    say(`Writing ${name}.csv ...`);
    try {
      const answer = await Parley.engine.ask({ ...state.scenario(), do: 'table', name: name + '.csv', n: state.changed.runs }, 'table');
      if (answer.problems || answer.error) throw new Error(answer.error ?? 'the scenario does not load as it is set now');
      download(`${stem()}-${name}.csv`, answer.text, 'text/csv');
      say(`${name}.csv: ${state.changed.runs.toLocaleString('en')} runs, seed ${state.changed.seed}.`);
    } catch (error) {
      if (error !== Parley.engine.givenUp) say(`That could not be written: ${error.message}`);
    }
  }

  const differs = () => {
    const { set, text, file, seed, runs, pinned, draft } = state.changed;
    return { set, seed, runs, ...(text === null ? {} : { text, file }), ...(pinned ? { pinned } : {}), ...(draft ? { draft } : {}) };
  };
  // As a script element holds data.
  const inert = json => json.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');

  function pageWithState() {
    const untouched = '<!DOCTYPE html>\n' + copy.outerHTML + '\n';
    const data = inert(JSON.stringify({ ...state.given, changed: differs() }));
    const open = '<script type="application/json" id="state">', at = untouched.indexOf(open) + open.length;
    return untouched.slice(0, at) + data + untouched.slice(untouched.indexOf('</' + 'script>', at));
  }

  // In the address behind '#': nothing of it goes anywhere.
  const packed = async () => {
    const stream = new Blob([JSON.stringify(differs())]).stream().pipeThrough(new CompressionStream('gzip'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return btoa(Array.from(bytes, b => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };
  async function unpacked(word) {
    const bytes = Uint8Array.from(atob(word.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text());
  }

  async function fromAddress() {
    const word = location.hash.match(/^#s=([\w-]+)$/);
    if (!word) return false;
    try {
      const { set, text, file, seed, runs, pinned, draft } = await unpacked(word[1]);
      state.change({ set: set.map(String), text: text === undefined ? null : String(text), file: file === undefined ? null : String(file),
        seed: Number(seed), runs: Number(runs), ...(pinned ? { pinned } : {}), ...(draft ? { draft } : {}) });
      return true;
    } catch {
      say('The link does not hold a state of this page.');
      return false;
    }
  }

  async function link() {
    const address = location.href.replace(/#.*/, '') + '#s=' + await packed();
    history.replaceState(null, '', address);
    $('link').textContent = `The address of this page now holds its state (${address.length.toLocaleString('en')} letters). Whoever has the same page sees the same with what stands from # on: ${address.slice(address.indexOf('#'))}`;
    try { await navigator.clipboard.writeText(address); say('The link is copied.'); } catch { say('The link stands below, and in the address bar.'); }
  }

  async function scenario() {
    const answer = await Parley.engine.ask({ ...state.scenario(), do: 'yaml' });
    if (answer.problems || answer.error) return say(answer.error ?? 'The scenario does not load as it is set now.');
    download(`${stem()}-changed.yaml`, answer.text, 'application/yaml');
    say('The scenario is written with the values as they stand.');
  }

  function fill() {
    $('seed').value = state.changed.seed;
    $('runs').value = state.changed.runs;
  }

  function start() {
    fill();
    $('tables').replaceChildren(...tables.map(name => button(`${name}.csv`, () => table(name), { id: 'table-' + name })));
    $('play-these').addEventListener('click', () => {
      const seed = Number($('seed').value), runs = Math.round(Number($('runs').value));
      if (!Number.isSafeInteger(seed) || seed < 0 || !(runs >= 100 && runs <= 20000)) return say('A seed from 0, and 100 to 20,000 runs.');
      state.change({ seed, runs });
      Parley.results.refresh();
      say('They are being played; the answer comes in Explore.');
    });
    $('save-page').addEventListener('click', () => download(`${stem()}.html`, pageWithState(), 'text/html'));
    $('save-scenario').addEventListener('click', scenario);
    $('copy-link').addEventListener('click', link);
  }
  return { start, fill, fromAddress };
})();
