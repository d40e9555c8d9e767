#!/bin/sh
# A private OpenSSH server on the loopback network, for tests: every 127.x.y.z is a host.
#   services/sshd.sh start|stop|status|env
# Needs root, for the accounts that the sessions run under. Its keys, configuration and logs are in
# a directory of its own; it shares nothing with a server of the system. Two daemons run:
#   - one that takes any number of connections and sessions (EXECO_TEST_SSHD_PORT)
#   - one with OpenSSH's own limits MaxStartups 10:30:100, MaxSessions 10 (…_LIMITED_PORT)
# `env` prints shell assignments:
#   EXECO_TEST_SSHD_PORT, _LIMITED_PORT   where the daemons listen
#   EXECO_TEST_SSHD_USER                  an account with a bare shell and no start-up files
#   EXECO_TEST_SSHD_KEY, _OTHER_KEY       private keys: one that is admitted, one that is not
#   EXECO_TEST_SSHD_HOST_KEY              the server's public key, as in a known_hosts line
#   EXECO_TEST_SSHD_CONFIG                a client's configuration file for the first daemon
#   EXECO_TEST_SSHD_LOG                   the first daemon's log
set -u
. "$(dirname "$0")/../scripts/packages.sh"
dir=${EXECO_TEST_SSHD_DIR:-/var/tmp/execo-sshd}
port=${EXECO_TEST_SSHD_PORT:-2210}
limited=${EXECO_TEST_SSHD_LIMITED_PORT:-2211}
user=execo-test

die() {
  printf 'sshd.sh: %s\n' "$1" >&2
  exit 1
}

running() { # running NAME: its pid is in pid
  pid=$(cat "$dir/$1.pid" 2>/dev/null) && [ -n "$pid" ] &&
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = sshd ] &&
    ! grep -q '^State:.Z' "/proc/$pid/status"
}

configure() { # configure NAME PORT MAXSTARTUPS MAXSESSIONS
  cat >"$dir/$1.conf" <<C
Port $2
ListenAddress 0.0.0.0
HostKey $dir/host_key
PidFile $dir/$1.pid
AuthorizedKeysFile $dir/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin no
AllowUsers $user@127.0.0.0/8
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups $3
PerSourceMaxStartups none
MaxSessions $4
LoginGraceTime 120
UseDNS no
PrintMotd no
PrintLastLog no
X11Forwarding no
AcceptEnv LANG LC_* EXECO_*
Subsystem sftp internal-sftp
KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256
LogLevel VERBOSE
C
  "$sshd" -t -f "$dir/$1.conf" || die "sshd refuses $dir/$1.conf"
}

key() { # key NAME COMMENT
  [ -f "$dir/$1" ] || ssh-keygen -q -t ed25519 -N '' -C "$2" -f "$dir/$1" || die "cannot make a key"
}

client() { # client PORT KEY: a configuration that reads nothing else
  cat <<C
Host *
  Port $1
  User $user
  IdentityFile $2
  IdentitiesOnly yes
  BatchMode yes
  PreferredAuthentications publickey
  StrictHostKeyChecking yes
  UserKnownHostsFile $dir/known_hosts
  GlobalKnownHostsFile /dev/null
  LogLevel ERROR
C
}

start() {
  [ "$(id -u)" -eq 0 ] || die "needs root"
  PATH=$PATH:/usr/sbin:/sbin
  command -v sshd >/dev/null && command -v ssh >/dev/null ||
    install_packages openssh-server openssh-client || die "no sshd here"
  sshd=$(command -v sshd) || die "no sshd"
  mkdir -p "$dir/home/.ssh" /run/sshd && chmod 755 "$dir" /run/sshd || die "cannot make $dir"
  # '*' and not '!': without PAM, sshd takes the latter for a locked account.
  id "$user" >/dev/null 2>&1 ||
    useradd -r -U -M -d "$dir/home" -s /bin/sh -p '*' "$user" || die "cannot add the user $user"
  key host_key host
  key id tests
  key other_id stranger
  cp "$dir/id.pub" "$dir/authorized_keys" && chmod 644 "$dir/authorized_keys"
  printf '* %s\n' "$(cut -d' ' -f1,2 "$dir/host_key.pub")" >"$dir/known_hosts"
  chmod 644 "$dir/known_hosts"
  client "$port" "$dir/id" >"$dir/config"
  # So that the hosts can reach each other, too.
  cp "$dir/id" "$dir/home/.ssh/id" && client "$port" "$dir/home/.ssh/id" >"$dir/home/.ssh/config"
  : >"$dir/home/.hushlogin"
  chown -R "$user:" "$dir/home" && chmod 700 "$dir/home" "$dir/home/.ssh" && chmod 600 "$dir"/home/.ssh/*
  configure server "$port" 4000:30:8000 1000
  configure limited "$limited" 10:30:100 10
  for name in server limited; do
    running "$name" && continue
    rm -f "$dir/$name.pid"
    (ulimit -n "$(ulimit -Hn)" && exec "$sshd" -f "$dir/$name.conf" -E "$dir/$name.log") ||
      die "sshd did not start; see $dir/$name.log"
  done
  for p in "$port" "$limited"; do
    tries=0
    until ssh -F "$dir/config" -p "$p" -o ConnectTimeout=5 127.0.0.1 true 2>"$dir/start.log"; do
      tries=$((tries + 1))
      [ "$tries" -lt 50 ] || { cat "$dir/start.log" >&2; die "no answer on port $p; see $dir"; }
      sleep 0.1
    done
  done
  status
}

stop() {
  for name in server limited; do
    if running "$name"; then kill "$pid" && echo "sshd.sh: stopped $name ($pid)"; fi
    rm -f "$dir/$name.pid"
  done
}

status() {
  result=0
  for name in server limited; do
    if running "$name"; then
      echo "sshd.sh: $name runs (pid $pid, port $(sed -n 's/^Port //p' "$dir/$name.conf"), log $dir/$name.log)"
    else
      echo "sshd.sh: $name does not run"
      result=3
    fi
  done
  return "$result"
}

settings() {
  cat <<C
export EXECO_TEST_SSHD_PORT='$port'
export EXECO_TEST_SSHD_LIMITED_PORT='$limited'
export EXECO_TEST_SSHD_USER='$user'
export EXECO_TEST_SSHD_KEY='$dir/id'
export EXECO_TEST_SSHD_OTHER_KEY='$dir/other_id'
export EXECO_TEST_SSHD_HOST_KEY='$(cut -d' ' -f1,2 "$dir/host_key.pub")'
export EXECO_TEST_SSHD_CONFIG='$dir/config'
export EXECO_TEST_SSHD_LOG='$dir/server.log'
C
}

case ${1:-} in
start) start ;;
stop) stop ;;
status) status ;;
env) settings ;;
*)
  echo "usage: services/sshd.sh start|stop|status|env" >&2
  exit 2
  ;;
esac
