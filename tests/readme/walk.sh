#!/usr/bin/env bash
# Follows the README's section "From a clone to a deployment" as a new user would: in an empty folder, word for word, with git and the .NET SDK alone, and without a package that
# was restored before. The commands are those of the README. Only the clone comes from this checkout's commit, in place of GitHub.
#
#   tests/readme/walk.sh [FOLDER]     keeps what it makes in FOLDER, which must be empty; without one, only a screenshot, where Chromium is installed
#
# Needs git, the .NET SDK and NuGet. Ends with the minutes that it took; fails if they are more than MINUTES (10), or if something is not as the README says.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
minutes="${MINUTES:-10}"
section="## From a clone to a deployment"
picture="$root/artifacts/readme-portal.png"

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
scratch="$(mktemp -d "${TMPDIR:-/tmp}/automation-readme-XXXXXX")" server=
trap '[[ -z $server ]] || kill -- "-$server" 2> /dev/null || true; rm -rf "$scratch"' EXIT
folder="${1:-$scratch/folder}"
mkdir -p "$folder"
[[ -z "$(ls -A "$folder")" ]] || fail "$folder is not empty"

awk -v section="$section" -v to="$scratch/block" '
  /^## / { inside = ($0 == section) }
  /^```$/ { fenced = 0 }
  inside && fenced { print > (to "-" block) }
  inside && /^```sh$/ { block++; fenced = 1 }' "$root/README.md"
[[ -f $scratch/block-3 && ! -f $scratch/block-4 ]] || fail "README.md: '$section' must have three blocks: clone and build, use, show the portal"

# A machine with a shell, git and the .NET SDK. No program of the build stays, so that nothing that ran before makes it faster.
mkdir "$scratch/bin"
for tool in bash sh env git dotnet uname cat ls mkdir rm sed basename dirname; do ln -s "$(command -v "$tool")" "$scratch/bin/$tool"; done
alone=(env -u CI -u GITHUB_TOKEN -u GITHUB_REPOSITORY PATH="$scratch/bin" NUGET_PACKAGES="$scratch/packages" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
  GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="url.file://$root/.insteadOf" GIT_CONFIG_VALUE_0=https://github.com/OWNER/automation.git
  bash -euo pipefail)

# Each command as the reader sees it, and then what it prints.
began=$SECONDS
printf '\n== Clone, build, check, catalog, service, proposal\n'
cat "$scratch/block-1" "$scratch/block-2" > "$scratch/session"
(cd "$folder" && "${alone[@]}" -v "$scratch/session" < /dev/null 2>&1) | tee "$scratch/output" || fail "a command ended with an exit code that is not 0"
used=$((SECONDS - began))

printf '\n== The portal\n'
set -m
(cd "$folder/automation" && exec "${alone[@]}" -v "$scratch/block-3" < /dev/null) > "$scratch/served" 2>&1 &
server=$!
set +m
page() { # path
  exec 3<> /dev/tcp/127.0.0.1/8000 || return 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
}
for _ in {1..600}; do
  (page / > "$scratch/page") 2> /dev/null && break
  kill -0 "$server" 2> /dev/null || break
  sleep 0.5
done
cat "$scratch/served"
took=$((SECONDS - began))

cd "$folder/automation"
grep -q 'catalog/misspelt-key' "$scratch/output" || fail "the check does not show its finding"
[[ -s artifacts/catalog/catalog.json ]] || fail "there is no catalog"
grep -q '^HTTP/1.1 200' "$scratch/page" && grep -q '<h1>The catalog</h1>' "$scratch/page" || fail "the portal's page is not shown"
page /catalog/default/component/orders/ | grep -q '<h1>' || fail "the page of a component is not shown"
[[ -s artifacts/parcel-tracker/catalog-info.yaml ]] || fail "there is no service"
grep -q 'kind: Application' artifacts/proposal/argocd/applications/*.yaml || fail "no deployment is proposed"
[[ -z "$(git status --porcelain)" ]] || fail "the clone was changed: $(git status --porcelain)"

if command -v chromium > /dev/null; then
  mkdir -p "${picture%/*}"
  chromium --headless --no-sandbox --disable-gpu --window-size=1280,900 --screenshot="$picture" http://localhost:8000/ > /dev/null 2>&1 || true
  [[ ! -s $picture ]] || printf '\nThe portal in a browser: %s\n' "$picture"
fi

printf '\nThe README was followed in %s min %02d s, of which the portal took %s s; load average %s.\n' \
  "$((took / 60))" "$((took % 60))" "$((took - used))" "$(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown)"
((took <= minutes * 60)) || fail "that is more than $minutes minutes"
