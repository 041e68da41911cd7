#!/usr/bin/env bash
# Writes the images into action.yml and actions/*/action.yml, in place of the Dockerfiles (docs/adr/0005-action-image.md).
#   eng/release/pin.sh NAME@sha256:DIGEST GITOPS_NAME@sha256:DIGEST
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() { printf '%s\n' "$*" >&2; exit 1; }
for image in "$1" "$2"; do
  [[ $image =~ ^[a-z0-9./_-]+@sha256:[0-9a-f]{64}$ ]] || fail "'$image' is not an image with a digest, such as ghcr.io/acme/automation@sha256:…"
done
for action in action.yml actions/*/action.yml; do
  grep -qE '^  image: (\.\./\.\./)?(gitops\.)?Dockerfile$' "$action" || fail "$action does not name a Dockerfile as its image."
  sed -i -E -e "s|^  image: (\.\./\.\./)?Dockerfile$|  image: docker://$1|" -e "s|^  image: (\.\./\.\./)?gitops\.Dockerfile$|  image: docker://$2|" "$action"
done
