// Starts `automation lsp` for the folders of a window. Everything else is the language server's.
'use strict';

const { commands, window, workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

function settings() {
  const { command, catalog, config } = workspace.getConfiguration('automation');
  return { command: command || 'automation', catalog, config };
}

async function start() {
  const { command, catalog, config } = settings();
  const server = {
    command,
    args: ['lsp', ...(catalog ? ['--catalog', catalog] : []), ...(config ? ['--config', config] : [])],
    transport: TransportKind.stdio,
  };
  client = new LanguageClient('automation', 'Automation', server, {
    // What the server knows; it has no findings about other files.
    documentSelector: [
      { scheme: 'file', pattern: '**/*.{yaml,yml}' },
      { scheme: 'file', pattern: '**/CODEOWNERS' },
    ],
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(`'${command} lsp' did not start: ${error.message}. Install the command, or set 'automation.command' to its path.`);
  }
}

async function stop() {
  await client?.stop();
  client = undefined;
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand('automation.restart', restart),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('automation') && restart()));
  await start();
}

module.exports = { activate, deactivate: stop };
