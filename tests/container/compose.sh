#!/usr/bin/env bash
# Starts the compose files of deploy/ with the server's image, and does to them what happens to a deployment: deliveries, a worker that is stopped, one that is killed, `down` and
# `up`. The fleet's GitHub is a port that accepts connections and never answers, so that work is still running when its worker is stopped.
#
#   tests/container/compose.sh               the public images
#   tests/container/compose.sh --stand-in    images made here, from Debian's packages and this machine's .NET (engine.sh, services.sh)
#   IMAGE=name tests/container/compose.sh    an image of the server that exists already
#
# Needs root, Linux, podman and podman-compose (or ENGINE=docker with its compose), curl and openssl. What podman-compose 1.0.3 lacks is done here: it waits for no health check,
# knows no grace period and removes no network; and podman 4 has no tmpfs with an owner.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
engine="${ENGINE:-podman}"
stand_in=no
[[ "${1:-}" == --stand-in ]] && stand_in=yes

fail() { printf '%s\n' "$*" >&2; exit 1; }
tools=("$engine" curl openssl)
[[ $engine == docker ]] || tools+=(podman-compose)
[[ $stand_in == no ]] || tools+=(debootstrap)
for tool in "${tools[@]}"; do command -v "$tool" > /dev/null || fail "$tool is not installed."; done
[[ $(id -u) == 0 ]] || fail "Only root can give the key to the servers' user, and kill a worker."

scratch="$(mktemp -d)" folder= project= image=localhost/automation-server-under-test
log="$scratch/compose.log" silent="automation-silent-$$" grace=35
export AUTOMATION_PORT="${PORT:-18080}" AUTOMATION_IMAGE
unset POSTGRES_PASSWORD RABBITMQ_PASSWORD
secret="$(openssl rand -hex 32)"
source "$here/engine.sh"
source "$here/services.sh"

compose() { # its arguments
  if [[ $engine == docker ]]; then
    docker compose --project-name "$project" --file "$folder/compose.yaml" "$@"
  else
    podman-compose --project-name "$project" --file "$folder/compose.yaml" "$@"
  fi >> "$log" 2>&1
}
names() { # service
  "$engine" ps --all --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" --format '{{.Names}}' | sort
}
all_names() { "$engine" ps --all --filter "label=com.docker.compose.project=$project" --format '{{.Names}}'; }
of() { "$engine" inspect --format "$2" "$1"; } # container, what
clean() {
  local name
  for name in $(all_names) "$silent"; do "$engine" rm --force --volumes "$name"; done
  for name in data postgres rabbitmq; do "$engine" volume rm --force "${project}_$name"; done
  "$engine" network rm "${project}_default"
}
trap '[[ -z $project ]] || clean > /dev/null 2>&1; rm -rf "$scratch"' EXIT

if [[ $stand_in == yes ]]; then
  echo "== Making images of PostgreSQL, RabbitMQ and Caddy"
  make_services
fi
make_server_image
AUTOMATION_IMAGE="$image"
if [[ $stand_in == yes ]]; then
  export CONTAINERS_CONF="$scratch/containers.conf"
  printf '[engine]\nruntime = "runc"\n[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=2048:2048"]\n' > "$CONTAINERS_CONF"
fi

passed=0 failed=0
expect() { # what, command…
  local what="$1" container
  shift
  if "$@" > /dev/null 2>&1; then passed=$((passed + 1)); return; fi
  failed=$((failed + 1))
  printf 'FAILED %s\n' "$what"
  # Logs once: what fails afterwards often has the same cause.
  [[ $failed -eq 1 ]] || return 0
  tail -n 5 "$log"
  for container in $(all_names); do printf -- '-- %s\n' "$container"; "$engine" logs --tail 5 "$container" 2>&1; done
}
within() { # seconds, command…
  local until=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do ((SECONDS < until)) || return 1; sleep 0.5; done
}
took() { printf '   %s: %s s\n' "$1" "$((SECONDS - $2))"; } # what, since when
status() { curl --silent --max-time 20 --output /dev/null --write-out '%{http_code}' "$@" || true; } # curl's options…
sent=0
delivery() { printf '%08d-0000-4000-8000-%012d' "$$" "$1"; } # number
deliver() { # event, payload; the answer is in $answer
  local body="$root/samples/payloads/$2.json"
  sent=$((sent + 1))
  answer="$(status --data-binary "@$body" --header 'Content-Type: application/json' --header "X-GitHub-Event: $1" --header "X-GitHub-Delivery: $(delivery "$sent")" \
    --header "X-Hub-Signature-256: sha256=$(openssl dgst -sha256 -hmac "$secret" < "$body" | sed 's/.* //')" "http://127.0.0.1:$AUTOMATION_PORT/github/webhooks")"
}
address() { of "$1" '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'; } # container
metric() { curl --silent --max-time 5 "http://$(address "$1"):8080/metrics" | awk -v "series=$2" '/^#/ { next } { name = $1; sub(/[{].*/, "", name) } name == series { sum += $NF } END { print sum + 0 }'; } # container, name
is_ready() { [[ $(status "http://$(address "$1"):8080/readyz") == 200 ]]; } # container
is_healthy() { # container
  # Without systemd, podman runs no check by itself.
  if [[ $engine == docker ]]; then [[ $(of "$1" '{{.State.Health.Status}}') == healthy ]]; else podman healthcheck run "$1"; fi
}
is_confined() { # container: user 1654, no capability, no new privileges, nothing to write but /data
  local pid state
  pid="$(of "$1" '{{.State.Pid}}')"
  state="$(cat "/proc/$pid/status")"
  grep -Eq $'^Uid:\t1654\t1654\t1654' <<< "$state" && grep -Eq $'^CapBnd:\t0+$' <<< "$state" && grep -Eq $'^NoNewPrivs:\t1$' <<< "$state" &&
    grep -Eq '^[^ ]+ / [^ ]+ ro(,| )' "/proc/$pid/mounts"
}
server() { "$engine" exec "$1" /opt/automation/automation-server "${@:2}"; } # container, arguments…
settings() { # where the App's GitHub is
  printf 'GitHub__AppId=1\nGitHub__PrivateKeyPath=/var/lib/automation/github-app.pem\nGitHub__WebhookSecret=%s\nGitHub__ApiUrl=%s\n' "$secret" "$1" > "$folder/automation.env"
  printf 'GitHub__ClientId=Iv1.canary\nGitHub__ClientSecret=canary-of-sign-in-%s\nGitHub__SignInOrganization=acme\n' "$secret" >> "$folder/automation.env"
  install -m 400 -o 1654 -g 1654 "$scratch/github-app.pem" "$folder/github-app.pem"
}
halt() { # services…
  local service stopped=()
  if [[ $engine == docker ]]; then compose stop "$@"; return; fi
  for service in "$@"; do mapfile -t -O "${#stopped[@]}" stopped < <(names "$service"); done
  podman stop --time "$grace" "${stopped[@]}" >> "$log" 2>&1
}

openssl genrsa -out "$scratch/github-app.pem" 2048 2> /dev/null
mkdir -p "$scratch/deploy"
cp -r "$root/deploy/compose.yaml" "$root/deploy/scale" "$scratch/deploy/"
# podman knows no uid and gid of a tmpfs, which Docker does; its U means the same here: the container's user.
[[ $engine == docker ]] || sed -i 's/uid=1654,gid=1654,mode=0700/mode=0700,U/' "$scratch/deploy/scale/compose.yaml"

is_refused() { ! compose up --detach --no-build; }

echo "== One machine: deploy/compose.yaml"
folder="$scratch/deploy" project="automation-one-$$"
settings http://127.0.0.1:9
since=$SECONDS
compose up --detach --no-build || true
one="$(names server)"
expect "it is ready" within 60 is_ready "$one"
took "ready" "$since"
expect "it is confined" is_confined "$one"
deliver ping ping
expect "it takes a signed delivery" test "$answer" = 202
halt server
expect "it ends by itself when it is stopped" test "$(of "$one" '{{.State.ExitCode}}')" = 0
compose down || true
compose up --detach --no-build || true
one="$(names server)"
expect "it is ready after down and up" within 60 is_ready "$one"
expect "it has the delivery after down and up" grep -q "$(delivery 1)" <(server "$one" deliveries list --data /data)
halt server
clean > /dev/null 2>&1

echo "== Several machines: deploy/scale/compose.yaml"
folder="$scratch/deploy/scale" project="automation-scale-$$"
settings http://silent:8080
printf 'RABBITMQ_PASSWORD=%s\n' "$(openssl rand -hex 32)" > "$folder/.env"
: > "$log"
expect "without POSTGRES_PASSWORD it does not start" is_refused
expect "the error names POSTGRES_PASSWORD" grep -q 'POSTGRES_PASSWORD is not set' "$log"
expect "nothing was started" test -z "$(all_names)"
printf 'POSTGRES_PASSWORD=%s\n' "$(openssl rand -hex 32)" >> "$folder/.env"

start_services() {
  compose up --detach --no-build postgres rabbitmq || true
  postgres="$(names postgres)" rabbitmq="$(names rabbitmq)"
  expect "PostgreSQL becomes healthy" within 120 is_healthy "$postgres"
  expect "RabbitMQ becomes healthy" within 150 is_healthy "$rabbitmq"
}
start_servers() {
  # A port that accepts connections and never answers.
  "${engine_run[@]}" "${run_options[@]}" --detach --name "$silent" --network "${project}_default" --network-alias silent --entrypoint perl docker.io/library/postgres:17 -MIO::Socket::INET \
    -e '$SIG{INT} = $SIG{TERM} = sub { exit }; my $s = IO::Socket::INET->new(LocalPort => 8080, Listen => 64, ReuseAddr => 1); my @open; while (my $c = $s->accept) { push @open, $c }' > /dev/null
  compose up --detach --no-build || true
  mapfile -t intakes < <(names intake)
  mapfile -t workers < <(names worker)
  portal="$(names portal)" proxy="$(names proxy)"
  [[ "${#intakes[@]} ${#workers[@]}" == "2 4" ]] || fail "There are not two intakes and four workers: $(grep -i error "$log")"
  local name; for name in "${intakes[@]}" "${workers[@]}" "$portal"; do expect "$name is ready" within 60 is_ready "$name"; done
  [[ $failed -eq 0 ]] || fail "The servers did not start as they should."
  expect "the fleet has four workers" within 60 has_workers
}
has_workers() { [[ $(metric "${workers[-1]}" automation_fleet_workers) == 4 ]]; }
sql() { "$engine" exec "$postgres" psql --username automation --no-align --tuples-only --command "$1"; } # statement
pings_are_done() { [[ $(sql "SELECT count(*) FROM deliveries WHERE event = 'ping' AND state IN ('received', 'queued')") == 0 ]]; }
has() { grep -Eq "$2" <<< "$(of "$1" '{{json .Config.Env}} {{json .HostConfig.Binds}} {{json .Mounts}}')"; } # container, pattern of its variables and mounts
lacks() { [[ $(of "$1" '{{len .Config.Env}}') -gt 0 ]] && ! has "$@"; } # the same
shows_pages() { [[ $(status "http://127.0.0.1:$AUTOMATION_PORT/deliveries") =~ ^(200|302|401|403)$ ]]; }
took_some() { [[ $(metric "$1" automation_deliveries_accepted_total) -gt 0 ]]; } # intake
is_running() { [[ $(sql "SELECT count(*) FROM work WHERE state = 'running'") -gt 0 ]]; }
knows() { [[ $(sql "SELECT count(*) FROM deliveries") == "$1" ]]; } # how many
is_back() { [[ $(of "$1" '{{.State.Running}}') == true && $(of "$1" '{{.State.Pid}}') != "$2" ]]; } # container, the pid that it had
has_queues() { grep -q '^automation\.work\.' <<< "$("$engine" exec "$rabbitmq" rabbitmqctl --quiet list_queues name)"; }

since=$SECONDS
start_services
start_servers
took "ready" "$since"
for name in "${intakes[@]}" "${workers[@]}" "$portal"; do expect "$name is confined" is_confined "$name"; done
for name in "${intakes[@]}"; do
  expect "$name has neither the App's key nor what people sign in with" lacks "$name" 'canary-of-sign-in|github-app.pem'
done
expect "a worker has both" has "${workers[0]}" 'canary-of-sign-in.*github-app.pem'
expect "the proxy passes on the portal" shows_pages
for path in metrics healthz readyz; do expect "the proxy hides /$path" test "$(status "http://127.0.0.1:$AUTOMATION_PORT/$path")" = 404; done

echo "== Deliveries"
sent=0
for i in {1..10}; do deliver ping ping; expect "ping $i is accepted" test "$answer" = 202; done
deliver pull_request pull_request.opened
expect "a pull request is accepted" test "$answer" = 202
secret=another deliver ping ping
expect "another signature is refused" test "$answer" = 401
expect "what was accepted is in the ledger" knows 11
expect "the command lists it" grep -q "$(delivery 11)" <(server "${workers[0]}" deliveries list --data /data)
for name in "${intakes[@]}"; do expect "$name took some" took_some "$name"; done

echo "== Without one intake"
halt_one="${intakes[0]}"
"$engine" stop --time "$grace" "$halt_one" > /dev/null
if [[ $stand_in == yes ]]; then
  echo "   Debian's Caddy 2.6.2 answers 502 when it tries a body again, until it asks for the addresses of the intakes 5 s later: not tried"
  sleep 6
fi
for i in {1..4}; do deliver ping ping; expect "ping $i is accepted by the other intake" test "$answer" = 202; done
"$engine" start "$halt_one" > /dev/null
expect "the intake is ready again" within 60 is_ready "$halt_one"

echo "== Without workers"
expect "the pull request is being worked on" within 60 is_running
since=$SECONDS
halt worker
took "stopped" "$since"
for name in "${workers[@]}"; do expect "$name ended by itself, with 0" test "$(of "$name" '{{.State.ExitCode}}')" = 0; done
expect "its work is back in the queue" test "$(sql "SELECT count(*) FROM work WHERE state = 'running'")" = 0
deliver ping ping
expect "a delivery is accepted without workers" test "$answer" = 202
for name in "${workers[@]}"; do "$engine" start "$name" > /dev/null; done
expect "the fleet has four workers again" within 90 has_workers

echo "== A worker is killed"
victim="${workers[0]}"
pid="$(of "$victim" '{{.State.Pid}}')"
kill -9 "$pid"
since=$SECONDS
expect "the engine starts it again" within 60 is_back "$victim" "$pid"
took "started again" "$since"
expect "it is ready again" within 60 is_ready "$victim"

echo "== Down and up"
halt intake worker portal
"$engine" rm --force "$silent" > /dev/null
compose down || true
expect "nothing runs" test -z "$(all_names)"
since=$SECONDS
start_services
expect "the broker still has its queues" has_queues
expect "the database still has the deliveries" knows 16
start_servers
took "ready again" "$since"
deliver ping ping
expect "a delivery is accepted" test "$answer" = 202
expect "it is in the ledger with the others" within 10 knows 17
expect "every ping is done" within 60 pings_are_done

printf '\n%s passed, %s failed, in %s s\n' "$passed" "$failed" "$SECONDS"
[[ $failed -eq 0 ]]
