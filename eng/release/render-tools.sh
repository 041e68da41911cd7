#!/usr/bin/env bash
# Fetches kubectl and helm for this machine's architecture into FOLDER/bin, and their licence. The digests are those that the publishers state.
#   eng/release/render-tools.sh FOLDER
set -euo pipefail

kubectl=1.35.2 helm=4.1.4
case "$(uname -m)" in
  x86_64)
    architecture=amd64
    kubectl_digest=924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277
    helm_digest=70b2c30a19da4db264dfd68c8a3664e05093a361cefd89572ffb36f8abfa3d09
    ;;
  aarch64)
    architecture=arm64
    kubectl_digest=cd859449f54ad2cb05b491c490c13bb836cdd0886ae013c0aed3dd67ff747467
    helm_digest=13d03672be289045d2ff00e4e345d61de1c6f21c1257a45955a30e8ae036d8f1
    ;;
  *) printf 'There are no tools for %s.\n' "$(uname -m)" >&2; exit 1 ;;
esac

fetch() { # address, digest, file
  curl --fail --silent --show-error --location --retry 3 --output "$3" "$1"
  printf '%s  %s\n' "$2" "$3" | sha256sum --check --quiet
}

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
fetch "https://dl.k8s.io/release/v$kubectl/bin/linux/$architecture/kubectl" "$kubectl_digest" "$scratch/kubectl"
fetch "https://get.helm.sh/helm-v$helm-linux-$architecture.tar.gz" "$helm_digest" "$scratch/helm.tar.gz"
tar -xzf "$scratch/helm.tar.gz" -C "$scratch" --strip-components=1
install -D --mode=755 --target-directory="$1/bin" "$scratch/kubectl" "$scratch/helm"
# Both are under the Apache License 2.0, of which helm's archive has the text.
install -D --mode=644 "$scratch/LICENSE" "$1/share/doc/render-tools/LICENSE"
