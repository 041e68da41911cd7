#!/usr/bin/env bash
# Builds the server's image and runs it as deploy/compose.yaml does: not as root, with a read-only root file system and one volume. Delivers a signed payload, restarts it,
# and looks for the delivery.
#
#   tests/container/server.sh               the public .NET images
#   tests/container/server.sh --stand-in    images made here (see run.sh)
#   IMAGE=name tests/container/server.sh    an image that exists already
#
# Needs podman (or ENGINE=docker), curl and openssl.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
engine="${ENGINE:-podman}"
stand_in=no
[[ "${1:-}" == --stand-in ]] && stand_in=yes

fail() { printf '%s\n' "$*" >&2; exit 1; }
for tool in "$engine" curl openssl; do command -v "$tool" > /dev/null || fail "$tool is not installed."; done
scratch="$(mktemp -d)"
volume="automation-server-$$" name= image=localhost/automation-server-under-test port="${PORT:-18080}" secret=canary-secret
trap '"$engine" rm --force "$name" > /dev/null 2>&1; "$engine" volume rm --force "$volume" > /dev/null 2>&1; rm -rf "$scratch"' EXIT
source "$here/engine.sh"

make_server_image

passed=0 failed=0
expect() { # what, command…
  local what="$1"
  shift
  if "$@" > /dev/null 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'FAILED %s\n' "$what"; "$engine" logs "$name" | tail -n 20; fi
}
start() { # which
  name="$volume-$1"
  "${engine_run[@]}" "${run_options[@]}" --detach --name "$name" --network host --read-only --cap-drop ALL --security-opt no-new-privileges --volume "$volume:/data" \
    --env "GitHub__WebhookSecret=$secret" "$image" --urls "http://127.0.0.1:$port" --data /data > /dev/null
  local i; for i in {1..100}; do curl --silent --fail "http://127.0.0.1:$port/healthz" > /dev/null && return; sleep 0.2; done
}
status() { # curl's options…
  curl --silent --output /dev/null --write-out '%{http_code}' "$@"
}
deliver() { # secret
  local body="$root/samples/payloads/ping.json"
  status --data-binary "@$body" --header 'Content-Type: application/json' --header 'X-GitHub-Event: ping' --header 'X-GitHub-Delivery: 11111111-2222-3333-4444-555555555555' \
    --header "X-Hub-Signature-256: sha256=$(openssl dgst -sha256 -hmac "$1" < "$body" | sed 's/.* //')" "http://127.0.0.1:$port/github/webhooks"
}

echo "== Running it"
start first
expect "it is ready" test "$(status "http://127.0.0.1:$port/healthz")" = 200
expect "it is not root" test "$("$engine" top "$name" huser 2> /dev/null | tail -n 1)" != root
expect "it takes a signed delivery" test "$(deliver "$secret")" = 202
expect "it refuses another signature" test "$(deliver another)" = 401
"$engine" stop "$name" > /dev/null
start second
expect "it has the delivery after a restart" grep -q '11111111-2222-3333-4444-555555555555' \
  <("${engine_run[@]}" "${run_options[@]}" --read-only --volume "$volume:/data" "$image" deliveries list --data /data)

printf '\n%s passed, %s failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
