#!/usr/bin/env bash
# Writes the image into action.yml and actions/*/action.yml, in place of the Dockerfile (docs/adr/0005-action-image.md).
#   eng/release/pin.sh NAME@sha256:DIGEST
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() { printf '%s\n' "$*" >&2; exit 1; }
[[ $1 =~ ^[a-z0-9./_-]+@sha256:[0-9a-f]{64}$ ]] || fail "'$1' is not an image with a digest, such as ghcr.io/acme/automation@sha256:…"
for action in action.yml actions/*/action.yml; do
  grep -qE '^  image: (\.\./\.\./)?Dockerfile$' "$action" || fail "$action does not name the Dockerfile as its image."
  sed -i -E "s|^  image: (\.\./\.\./)?Dockerfile$|  image: docker://$1|" "$action"
done
