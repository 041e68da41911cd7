#!/usr/bin/env bash
# Commits the actions with the digests of their images beside main, and moves the release's tag and the moving tag vX there. TOKEN may push tags.
#   eng/release/commit.sh VERSION NAME@sha256:DIGEST GITOPS_NAME@sha256:DIGEST
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

eng/release/pin.sh "$2" "$3"
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git commit --quiet --message "Release $1" --message "The actions use the images $2 and $3." -- action.yml actions
git tag --force "v$1"
git tag --force "v${1%%.*}"
authorization="$(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)"
git -c "http.extraHeader=Authorization: Basic $authorization" push --force origin "refs/tags/v$1" "refs/tags/v${1%%.*}"
