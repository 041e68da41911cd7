#!/usr/bin/env bash
# Upgrades a running fleet, one server after the other, under traffic: it starts with the server of an earlier commit and ends with the one of the working
# tree. Then tests/Automation.Chaos checks that nothing was lost and nothing was done twice.
#
#   tests/stress/upgrade.sh [COMMIT [CHAOS OPTION…]]      the commit is HEAD~1 unless one is named
#
# Ends as tests/Automation.Chaos does (docs/guide/proofs.md).
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
before="$(git -C "$root" rev-parse --verify "${1:-HEAD~1}^{commit}")"
shift || true

scratch="$(mktemp -d)"
trap 'git -C "$root" worktree remove --force "$scratch/before"; rm -rf "$scratch"' EXIT
git -C "$root" worktree add --quiet --detach "$scratch/before" "$before"
dotnet publish "$scratch/before/src/Automation.Server" -c Release -p:PublishReadyToRun=false -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Chaos" --nologo -v quiet
echo "from $(git -C "$root" log -1 --format='%h %s' "$before")"
AUTOMATION_SERVER_BEFORE="$scratch/server/automation-server" dotnet run --no-build --project "$root/tests/Automation.Chaos" -- \
  --topology postgresql --deliveries 2000 --faults 0 "$@"
