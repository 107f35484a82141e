// What the runs say: asked for in growing numbers, shown as it comes in.
'use strict';
Parley.results = (() => {
  const { $, state, element, button, problemsList, download, stem } = Parley;
  const say = Parley.sayIn('explore'), sayOfRun = Parley.sayIn('run');
  const { engine } = Parley;
  let signs = null;  // the first text of the run that was told last
  let turn = 0;  // answers to older questions are not shown

  function pictureButtons(figure) {
    const svg = () => {
      const copy = figure.querySelector('.still svg').cloneNode(true);
      copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
      const [, , width, height] = copy.getAttribute('viewBox').split(' ');
      copy.setAttribute('width', width);
      copy.setAttribute('height', height);
      return { text: new XMLSerializer().serializeToString(copy), width: Number(width), height: Number(height) };
    };
    const name = kind => `${stem()}-${figure.id}.${kind}`;
    const title = figure.querySelector('h3').textContent;
    return element('p', { className: 'pictures' },
      button('SVG', () => download(name('svg'), svg().text, 'image/svg+xml'), { 'aria-label': `Save as SVG: ${title}` }),
      button('PNG', () => {
        const { text, width, height } = svg(), picture = new Image(), twice = 2;
        picture.onload = () => {
          const canvas = element('canvas', { width: twice * width, height: twice * height }), ctx = canvas.getContext('2d');
          ctx.fillStyle = '#fff';
          ctx.fillRect(0, 0, canvas.width, canvas.height);
          ctx.drawImage(picture, 0, 0, canvas.width, canvas.height);
          canvas.toBlob(blob => download(name('png'), blob, 'image/png'));
        };
        picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
      }, { 'aria-label': `Save as PNG: ${title}` }));
  }

  // The engine's HTML holds no scripts that run, and nothing of a file's that is not escaped.
  // `prefix` keeps the pictures of one view apart from those of another.
  function show(place, sections, prefix = '') {
    const kept = new Map([...place.querySelectorAll(':scope > section')].map(s => [s.id, s]));
    for (const [at, s] of sections.entries()) {
      let there = kept.get(s.id);
      kept.delete(s.id);
      const body = prefix ? s.html.replaceAll(/(<figure class="chart" id=")/g, `$1${prefix}`) : s.html;
      const html = `<h2 id="${s.id}-title">${s.title}</h2>\n${body}`;
      if (!there) {
        there = element('section', { id: s.id });
        there.setAttribute('aria-labelledby', s.id + '-title');
      }
      if (there.shown !== html) {
        Report.end(there);
        there.innerHTML = html;
        there.shown = html;
      }
      if (place.children[at] !== there) place.insertBefore(there, place.children[at] ?? null);
    }
    for (const gone of kept.values()) { Report.end(gone); gone.remove(); }
    finish(place);
  }
  function finish(place) {
    for (const figure of place.querySelectorAll('figure.chart'))
      if (!figure.querySelector('.pictures')) figure.append(pictureButtons(figure));
    Report.show(place);
  }

  function headline() {
    const lead = $('results').querySelector('.lead')?.textContent ?? '';
    $('headline').textContent = lead.split(/(?<=\.) /)[0];  // the first sentence: all of it stands in the answer
  }

  const numbersOf = n => `${n.toLocaleString('en')} runs, seed ${state.changed.seed}`;

  // Few runs first, then all, then the points over the ranges.
  async function refresh() {
    const mine = ++turn, scenario = state.scenario(), all = state.changed.runs;
    const points = state.given.points, per_point = state.given.per_point;
    const stages = [...new Set([Math.min(200, all), all])];
    $('results').setAttribute('aria-busy', 'true');
    engine.giveUpLong();
    say('Playing ...');
    try {
      for (const n of stages) {
        for (let made = 0; made < n;) {
          made = Math.min(n, made + 100);
          const answer = await engine.ask({ ...scenario, do: 'runs', n: made });
          if (mine !== turn) return;
          if (answer.problems) return refused(answer.problems);
          if (answer.error) throw new Error(answer.error);
        }
        const told = await engine.ask({ ...scenario, do: 'told', n });
        if (mine !== turn) return;
        show($('results'), told.sections);
        headline();
        say(`${numbersOf(n)}${n < all ? '; more are being played' : ''}; luck alone${points ? ', the ranges are being reckoned' : ''}.`);
      }
      if (points) {
        const told = await engine.ask({ ...scenario, do: 'told', n: all, points, per_point }, 'results');
        if (mine !== turn) return;
        show($('results'), told.sections);
        headline();
        say(`${numbersOf(all)}, and ${points} points over the ranges, ${per_point} runs at each.`);
      }
      document.documentElement.dataset.shown = String(mine);
    } catch (error) {
      if (error === engine.givenUp || mine !== turn) return;
      say(`That could not be reckoned: ${error.message}`);
    } finally {
      if (mine === turn) $('results').removeAttribute('aria-busy');
    }
  }

  function refused(problems) {
    say('The scenario does not load as it is set now.');
    $('headline').textContent = '';
    $('results').replaceChildren(element('section', { id: 'answer' }, element('h2', { textContent: 'The scenario does not load' }),
      problemsList(problems, (line, column) => Parley.text.goTo(line, column))));
    document.documentElement.dataset.shown = String(turn);
  }

  // What the page came with.
  function asItCame() {
    finish($('results'));
    headline();
    say(`${numbersOf(state.given.runs)}${state.given.points ? `, and ${state.given.points} points over the ranges, ${state.given.per_point} runs at each` : ''}.`);
  }

  // One run.
  async function tell(which) {
    sayOfRun('Telling a run ...');
    const answer = await engine.ask({ ...state.scenario(), do: 'story', n: Math.min(1000, state.changed.runs), run: which });
    const place = $('run-told');
    if (answer.problems) { place.replaceChildren(problemsList(answer.problems)); return; }
    const two = answer.second ? [{ ...answer.section, id: 'first-run', title: `Run ${answer.runs[0]}` }, { ...answer.second, id: 'second-run', title: `Run ${answer.runs[1]}` }]
      : [{ ...answer.section, title: `Run ${answer.run}` }];
    if (answer.second) two[1].html = two[1].html.replaceAll(/(<figure class="chart" id=")/g, '$1other-');
    show(place, two);
    signs = answer.second ? null : answer.deal;
    $('run-draft').hidden = !signs;
    $('run-number').value = answer.run;
    sayOfRun(`Run ${answer.second ? answer.runs.join(' and ') : answer.run} of seed ${state.changed.seed}.`);
    document.documentElement.dataset.told = String(answer.run);
  }

  return { refresh, asItCame, show, tell, signed: () => signs };
})();
