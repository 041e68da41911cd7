#!/usr/bin/env bash
# Prints the section of a version in CHANGELOG.md, without its heading: the notes of the release.
#   eng/release/notes.sh VERSION
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

notes="$(awk -v heading="## [$1]" 'index($0, "## ") == 1 {inside = index($0, heading) == 1; next} inside' CHANGELOG.md)"
[[ -n ${notes//[[:space:]]/} ]] || { printf 'CHANGELOG.md has no section "## [%s]": rename "## [Unreleased]", and begin a new one above it.\n' "$1" >&2; exit 1; }
printf '%s\n' "$notes"
