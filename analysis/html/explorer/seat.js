// A party's seat: what it sees at each of its decisions, and what somebody at the page decides.
'use strict';
Parley.seat = (() => {
  const { $, state, element, button, told, named } = Parley;
  const say = Parley.sayIn('seat');
  let key = null;        // {as, seed, run, review} of the session under way
  let decisions = [];    // taken so far
  let last = null;       // the engine's answer

  const doneWords = { accept: 'Accept', refuse: 'Refuse', offer: 'Offer this text', walk_out: 'Walk out', pass: 'Pass', stay: 'Stay',
    order: 'Give these orders', ask: 'Ask for this change', set_aside: 'Set this clause aside', denounce: 'Denounce the truce', lapse: 'Let it lapse' };
  const partyName = id => state.opened.parties.find(p => p.id === id)?.name ?? id;
  const table = (caption, heads, rows) => element('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': caption },
    element('table', {}, element('caption', { textContent: caption }),
      element('thead', {}, element('tr', {}, heads.map(h => element('th', { scope: 'col', textContent: h })))),
      element('tbody', {}, rows.map(row => element('tr', {}, row.map((cell, k) =>
        element(k ? 'td' : 'th', k ? {} : { scope: 'row' }, cell instanceof Node ? cell : String(cell))))))));

  async function play(next, rest = false) {
    say('The run is played to your next decision ...');
    const answer = await Parley.engine.ask({ ...state.scenario(), ...key, do: 'seat', decisions: next, rest });
    const wrong = answer.problem ?? answer.error ?? (answer.problems ? 'the scenario does not load as it is set now' : null);
    if (wrong) { say(`That is no answer: ${wrong}`); return false; }
    last = answer;
    decisions = answer.taken;
    draw();
    say(answer.view ? `${answer.view.on}: ${answer.view.question}` : 'The run has come to its end.');
    document.documentElement.dataset.seat = answer.view ? String(decisions.length) : 'over';
    return true;
  }
  const decide = decision => play([...decisions, { asked: last.view.asked, on: last.view.on, ...decision }]);

  function decisionWords(d) {
    if (d.do === 'offer') return 'offer a text';
    if (d.do === 'model') return 'as your staff would';
    const what = d.change ? ' ' + Object.entries(d.change).map(([issue, option]) => `${issue} ${option}`).join(', ') : '';
    const orders = d.keeps ? ': ' + (typeof d.keeps === 'object' ? Object.entries(d.keeps).map(([front, keeps]) => `${front} ${keeps}`).join(', ') : d.keeps) : '';
    return named(d.do) + what + orders;
  }

  // The text on the table beside one's own, clause by clause; the own one can be changed.
  function texts(view, form) {
    const issues = Object.entries(view.issues), base = view.text ?? view.own_text ?? view.truce?.text ?? null;
    if (issues.length === 0) return null;
    const mayOffer = view.choices.includes('offer');
    const gain = x => (x > 0 ? '+' : '') + x.toFixed(3);
    form.offer = {};
    const rows = issues.map(([id, issue]) => {
      const row = [`${issue.title || id}`];
      const shown = text => {
        const option = text?.options?.[id];
        return option === undefined ? '' : `${issue.options[option]} (${gain(text.gives[id])})`;
      };
      if (view.text) row.push(shown(view.text));
      else if (base) row.push(shown(base));
      if (mayOffer) {
        const own = view.model?.text?.[id] ?? view.own_text?.options?.[id] ?? issue.now;
        const select = element('select', { 'aria-label': `Your offer: ${issue.title || id}`, id: 'offer-' + id },
          issue.options.map((words, k) => element('option', { value: k, textContent: `${words} (${issue.worth[k].toFixed(3)})`, selected: k === own })));
        form.offer[id] = select;
        row.push(select);
      }
      return row;
    });
    const heads = ['Issue'];
    if (view.text) heads.push(`On the table, worth ${view.text.worth.toFixed(3)} to you`);
    else if (base) heads.push(view.truce ? `In force, worth ${base.worth.toFixed(3)} to you` : `Your staff's text, worth ${base.worth.toFixed(3)}`);
    if (mayOffer) heads.push('Your offer (in brackets: worth of the text with it)');
    return table('Clause by clause (in brackets: what it gives you against the status quo)', heads, rows);
  }

  function orders(view, form) {
    if (!view.choices.includes('order')) return null;
    form.orders = {};
    const rows = Object.entries(view.fronts).filter(([, f]) => f.covered).map(([id, f]) => {
      const select = element('select', { 'aria-label': `Orders for ${id}`, id: 'order-' + id },
        [['commanders', 'as they think fit'], ['1', 'hold fire'], ['0.5', 'keep half of it'], ['0', 'attack']].map(([value, words]) =>
          element('option', { value, textContent: words })));
      form.orders[id] = select;
      return [id, `${Math.round(100 * f.held)}%`, f.deaths_last_week === undefined ? '' : told(f.deaths_last_week),
        `${Math.round(100 * f.commanders_keep)}%`, `${Math.round(100 * f.other_side_quiet)}%`, select];
    });
    return table('Fronts under the truce', ['Front', 'Held', 'Deaths last week', 'Commanders would keep', 'The other side is quiet', 'Orders'], rows);
  }

  function change(view, form) {
    if (!view.choices.includes('ask') && !view.choices.includes('set_aside')) return null;
    const issues = Object.entries(view.issues);
    form.issue = element('select', { id: 'change-issue', 'aria-label': 'Issue' }, issues.map(([id, issue]) => element('option', { value: id, textContent: issue.title || id })));
    form.option = element('select', { id: 'change-option', 'aria-label': 'Option' });
    const fill = () => form.option.replaceChildren(...(view.issues[form.issue.value]?.options ?? []).map((words, k) =>
      element('option', { value: k, textContent: `${words} (${view.issues[form.issue.value].worth[k].toFixed(3)})` })));
    form.issue.addEventListener('change', fill);
    fill();
    return element('p', { className: 'actions' }, 'For a change: ', form.issue, form.option);
  }

  function decisionOf(deed, form) {
    if (deed === 'offer') return { do: deed, text: Object.fromEntries(Object.entries(form.offer).map(([id, s]) => [id, Number(s.value)])) };
    if (deed === 'order') return { do: deed, keeps: Object.fromEntries(Object.entries(form.orders).map(([id, s]) => [id, s.value === 'commanders' ? s.value : Number(s.value)])) };
    if (deed === 'ask') return { do: deed, change: { [form.issue.value]: Number(form.option.value) } };
    if (deed === 'set_aside') return { do: deed, change: form.issue.value };
    return { do: deed };
  }

  function numbers(view) {
    const rows = [['Without a deal', view.fighting_on.toFixed(3)]];
    if (view.least) rows.push(['The least your staff would take at the table', view.least.toFixed(3)]);
    if (view.sign) rows.push(['Keeping this text', view.sign.keeping.toFixed(3)], ['Own reasons against it', view.sign.own_reasons.toFixed(3)],
      ['Pressure of your patrons', view.sign.pressure.toFixed(3)], ['A surprise attack under it would gain', view.sign.attack_would_gain.toFixed(3)]);
    if (view.truce) rows.push([`Keeping the truce (day ${view.truce.day})`, view.truce.value.toFixed(3)], ['Staying above leaving', view.truce.staying.toFixed(3)]);
    if (view.truce?.renewal_in !== undefined) rows.push(['Renewal in days', view.truce.renewal_in]);
    if (view.prevail !== undefined) rows.push(['Fronts that you expect to win', `${Math.round(100 * view.prevail)}%`]);
    for (const [camp, b] of Object.entries(view.balance ?? {})) rows.push([`Your strength over ${named(camp)}'s`, `${told(b.ratio)} (${told(b.low)} to ${told(b.high)})`]);
    for (const [id, value] of Object.entries(view.trust)) rows.push([`Trust in ${partyName(id)}`, `${Math.round(100 * value)}%`]);
    for (const [id, value] of Object.entries(view.patrons)) rows.push([`Leverage of ${partyName(id)} over you`, told(value)]);
    return table('What you know', ['What', 'Value (0 to 1 where not said otherwise)'], rows);
  }

  function news(view) {
    const heard = [...view.said.map(s => `${partyName(s.who)} ${s.what}${s.text ? ` (worth ${s.text.worth.toFixed(3)} to you)` : ''}.`),
      ...view.reports.map(r => `${r.on ? r.on + ': ' : ''}${r.text}`)];
    if (heard.length === 0) return null;
    const list = element('ul', { className: 'answers' }, heard.slice(-40).map(words => element('li', { textContent: words })));
    return element('section', {}, element('h3', { textContent: 'Since you were asked before' }), list);
  }

  function log() {
    if (decisions.length === 0) return null;
    return element('details', { className: 'log' }, element('summary', { textContent: `${decisions.length} ${decisions.length === 1 ? 'decision' : 'decisions'} taken; go back and decide otherwise` }),
      element('ol', {}, decisions.map((d, k) => element('li', {}, `${d.on}: ${decisionWords(d)} `, button('Back to here', () => play(decisions.slice(0, k)), { className: 'small' })))));
  }

  const file = () => button('Save the session', () => Parley.download(`${Parley.stem()}-${key.as}.json`, last.session, 'application/json'), { id: 'seat-save' });

  function draw() {
    const place = $('seat-told'), view = last.view, form = {};
    if (!view) { ended(place); return; }
    const choices = element('p', { className: 'actions choices' },
      view.choices.map(deed => button(doneWords[deed] ?? named(deed), () => decide(decisionOf(deed, form)), { id: 'do-' + deed })),
      button('As your staff would', () => decide({ do: 'model' }), { id: 'do-model' }),
      button('Leave the rest to your staff', () => play(decisions, true), { id: 'do-rest' }));
    place.replaceChildren(...[
      element('h3', { id: 'seat-question', tabIndex: -1, textContent: `${view.on}, ${partyName(view.as)}: ${view.question}` }),
      element('p', { className: 'note', textContent: `Your staff would: ${decisionWords(view.model)}.` }),
      news(view), texts(view, form), orders(view, form), change(view, form), choices, numbers(view),
      element('details', {}, element('summary', { textContent: 'All of it in words' }), element('pre', { textContent: last.words })),
      log(), element('p', { className: 'actions' }, file())].filter(Boolean));
    $('seat-question').focus({ preventScroll: false });
  }

  function ended(place) {
    const { played, model } = last.ended;
    const row = (words, get) => [words, get(played) ?? '', get(model) ?? ''];
    const story = element('div', { id: 'seat-story' });
    place.replaceChildren(...[
      element('h3', { id: 'seat-question', tabIndex: -1, textContent: 'How it ended' }),
      table('You, and the model\'s own party with the same luck', ['', 'You', 'The model\'s own'], [
        row('Ending', o => o.ending), row('Texts signed', o => o.deals), row('First signed', o => o.agreement ?? o.rounds),
        row('Days of truce', o => o.truce_days), row('Dead', o => Math.round(o.deaths)), row(`Worth to ${partyName(key.as)}`, o => o.utility?.toFixed(3))]),
      element('pre', { id: 'debriefing', textContent: last.words }), log(), element('p', { className: 'actions' }, file()), story].filter(Boolean));
    Parley.results.show(story, [{ id: 'seat-run', title: 'Your run, day by day', html: last.html }], 'seat-');
    $('seat-question').focus();
  }

  function fill() {
    const seats = state.opened.parties.filter(p => p.seat), before = $('seat-as').value;
    $('seat-as').replaceChildren(...seats.map(p => element('option', { value: p.id, textContent: p.name, selected: p.id === before })));
    $('seat-start').disabled = seats.length === 0;
    $('seat-told').replaceChildren(...(seats.length ? [] : [element('p', { textContent: 'Nobody\'s seat can be taken under this protocol.' })]));
    key = last = null;
    decisions = [];
  }

  async function open(event) {
    const [chosen] = event.target.files;
    if (!chosen) return;
    try {
      const session = JSON.parse(await chosen.text());
      if (session.parley !== 'session') throw new Error('this is no session');
      if (JSON.stringify(session.set ?? []) !== JSON.stringify(state.scenario().set)) {
        state.change({ set: (session.set ?? []).map(String) });
        Parley.sliders.draw();
        Parley.results.refresh();
      }
      key = { as: String(session.as), seed: Number(session.seed ?? 1), run: Number(session.run ?? 0), review: Number(session.review ?? 7) };
      await play(session.decisions ?? []);
    } catch (error) {
      say(`${chosen.name}: ${error.message}`);
    }
    event.target.value = '';
  }

  function start() {
    fill();
    state.whenChanged(() => { if (key) { key = last = null; decisions = []; $('seat-told').replaceChildren(element('p', { className: 'note', textContent: 'The scenario was changed: begin again.' })); } });
    $('seat-form').addEventListener('submit', event => {
      event.preventDefault();
      key = { as: $('seat-as').value, seed: state.changed.seed, run: Math.max(0, Math.round(Number($('seat-run').value))), review: Math.max(1, Math.round(Number($('seat-review').value))) };
      play([]);
    });
    $('seat-open').addEventListener('change', open);
  }
  return { start, fill };
})();
