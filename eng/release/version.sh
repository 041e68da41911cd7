#!/usr/bin/env bash
# Prints the version of a tag, X.Y.Z of vX.Y.Z. Fails where the tag is none, where the repository is still a placeholder or another one, or where CHANGELOG.md has no section.
#   eng/release/version.sh TAG OWNER/REPOSITORY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() { printf '%s\n' "$*" >&2; exit 1; }
[[ $1 =~ ^v([0-9]+\.[0-9]+\.[0-9]+)$ ]] || fail "'$1' is not a release tag: name it vX.Y.Z."
version="${BASH_REMATCH[1]}"
repository="$(sed -nE 's|.*<ProductRepository>(.*)</ProductRepository>.*|\1|p' Directory.Build.props)"
[[ $repository != OWNER/* ]] || fail "Directory.Build.props: ProductRepository is the placeholder '$repository'. Set it to '$2'."
[[ ${repository,,} == "${2,,}" ]] || fail "Directory.Build.props: ProductRepository is '$repository', and this is '$2'."
eng/release/notes.sh "$version" > /dev/null
printf '%s\n' "$version"
