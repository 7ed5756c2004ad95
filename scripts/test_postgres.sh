#!/bin/sh
# Runs the tests on Debian's PostgreSQL server, over TCP, with a password and two roles.
set -eu
cd "$(dirname "$0")/.."
newest() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

if [ ! -x "$(newest)/postgres" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "dure: Debian's PostgreSQL server is needed: apt-get install postgresql" >&2
        exit 1
    fi
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql) >&2
fi
BIN=$(newest)
HERE=$(mktemp -d)
chmod 755 "$HERE"
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }
stop() {
    as_server "$BIN/pg_ctl" -D "$HERE/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$HERE"
}
trap stop EXIT
trap 'exit 130' INT TERM
mkdir "$HERE/data"
[ "$(id -u)" = 0 ] && chown postgres "$HERE/data"
PORT=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$HERE"
as_server "$BIN/initdb" -D "$HERE/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256 -N >/dev/null
as_server "$BIN/pg_ctl" -D "$HERE/data" -w -s -l "$HERE/data/log" start \
    -o "-p $PORT -k $HERE/data -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
"$BIN/psql" -q -h "$HERE/data" -p "$PORT" -U postgres -c "create role owner login createdb password 'owner'" \
    -c "create role runner login password 'runner'" -c "grant runner to owner" postgres
cd - >/dev/null
export DURE_OWNER_URL="postgresql://owner:owner@127.0.0.1:$PORT/postgres"
export DATABASE_URL="postgresql://runner:runner@127.0.0.1:$PORT/postgres"
.venv/bin/python -m pytest -n 2 --dist worksteal "$@"
