// Runs the ELM that translate-cql.js made: for each line of a file of cases one line in a file of answers.
//
//   node run-cql.js ELM_FOLDER CASES ANSWERS
//
// A case is JSON: { "bundle": FHIR Bundle (left out: a patient of whom nothing is recorded), "parameters": { name: value },
// "libraries": [name] (left out: every library that includes another) }. Parameter values: true, "text", ["texts"],
// { "date": "2026-01-01" }, { "unit": "mg", "low": 1, "high": 2, "lowOpen": true, "highOpen": true } for numbers.
// Value sets stand in value-sets.json of the folder: { url: { version: [{ code, system }] } }.
// An answer is JSON: { library: { definition: true | false | null | anything else } }.
const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const cql = require('cql-execution');
const fhir = require('cql-exec-fhir');

const valueSets = 'value-sets.json';
const [folder, cases, output] = process.argv.slice(2);
function valueOf(given) {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  if (given.date) return cql.Date.parse(given.date);
  if (given.from) return new cql.Interval(cql.Date.parse(given.from), cql.Date.parse(given.to), true, true);
  const quantity = value => value === undefined ? null : new cql.Quantity(value, given.unit);
  return new cql.Interval(quantity(given.low), quantity(given.high), !given.lowOpen, !given.highOpen);
}

// The libraries of all agents include one library of facts. What it defines does not depend on who asks: it is worked out once for a case.
const shared = new Map();
const ownContext = cql.PatientContext.prototype.getLibraryContext;
cql.PatientContext.prototype.getLibraryContext = function (alias) {
  const { id } = this.get(alias).source.library.identifier;
  if (!shared.has(id)) shared.set(id, ownContext.call(this, alias));
  return shared.get(id);
};

const plain = value => value === undefined ? null : value === null || typeof value === 'boolean' ? value : typeof value === 'object' && value.isInterval
  ? { low: value.low, high: value.high, lowClosed: value.lowClosed, highClosed: value.highClosed } : typeof value === 'object' && value.json ? `[${value.json.resourceType}]` : value;

async function main() {
  const names = readdirSync(folder).filter(name => name.endsWith('.json') && name !== valueSets).sort();
  const elm = Object.fromEntries(names.map(name => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
  const repository = new cql.Repository(elm);
  const libraries = Object.fromEntries(Object.entries(elm).map(([name, json]) => [name, new cql.Library(json, repository)]));
  const agents = Object.keys(elm).filter(name => elm[name].library.includes);
  const sets = join(folder, valueSets);
  const service = new cql.CodeService(existsSync(sets) ? JSON.parse(readFileSync(sets, 'utf8')) : {});
  const nobody = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient', id: 'nobody' } }] };
  const source = fhir.PatientSource.FHIRv401();
  const lines = [];
  for (const line of readFileSync(cases, 'utf8').split('\n').filter(line => line.length > 0)) {
    const { bundle = nobody, parameters = {}, libraries: asked = agents } = JSON.parse(line);
    const given = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, valueOf(value)]));
    const answers = {};
    shared.clear();
    for (const name of asked) {
      source.reset();
      source.loadBundles([bundle]);
      const results = (await new cql.Executor(libraries[name], service, given).exec(source)).patientResults;
      const found = Object.values(results)[0];
      delete found.Patient;
      answers[name] = Object.fromEntries(Object.entries(found).map(([define, value]) => [define, plain(value)]));
    }

    lines.push(JSON.stringify(answers));
  }

  writeFileSync(output, lines.join('\n') + '\n');
}

main().catch(fault => {
  console.error(fault.stack);
  process.exit(1);
});
