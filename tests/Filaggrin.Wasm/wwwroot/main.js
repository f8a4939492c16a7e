// Appraises one record: ?record=NAME.json&asOf=2026-11-01&region=EU. The files lie beside the page in data/.
import { dotnet } from './_framework/dotnet.js';

const tables = ['agents.csv', 'outcomes.csv', 'trials.csv', 'arms.csv', 'contrasts.csv', 'published_nma.csv'];
const query = new URLSearchParams(location.search);

async function data(name) {
  const response = await fetch(`data/${name}`);
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}.`);
  return response;
}

const bytes = async name => new Uint8Array(await (await data(name)).arrayBuffer());
const text = async name => (await data(name)).text();

try {
  const { getAssemblyExports, getConfig } = await dotnet.create();
  const { Engine } = (await getAssemblyExports(getConfig().mainAssemblyName)).Filaggrin.Wasm;
  const record = query.get('record');
  document.getElementById('appraisal').textContent = Engine.Appraise(
    await bytes('edition.bin'), tables, await Promise.all(tables.map(text)), await bytes(record), record, query.get('asOf'), query.get('region'));
} catch (fault) {
  document.getElementById('fault').textContent = fault.message;
}
document.documentElement.dataset.done = '';
