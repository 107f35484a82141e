// The engine in its worker: questions one after the other, answers as promises.
'use strict';
Parley.engine = (() => {
  const { $ } = Parley;
  let started = null;          // a promise of the worker
  let busy = null, queue = [];
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
    const worker = new Worker(source);
    await new Promise((resolve, reject) => {
      worker.onerror = event => reject(new Error(event.message || 'the engine does not start in this browser'));
      worker.onmessage = ({ data }) => data.started ? resolve() : reject(new Error(data.failed));
      worker.postMessage({ start: module ? { module } : { bytes } });
    });
    worker.onmessage = ({ data }) => {
      if (busy?.by !== worker) return;
      if (data.progress !== undefined) busy.progress?.(data.progress);
      else finish(data);
    };
    worker.onerror = event => busy?.by === worker && finish({ failed: event.message });
    return worker;
  }

  function finish({ answer, failed }) {
    const done = busy;
    busy = null;
    if (failed) done.reject(new Error(failed));
    else done.resolve(JSON.parse(answer));
    next();
  }

  async function next() {
    if (busy || queue.length === 0) return;
    const mine = busy = queue.shift(), starting = started ??= start();
    try {
      const worker = await starting;
      if (busy !== mine || started !== starting) return;
      mine.by = worker;
      worker.postMessage({ question: JSON.stringify(mine.question) });
    } catch (error) {
      if (started === starting) started = null;
      if (busy === mine) busy = null;
      mine.reject(error);
      next();
    }
  }

  // `long`: a name for what takes long: it makes way for what does not, and may be given up for something newer.
  // `progress` is told what is being played.
  function ask(question, long = '', progress = null) {
    return new Promise((resolve, reject) => {
      const mine = { question, long, progress, resolve, reject };
      if (long) queue.push(mine);
      else {
        const at = queue.findIndex(one => one.long);
        queue.splice(at < 0 ? queue.length : at, 0, mine);
        if (busy?.long) queue.push(stopped());
      }
      next();
    });
  }

  // A worker cannot be interrupted otherwise.
  function stopped() {
    const mine = busy;
    started?.then(worker => worker.terminate(), () => {});
    started = busy = null;
    mine.by = null;
    return mine;
  }

  const givenUp = new Error('given up for something newer');
  // Ends what takes long, or what bears one name, so that what comes now is answered at once.
  function giveUpLong(name = null) {
    const old = one => one?.long && (name === null || one.long === name);
    queue = queue.filter(one => { if (old(one)) one.reject(givenUp); return !old(one); });
    if (!old(busy)) return;
    stopped().reject(givenUp);
    next();
  }

  return { ask, giveUpLong, givenUp };
})();
