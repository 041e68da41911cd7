#!/usr/bin/env bash
# Publishes to one bare repository from eight processes at once, round after round, and kills the program at random moments; checks that nothing is
# lost, that history is one line, and that what is left is the old catalog or the new one.
#
#   tests/stress/publish.sh [ROUNDS [KILLS]]      20 rounds and 50 kills, unless it is said otherwise
#
# AUTOMATION names another program than the one that `dotnet build` leaves; SEED repeats a run. Needs git.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
rounds="${1:-20}" kills="${2:-50}"
read -ra automation <<< "${AUTOMATION:-dotnet $root/artifacts/bin/Automation.Cli/debug/automation.dll}"
seed="${SEED:-$RANDOM}"
RANDOM=$seed
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
fail() { printf 'FAILED (SEED=%s): %s\n' "$seed" "$*" >&2; exit 1; }

component() { # folder, name, type
  mkdir -p "$1/$2"
  printf 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: %s\nspec:\n  type: %s\n  lifecycle: production\n  owner: team-a\n' "$2" "$3" > "$1/$2/catalog-info.yaml"
}
publish() { "${automation[@]}" catalog publish "$@" > "$scratch/said" 2>&1 || fail "$(cat "$scratch/said")"; }
sound() { # repository
  [[ -z "$(git -C "$1" fsck --full --strict --no-dangling 2>&1)" ]] || fail "git fsck is not content with $1"
  [[ -z "$(git -C "$1" rev-list --merges main)" && "$(git -C "$1" rev-list --count --max-parents=0 main)" == 1 ]] || fail "history is not one line"
}

# ---- Eight at once

catalog="$scratch/catalog.git"
git init -q --bare --initial-branch=main "$catalog"
all=()
for i in {1..8}; do all+=(--source "$scratch/source-$i"); done
for (( round = 1; round <= rounds; round++ )); do
  processes=()
  for i in {1..8}; do component "$scratch/source-$i" "c-$i-$round" service; done
  for i in {1..8}; do
    # In one round each knows its own source alone, in the next all know all and look at their own.
    if (( round % 2 )); then options=(--source "$scratch/source-$i"); else options=("${all[@]}" --changed "source-$i"); fi
    "${automation[@]}" catalog publish "${options[@]}" --to "$catalog" > "$scratch/said-$i" 2>&1 &
    processes+=($!)
  done
  for i in {1..8}; do wait "${processes[$((i - 1))]}" || fail "round $round, process $i: $(cat "$scratch/said-$i")"; done
  sound "$catalog"
  count="$(git -C "$catalog" ls-tree -r --name-only main entities/component/ | wc -l)"
  (( count == 8 * round )) || fail "round $round: $count components, and not $((8 * round))"
done
printf '%s rounds of 8 processes: nothing lost, %s commits in one line, git fsck content\n' "$rounds" "$(git -C "$catalog" rev-list --count main)"

# ---- Killed at random moments: in a bare repository, in a working copy, in a folder, by turns

fill() { for i in {1..300}; do component "$scratch/killed" "k-$i" "type-$1"; done; }
content() { (cd "$1" && find . -path './.automation*' -prune -o -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 sha1sum) | sha1sum; }
bare="$scratch/killed.git" copy="$scratch/copy" out="$scratch/out"
git init -q --bare --initial-branch=main "$bare"
git init -q --initial-branch=main "$copy"
fill 0
publish --source "$scratch/killed" --to "$bare"
before_whole="$(date +%s%N)"
publish --source "$scratch/killed" --to "$copy"
whole=$(( ($(date +%s%N) - before_whole) / 1000000 ))
"${automation[@]}" catalog build --source "$scratch/killed" --out "$out" > /dev/null
# A run that was over before it could be killed counts for nothing, and says that runs are shorter than was thought.
killed=0 old=0 new=0
for (( kill = 1; killed < kills; kill++ )); do
  (( kill <= 10 * kills )) || fail "only $killed of $kill runs could be killed"
  fill "$kill"
  case $(( kill % 3 )) in
    0) command=(catalog publish --source "$scratch/killed" --to "$bare") ;;
    1) command=(catalog publish --source "$scratch/killed" --to "$copy") ;;
    2) command=(catalog build --source "$scratch/killed" --out "$out") ;;
  esac
  before="$(git -C "$bare" rev-parse main) $(git -C "$copy" rev-parse main)"
  "${automation[@]}" "${command[@]}" > /dev/null 2>&1 &
  process=$!
  sleep "$(printf '0.%03d' $(( (RANDOM * 32768 + RANDOM) % 1000 )) | awk -v whole="$whole" '{ print $1 * whole / 1000 }')"
  kill -9 "$process" 2> /dev/null || true
  ended=0
  wait "$process" 2> /dev/null || ended=$?
  if (( ended == 137 )); then killed=$((killed + 1)) whole=$((whole * 21 / 20)); else whole=$((whole * 4 / 5)); fi
  if (( kill % 3 == 2 )); then
    # Another folder says what the new one is; the next build finishes what was begun, whatever it is asked for.
    rm -rf "$scratch/fresh"
    "${automation[@]}" catalog build --source "$scratch/killed" --out "$scratch/fresh" > /dev/null
    "${automation[@]}" catalog build --source "$scratch/killed" --out "$out" > /dev/null || fail "kill $kill: the next build does not work"
    [[ "$(content "$out")" == "$(content "$scratch/fresh")" ]] || fail "kill $kill: the folder is neither the old catalog nor the new one"
  else
    sound "$bare"
    sound "$copy"
    if [[ "$(git -C "$bare" rev-parse main) $(git -C "$copy" rev-parse main)" == "$before" ]]; then old=$((old + 1)); else
      new=$((new + 1))
      repository="$bare"; (( kill % 3 == 1 )) && repository="$copy"
      [[ "$(git -C "$repository" grep -l "type: type-$kill" main -- entities | wc -l)" == 300 ]] || fail "kill $kill: the new commit is not whole"
    fi
    publish --source "$scratch/killed" --to "$bare"
    publish --source "$scratch/killed" --to "$copy"
    [[ "$(git -C "$bare" rev-parse 'main^{tree}')" == "$(git -C "$copy" rev-parse 'main^{tree}')" ]] || fail "kill $kill: the next publish does not give the new catalog"
    [[ -z "$(git -C "$copy" status --porcelain)" ]] || fail "kill $kill: the working copy is left behind"
  fi
done
printf '%s kills in %s runs: of those that publish, the branch was the old one %s times and the new one %s times, never between\n' "$killed" "$((kill - 1))" "$old" "$new"
