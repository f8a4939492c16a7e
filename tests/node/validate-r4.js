// Validates every .json file of a folder as FHIR R4; one line for each finding: file, severity, place, message.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Fhir } = require('fhir');

const fhir = new Fhir();
const folder = process.argv[2];
let findings = 0;
for (const name of readdirSync(folder).filter(name => name.endsWith('.json')).sort()) {
  const { valid, messages } = fhir.validate(JSON.parse(readFileSync(join(folder, name), 'utf8')), { errorOnUnexpected: true });
  const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  for (const { severity, location, message } of errors) console.log(`${name}\t${severity}\t${location}\t${message}`);
  if (!valid && errors.length === 0) console.log(`${name}\tfatal\t\tnot valid, and no reason given`);
  findings += errors.length;
}
process.exitCode = findings > 0 ? 1 : 0;
