// Validates every descriptor below a folder with Backstage's own package, one error for each document: annotations, a summary and an output, as an action gives them.
import fs from 'node:fs';
import path from 'node:path';
import {
  apiEntityV1alpha1Validator, componentEntityV1alpha1Validator, domainEntityV1alpha1Validator, entityEnvelopeSchemaValidator, groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator, resourceEntityV1alpha1Validator, systemEntityV1alpha1Validator, userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import YAML from 'yaml';

const names = new Set(['catalog-info.yaml', 'catalog-info.yml', 'org.yaml']);
const kinds = [
  apiEntityV1alpha1Validator, componentEntityV1alpha1Validator, domainEntityV1alpha1Validator, groupEntityV1alpha1Validator, locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator, systemEntityV1alpha1Validator, userEntityV1alpha1Validator,
];
const envelope = entityEnvelopeSchemaValidator();
const root = process.env.INPUT_PATH || '.';
const problems = [];
let documents = 0;

for (const file of fs.readdirSync(root, { recursive: true }).filter(f => names.has(path.basename(f)) && !f.includes('/skeleton/')).sort()) {
  for (const document of YAML.parseAllDocuments(fs.readFileSync(path.join(root, file), 'utf8'))) {
    documents++;
    const error = await problem(document);
    if (error) {
      problems.push({ file, error });
      console.log(`::error file=${file}::${error.replaceAll('%', '%25').replaceAll('\n', '%0A')}`);
    }
  }
}

const rows = problems.map(p => `| ${p.file} | ${p.error.replaceAll('|', '\\|').replaceAll('\n', ' ')} |\n`).join('');
append('GITHUB_STEP_SUMMARY', `${problems.length} of ${documents} documents are invalid.\n\n| file | error |\n|---|---|\n${rows}`);
append('GITHUB_OUTPUT', `errors=${problems.length}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function problem(document) {
  if (document.errors.length > 0) {
    return document.errors[0].message;
  }
  try {
    const entity = envelope(withoutPlaceholders(document.toJS()));
    for (const kind of kinds) {
      if (await kind.check(entity)) {
        return null;
      }
    }
    return entity.kind === 'Template' ? null : `no kind ${entity.kind}`;
  } catch (error) {
    return error.message;
  }
}

// What $text, $json and $yaml stand for is a text as far as these validators are concerned.
function withoutPlaceholders(entity) {
  const definition = entity?.spec?.definition;
  return definition && typeof definition === 'object' ? { ...entity, spec: { ...entity.spec, definition: 'text' } } : entity;
}

function append(variable, text) {
  if (process.env[variable]) {
    fs.appendFileSync(process.env[variable], text);
  }
}
