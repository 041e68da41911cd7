#!/usr/bin/env bash
# Runs the image in place of the program, for the tests of the command: AUTOMATION_PROGRAM=tests/container/automation.sh. AUTOMATION_IMAGE and AUTOMATION_ENGINE are
# those of run.sh. The container sees the variables that a runner gives it, the temporary folder in which the tests work, and this machine's network, for the fake GitHub.
set -euo pipefail
options=()
# Names such as INPUT_DRY-RUN are no variables of a shell.
while IFS= read -r -d '' variable; do
  case "${variable%%=*}" in
    GITHUB_* | INPUT_* | RUNNER_* | XDG_STATE_HOME | HOME | CI) options+=(--env "$variable") ;;
  esac
done < /proc/self/environ
temporary="${TMPDIR:-/tmp}"
# shellcheck disable=SC2086 # The engine comes with its options.
exec $AUTOMATION_ENGINE --interactive --network host "${options[@]}" --volume "$temporary:$temporary" --workdir "$PWD" "$AUTOMATION_IMAGE" "$@"
