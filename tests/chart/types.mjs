// Writes the objects of rendered manifests as TypeScript, each as a literal of its type: the compiler then finds unknown fields, missing ones and wrong types.
//   node types.mjs FILE.yaml… > objects.ts
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const models = dirname(createRequire(import.meta.url).resolve('kubernetes-models/package.json'));
const [imports, objects] = [[], []];
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]}`);
    const object = document.toJS();
    if (object === null) continue;
    const module = `${object.apiVersion}/${object.kind}`;
    if (!existsSync(join(models, `${module}.d.ts`))) throw new Error(`${file}: there is no type of ${module}`);
    const source = readFileSync(join(models, `${module}.d.ts`), 'utf8');
    const [, type] = source.match(/export interface (I\w+) extends TypeMeta/) ?? source.match(new RegExp(`export interface (\\w*${object.kind})\\b`));
    imports.push(`import { ${type} as T${objects.length} } from 'kubernetes-models/${module}';`);
    objects.push(`// ${file}: ${object.kind} ${object.metadata.name}\nexport const o${objects.length}: T${objects.length} = ${JSON.stringify(object, null, 1)};`);
  }
}
console.log([...imports, ...objects].join('\n'));
