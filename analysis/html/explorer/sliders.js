// The assumptions that decide, as sliders; all others by search.
'use strict';
Parley.sliders = (() => {
  const { $, state, element, button, told, later } = Parley;
  const shown = [];  // paths, in order

  const assumption = path => state.opened.assumptions.find(a => a.path === path);
  const setTo = path => {
    const one = state.settings.findLast(s => s.startsWith(path + '='));
    return one === undefined ? null : Number(one.slice(path.length + 1));
  };

  function valueWords(a, value) {
    if (a.options) return a.options[Math.round(value)] ?? told(value);
    return told(value) + (a.unit && a.unit !== 'share' ? ' ' + a.unit : '');
  }
  const words = text => text.charAt(0).toUpperCase() + text.slice(1);

  const settle = later(() => Parley.results.refresh(), 180);
  function put(path, value) {
    const rest = state.changed.set.filter(s => !s.startsWith(path + '='));
    state.change({ set: value === null ? rest : [...rest, `${path}=${value}`] });
    settle();
  }

  function slider(a, decides) {
    const id = 'slider-' + a.path.replaceAll(/[^A-Za-z0-9]/g, '-');
    const now = setTo(a.path) ?? a.value;
    const whole = a.whole || a.options;
    const step = a.step ?? (whole ? 1 : 10 ** Math.floor(Math.log10((a.high - a.low) / 50)));
    const base = a.step ? a.low : 0;  // what the engine plays in steps is set in steps
    const snapped = x => whole && !a.step ? Math.round(x) : Number((base + Math.round((x - base) / step) * step).toPrecision(12));
    const output = element('output', { textContent: valueWords(a, now) });
    output.setAttribute('for', id);
    const input = element('input', { id, type: 'range', min: Math.min(a.low, now), max: Math.max(a.high, now), step: whole && !a.step ? 1 : 'any', value: now });
    input.setAttribute('aria-describedby', id + '-why');
    input.setAttribute('aria-valuetext', valueWords(a, now));
    const back = button('As it came', () => { put(a.path, null); draw(); }, { className: 'small', hidden: setTo(a.path) === null });
    back.setAttribute('aria-label', 'As it came: ' + a.words);
    const moved = () => {
      const round = snapped(Number(input.value));
      output.textContent = valueWords(a, round);
      input.setAttribute('aria-valuetext', valueWords(a, round));
      back.hidden = false;
      put(a.path, round);
    };
    input.addEventListener('input', moved);
    // Keyboard steps that can be felt: with step "any" an arrow would move a hundredth of what browsers think fit.
    input.addEventListener('keydown', event => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
      if (!by || whole) return;
      event.preventDefault();
      input.value = Number(input.value) + by * Math.max(step, (a.high - a.low) / 20);
      moved();
    });
    const range = `${valueWords(a, a.low)} to ${valueWords(a, a.high)}${a.by_rule ? ' (by rule: the file gives no range)' : ''}; the file says ${valueWords(a, a.value)}.`;
    const meaning = [a.less && `Little: ${a.less}.`, a.more && `Much: ${a.more}.`].filter(Boolean).join(' ');
    const why = [a.mark && words(a.mark), a.why].filter(Boolean).join(': ');
    return element('div', { className: 'slider' + (setTo(a.path) === null ? '' : ' moved') },
      element('label', { htmlFor: id, textContent: words(a.words) }), output, input,
      element('div', { id: id + '-why', className: 'note' },
        element('p', { textContent: range }),
        decides && element('p', { textContent: decides }),
        (meaning || why) && element('details', {}, element('summary', { textContent: 'What it means, and why' }),
          meaning && element('p', { textContent: meaning }), why && element('p', { textContent: why }),
          element('p', {}, element('code', { textContent: a.path })))),
      back);
  }

  function decidesWords(d) {
    if (d.words) return `In the study: ${d.words}.`;
    if (!d.told) return `Seems to go with ${d.output}; so few runs do not tell it from chance.`;
    return `More of it goes with ${d.correlation > 0 ? 'more' : 'less'} of: ${d.output} (rank correlation ${d.correlation.toFixed(2)}).`;
  }

  // Where the sliders that are shown come from.
  function whyThese() {
    const { deciding } = state.given, of = `Of ${state.opened.assumptions.length} assumptions`;
    const studied = deciding.filter(d => d.words).length, screened = deciding.length - studied;
    if (deciding.length === 0) return 'Find assumptions below.';
    if (screened === 0) return `${of} these ${studied} are told by the study to matter, those that move its outputs most first.`;
    const toldOf = deciding.filter(d => d.told).length;
    const chance = toldOf === screened ? '.' : `; ${toldOf === 0 ? 'none is' : `only the first ${toldOf} of them are`} told from chance.`;
    const screening = `weigh most in a screening of all of them together when the page was made${chance}`;
    if (studied === 0) return `${of} these ${screened} ${screening}`;
    return `${of} ${studied === 1 ? 'the first is' : `the first ${studied} are`} told by the study to matter; the other ${screened} ${screening}`;
  }

  function draw() {
    const place = $('sliders'), deciding = state.given.deciding;
    const paths = [...deciding.map(d => d.path), ...shown];
    for (const s of state.settings) {
      const path = s.slice(0, s.indexOf('='));
      if (!paths.includes(path)) paths.push(path);
    }
    const focus = document.activeElement?.id;
    place.replaceChildren(...paths.map(path => {
      const a = assumption(path), d = deciding.find(one => one.path === path);
      return a ? slider(a, d && decidesWords(d)) : null;
    }).filter(Boolean));
    if (focus?.startsWith('slider-')) $(focus)?.focus();
    $('levers-why').textContent = whyThese();
  }

  function find() {
    const wanted = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const place = $('found');
    if (wanted.length === 0) { place.replaceChildren(); return; }
    const hits = state.opened.assumptions.filter(a => wanted.every(w => (a.words + ' ' + a.path).toLowerCase().includes(w)));
    place.replaceChildren(
      element('p', { className: 'note', textContent: hits.length === 0 ? 'None found.' : `${hits.length} found${hits.length > 12 ? '; the first 12' : ''}.` }),
      element('ul', { className: 'hits' }, hits.slice(0, 12).map(a => element('li', {}, button(words(a.words), () => {
        if (!shown.includes(a.path)) shown.push(a.path);
        $('search').value = '';
        find();
        draw();
        $('slider-' + a.path.replaceAll(/[^A-Za-z0-9]/g, '-'))?.focus();
      })))));
  }

  function start() {
    draw();
    $('search').addEventListener('input', find);
    $('reset').addEventListener('click', () => {
      shown.length = 0;
      Parley.text.backToFile();
    });
  }

  return { start, draw, assumption, put };
})();
