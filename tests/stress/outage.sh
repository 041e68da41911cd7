#!/usr/bin/env bash
# Lets GitHub be away for a day (5xx, refused connections, 403 for one of two installations) on a clock that the test moves, and checks that every open pull request is
# checked in the end and that the other installation is complete all along. A few hours of it are among the default tests.
#
#   tests/stress/outage.sh [HOURS]      24 unless it is said otherwise
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_OUTAGE_HOURS="${1:-24}"
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" -class Automation.Server.Tests.Chaos.OutageTests
