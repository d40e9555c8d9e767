#!/bin/sh
# The programs that the examples and tests run: netcat, iperf3, ping, socat, tcpdump
# and tcptrace.
#   services/tools.sh start|stop|status|env
# `start` installs those that are missing. Nothing runs, so there is nothing to stop and nothing to
# tell of.
set -u
. "$(dirname "$0")/../scripts/packages.sh"

has() { command -v "$1" >/dev/null 2>&1; }

start() {
  missing=
  has nc || missing="$missing netcat-openbsd"
  has iperf3 || missing="$missing iperf3"
  has ping || missing="$missing iputils-ping"
  has socat || missing="$missing socat"
  has tcpdump || missing="$missing tcpdump"
  has tcptrace || missing="$missing tcptrace"
  # shellcheck disable=SC2086
  [ -z "$missing" ] || install_packages $missing || exit 1
  status
}

status() {
  result=0
  for program in nc iperf3 ping socat tcpdump tcptrace; do
    if has "$program"; then
      echo "tools.sh: $program is $(command -v "$program")"
    else
      echo "tools.sh: $program is missing"
      result=3
    fi
  done
  return "$result"
}

case ${1:-} in
start) start ;;
stop | env) ;;
status) status ;;
*)
  echo "usage: services/tools.sh start|stop|status|env" >&2
  exit 2
  ;;
esac
