// Two variants beside each other with the same luck; and what deals are possible.
'use strict';
Parley.compare = (() => {
  const { $, state, say, problemsList } = Parley;
  let pinned = state.changed.pinned ?? null, turn = 0;

  function words(variant) {
    const changes = variant.set.map(s => {
      const path = s.slice(0, s.indexOf('=')), a = Parley.sliders.assumption(path);
      return `${a ? a.words : path} at ${s.slice(path.length + 1)}`;
    });
    return `${variant.file}${variant.text === state.given.text ? '' : ' (its text changed)'}${changes.length ? ' with ' + changes.join('; ') : ', as it stands'}`;
  }

  function tellPinned() {
    $('pinned-words').textContent = pinned ? `Pinned as A: ${words(pinned)}.`
      : 'Pin a variant (A), then move what you like: what you have then (B) is compared with it, run by run with the same luck. Without a pin A is the scenario as it came.';
  }
  function pin() {
    const { file, text, set } = state.scenario();
    pinned = { file, text, set };
    state.change({ pinned });
    $('compared').replaceChildren();
    tellPinned();
    say('Pinned. Move something and compare.');
  }

  // Few runs first.
  async function now() {
    const mine = ++turn, all = Math.min(2000, state.changed.runs);
    const a = pinned ?? { file: state.given.file, text: state.given.text, set: state.given.set };
    const stages = [{ n: Math.min(200, all), points: 0 }, { n: all, points: 0 }];
    if (state.given.points >= 20) stages.push({ n: all, points: Math.min(100, state.given.points) });
    Parley.engine.giveUpLong('compare');
    say('Comparing ...');
    try {
      for (const [k, stage] of stages.entries()) {
        const answer = await Parley.engine.ask({ ...state.scenario(), do: 'compare', pinned: a, ...stage }, 'compare');
        if (mine !== turn) return;
        if (answer.problems) { $('compared').replaceChildren(problemsList(answer.problems)); return say('One of the two does not load.'); }
        if (answer.error) throw new Error(answer.error);
        Parley.results.show($('compared'), [answer.section]);
        say(`${answer.runs.toLocaleString('en')} runs of each with the same luck${stage.points ? `, and ${stage.points} points over the ranges` : ''}${k + 1 < stages.length ? '; more are being played' : ''}.`);
      }
      document.documentElement.dataset.compared = String(mine);
    } catch (error) {
      if (error !== Parley.engine.givenUp) say(`That could not be compared: ${error.message}`);
    }
  }

  async function room() {
    say('Looking at all packages ...');
    try {
      const answer = await Parley.engine.ask({ ...state.scenario(), do: 'room' }, 'room');
      if (answer.problems) return say('The scenario does not load as it is set now.');
      if (answer.error) throw new Error(answer.error);
      Parley.results.show($('room-told'), [answer.section]);
      say('Packages were looked at with the values as they stand now.');
    } catch (error) {
      if (error !== Parley.engine.givenUp) say(`That could not be reckoned: ${error.message}`);
    }
  }

  function start() {
    tellPinned();
    $('pin').addEventListener('click', pin);
    $('compare-pin').addEventListener('click', pin);
    $('compare-now').addEventListener('click', now);
    $('room-now').addEventListener('click', room);
  }
  return { start, tellPinned };
})();
