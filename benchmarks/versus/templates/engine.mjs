// Renders templates with the engine and the filters of Backstage's scaffolder, of the packages that are installed in the working folder.
//
// usage: node engine.mjs < REQUESTS
//   Requests and answers are those of `automation template eval`, without positions of errors.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(process.cwd(), "engine.cjs"));
const { createTemplateRenderer } = require("nunjitsu");
const scaffolder = join(process.cwd(), "node_modules", "@backstage", "plugin-scaffolder-backend", "dist", "lib", "templating", "filters");
const { createDefaultFilters } = require(join(scaffolder, "createDefaultFilters.cjs.js"));
const { ScmIntegrations } = require("@backstage/integration");
const { ConfigReader } = require("@backstage/config");

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
const filters = Object.fromEntries(createDefaultFilters({ integrations }).map((filter) => [filter.id, filter.filter]));
const renderers = new Map();

function rendererOf(options) {
  const key = JSON.stringify(options ?? {});
  if (!renderers.has(key)) {
    renderers.set(key, createTemplateRenderer({ filters, allowRegexExecution: true, ...options }));
  }
  return renderers.get(key);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { mode, template, context, options } = JSON.parse(line);
  let answer;
  try {
    const renderer = rendererOf(options);
    answer = mode === "value" ? { value: renderer.renderValue(template, context) } : { text: renderer.render(template, context) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
