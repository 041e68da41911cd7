#!/usr/bin/env bash
# Compares two programs byte by byte: standard output, standard error, exit code and the files they write, over samples/ and the folders of descriptors that are named.
#
#   tests/native/compare.sh ORDINARY NATIVE [FOLDER…]
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
ordinary="$(realpath "$1")" native="$(realpath "$2")"
shift 2

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
cp -r "$root/samples" "$scratch/samples"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@acme.example GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@acme.example
for repository in "$scratch"/samples/acme/*/; do
  git -C "$repository" init -q -b main
  git -C "$repository" add -A
  git -C "$repository" commit -q -m "As it stands"
done

compared=0 differ=0
# Runs both in a folder; NAME is the same for both, so that a file they write is at the same path.
same() { # folder, arguments…
  local folder="$1" which code
  shift
  for which in ordinary native; do
    rm -rf "$scratch/out"
    mkdir "$scratch/out"
    code=0
    (cd "$folder" && "${!which}" "$@") > "$scratch/$which.stdout" 2> "$scratch/$which.stderr" < /dev/null || code=$?
    # How long it took is no result.
    sed -i -E 's/, in [0-9.]+ s\.$/./' "$scratch/$which.stdout"
    echo "$code" > "$scratch/$which.code"
    rm -rf "$scratch/$which.out"
    mv "$scratch/out" "$scratch/$which.out"
  done
  compared=$((compared + 1))
  local what
  for what in stdout stderr code out; do
    if ! diff -r "$scratch/ordinary.$what" "$scratch/native.$what" > "$scratch/difference"; then
      differ=$((differ + 1))
      printf 'DIFFERENT %s: automation %s (in %s)\n' "$what" "$*" "$folder"
      head -n 10 "$scratch/difference"
    fi
  done
}

for format in text json jsonl sarif github markdown; do
  for repository in "$scratch"/samples/acme/*/; do
    same "$repository" check --catalog "$scratch/samples/acme" --format "$format" --verbose
    same "$repository" validate --format "$format"
    same "$repository" owners lint --format "$format"
  done
  for folder in "$@"; do
    same "$folder" validate . --format "$format" --verbose
    same "$folder" validate . --format "$format" --compat backstage
  done
done

acme="$scratch/samples/acme"
same "$acme" check . --each
same "$acme" owners report storefront-monorepo
same "$acme" owners resolve --format jsonl src/a.cs docs/b.md
same "$acme" catalog build --source orders --source payments --source org --out "$scratch/out"
for folder in "$@"; do
  same "$folder" catalog build --source . --out "$scratch/out"
  same "$folder" catalog build --source . --out "$scratch/out" --compat backstage
done
for topic in rules "config show" "completion bash" "completion zsh" "--help" "check --help" "explain catalog/name-format" "nonsense" "--version"; do
  # shellcheck disable=SC2086 # words of one command line
  same "$acme" $topic
done

printf '%s commands compared, %s differences\n' "$compared" "$differ"
((differ == 0))
