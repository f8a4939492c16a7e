// Translates the .cql files of a folder to ELM with the translator of cqframework.
//
//   node translate-cql.js FOLDER ELM_FOLDER
//
// ELM_FOLDER gets NAME.json for each NAME.cql, and SHA256SUMS of the texts that they were translated from.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const models = {
  FHIR: join(dirname(require.resolve('cql-exec-fhir/package.json')), 'lib', 'modelInfos', 'fhir-modelinfo-4.0.1.xml'),
  System: join(__dirname, 'system-modelinfo.xml'),
};

/// The texts of a folder by the names of their libraries.
const textsOf = folder => Object.fromEntries(readdirSync(folder).filter(name => name.endsWith('.cql')).sort().map(name => [name.slice(0, -4), readFileSync(join(folder, name), 'utf8')]));

/// ELM as JSON text by the names of the libraries; what is wrong with them ends the program.
async function translate(texts) {
  const to = await import(require.resolve('@cqframework/cql/cql-to-elm'));
  const manager = new to.ModelManager();
  manager.modelInfoLoader.registerModelInfoProvider(to.createModelInfoProvider(id => models[id] ? to.stringAsSource(readFileSync(models[id], 'utf8')) : null));
  const options = new to.CqlCompilerOptions();
  options.setOptions([]);
  // Units are compared as written and never converted, so that no service for them is needed.
  const libraries = new to.LibraryManager(manager, options, undefined, to.createUcumService(value => value, () => null, left => left, left => left));
  libraries.librarySourceLoader.registerProvider(to.createLibrarySourceProvider(id => texts[id] ? to.stringAsSource(texts[id]) : null));
  const elm = {};
  let errors = 0;
  for (const [name, text] of Object.entries(texts)) {
    const translator = to.CqlTranslator.fromText(text, libraries);
    for (const error of translator.errors.asJsReadonlyArrayView()) {
      console.error(`${name}.cql: ${error.message} ${error.locator ? String(error.locator) : ''}`);
      errors++;
    }

    elm[name] = translator.toJson();
  }

  if (errors > 0) process.exit(1);
  return elm;
}

async function main([folder, elmFolder]) {
  const texts = textsOf(folder);
  mkdirSync(elmFolder, { recursive: true });
  for (const [name, elm] of Object.entries(await translate(texts))) writeFileSync(join(elmFolder, name + '.json'), elm);
  writeFileSync(join(elmFolder, 'SHA256SUMS'), Object.entries(texts).map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}.cql\n`).join(''));
}

main(process.argv.slice(2)).catch(fault => {
  console.error(fault.message);
  process.exit(1);
});
