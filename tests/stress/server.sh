#!/usr/bin/env bash
# Kills the webhook server with SIGKILL under load, round after round, and checks that every delivery it answered with 202 is in the ledger, whole,
# and in the end over. A short form of the same test is among the default tests.
#
#   tests/stress/server.sh [ROUNDS [DELIVERIES]]      20 rounds of 3000 deliveries, unless it is said otherwise
#
# SEED repeats the moments of the kills.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_ROUNDS="${1:-20}" AUTOMATION_STRESS_DELIVERIES="${2:-3000}" SEED="${SEED:-$RANDOM}"
printf '%s rounds of %s deliveries, SEED=%s\n' "$AUTOMATION_STRESS_ROUNDS" "$AUTOMATION_STRESS_DELIVERIES" "$SEED"
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
exec dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" -class Automation.Server.Tests.Operations.KillTests -showLiveOutput
