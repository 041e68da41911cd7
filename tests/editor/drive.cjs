// Drives 'automation lsp' as VS Code does: with the same library, over the same pipe. Ends with 1 if an answer is not the expected one.
'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { cpSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const [extension, program, samples] = process.argv.slice(2).map((path) => resolve(path));
const protocol = require(require.resolve('vscode-languageserver-protocol/node', { paths: [extension] }));

async function main(folder) {
  const repository = join(folder, 'checkout');
  cpSync(join(samples, 'checkout'), repository, { recursive: true });
  const server = spawn(program, ['lsp', '--catalog', samples], { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
  const waiting = [];
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, (p) => waiting.filter((w) => w.uri === p.uri).forEach((w) => w.take(p.diagnostics)));
  connection.listen();

  const started = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid, rootUri: pathToFileURL(repository).href, capabilities: {}, workspaceFolders: null,
  });
  assert.ok(started.capabilities.hoverProvider && started.capabilities.codeActionProvider && started.capabilities.completionProvider);
  await connection.sendNotification(protocol.InitializedNotification.type, {});

  const file = join(repository, 'catalog-info.yaml');
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  const diagnosticsThat = (fits) => new Promise((done, reject) => {
    const timeout = setTimeout(() => reject(new Error('no such diagnostics within 60 s')), 60_000);
    waiting.push({ uri, take: (d) => fits(d) && (clearTimeout(timeout), done(d)) });
  });

  // A misspelt owner: reported, explained, and completed from the catalog.
  const wrong = text.replace(/owner: .*/, 'owner: nobody-of-this-catalog');
  const reported = diagnosticsThat((all) => all.some((d) => d.message.includes('nobody-of-this-catalog')));
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'yaml', version: 1, text: wrong } });
  const finding = (await reported).find((d) => d.message.includes('nobody-of-this-catalog'));
  const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position: finding.range.start });
  assert.ok(JSON.stringify(hover).includes(finding.code), 'the page of the rule is shown over a finding');
  const line = wrong.split('\n').findIndex((l) => l.includes('owner: nobody'));
  const items = await connection.sendRequest(protocol.CompletionRequest.type, { textDocument: { uri }, position: { line, character: wrong.split('\n')[line].indexOf('nobody') } });
  const offered = (Array.isArray(items) ? items : items.items).map((i) => i.label);
  assert.ok(offered.includes('payments'), `owners of the catalog are offered, not only ${offered}`);

  // The owner as it was: nothing is wrong with it any more.
  const corrected = diagnosticsThat((all) => !all.some((d) => d.message.includes('nobody-of-this-catalog')));
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
  await corrected;

  await connection.sendRequest(protocol.ShutdownRequest.type);
  const ended = new Promise((done) => server.on('exit', done));
  await connection.sendNotification(protocol.ExitNotification.type);
  assert.strictEqual(await ended, 0);
  console.log('The language server answers the library of VS Code: findings, hover, completion, change, shutdown.');
}

const folder = mkdtempSync(join(tmpdir(), 'automation-editor-'));
main(folder).catch((error) => {
  console.error(error);
  process.exitCode = 1;
}).finally(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
