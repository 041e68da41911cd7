#!/usr/bin/env bash
# Writes what a release leaves behind on a user's disk, for the tests that the next one reads it: a configuration, a baseline, a catalog, a ledger. Run it for each release, with its programs:
#   tests/releases/write.sh AUTOMATION AUTOMATION_SERVER        two commands, such as "dotnet automation.dll"
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
read -ra automation <<< "$1"
read -ra server <<< "$2"

kept="$here/last"
scratch="$(mktemp -d)"
serving=
trap '[[ -z $serving ]] || kill "$serving"; rm -rf "$scratch"' EXIT
rm -rf "$kept/catalog" "$kept/ledger.db"
baseline="$kept/repository/.github/automation-baseline.json"
printf '{"version": 1, "findings": []}\n' > "$baseline"

# The repository, with one mistake that the baseline accepts, and the catalog of it. repository/ and catalog-sources.yml are written by hand.
(cd "$kept/repository" && "${automation[@]}" check --write-baseline "$baseline" > /dev/null) || [[ $? -le 1 ]]
(cd "$kept" && "${automation[@]}" catalog build --sources catalog-sources.yml --out catalog > /dev/null)

# A ledger with a delivery that is done, one that is ignored and one that waits for an App.
export GitHub__WebhookSecret=canary
"${server[@]}" --urls http://127.0.0.1:18089 --data "$scratch/data" > "$scratch/log" 2>&1 &
serving=$!
until curl --silent --fail http://127.0.0.1:18089/healthz > /dev/null; do sleep 0.2; done
number=0
for payload in ping push pull_request.opened; do
  number=$((number + 1))
  "${automation[@]}" deliver "$here/../../samples/payloads/$payload.json" --url http://127.0.0.1:18089/github/webhooks --delivery "00000000-0000-0000-0000-00000000000$number" > /dev/null
done
sleep 2
"${server[@]}" backup "$kept/ledger.db" --data "$scratch/data" > /dev/null
"${automation[@]}" --version > "$kept/VERSION"
