#!/bin/sh
# TakTuk, which the tests of its connector run on the hosts of sshd.sh.
#   services/taktuk.sh start|stop|status|env
# `start` installs it if it is missing. Nothing runs, so there is nothing to stop and nothing to
# tell of.
set -u
. "$(dirname "$0")/../scripts/packages.sh"

start() {
  command -v taktuk >/dev/null 2>&1 || install_packages taktuk || exit 1
  status
}

status() {
  if command -v taktuk >/dev/null 2>&1; then
    echo "taktuk.sh: $(taktuk --version) is $(command -v taktuk)"
  else
    echo "taktuk.sh: taktuk is missing"
    return 3
  fi
}

case ${1:-} in
start) start ;;
stop | env) ;;
status) status ;;
*)
  echo "usage: services/taktuk.sh start|stop|status|env" >&2
  exit 2
  ;;
esac
