// The page begins.
'use strict';
Parley.show = (() => {
  const { $, state } = Parley;
  const views = ['explore', 'run', 'compare', 'draft', 'seat', 'text', 'files'];
  let told = false;

  // `begin`: what the view tells by itself is told.
  function show(name, begin = true) {
    for (const view of views) $(view).hidden = view !== name;
    for (const button of $('nav').querySelectorAll('button')) {
      if (button.dataset.view === name) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
    $('bar').hidden = name === 'text';
    $('headline').hidden = name !== 'explore';
    document.documentElement.dataset.view = name;
    Parley.sayAgain();
    if (name === 'draft' && begin) Parley.draft.shown();
    if (name === 'run' && !told) { told = true; Parley.results.tell('typical'); }
    if (name === 'files') Parley.files.fill();
    Report.show($(name));
  }

  async function start() {
    for (const id of ['nav', 'bar', 'levers']) $(id).hidden = false;
    for (const button of $('nav').querySelectorAll('button')) button.addEventListener('click', () => show(button.dataset.view));
    $('run-typical').addEventListener('click', () => Parley.results.tell('typical'));
    $('run-another').addEventListener('click', () => Parley.results.tell((Number($('run-number').value) + 1) % state.changed.runs));
    $('run-unlike').addEventListener('click', () => Parley.results.tell('unlike'));
    $('run-this').addEventListener('click', () => Parley.results.tell(Math.max(0, Math.round(Number($('run-number').value)))));
    // What was told belongs to what was set.
    state.whenChanged(() => { told = false; $('run-told').replaceChildren(); $('run-draft').hidden = true; });
    Parley.files.start();
    const linked = await Parley.files.fromAddress();
    Parley.text.start();
    Parley.sliders.start();
    Parley.compare.start();
    Parley.draft.start();
    Parley.seat.start();
    Parley.files.fill();
    Parley.results.asItCame();
    show('explore');
    document.documentElement.dataset.ready = String(Math.ceil(performance.now()));  // ms since it was opened
    if (linked || state.given.changed) {
      if (state.changed.text === null) Parley.results.refresh();
      else Parley.text.play(state.text, state.file, state.changed.set);
    }
  }
  addEventListener('DOMContentLoaded', start);
  return show;
})();
