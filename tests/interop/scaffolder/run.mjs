// Runs a software template dry with the code of Backstage's scaffolder, of the packages that are installed beside this file.
//
// usage: node run.mjs TEMPLATE VALUES [FOLDER]
//   Both files are JSON. Copies the workspace to FOLDER, which must not exist. Actions that publish or register are known by their names alone: a dry run does
//   not run them.

import { createRequire } from "node:module";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const part = (name) => require(join(import.meta.dirname, "node_modules", "@backstage", "plugin-scaffolder-backend", "dist", `${name}.cjs.js`));

const { createTemplateAction } = require("@backstage/plugin-scaffolder-node");
const { ConfigReader } = require("@backstage/config");
const { ScmIntegrations } = require("@backstage/integration");
const { NunjucksWorkflowRunner } = part("scaffolder/tasks/NunjucksWorkflowRunner");
const { DefaultTemplateActionRegistry } = part("scaffolder/actions/TemplateActionRegistry");
const { collectTemplateCapabilities } = part("util/templating");
const fetch = (file, name) => part(`scaffolder/actions/builtin/fetch/${file}`)[name];

const [templatePath, valuesPath, target] = process.argv.slice(2).map((path) => resolve(path));
const template = JSON.parse(readFileSync(templatePath, "utf8"));
const values = JSON.parse(readFileSync(valuesPath, "utf8"));

const config = new ConfigReader({});
const integrations = ScmIntegrations.fromConfig(config);
const logger = { info() {}, warn() {}, error() {}, debug() {}, child() { return logger; } };
const reader = { readUrl() { throw new Error("nothing is fetched from an address"); } };
const count = { add() {}, record() {} };
const metrics = { createCounter: () => count, createHistogram: () => count, createUpDownCounter: () => count };
const options = { integrations, reader, additionalTemplateFilters: {}, additionalTemplateGlobals: {} };

const registry = new DefaultTemplateActionRegistry({ list: async () => ({ actions: [] }) }, logger);
for (const [file, name] of [
  ["plain", "createFetchPlainAction"],
  ["plainFile", "createFetchPlainFileAction"],
  ["template", "createFetchTemplateAction"],
  ["templateFile", "createFetchTemplateFileAction"],
]) {
  registry.register(fetch(file, name)(options));
}

// Copies the workspace after the last step. The actions below are not available in this package, or need a server.
registry.register(createTemplateAction({
  id: "interop:extract",
  supportsDryRun: true,
  async handler(context) {
    if (target !== undefined) {
      mkdirSync(dirname(target), { recursive: true });
      cpSync(context.workspacePath, target, { recursive: true, verbatimSymlinks: true });
    }
  },
}));
for (const id of ["publish:github", "publish:github:pull-request", "catalog:register"]) {
  registry.register(createTemplateAction({ id, async handler() {} }));
}

const workingDirectory = mkdtempSync(join(tmpdir(), "scaffolder-"));
try {
  const runner = new NunjucksWorkflowRunner({
    logger,
    integrations,
    config,
    metrics,
    workingDirectory,
    actionRegistry: registry,
    additionalTemplateFilters: {},
    additionalTemplateGlobals: {},
    templateCapabilities: collectTemplateCapabilities({ filters: {}, globals: {} }),
    auditor: { createEvent: async () => ({ success: async () => {}, fail: async () => {} }) },
  });
  await runner.execute({
    taskId: "interop",
    spec: {
      apiVersion: template.apiVersion,
      steps: [...template.spec.steps, { id: "extract", name: "extract", action: "interop:extract" }],
      output: template.spec.output ?? {},
      parameters: values,
      templateInfo: { entityRef: `template:default/${template.metadata.name}`, baseUrl: pathToFileURL(templatePath).href },
    },
    secrets: {},
    getInitiatorCredentials: async () => ({}),
    done: false,
    isDryRun: true,
    getWorkspaceName: async () => "interop",
    cancelSignal: new AbortController().signal,
    async emitLog() {},
    async complete() {},
  });
} finally {
  rmSync(workingDirectory, { recursive: true, force: true });
}
