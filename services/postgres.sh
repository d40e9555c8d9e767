#!/bin/sh
# A private PostgreSQL server on the loopback network, for tests.
#   services/postgres.sh start|stop|restart|status|env
# Needs root, for the account it runs under. Its cluster, socket and log are in a directory of its
# own; it shares nothing with a server of the system. `restart` ends it at once, as a crash would,
# and returns when it takes connections again.
# `env` prints shell assignments:
#   EXECO_TEST_POSTGRES_URL       where it is, for JDBC, the user included
#   EXECO_TEST_POSTGRES_RESTART   a command that does `restart`
set -u
here=$(cd "$(dirname "$0")" && pwd -P) || exit 1
. "$here/../scripts/packages.sh"
dir=${EXECO_TEST_POSTGRES_DIR:-/var/tmp/execo-postgres}
port=${EXECO_TEST_POSTGRES_PORT:-2232}
user=execo-postgres

die() {
  printf 'postgres.sh: %s\n' "$1" >&2
  exit 1
}

find_programs() { # sets bin
  for bin in /usr/lib/postgresql/*/bin "$(command -v pg_ctl 2>/dev/null | xargs -r dirname)"; do
    if [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ]; then return 0; fi
  done
  return 1
}

as_user() { # as_user PROGRAM ARGUMENT...
  (cd "$dir" && exec setpriv --reuid "$user" --regid "$user" --clear-groups env -u PGPORT LC_ALL=C.UTF-8 "$@")
}

control() { # control ACTION OPTION...
  as_user "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 "$@"
}

running() {
  find_programs && [ -d "$dir/data" ] && control status >/dev/null 2>&1
}

start() {
  [ "$(id -u)" -eq 0 ] || die "needs root"
  find_programs || { install_packages postgresql && find_programs; } || die "no PostgreSQL here"
  id "$user" >/dev/null 2>&1 ||
    useradd -r -U -M -d "$dir" -s /usr/sbin/nologin "$user" || die "cannot add the user $user"
  mkdir -p "$dir" && chown "$user:$user" "$dir" && chmod 700 "$dir" || die "cannot make $dir"
  if [ ! -f "$dir/data/PG_VERSION" ]; then
    as_user "$bin/initdb" -D "$dir/data" -U execo -A trust -E UTF8 --no-instructions >"$dir/initdb.log" 2>&1 ||
      die "initdb failed; see $dir/initdb.log"
  fi
  cat >"$dir/data/postgresql.auto.conf" <<C
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir'
max_connections = 200
C
  running || control start >/dev/null || die "PostgreSQL did not start; see $dir/log"
  status
}

stop() {
  if running; then control stop -m fast >/dev/null && echo "postgres.sh: stopped"; fi
}

restart() {
  running || die "does not run"
  control restart -m immediate >/dev/null || die "PostgreSQL did not start again; see $dir/log"
}

status() {
  if running; then
    echo "postgres.sh: runs (port $port, directory $dir)"
  else
    echo "postgres.sh: does not run"
    return 3
  fi
}

settings() {
  cat <<C
export EXECO_TEST_POSTGRES_URL='jdbc:postgresql://127.0.0.1:$port/postgres?user=execo'
export EXECO_TEST_POSTGRES_RESTART='$here/postgres.sh restart'
C
}

case ${1:-} in
start) start ;;
stop) stop ;;
restart) restart ;;
status) status ;;
env) settings ;;
*)
  echo "usage: services/postgres.sh start|stop|restart|status|env" >&2
  exit 2
  ;;
esac
