// Does the engine of the page write the tables that the program writes, and how fast is it?
//
// engine_test.js PROGRAM ENGINE [RUNS]: all tables of all shipped scenarios, byte by byte; sizes; runs a second beside the
// program's on one thread, in one session. Exit code 1 where a byte differs.
'use strict';
const fs = require('fs'), path = require('path'), os = require('os'), zlib = require('zlib');
const { execFileSync } = require('child_process');
const [program, folder, asked] = process.argv.slice(2);
const runs = Number(asked ?? 100), root = path.join(__dirname, '..', '..', 'scenarios');
const tables = ['parties', 'runs', 'rounds', 'events', 'offers', 'days'];

async function main() {
  const wasm = fs.readFileSync(path.join(folder, 'engine.wasm'));
  const engine = await require(path.resolve(folder, 'engine.js'))({ wasmBinary: wasm });
  function ask(question) {
    const text = JSON.stringify(question), size = engine.lengthBytesUTF8(text) + 1, at = engine._malloc(size);
    engine.stringToUTF8(text, at, size);
    const answer = JSON.parse(engine.UTF8ToString(engine._parley_answer(at)));
    engine._free(at);
    if (answer.error || answer.problems) throw new Error(JSON.stringify(answer));
    return answer;
  }
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-tables-'));
  let same = 0, differ = 0, bytes = 0;
  const scenarios = ['', 'textbook'].flatMap(f => fs.readdirSync(path.join(root, f)).filter(n => n.endsWith('.yaml')).map(n => path.join(root, f, n)));
  for (const scenario of scenarios) {
    const to = path.join(out, path.basename(scenario, '.yaml'));
    execFileSync(program, ['run', scenario, '-n', String(runs), '--central', '--trace', 'days', '-q', '-o', to]);
    for (const name of tables) {
      const file = path.join(to, name + '.csv'), text = fs.readFileSync(file, 'utf8');
      const own = ask({ do: 'table', file: path.basename(scenario), text: fs.readFileSync(scenario, 'utf8'), set: [], name: name + '.csv', n: runs, seed: 1 }).text;
      bytes += Buffer.byteLength(own);
      if (own === text) ++same;
      else { ++differ; console.log(`${path.basename(scenario)}: ${name}.csv differs`); }
    }
  }
  fs.rmSync(out, { recursive: true });

  // In turn, so that what else the machine does meets both.
  const scenario = path.join(root, 'geneva-2016.yaml'), text = fs.readFileSync(scenario, 'utf8'), n = 1000;
  const own = [], native = [];
  for (let seed = 2; seed < 5; ++seed) {
    ask({ do: 'open', file: 'g', text, set: [], seed });
    let start = process.cpuUsage();
    ask({ do: 'runs', file: 'g', text, set: [], seed, n });
    own.push(process.cpuUsage(start).user / 1e6);
    const seconds = k => {
      const before = process.resourceUsage().userCPUTime;
      const done = require('child_process').spawnSync('bash', ['-c', 'TIMEFORMAT=%U; time "$0" run "$1" -n "$2" --central -j 1 --seed "$3" --json -q >/dev/null', program, scenario, String(k), String(seed)], { encoding: 'utf8' });
      return Number(done.stderr.trim().split('\n').at(-1).replace(',', '.'));
    };
    native.push(seconds(n + 20) - seconds(20));  // without what one call costs however few its runs
  }
  const middle = list => [...list].sort((a, b) => a - b)[1];
  const rate = s => Math.round(n / s);
  console.log(`${same} of ${same + differ} tables of ${scenarios.length} scenarios equal to the byte, ${runs} runs each, ${(bytes / 1e6).toFixed(0)} MB; ` +
    `engine ${(wasm.length / 1e6).toFixed(2)} MB, ${(zlib.gzipSync(wasm, { level: 9 }).length / 1e6).toFixed(2)} MB packed; ` +
    `Geneva, runs a second of CPU: engine ${rate(middle(own))}, program on one thread ${rate(middle(native))} (${(middle(own) / middle(native)).toFixed(2)} times its time)`);
  process.exit(differ ? 1 : 0);
}
main();
