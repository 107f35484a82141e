// In a worker of the page: the engine, which answers one question after the other.
'use strict';
(() => {
  let engine = null;

  async function start({ module, bytes }) {
    const options = module
      ? { instantiateWasm: (imports, use) => { WebAssembly.instantiate(module, imports).then(use); return {}; } }
      : { wasmBinary: bytes };
    engine = await parleyEngine({ ...options, tell: progress => postMessage({ progress }) });
  }

  function ask(question) {
    const size = engine.lengthBytesUTF8(question) + 1, at = engine._malloc(size);
    engine.stringToUTF8(question, at, size);
    const answer = engine.UTF8ToString(engine._parley_answer(at));
    engine._free(at);
    return answer;
  }

  addEventListener('message', async ({ data }) => {
    try {
      if (data.start) { await start(data.start); postMessage({ started: true }); }
      else postMessage({ answer: ask(data.question) });
    } catch (error) {
      postMessage({ failed: String(error && error.message || error) });
    }
  });
})();
