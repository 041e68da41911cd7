#!/usr/bin/env bash
# Publishes the native program, and runs against it what is run against the ordinary one: the whole of Automation.Cli.Tests, each test with a process instead of a call,
# with fetching and publishing over https and the calls to GitHub (held against GitHub's description of its API). Then compares its output with the ordinary program's.
#
#   tests/native/run.sh                     everything; folders of descriptors after it are compared, too
#   PROGRAM=FILE tests/native/run.sh        a native program that exists already
#
# Needs gcc or clang, git and bash. On Linux.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

step() { printf '\n== %s\n' "$*"; }

program="${PROGRAM:-$root/artifacts/native/automation}"
if [[ -z ${PROGRAM:-} ]]; then
  step "Publish: no warning"
  dotnet publish src/Automation.Cli -c Release -p:NativeAot=true -warnaserror -o "$(dirname "$program")"
fi
file "$program" 2> /dev/null || ls -l "$program"

step "Publish the ordinary program"
dotnet publish src/Automation.Cli -c Release -o artifacts/ordinary --nologo -v quiet

step "The tests of the command"
dotnet build tests/Automation.Cli.Tests --nologo -v quiet
# A test says which tools there are: kubectl and helm of this machine are hidden from the program.
tools="$(mktemp -d)"
trap 'rm -rf "$tools"' EXIT
IFS=: read -ra folders <<< "$PATH"
for folder in "${folders[@]}"; do
  find -L "$folder" -maxdepth 1 -type f -perm -u+x ! -name kubectl ! -name helm -exec ln -s -t "$tools" {} + 2> /dev/null || true
done
PATH="$tools" AUTOMATION_PROGRAM="$program" dotnet test --project tests/Automation.Cli.Tests --no-build

step "The same output as the ordinary program"
"$here/compare.sh" "$root/artifacts/ordinary/automation" "$program" "$@"
