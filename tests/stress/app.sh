#!/usr/bin/env bash
# Kills the published webhook server with SIGKILL again and again while people push, ask and comment on pull requests of a fake GitHub, and checks that
# every delivery it answered with 202 is over in the end and everything is said once. A short form of the same test is among the default tests.
#
#   tests/stress/app.sh [KILLS [DELIVERIES]]      25 kills in 10,000 deliveries, unless it is said otherwise
#
# SEED repeats what people do and after which delivery the server is killed.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_KILLS="${1:-25}" AUTOMATION_STRESS_DELIVERIES="${2:-10000}" SEED="${SEED:-$RANDOM}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
printf '%s kills in %s deliveries, SEED=%s\n' "$AUTOMATION_STRESS_KILLS" "$AUTOMATION_STRESS_DELIVERIES" "$SEED"
dotnet publish "$root/src/Automation.Server" -c Release -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
AUTOMATION_SERVER="$scratch/server/automation-server" \
  dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" -class Automation.Server.Tests.Chaos.KillTests -showLiveOutput
