// A text, clause by clause, and what a premortem says of it as it stands.
'use strict';
Parley.draft = (() => {
  const { $, state, element, button, problemsList, later, download, stem } = Parley;
  const say = Parley.sayIn('draft');
  let came = null;   // the form of the text as it came
  let signed = null; // what the run that was told last signs
  let text = '';     // the file of what stands now
  let turn = 0, told = false;

  const now = () => state.changed.draft;
  const blank = () => ({ name: '', source: '', date: '', options: {} });
  const sources = () => [
    ...(state.opened.deal ? [{ name: state.opened.deal.name || 'The text of the scenario', deal: state.opened.deal }] : []),
    ...(state.given.texts ?? []).map(t => ({ name: t.name, deal: t.text })),
    ...(signed ? [{ name: signed.name, deal: signed }] : []),
    { name: 'Nothing agreed', deal: blank() }];

  const complain = list => $('draft-problems').replaceChildren(...(list ? [list] : []));

  // `given`: a form or a file. `name`: of the file it was opened from.
  async function begin(given, name) {
    const answer = await Parley.engine.ask({ ...state.scenario(), do: 'deal', deal: given });
    if (answer.problems) { complain(problemsList(answer.problems)); say(`${name ?? 'The text'} is no text of this scenario.`); return false; }
    if (answer.error) { say(answer.error); return false; }
    came = answer.deal;
    state.change({ draft: { came: answer.text, deal: answer.deal, days: now()?.days ?? 30 } });
    draw();
    return refresh();
  }

  function put(what) {
    const { deal } = now();
    state.change({ draft: { ...now(), deal: { ...deal, ...what, options: { ...deal.options, ...(what.options ?? {}) } } } });
    settle();
  }
  const settle = later(() => refresh(), 350);

  function clause(issue) {
    const id = 'clause-' + issue.id, option = now().deal.options[issue.id], first = came.options[issue.id];
    const select = element('select', { id }, issue.options.map((words, k) => element('option', { value: k, selected: k === option,
      textContent: k === issue.now ? `${words} (as it is now)` : words })));
    select.addEventListener('change', () => { put({ options: { [issue.id]: Number(select.value) } }); redraw(issue); });
    return element('div', { className: 'slider' + (option === first ? '' : ' moved'), id: id + '-row' },
      element('label', { htmlFor: id, textContent: issue.title ? `${issue.title} (${issue.id})` : issue.id }), select,
      // What a list cuts off.
      issue.options[option].length > 30 ? element('p', { className: 'note', textContent: issue.options[option] }) : null,
      option === first ? null : element('p', { className: 'note' }, `It came with: ${issue.options[first]}. `,
        button('As it came', () => { put({ options: { [issue.id]: first } }); redraw(issue); $(id).focus(); },
          { className: 'small', 'aria-label': `As it came: ${issue.title || issue.id}` })));
  }
  function redraw(issue) {
    const focus = document.activeElement?.id;
    $(`clause-${issue.id}-row`).replaceWith(clause(issue));
    if (focus) $(focus)?.focus();
  }

  function draw() {
    const off = state.opened.issues.filter(i => i.off_table);
    $('draft-from').replaceChildren(...sources().map((s, k) => element('option', { value: k, textContent: s.name, selected: s.name === came.name })));
    $('draft-name').value = now().deal.name;
    $('draft-date').value = now().deal.date;
    $('draft-days').value = now().days;
    $('draft-clauses').replaceChildren(...[
      ...state.opened.issues.filter(i => !i.off_table).map(clause),
      off.length ? element('p', { className: 'note', textContent: `Off the table: ${off.map(i => i.title || i.id).join('; ')}.` }) : null].filter(Boolean));
  }

  // The text as it stands alone first, then who can break it and its clauses, then leverage and guarantees.
  async function refresh() {
    const mine = ++turn, points = state.given.points >= 20 ? Math.min(40, state.given.points) : 0;
    told = true;
    Parley.engine.giveUpLong('draft');
    const put = await Parley.engine.ask({ ...state.scenario(), do: 'deal', deal: now().deal });
    if (mine !== turn) return false;
    complain(put.problems ? problemsList(put.problems) : null);
    if (put.problems || put.error) { say(put.error ?? 'The text has mistakes.'); return false; }
    text = put.text;
    $('draft-told').setAttribute('aria-busy', 'true');
    const stages = [['text', 200, 'who can break it and what each clause does is being played'], ['changes', 200, 'leverage and guarantees are being played'], ['all', Math.min(400, state.changed.runs), '']];
    try {
      for (const [depth, n, next] of stages) {
        const answer = await Parley.engine.ask({ ...state.scenario(), do: 'draft', deal: text, before: now().came, days: now().days, depth, n, points, per_point: 4 },
          'draft', what => mine === turn && say(`Playing: ${what} ...`));
        if (mine !== turn) return false;
        const why = answer.problem ?? answer.error ?? (answer.problems && 'the scenario does not load as it is set now');
        if (why) {
          $('draft-told').replaceChildren(element('p', { className: 'warning', textContent: `No premortem of this text: ${why}.` }));
          say('No premortem of this text.');
          break;
        }
        Parley.results.show($('draft-told'), answer.sections, 'draft-');
        say(`up to ${answer.runs.toLocaleString('en')} runs of each variant, seed ${state.changed.seed}${answer.points ? `, and ${answer.points} points over the ranges` : ''}${next ? '; ' + next : ''}.`);
        document.documentElement.dataset.drafted = depth;
      }
    } catch (error) {
      if (error !== Parley.engine.givenUp && mine === turn) say(`That could not be reckoned: ${error.message}`);
      return false;
    } finally {
      if (mine === turn) $('draft-told').removeAttribute('aria-busy');
    }
    document.documentElement.dataset.draft = String(mine);
    return true;
  }

  // Somebody looks at it.
  async function shown() {
    if (!now()) return begin(sources()[0].deal);
    if (!came) {
      const answer = await Parley.engine.ask({ ...state.scenario(), do: 'deal', deal: now().came });
      if (!answer.deal) { state.change({ draft: null }); return begin(sources()[0].deal); }
      came = answer.deal;
      draw();
    }
    return told || refresh();
  }

  function take(deal) {
    signed = deal;
    Parley.show('draft', false);
    return begin(deal);
  }
  // Another scenario has other clauses.
  function fill() {
    came = signed = null;
    state.change({ draft: null });
    $('draft-clauses').replaceChildren();
    stale();
  }
  function stale() {
    ++turn;
    told = false;
    $('draft-told').replaceChildren();
  }

  function start() {
    state.whenChanged(stale);
    $('draft-from').addEventListener('change', event => begin(sources()[Number(event.target.value)].deal));
    $('draft-name').addEventListener('change', event => put({ name: event.target.value }));
    $('draft-date').addEventListener('change', event => put({ date: event.target.value }));
    $('draft-days').addEventListener('change', event => {
      state.change({ draft: { ...now(), days: Math.max(1, Math.round(Number(event.target.value))) } });
      settle();
    });
    $('draft-back').addEventListener('click', () => begin(now().came));
    $('draft-save').addEventListener('click', () => download(`${stem()}-text.yaml`, text, 'application/yaml'));
    $('draft-open').addEventListener('change', async event => {
      const [file] = event.target.files;
      if (file) await begin(await file.text(), file.name);
      event.target.value = '';
    });
    $('run-draft').addEventListener('click', () => take(Parley.results.signed()));
  }
  return { start, shown, fill };
})();
