#!/usr/bin/env bash
# Plants six bugs, one after the other, in a copy of the repository, and expects that at least one of the tests that are named here fails for each.
# Each bug is a patch in tests/stress/planted. A patch that does not apply any more has to be written anew.
#
#   tests/stress/planted.sh [BUG…]      all of them, unless some are named
#
# Prints a line for each bug with the tests that caught it; ends with 1 if a bug was caught by none.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

# Bug, test project, classes.
tests() {
  case "$1" in
    acknowledge-before-store) echo Server Intake.DoorTests Operations.KillTests Chaos.PlanTests ;;
    skip-dedup)               echo Server Intake.DoorTests Work.QueueTests ;;
    ignore-stale-head)        echo Server PullRequests.PullRequestFlowTests ;;
    delete-on-empty-source)   echo Catalog Stitching.LargeRemovalTests Stitching.StitchTests ;;
    lose-race-on-push)        echo Server Pushes.RaceTests ;;
    comment-by-marker-only)   echo GitHub PullRequests.StepTests ;;
    *) echo "There is no bug '$1'." >&2; return 1 ;;
  esac
}

bugs=("$@")
if (( ${#bugs[@]} == 0 )); then
  mapfile -t bugs < <(cd "$root/tests/stress/planted" && ls ./*.patch | sed -e 's|^\./||' -e 's|\.patch$||')
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
copy="$scratch/copy"
mkdir "$copy"
git -C "$root" ls-files -z --cached --others --exclude-standard | tar -C "$root" --null --files-from=- --create | tar -C "$copy" --extract
missed=0
printf '| planted bug | caught by |\n|---|---|\n'
for bug in "${bugs[@]}"; do
  read -r project classes <<< "$(tests "$bug")"
  patch --silent --directory "$copy" --strip 1 < "$root/tests/stress/planted/$bug.patch"
  dotnet build "$copy/tests/Automation.$project.Tests" -p:RunAnalyzers=false -p:UseSharedCompilation=false -m:1 --nologo -v quiet > "$scratch/build.log" \
    || { cat "$scratch/build.log" >&2; exit 1; }
  options=()
  for class in $classes; do options+=(-class "Automation.$project.Tests.$class"); done
  dotnet "$copy/artifacts/bin/Automation.$project.Tests/debug/Automation.$project.Tests.dll" -noColor "${options[@]}" > "$scratch/$bug.log" 2>&1 || true
  caught="$(sed -nE 's/^ *(.*) \[FAIL\].*$/\1/p' "$scratch/$bug.log" | sed -E 's/^Automation\.[A-Za-z]+\.Tests\.//' | sort -u)"
  if [[ -z $caught ]]; then
    missed=1
    caught='**none**'
    tail -n 5 "$scratch/$bug.log" >&2
  fi
  printf '| %s | %s |\n' "$bug" "$(echo "$caught" | head -n 3 | sed 's/.*/`&`/' | paste -sd '~' | sed 's/~/, /g')"
  patch --silent --reverse --directory "$copy" --strip 1 < "$root/tests/stress/planted/$bug.patch"
done
exit "$missed"
