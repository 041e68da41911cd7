#!/usr/bin/env bash
# Delivers ordinary pull requests (one descriptor in a repository of 2,000 files) to the published webhook server, so many at a time: the next one when a
# check is completed. Measures each from its delivery to its completed check run at a fake GitHub that answers at once, after as many to warm up, in one
# repository and in 25; prints what CPU the server and the fake took for each. Needs an idle machine: the two share its cores. A short form without the
# times is among the default tests.
#
#   tests/stress/throughput.sh [PULLS [AT_ONCE [FILES]]]      500 pull requests, 50 at a time, 2,000 files, unless it is said otherwise
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_PULLS="${1:-500}" AUTOMATION_STRESS_AT_ONCE="${2:-50}" AUTOMATION_STRESS_FILES="${3:-2000}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
dotnet publish "$root/src/Automation.Server" -c Release -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Server.Tests" -c Release --nologo -v quiet
AUTOMATION_SERVER="$scratch/server/automation-server" \
  dotnet "$root/artifacts/bin/Automation.Server.Tests/release/Automation.Server.Tests.dll" -class Automation.Server.Tests.Chaos.ThroughputTests -showLiveOutput
