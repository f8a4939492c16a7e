// node peers.mjs cql|fhirpath PATIENTS OUTPUT    evaluates the expressions of this folder over a folder of bundles, one patient each
// node peers.mjs table OUTPUT...                 prints what was measured side by side; the last one is compared with the others
// Started by run, in the folder of the packages.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.cwd(), 'package.json'));
const warmUpMs = 10_000, measuredMs = 10_000; // of processor time, in whole rounds over the patients; PeerRounds.cs takes as many
const [mode, ...rest] = process.argv.slice(2);

function cqlEngine() {
  const cql = require('cql-execution'), fhir = require('cql-exec-fhir');
  const library = new cql.Library(JSON.parse(readFileSync(join(here, 'peer.elm.json'), 'utf8')), new cql.Repository({}));
  const asOf = cql.DateTime.fromJSDate(new Date(Date.UTC(2024, 5, 1)), 0);
  const source = fhir.PatientSource.FHIRv401(), codes = new cql.CodeService({});
  return async bytes => {
    source.reset();
    source.loadBundles([JSON.parse(bytes)]);
    const { patientResults } = await new cql.Executor(library, codes, { AsOf: asOf }).exec(source);
    return Object.values(patientResults)[0];
  };
}

function fhirpathEngine() {
  const fhirpath = require('fhirpath'), model = require('fhirpath/fhir-context/r4');
  const asResults = { resolveInternalTypes: false };
  const expressions = readFileSync(join(here, 'peer.fhirpath'), 'utf8').split('\n').filter(line => /^\w+: /.test(line))
    .map(line => [line.slice(0, line.indexOf(':')), fhirpath.compile(line.slice(line.indexOf(':') + 2), model, asResults)]);
  const [asOf] = fhirpath.evaluate({}, '@2024-06-01T00:00:00.000Z', null, model, asResults);
  return async bytes => {
    const bundle = JSON.parse(bytes), results = { AsOf: asOf };
    for (const [name, evaluate] of expressions) results[name] = evaluate(bundle, results);
    return results;
  };
}

/** What both engines can say: a yes, a no, a number, nothing. Lists and resources are left out. */
function plain(results) {
  const simple = value => Array.isArray(value) ? (value.length > 1 ? undefined : simple(value[0] ?? null))
    : typeof value?.toJSON === 'function' ? simple(value.toJSON())
    : value === null || typeof value !== 'object' ? value : undefined;
  return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, simple(value)]).filter(([, value]) => value !== undefined));
}

const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];

const processorMs = since => { const { user, system } = process.cpuUsage(since); return (user + system) / 1000; };

async function measure(evaluate, folder, output) {
  const files = readdirSync(folder).filter(file => file.endsWith('.json')).sort();
  const texts = files.map(file => readFileSync(join(folder, file))), values = {};
  async function roundsWithin(ms) {
    const begun = process.cpuUsage(), times = files.map(() => []);
    do {
      for (let i = 0; i < files.length; i++) {
        const start = performance.now(), results = await evaluate(texts[i]);
        times[i].push(performance.now() - start);
        values[files[i]] ??= plain(results);
      }
    } while (processorMs(begun) < ms);
    return { times, processorMs: processorMs(begun) / times[0].length / files.length, rounds: times[0].length };
  }
  await roundsWithin(warmUpMs);
  const { times, ...measured } = await roundsWithin(measuredMs);
  writeFileSync(output, JSON.stringify({ engine: mode, ...measured, patients: files.map((file, i) => ({ file, bytes: texts[i].length, ms: median(times[i]) })), values }));
}

function compare(first, second) {
  let same = 0, other = [];
  for (const [file, values] of Object.entries(first.values)) {
    for (const name of Object.keys(values)) {
      if (values[name] === second.values[file][name]) same++;
      else other.push(`${file} ${name}: ${first.engine} ${values[name]}, ${second.engine} ${second.values[file][name]}`);
    }
  }
  console.log(`\n${first.engine} and ${second.engine} agree on ${same} of ${same + other.length} values.`);
  for (const line of other) console.log(line);
}

function table(outputs) {
  const all = outputs.map(file => JSON.parse(readFileSync(file, 'utf8'))), own = all.at(-1), peers = all.slice(0, -1);
  const row = cells => console.log(`| ${cells.join(' | ')} |`);
  const cells = values => [...values.map(value => value.toFixed(2)), ...values.slice(0, -1).map(value => (value / values.at(-1)).toFixed(1))];
  row(['patient', 'kB', ...all.map(({ engine }) => `${engine}, ms`), ...peers.map(({ engine }) => `${engine} : ${own.engine}`)]);
  row(Array(2 + all.length + peers.length).fill('---'));
  own.patients.forEach(({ file, bytes }, i) => row([file.replace('.json', ''), (bytes / 1000).toFixed(0), ...cells(all.map(({ patients }) => patients[i].ms))]));
  row(['median of the patients', '', ...cells(all.map(({ patients }) => median(patients.map(({ ms }) => ms))))]);
  row(['processor time, mean', '', ...cells(all.map(({ processorMs }) => processorMs))]);
  row(['rounds', '', ...all.map(({ rounds }) => rounds), ...peers.map(() => '')]);
  compare(...peers);
}

if (mode === 'table') table(rest);
else await measure({ cql: cqlEngine, fhirpath: fhirpathEngine }[mode](), ...rest);
