#!/usr/bin/env bash
# Gives the images of both architectures one name each, and prints NAME-name=… and NAME-digest=…. The digests are in FOLDER/digests-NAME-ARCHITECTURE/ARCHITECTURE.
#   eng/release/images.sh REGISTRY VERSION FOLDER
set -euo pipefail

for image in automation automation-gitops automation-server; do
  name="$1/$image"
  parts=()
  for architecture in amd64 arm64; do
    parts+=("$name@$(< "$3/digests-$image-$architecture/$architecture")")
  done
  docker buildx imagetools create --tag "$name:$2" "${parts[@]}" >&2
  digest="$(docker buildx imagetools inspect "$name:$2" --format '{{json .Manifest.Digest}}' | tr -d '"')"
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { printf "'%s' is not the digest of %s:%s.\n" "$digest" "$name" "$2" >&2; exit 1; }
  printf '%s-name=%s\n%s-digest=%s\n' "$image" "$name" "$image" "$digest"
done
