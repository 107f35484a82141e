// The scenario's text, with its mistakes told at their line.
'use strict';
Parley.text = (() => {
  const { $, state, say, problemsList, later, download } = Parley;
  let turn = 0;

  function goTo(line, column) {
    Parley.show('text');
    const area = $('yaml'), lines = area.value.split('\n');
    let at = 0;
    for (let k = 0; k < line - 1 && k < lines.length; ++k) at += lines[k].length + 1;
    area.focus();
    area.setSelectionRange(at + Math.max(0, column - 1), at + (lines[line - 1]?.length ?? 0));
    const height = area.scrollHeight / lines.length;
    area.scrollTop = Math.max(0, (line - 6) * height);
  }

  // True where it loads.
  async function check() {
    const mine = ++turn, text = $('yaml').value;
    const answer = await Parley.engine.ask({ file: state.file, text, set: [], do: 'open' });
    if (mine !== turn) return false;
    const problems = answer.problems ?? [];
    $('text-problems').replaceChildren(...(problems.length ? [problemsList(problems, goTo)] : []));
    $('text-state').textContent = problems.length ? `${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}:`
      : answer.error ? answer.error : 'No mistakes.';
    $('text-play').disabled = problems.length > 0;
    $('yaml').setAttribute('aria-invalid', String(problems.length > 0));
    document.documentElement.dataset.checked = String(mine);
    return problems.length === 0 && !answer.error;
  }

  // Plays another text: its own assumptions, and of what was set what still has a place.
  async function play(text, file, set) {
    const asked = { file, text, set, do: 'open' };
    let answer = await Parley.engine.ask(asked);
    if (answer.problems && set.length) answer = await Parley.engine.ask({ ...asked, set: set = [] });
    if (answer.problems) return false;
    state.opened = answer;
    const own = text === state.given.text && file === state.given.file;
    state.change({ text: own ? null : text, file: own ? null : file, set });
    fill();
    Parley.sliders.draw();
    Parley.seat.fill();
    Parley.draft.fill();
    Parley.results.refresh();
    return true;
  }

  function fill() {
    $('yaml').value = state.text;
    $('text-problems').replaceChildren();
    $('text-state').textContent = state.changed.text === null ? 'The file as it came.' : 'Changed in this page.';
    $('text-play').disabled = false;
  }

  async function backToFile() {
    state.change({ set: [], text: null, file: null, seed: state.given.seed, runs: state.given.runs });
    state.opened = state.given.opened;
    fill();
    Parley.sliders.draw();
    Parley.seat.fill();
    Parley.draft.fill();
    Parley.results.refresh();
  }

  function start() {
    fill();
    $('yaml').addEventListener('input', later(check, 300));
    $('text-play').addEventListener('click', async () => {
      if (!await check()) return;
      await play($('yaml').value, state.file, state.changed.set);
      say('The text is being played.');
      Parley.show('explore');
    });
    $('text-reset').addEventListener('click', backToFile);
    $('text-save').addEventListener('click', () => download(state.file, $('yaml').value, 'application/yaml'));
    $('text-open').addEventListener('change', async event => {
      const [file] = event.target.files;
      if (!file) return;
      $('yaml').value = await file.text();
      if (await check()) {
        await play($('yaml').value, file.name, []);
        say(`${file.name} is being played.`);
      } else say(`${file.name} does not load.`);
      event.target.value = '';
    });
  }
  return { start, goTo, play, backToFile };
})();
