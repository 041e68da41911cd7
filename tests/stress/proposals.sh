#!/usr/bin/env bash
# Kills the published program with SIGKILL at random moments while it proposes services to a GitOps repository of a fake GitHub, and checks that the repository
# ends as after one run that nobody killed: one pull request for each service, the same files, and nothing left to write. A short form is among the default tests.
#
#   tests/stress/proposals.sh [KILLS [SERVICES]]      25 kills and 20 services, unless it is said otherwise
#
# SEED repeats when the program is killed. AUTOMATION_PROGRAM names a program; otherwise the one that `dotnet build` leaves is killed.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_KILLS="${1:-25}" AUTOMATION_STRESS_SERVICES="${2:-20}" SEED="${SEED:-$RANDOM}"
printf '%s kills, %s services, SEED=%s\n' "$AUTOMATION_STRESS_KILLS" "$AUTOMATION_STRESS_SERVICES" "$SEED"
[[ -n "${SKIP_BUILD:-}" ]] || dotnet build "$root/tests/Automation.Cli.Tests" --nologo -v quiet
dotnet "$root/artifacts/bin/Automation.Cli.Tests/debug/Automation.Cli.Tests.dll" \
  -class Automation.Cli.Tests.GitOps.ProposeKillTests -diagnostics -showLiveOutput
