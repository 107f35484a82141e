// The engine in its worker: questions one after the other, answers as promises.
'use strict';
Parley.engine = (() => {
  const { $ } = Parley;
  let worker = null, started = null, busy = null, queue = [];
  let module = null, bytes = null;
  const source = URL.createObjectURL(new Blob([$('worker').textContent], { type: 'text/javascript' }));

  async function unpacked() {
    const packed = Uint8Array.from(atob($('wasm').textContent.trim()), c => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }

  async function start() {
    if (!bytes) {
      bytes = await unpacked();
      try { module = await WebAssembly.compile(bytes); } catch { module = null; }
    }
    const made = new Worker(source);
    worker = made;
    await new Promise((resolve, reject) => {
      made.onerror = event => reject(new Error(event.message || 'the engine does not start in this browser'));
      made.onmessage = ({ data }) => data.started ? resolve() : reject(new Error(data.failed));
      made.postMessage({ start: module ? { module } : { bytes } });
    });
    made.onmessage = ({ data }) => made === worker && finish(data);
    made.onerror = event => made === worker && finish({ failed: event.message });
  }

  function finish({ answer, failed }) {
    const done = busy;
    busy = null;
    if (done) {
      if (failed) done.reject(new Error(failed));
      else done.resolve(JSON.parse(answer));
    }
    next();
  }

  async function next() {
    if (busy || queue.length === 0) return;
    const mine = busy = queue.shift();
    try {
      await (started ??= start());
      if (busy === mine) worker.postMessage({ question: JSON.stringify(mine.question) });
    } catch (error) {
      started = null;
      if (busy === mine) busy = null;
      mine.reject(error);
    }
  }

  // `long`: it may be given up for something newer.
  function ask(question, long = false) {
    return new Promise((resolve, reject) => { queue.push({ question, long, resolve, reject }); next(); });
  }

  const givenUp = new Error('given up for something newer');
  // Ends what takes long, so that what comes now is answered at once. (A worker cannot be interrupted otherwise.)
  function giveUpLong() {
    queue = queue.filter(one => { if (one.long) one.reject(givenUp); return !one.long; });
    if (!busy?.long) return;
    worker.terminate();
    started = null;
    const ended = busy;
    busy = null;
    ended.reject(givenUp);
    next();
  }

  return { ask, giveUpLong, givenUp };
})();
