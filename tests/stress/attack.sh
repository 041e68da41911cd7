#!/usr/bin/env bash
# Opens pull requests that are to cost as much as can be (6,000 descriptors, 30 descriptors of 5 MiB, a tree bomb) against the published webhook server and a fake
# GitHub, and checks calls, memory and time, and that an ordinary pull request is checked meanwhile. The same test without its times is among the default tests.
#
#   tests/stress/attack.sh
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_ATTACK=1
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
dotnet publish "$root/src/Automation.Server" -c Release -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
AUTOMATION_SERVER="$scratch/server/automation-server" \
  dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" -class Automation.Server.Tests.Chaos.AttackTests -showLiveOutput
