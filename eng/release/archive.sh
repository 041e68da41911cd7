#!/usr/bin/env bash
# Packs a published folder with its licence: as .zip for Windows, as .tar.gz for others.
#   eng/release/archive.sh FOLDER
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

cp "$root/LICENSE" "$1"
if [[ $1 == *-win-* ]]; then
  7z a -bd "$1.zip" "$1" > /dev/null
else
  tar -czf "$1.tar.gz" "$1"
fi
