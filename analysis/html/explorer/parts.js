// What the parts of the page share: its state, elements, words, and who is told when something changes.
'use strict';
const Parley = globalThis.Parley = (() => {
  const given = JSON.parse(document.getElementById('state').textContent);
  // What somebody has changed. `text` is null where it is the file's own.
  const changed = { set: [], text: null, file: null, seed: given.seed, runs: given.runs, ...(given.changed ?? {}) };
  const beside = ['pinned', 'draft'];  // what does not change what is played
  const listeners = [];

  const state = {
    given, changed,
    get text() { return changed.text ?? given.text; },
    get file() { return changed.file ?? given.file; },
    get settings() { return [...(changed.text === null ? given.set : []), ...changed.set]; },
    // The scenario as a question to the engine has it.
    scenario() { return { file: state.file, text: state.text, set: settingsOf(state.settings), seed: changed.seed,
      ...(changed.text === null ? { record: given.record } : {}) }; },
    opened: given.opened,
    change(what) {
      Object.assign(changed, what);
      if (Object.keys(what).some(key => !beside.includes(key))) listeners.forEach(f => f());
    },
    // When what is played changes.
    whenChanged(f) { listeners.push(f); },
  };

  // Of several values for a path the last.
  function settingsOf(list) {
    const by = new Map();
    for (const one of list) by.set(one.slice(0, one.indexOf('=')), one);
    return [...by.values()];
  }

  const $ = id => document.getElementById(id);
  // An element with properties and children; text stays text.
  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === 'on') for (const [event, f] of Object.entries(value)) made.addEventListener(event, f);
      else if (name in made && name !== 'list' && name !== 'form') made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.flat().filter(c => c !== null && c !== undefined));
    return made;
  }
  const button = (text, f, properties = {}) => element('button', { type: 'button', textContent: text, on: { click: f }, ...properties });

  // A number in few digits.
  function told(x) {
    if (!Number.isFinite(x)) return String(x);
    const size = Math.abs(x);
    return String(Number(x.toPrecision(size >= 100 ? 4 : 3)));
  }
  const named = word => word.replaceAll('_', ' ');

  // What goes on, by view: what one view is doing is not told in another.
  const status = new Map();
  const current = () => document.documentElement.dataset.view ?? 'explore';
  function say(text, view = current()) {
    status.set(view, text);
    if (view === current()) $('status').textContent = text;
  }
  const sayIn = view => text => say(text, view);
  const sayAgain = () => { $('status').textContent = status.get(current()) ?? ''; };

  // Why a scenario does not load, as a list; `go` is called with a line and a column.
  function problemsList(problems, go) {
    return element('ul', { className: 'problems' }, problems.map(p => {
      const place = p.line > 0 ? `line ${p.line}: ` : '';
      const words = `${place}${p.path ? p.path + ': ' : ''}${p.message}${p.hint ? ` (${p.hint})` : ''}`;
      return element('li', {}, go && p.line > 0 ? button(words, () => go(p.line, p.column)) : words);
    }));
  }

  function download(name, content, type) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = element('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  const stem = () => state.file.replace(/\.[^.]*$/, '');

  function later(f, milliseconds) {
    let timer = 0;
    return (...a) => { clearTimeout(timer); timer = setTimeout(() => f(...a), milliseconds); };
  }

  return { state, settingsOf, $, element, button, told, named, say, sayIn, sayAgain, problemsList, download, stem, later };
})();
