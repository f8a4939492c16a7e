// Runs the ELM that translate-cql.js made: for each line of a file of cases one line in a file of answers.
//
//   node run-cql.js ELM_FOLDER CASES ANSWERS
//
// A case is JSON: { "bundle": FHIR Bundle (left out: a patient of whom nothing is recorded), "parameters": FHIR Parameters,
// "libraries": [name] (left out: every library that includes another) }.
// Value sets stand in value-sets.json of the folder: { url: { version: [{ code, system }] } }.
// An answer is JSON: { library: { definition: true | false | null | anything else } }.
const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const cql = require('cql-execution');
const fhir = require('cql-exec-fhir');

const valueSets = 'value-sets.json';
const [folder, cases, output] = process.argv.slice(2);
function valueOf({ valueBoolean, valueString, valueDate, valuePeriod, valueRange }) {
  if (valueDate) return cql.Date.parse(valueDate);
  if (valuePeriod) return new cql.Interval(cql.Date.parse(valuePeriod.start), cql.Date.parse(valuePeriod.end), true, true);
  if (!valueRange) return valueBoolean ?? valueString;
  const quantity = end => end === undefined ? null : new cql.Quantity(end.value, end.code);
  return new cql.Interval(quantity(valueRange.low), quantity(valueRange.high), true, true);
}

// What a library declares as a list may come once or more often.
function valuesOf(parameters, isList) {
  const given = {};
  for (const parameter of parameters?.parameter ?? []) {
    const value = valueOf(parameter);
    if (isList(parameter.name)) (given[parameter.name] ??= []).push(value);
    else if (parameter.name in given) throw new Error(`${parameter.name} is given twice`);
    else given[parameter.name] = value;
  }

  return given;
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
  const lists = new Set(Object.values(elm).flatMap(({ library }) => library.parameters?.def ?? []).filter(({ parameterTypeSpecifier }) => parameterTypeSpecifier?.type === 'ListTypeSpecifier').map(({ name }) => name));
  const agents = Object.keys(elm).filter(name => elm[name].library.includes);
  const sets = join(folder, valueSets);
  const service = new cql.CodeService(existsSync(sets) ? JSON.parse(readFileSync(sets, 'utf8')) : {});
  const nobody = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient', id: 'nobody' } }] };
  const source = fhir.PatientSource.FHIRv401();
  const lines = [];
  for (const line of readFileSync(cases, 'utf8').split('\n').filter(line => line.length > 0)) {
    const { bundle = nobody, parameters, libraries: asked = agents } = JSON.parse(line);
    const given = valuesOf(parameters, name => lists.has(name));
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
