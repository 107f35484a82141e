// Draws the charts of a page with Chart.js in place of their still pictures, and lets tables be sorted.
// The data of each chart stands in a script element beside it, made by sim/parley/writing/chart.cpp.
'use strict';
(() => {
  const ink = '#222', grid = '#ddd', faint = '#6b6b6b', agreed = 'rgba(0,122,90,.14)';
  const font = { family: 'system-ui, sans-serif', size: 12 };
  const tint = (hex, share) => hex + Math.round(255 * share).toString(16).padStart(2, '0');
  // The title of an axis, on a narrow screen in lines of about 34 letters.
  const title = (text, narrow) => ({ display: Boolean(text), text: narrow ? text.match(/.{1,34}(?= |$)/g) ?? text : text, color: '#444', font });

  // The names of curves, on a narrow screen small and cut where they are very long.
  const legend = narrow => ({ font: narrow ? { ...font, size: 11 } : font, color: ink, boxWidth: 12,
    ...(narrow ? { generateLabels: chart => Chart.defaults.plugins.legend.labels.generateLabels(chart).map(label => ({ ...label, text: label.text.length > 58 ? label.text.slice(0, 56) + ' \u2026' : label.text })) } : {}) });

  // An interval as a line with two ends, in pixels.
  function whisker(ctx, low, high, y, colour) {
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(low, y);
    ctx.lineTo(high, y);
    for (const x of [low, high]) { ctx.moveTo(x, y - 5); ctx.lineTo(x, y + 5); }
    ctx.stroke();
    ctx.restore();
  }
  function dot(ctx, x, y, colour, hollow) {
    ctx.save();
    ctx.fillStyle = hollow ? '#fff' : colour;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x, y, 4.5, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  }

  const common = told => ({
    responsive: true, maintainAspectRatio: false, animation: false, font,
    plugins: { legend: { display: false }, tooltip: { callbacks: told, displayColors: false } },
  });

  function range(d, narrow) {
    const lines = Math.max(...d.rows.map(r => r.length));
    const row = Math.max(d.series.length > 1 ? 26 * d.series.length + 10 : 34, 15 * lines + 8);
    const marks = {
      id: 'marks',
      afterDatasetsDraw(chart) {
        const x = chart.scales.x, clip = v => x.getPixelForValue(Math.min(d.to, Math.max(d.from, v)));
        d.series.forEach((s, i) => {
          if (!chart.isDatasetVisible(i)) return;
          chart.getDatasetMeta(i).data.forEach((bar, row) => {
            const m = s.marks[row], colour = m.f ? faint : s.colour;
            if (m.v === null) return;
            if (!m.n) whisker(chart.ctx, clip(m.l ?? d.from), clip(m.h ?? d.to), bar.y, d.bars ? ink : colour);
            if (!d.bars) dot(chart.ctx, clip(m.v), bar.y, colour, m.f);
            if (narrow) return;
            chart.ctx.font = '12px system-ui, sans-serif';
            chart.ctx.fillStyle = ink;
            chart.ctx.fillText(m.t, chart.chartArea.right + 12, bar.y + 4);
          });
        });
      },
    };
    const options = common({ title: items => d.rows[items[0].dataIndex].join(''),
      label: item => (d.series.length > 1 ? d.series[item.datasetIndex].name + ': ' : '') +
        d.series[item.datasetIndex].marks[item.dataIndex].t });
    options.indexAxis = 'y';
    options.layout = { padding: { right: narrow ? 8 : 175 } };
    options.interaction = { mode: 'nearest', axis: 'y', intersect: false };
    options.scales = {
      x: { min: d.from, max: d.to, title: title(d.xTitle, narrow), grid: { color: grid },
        ticks: { font, color: '#444', maxTicksLimit: narrow ? 4 : 7 } },
      y: { grid: { display: false }, ticks: { font: { ...font, size: narrow ? 11 : 12 }, color: ink, autoSkip: false } },
    };
    options.plugins.legend = { display: d.series.length > 1, position: 'top', align: 'start', labels: { font, color: ink, boxWidth: 12, generateLabels: chart => d.series.map((s, i) => ({ text: s.name, datasetIndex: i, fillStyle: s.colour,
        strokeStyle: s.colour, hidden: !chart.isDatasetVisible(i) })) } };
    return { height: 70 + d.rows.length * row + (d.series.length > 1 ? 30 : 0),
      config: { type: 'bar', plugins: [marks], options,
        data: { labels: d.rows, datasets: d.series.map(s => ({
          label: s.name, backgroundColor: tint(s.colour, d.bars ? 0.55 : 0), barThickness: 16, minBarLength: 0,
          data: s.marks.map(m => d.bars ? m.v : [m.l ?? m.v, m.h ?? m.v]) })) } } };
  }

  function curves(d, narrow) {
    const direct = !narrow && d.curves.length > 0;
    const flags = narrow ? [] : d.flags.filter(f => f.major && f.word).sort((p, q) => q.at - p.at);
    const lanes = Math.min(4, flags.length);
    // From right to left, each word above those that it would cover, so that no upright line crosses one.
    function words(chart) {
      const placed = [];
      for (const f of flags) {
        const wide = chart.ctx.measureText(f.word).width + 8;
        const start = Math.min(chart.scales.x.getPixelForValue(f.at), chart.width - wide);
        const row = Math.max(0, ...placed.filter(p => p.start < start + wide).map(p => p.row + 1));
        if (row < 4) placed.push({ f, start, row });
      }
      return placed;
    }
    const behind = {
      id: 'behind',
      beforeDatasetsDraw(chart) {
        const { ctx, chartArea: a, scales: { x, y } } = chart;
        const clip = v => x.getPixelForValue(Math.min(d.to, Math.max(d.from, v)));
        ctx.save();
        ctx.fillStyle = agreed;
        for (const [from, to] of d.spans) ctx.fillRect(clip(from), a.top, clip(to) - clip(from), a.bottom - a.top);
        d.curves.forEach((c, i) => {
          if (!chart.isDatasetVisible(i) || c.shape === 'columns' || !c.points.some(p => 'l' in p)) return;
          const stepped = c.shape === 'steps', known = c.points.filter(p => 'l' in p && 'h' in p);
          ctx.beginPath();
          known.forEach((p, k) => {
            if (stepped && k > 0) ctx.lineTo(x.getPixelForValue(p.x), y.getPixelForValue(known[k - 1].l));
            ctx.lineTo(x.getPixelForValue(p.x), y.getPixelForValue(p.l));
          });
          [...known].reverse().forEach((p, k, all) => {
            if (stepped && k > 0) ctx.lineTo(x.getPixelForValue(all[k - 1].x), y.getPixelForValue(p.h));
            ctx.lineTo(x.getPixelForValue(p.x), y.getPixelForValue(p.h));
          });
          ctx.fillStyle = tint(c.colour, 0.18);
          ctx.fill();
        });
        for (const f of d.flags) {
          ctx.beginPath();
          ctx.strokeStyle = f.major ? ink : '#888';
          ctx.setLineDash(f.major ? [] : [2, 3]);
          ctx.moveTo(clip(f.at), a.top);
          ctx.lineTo(clip(f.at), a.bottom);
          ctx.stroke();
        }
        ctx.restore();
      },
      afterDatasetsDraw(chart) {
        const { ctx, chartArea: a, scales: { x, y } } = chart;
        ctx.save();
        ctx.font = '12px system-ui, sans-serif';
        ctx.fillStyle = ink;
        for (const { f, start, row } of words(chart)) {
          ctx.fillText(f.word, start + 4, a.top - 6 - 15 * row);
          ctx.fillRect(x.getPixelForValue(f.at) - 0.5, a.top - 14 - 15 * row, 1, 14 + 15 * row);
        }
        if (direct) {
          const names = d.curves.map((c, i) => ({ c, i, known: c.points.filter(p => p.v !== null) }))
            .filter(n => chart.isDatasetVisible(n.i) && n.known.length)
            .map(n => ({ ...n, at: n.c.shape === 'columns' ? (a.top + a.bottom) / 2 : y.getPixelForValue(n.known.at(-1).v) }))
            .sort((p, q) => p.at - q.at);
          let next = a.top;
          const tall = n => 14 * wrapped(ctx, n.c.name, 150).length;
          for (const n of names) { n.start = Math.max(next, n.at - tall(n) / 2); next = n.start + tall(n) + 3; }
          const over = Math.max(0, next - a.bottom - 12);
          for (const n of names) {
            ctx.fillStyle = n.c.colour;
            wrapped(ctx, n.c.name, 150).forEach((line, k) => ctx.fillText(line, a.right + 8, n.start - over + 11 + 14 * k));
          }
        }
        ctx.restore();
      },
    };
    const options = common({
      title: items => items.length ? '' : '',
      label: item => (d.curves.length > 1 ? d.curves[item.datasetIndex].name + ': ' : '') +
        d.curves[item.datasetIndex].points[item.dataIndex].t,
      footer: items => items.length ? d.flags.filter(f => Math.abs(f.at - items[0].parsed.x) < 0.75).map(f => f.t) : [],
    });
    options.interaction = { mode: 'nearest', axis: 'x', intersect: false };
    options.layout = { padding: { top: 4 + 15 * lanes, right: direct ? 160 : 8 } };
    options.plugins.legend = { display: !direct && d.curves.length > 1, position: 'top', align: 'start', labels: legend(narrow) };
    options.scales = {
      x: { type: 'linear', offset: false, min: d.from, max: d.to, title: title(d.xTitle, narrow), grid: { display: false },
        afterBuildTicks: axis => { axis.ticks = d.ticks.map(t => ({ value: t.at })); },
        ticks: { font, color: '#444', autoSkip: true, autoSkipPadding: 8, maxRotation: 0, callback: v => (d.ticks.find(t => t.at === v) ?? { label: '' }).label } },
      y: { min: d.bottom, max: d.top, title: title(d.yTitle), grid: { color: grid }, ticks: { font, color: '#444' } },
    };
    return { height: 330 + 15 * lanes, config: { type: 'line', plugins: [behind], options, data: { datasets: d.curves.map((c, i) => c.shape === 'columns'
      ? { type: 'bar', order: -i, label: c.name, backgroundColor: c.colour, barPercentage: 1, categoryPercentage: 1, grouped: false, data: c.points.map(p => ({ x: p.x, y: p.v })) }
      : { label: c.name, borderColor: c.colour, backgroundColor: c.colour, borderWidth: 2, borderDash: c.dashed ? [6, 4] : [], pointRadius: 0, pointHitRadius: 8,
          stepped: c.shape === 'steps' ? 'before' : false, data: c.points.map(p => ({ x: p.x, y: p.v })) }) } } };
  }
  function wrapped(ctx, text, width) {
    const lines = [''];
    for (const word of text.split(/(?<=[ ._])/)) {
      if (lines.at(-1) && ctx.measureText(lines.at(-1) + word).width > width) lines.push('');
      lines[lines.length - 1] += word;
    }
    return lines.slice(0, 3);
  }

  function plane(d, narrow) {
    const marks = {
      id: 'marks',
      afterDatasetsDraw(chart) {
        const { ctx, chartArea: a, scales: { x } } = chart, taken = [];
        ctx.save();
        ctx.font = (narrow ? '10px' : '12px') + ' system-ui, sans-serif';
        chart.getDatasetMeta(0).data.forEach((p, i) => {
          const m = d.points[i];
          if ('l' in m) whisker(ctx, x.getPixelForValue(m.l), x.getPixelForValue(m.h), p.y, '#0072b2');
          const wide = ctx.measureText(m.name).width, left = p.x + 8 + wide > a.right ? p.x - 8 - wide : p.x + 8;
          let base = p.y - 8;
          const clash = () => taken.some(t => Math.abs(t.base - base) < 13 && t.left < left + wide && left < t.left + t.wide);
          for (let k = 0; k < 12 && clash(); ++k) base -= 13;
          if (left < a.left || base < a.top + 8 || clash()) return;
          taken.push({ left, base, wide });
          ctx.fillStyle = ink;
          ctx.fillText(m.name, left, base);
        });
        ctx.restore();
      },
    };
    const options = common({ label: item => d.points[item.dataIndex].name + ': ' + d.points[item.dataIndex].t });
    options.interaction = { mode: 'nearest', intersect: false };
    options.scales = {
      x: { min: 0, suggestedMax: 1.02 * Math.max(...d.points.map(p => p.h ?? p.v)), title: title(d.xTitle, narrow), grid: { color: grid }, ticks: { font, color: '#444' } },
      y: { min: 0, grace: '8%', title: title(d.yTitle), grid: { color: grid }, ticks: { font, color: '#444' } },
    };
    return { height: 360, config: { type: 'scatter', plugins: [marks], options,
      data: { datasets: [{ data: d.points.map(p => ({ x: p.v, y: p.y })), backgroundColor: '#0072b2', pointRadius: 4.5 }] } } };
  }

  const kinds = { range, curves, plane };
  function draw(figure) {
    const data = JSON.parse(figure.querySelector('script').textContent);
    const live = figure.querySelector('.live'), canvas = document.createElement('canvas');
    const narrow = figure.clientWidth < 560;
    const { height, config } = kinds[data.kind](data, narrow);
    live.style.height = height + 'px';
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', figure.querySelector('svg').getAttribute('aria-label'));
    live.replaceChildren(canvas);
    figure.classList.add('drawn');
    figure.chart?.destroy();
    figure.chart = new Chart(canvas, config);
    figure.narrow = narrow;
  }

  // A still picture stays until its chart is drawn, and where it cannot be. One after the other, so that the page can be
  // read meanwhile; dataset.charts tells how many there are when all are done.
  function drawFrom(figures, i) {
    if (i === figures.length) {
      document.documentElement.dataset.charts = String(document.querySelectorAll('figure.drawn').length);
      return;
    }
    try { draw(figures[i]); } catch (error) { figures[i].classList.remove('drawn'); console.error(error); }
    setTimeout(drawFrom, 0, figures, i + 1);
  }
  addEventListener('resize', () => {
    for (const figure of document.querySelectorAll('figure.chart'))
      if (figure.chart && (figure.clientWidth < 560) !== figure.narrow) draw(figure);
  });

  // A click on a column's head sorts by it; another one turns the order round.
  const collator = new Intl.Collator(undefined, { numeric: true });
  const key = (row, column) => {
    const cell = row.cells[column];
    return 'order' in cell.dataset ? Number(cell.dataset.order) : cell.textContent;
  };
  const before = (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return collator.compare(a, b);
  };
  function sortable(table) {
    table.dataset.sorts = 'yes';
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => (down ? -1 : 1) * before(key(a, column), key(b, column)));
        table.tBodies[0].append(...rows);
      });
    });
  }

  // Of what is seen beneath an element: charts that stand still yet, and tables that cannot be sorted yet.
  globalThis.Report = {
    show(root) {
      for (const table of root.querySelectorAll('table.sortable:not([data-sorts])')) sortable(table);
      setTimeout(drawFrom, 0, [...root.querySelectorAll('figure.chart:not(.drawn)')].filter(f => f.clientWidth > 0), 0);
    },
    // Before an element's content goes.
    end(root) { for (const figure of root.querySelectorAll('figure.chart')) figure.chart?.destroy(); },
  };
  addEventListener('load', () => Report.show(document));
})();
