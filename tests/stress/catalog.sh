#!/usr/bin/env bash
# Kills the published webhook server with SIGKILL again and again while people push, push by force, rename and archive repositories of a fake GitHub, and checks
# that the catalog ends as one that is built from nothing. Then builds the catalog of very many repositories and prints what that takes of GitHub's limit.
# Short forms of both are among the default tests.
#
#   tests/stress/catalog.sh [KILLS [DELIVERIES [REPOSITORIES]]]      25 kills in 3,000 deliveries and 10,000 repositories, unless it is said otherwise
#
# SEED repeats what people do and after which delivery the server is killed.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_KILLS="${1:-25}" AUTOMATION_STRESS_DELIVERIES="${2:-3000}" AUTOMATION_STRESS_REPOSITORIES="${3:-10000}" SEED="${SEED:-$RANDOM}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
printf '%s kills in %s deliveries, SEED=%s; %s repositories\n' "$AUTOMATION_STRESS_KILLS" "$AUTOMATION_STRESS_DELIVERIES" "$SEED" "$AUTOMATION_STRESS_REPOSITORIES"
dotnet publish "$root/src/Automation.Server" -c Release -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
AUTOMATION_SERVER="$scratch/server/automation-server" \
  dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" \
  -class Automation.Server.Tests.Pushes.CatalogKillTests -class Automation.Server.Tests.Pushes.DiscoveryTests -showLiveOutput
