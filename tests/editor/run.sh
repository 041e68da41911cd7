#!/usr/bin/env bash
# Packages the extension for VS Code, and drives 'automation lsp' with the library that VS Code's extensions use. The packages come from npm, in the versions of editors/vscode/package-lock.json; where npm cannot fetch
# them, this reports "skipped" and ends with 0.
#   tests/editor/run.sh [PROGRAM]     the published command; without it, the one that was built last
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="${1:-$root/artifacts/bin/Automation.Cli/debug/automation}"

extension="$root/artifacts/vscode"
rm -rf "$extension"
mkdir -p "$extension"
cp -r "$root"/editors/vscode/. "$extension"
if ! npm ci --prefix "$extension" --ignore-scripts --fetch-retries=1 --fetch-timeout=30000 --no-audit --no-fund --silent > "$extension/log" 2>&1; then
  echo "skipped: the packages of the extension cannot be had from npm here"
  exit 0
fi

rm "$extension/log"
(cd "$extension" && npm run --silent package)
node "$here/drive.cjs" "$extension" "$program" "$root/samples/acme"
