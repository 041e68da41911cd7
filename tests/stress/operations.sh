#!/usr/bin/env bash
# Operates the published webhook server as hard as it may come: 1,000 pushes to a repository of 12,000 files, whose memory is measured; 400,000 deliveries replayed, and
# a disk that is full, while others are delivered and have to be answered within a second. Short forms of the first two are among the default tests.
#
#   tests/stress/operations.sh [PUSHES [FILES [REPLAYED]]]      1,000 pushes, 12,000 files, 400,000 replayed, unless it is said otherwise
#
# The disk is a file system of 64 MB in memory, which only root can mount; without that, set AUTOMATION_STRESS_DISK to a small disk of your own, or it is left out.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export AUTOMATION_STRESS_PUSHES="${1:-1000}" AUTOMATION_STRESS_FILES="${2:-12000}" AUTOMATION_STRESS_REPLAYED="${3:-400000}"
scratch="$(mktemp -d)"
clean() {
  mountpoint -q "$scratch/disk" && umount "$scratch/disk"
  rm -rf "$scratch"
}
trap clean EXIT
if [[ -z "${AUTOMATION_STRESS_DISK:-}" && "$(id -u)" == 0 ]] && mkdir "$scratch/disk" && mount -t tmpfs -o size=64m tmpfs "$scratch/disk"; then
  export AUTOMATION_STRESS_DISK="$scratch/disk"
fi
printf '%s pushes to %s files, %s replayed, small disk: %s\n' "$AUTOMATION_STRESS_PUSHES" "$AUTOMATION_STRESS_FILES" "$AUTOMATION_STRESS_REPLAYED" "${AUTOMATION_STRESS_DISK:-none}"
dotnet publish "$root/src/Automation.Server" -c Release -o "$scratch/server" --nologo -v quiet
dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
AUTOMATION_SERVER="$scratch/server/automation-server" \
  dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" \
  -class Automation.Server.Tests.Pushes.MemoryTests -class Automation.Server.Tests.Operations.LoadDuringRepairTests -parallel none -showLiveOutput
