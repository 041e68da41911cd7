# Sourced by compose.sh, after engine.sh: images that stand in for PostgreSQL's, RabbitMQ's and Caddy's where these cannot be pulled. They have the names that
# deploy/scale/compose.yaml uses, the programs of Debian's packages, and an entry point that knows what that file sets and nothing more.

service_release=trixie

make_services() {
  service postgres:17 postgresql-17 'ENV PATH=/usr/lib/postgresql/17/bin:/usr/bin:/bin:/usr/sbin:/sbin
VOLUME /var/lib/postgresql/data' << 'ENTRY'
#!/bin/sh
# As the public image does: the database is created by a server that listens on its socket alone, which is then replaced.
set -eu
data=/var/lib/postgresql/data
as() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }
install -d -o postgres -g postgres -m 700 "$data"
install -d -o postgres -g postgres /run/postgresql
if [ ! -s "$data/PG_VERSION" ]; then
  [ -n "$POSTGRES_PASSWORD" ] || { echo 'POSTGRES_PASSWORD is empty.' >&2; exit 1; }
  (umask 077; printf %s "$POSTGRES_PASSWORD" > /run/postgresql/password; chown postgres /run/postgresql/password)
  # The arguments are several words.
  # shellcheck disable=SC2086
  as initdb --pgdata "$data" --username "$POSTGRES_USER" --pwfile /run/postgresql/password --auth-local trust --auth-host scram-sha-256 $POSTGRES_INITDB_ARGS
  rm /run/postgresql/password
  echo 'host all all all scram-sha-256' >> "$data/pg_hba.conf"
  as pg_ctl --pgdata "$data" --wait --options "-c listen_addresses=''" start
  as createdb --username "$POSTGRES_USER" "$POSTGRES_DB"
  as pg_ctl --pgdata "$data" --wait --mode fast stop
fi
exec setpriv --reuid postgres --regid postgres --init-groups postgres -D "$data" -c 'listen_addresses=*'
ENTRY
  service rabbitmq:4 rabbitmq-server 'ENV PATH=/usr/lib/rabbitmq/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/var/lib/rabbitmq
VOLUME /var/lib/rabbitmq' << 'ENTRY'
#!/bin/sh
set -eu
install -d -o rabbitmq -g rabbitmq /var/lib/rabbitmq /var/log/rabbitmq
printf 'default_user = %s\ndefault_pass = %s\nlog.console = true\n' "$RABBITMQ_DEFAULT_USER" "$RABBITMQ_DEFAULT_PASS" > /etc/rabbitmq/rabbitmq.conf
exec setpriv --reuid rabbitmq --regid rabbitmq --init-groups rabbitmq-server
ENTRY
  service caddy:2 caddy 'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data' << 'ENTRY'
#!/bin/sh
exec "$@"
ENTRY
}

service() { # name, package, lines of its Dockerfile; its entry point on stdin
  local image="docker.io/library/$1" context="$scratch/${1%:*}"
  if "$engine" image exists "$image"; then
    [[ $("$engine" image inspect --format '{{index .Labels "automation.stand-in"}}' "$image") == yes ]] && "$engine" image rm --force "$image" > /dev/null || return 0
  fi
  import_debian "${1%:*}" "$2" "$service_release" || fail "Debian's $2 cannot be had: $(tail -n 1 "$scratch/debootstrap.log")"
  mkdir -p "$context"
  cat > "$context/entry"
  chmod 755 "$context/entry"
  printf 'FROM localhost/automation-standin-%s\nCOPY entry /entry\n%s\nLABEL automation.stand-in=yes\nSTOPSIGNAL %s\nENTRYPOINT ["/entry"]\n' \
    "${1%:*}" "$3" "$([[ $1 == postgres:* ]] && echo SIGINT || echo SIGTERM)" > "$context/Dockerfile"
  "$engine" build "${build_options[@]}" -q -t "$image" "$context" > /dev/null
  rm -rf "$context"
}
