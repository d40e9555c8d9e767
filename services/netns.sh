#!/bin/sh
# Hosts on a network of their own, for tests that break them: each has its own network, host name,
# processes, /tmp and home, and a real OpenSSH server on port 22.
#   services/netns.sh up N|down|status           N hosts h1 to hN, 10.98.0.1 to 10.98.0.N
#   services/netns.sh start|stop|env             the same as a service for tests: 6 hosts
#   services/netns.sh ctl COMMAND…               runs it on the control side, which is 10.98.0.254
#   services/netns.sh exec HOST COMMAND…         runs it on a host, as root
#   services/netns.sh fault KIND HOST [ARG]      breaks a host:
#     sshd-stop, sshd-hang     no server, or one that accepts and says nothing
#     blackhole, reject        nothing gets in; port 22 is answered by "host unreachable"
#     linkdown                 the cable is out
#     loss PERCENT             of what comes in
#     rate RATE                both ways, as 200mbit; the host `ctl` is the control side
#     delay MS[:JITTER]        each way
#     freeze                   nothing runs any more, the network stays
#     crash                    all its processes end at once, as the kernel sees to it
#   services/netns.sh heal HOST                  takes all faults away; boots it if it crashed
# Needs root and Linux. Nothing of this network is seen outside of it, and `down` leaves nothing
# behind. Each home has a directory `small` that holds 4 MB. The hosts' iperf3 may choose any of the
# kernel's congestion controls. EXECO_TEST_NETNS_DIR and _PREFIX make another network beside it.
# `env` prints shell assignments:
#   EXECO_TEST_NETNS_SCRIPT    this script
#   EXECO_TEST_NETNS_CONTROL   the network namespace of the control side, for `ip netns exec`
#   EXECO_TEST_NETNS_COUNT     how many hosts there are
#   EXECO_TEST_NETNS_USER, _KEY, _KNOWN_HOSTS, _CONFIG   for an ssh that runs on the control side
# Two of them can be there at once, each with its own EXECO_TEST_NETNS_PREFIX and _DIR.
set -u
here=$(cd "$(dirname "$0")" && pwd -P) || exit 2
. "$here/../scripts/packages.sh"
PATH=$PATH:/usr/sbin:/sbin
dir=${EXECO_TEST_NETNS_DIR:-/var/tmp/execo-netns}
prefix=${EXECO_TEST_NETNS_PREFIX:-execo}
net=10.98.0
user=$prefix-net
most=200

die() {
  printf 'netns.sh: %s\n' "$1" >&2
  exit 1
}

hosts() { # the names of those that are there
  [ ! -d "$dir/hosts" ] || ls "$dir/hosts" | sort -V
}

number() { # number HOST: its last octet
  case $1 in
  ctl) echo 254 ;;
  *) echo "${1#h}" ;;
  esac
}

known() {
  [ "$1" = ctl ] || [ -d "$dir/hosts/$1" ] || die "no host $1; there are: $(hosts | tr '\n' ' ')"
}

in_net() { # in_net NAME COMMAND…: in the network of a host, with the files of this machine
  name=$1
  shift
  ip netns exec "$prefix-$name" "$@"
}

init_of() { # init_of HOST: the first process of a host that runs, in pid
  pid=$(cat "$dir/hosts/$1/init" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null &&
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q "netns.sh inside $1 "
}

on_host() { # on_host HOST COMMAND…
  host=$1
  shift
  init_of "$host" || die "$host does not run"
  nsenter -t "$pid" -n -u -m -p -- "$@"
}

# ---- a host from the inside: its first process

inside() { # inside HOST
  hostname "$1"
  mount --make-rprivate /
  mount --bind "$dir/hosts/$1/tmp" /tmp
  mount --bind "$dir/hosts/$1/home" "$dir/home"
  mount -t tmpfs -o "size=4m,mode=755,uid=$(id -u "$user")" small "$dir/home/small"
  trap : TERM HUP INT
  server "$1"
  # Reaps what becomes an orphan here.
  while :; do
    sleep 3600 &
    wait $!
  done
}

server() { # server HOST [PREFIX…]: its sshd, in the background, started by way of the prefix
  host_dir=$dir/hosts/$1
  shift
  "$@" "$(command -v sshd)" -f "$dir/sshd_config" -o "PidFile=$host_dir/sshd" -E "$host_dir/sshd.log"
}

boot() { # boot HOST
  init_of "$1" && return 0
  rm -f "$dir/hosts/$1/sshd" "$dir/hosts/$1/init"
  setsid ip netns exec "$prefix-$1" unshare --uts --mount --pid --fork --kill-child --mount-proc \
    sh "$here/netns.sh" inside "$1" "$prefix" </dev/null >"$dir/hosts/$1/boot.log" 2>&1 &
  tries=0
  until first=$(pgrep -o -f "^sh $here/netns.sh inside $1 $prefix\$") && [ -n "$first" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || die "$1 does not boot; see $dir/hosts/$1/boot.log"
    sleep 0.05
  done
  echo "$first" >"$dir/hosts/$1/init"
}

answers() { # answers HOST: waits for its server
  tries=0
  until in_net ctl ssh -F "$dir/config" -o ConnectTimeout=2 "$net.$(number "$1")" true 2>"$dir/start.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || { cat "$dir/start.log" >&2; die "no answer from $1; see $dir/hosts/$1"; }
    sleep 0.1
  done
}

# ---- the network

link() { # link NAME: a namespace with eth0, plugged into the switch
  ip netns add "$prefix-$1" && ip -n "$prefix-$1" link set lo up &&
    ip -n "$prefix-net" link add "v-$1" type veth peer name eth0 netns "$prefix-$1" &&
    ip -n "$prefix-net" link set "v-$1" master switch up &&
    ip -n "$prefix-$1" addr add "$net.$(number "$1")/24" dev eth0 &&
    ip -n "$prefix-$1" link set eth0 up || die "no network for $1"
}

names() { # names HOST…: what /etc/hosts says in each namespace
  list=$(printf '127.0.0.1 localhost\n'; for n in ctl "$@"; do echo "$net.$(number "$n") $n"; done)
  for n in ctl "$@"; do
    mkdir -p "/etc/netns/$prefix-$n" && printf '%s\n' "$list" >"/etc/netns/$prefix-$n/hosts"
  done
}

up() { # up N
  case $1 in '' | *[!0-9]* | 0*) die "not a number of hosts: $1" ;; esac
  [ "$1" -le "$most" ] || die "at most $most hosts"
  [ "$(id -u)" -eq 0 ] || die "needs root"
  missing=
  command -v sshd >/dev/null && command -v ssh >/dev/null || missing="openssh-server openssh-client"
  command -v nft >/dev/null || missing="$missing nftables"
  command -v ip >/dev/null && command -v tc >/dev/null || missing="$missing iproute2"
  # shellcheck disable=SC2086
  [ -z "$missing" ] || install_packages $missing || die "not all programs are here"
  mkdir -p "$dir/home" /run/sshd && chmod 755 "$dir" /run/sshd || die "cannot make $dir"
  # '*' and not '!': without PAM, sshd takes the latter for a locked account.
  id "$user" >/dev/null 2>&1 ||
    useradd -r -U -M -d "$dir/home" -s /bin/sh -p '*' "$user" || die "cannot add the user $user"
  for key in host_key id; do
    [ -f "$dir/$key" ] || ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$dir/$key" || die "no key"
  done
  cp "$dir/id.pub" "$dir/authorized_keys" && chmod 644 "$dir/authorized_keys"
  printf '* %s\n' "$(cut -d' ' -f1,2 "$dir/host_key.pub")" >"$dir/known_hosts"
  chmod 644 "$dir/known_hosts"
  programs
  client "$dir/id" >"$dir/config"
  server_config >"$dir/sshd_config"
  new=$(seq -f h%g "$1")
  # shellcheck disable=SC2046,SC2086
  names $(printf '%s\n' $new $(hosts) | sort -uV)
  if ! ip netns list | grep -q "^$prefix-net\\b"; then
    ip netns add "$prefix-net" && ip -n "$prefix-net" link add switch type bridge &&
      ip -n "$prefix-net" link set switch up && link ctl || die "no network"
  fi
  for host in $new; do
    if [ ! -d "$dir/hosts/$host" ]; then
      mkdir -p "$dir/hosts/$host/tmp" "$dir/hosts/$host/home/.ssh" "$dir/hosts/$host/home/small"
      chmod 1777 "$dir/hosts/$host/tmp"
      home=$dir/hosts/$host/home
      # So that the hosts can reach each other, too.
      cp "$dir/id" "$home/.ssh/id" && client "$dir/home/.ssh/id" >"$home/.ssh/config"
      : >"$home/.hushlogin"
      chown -R "$user:" "$home" && chmod 700 "$home" "$home/.ssh" && chmod 600 "$home"/.ssh/*
      link "$host"
    fi
    boot "$host"
  done
  for host in $new; do answers "$host"; done
  status
}

# An ordinary user may choose only some congestion controls, which is for the whole kernel to say.
programs() {
  mkdir -p "$dir/bin" || die "cannot make $dir/bin"
  iperf=$(command -v iperf3) && command -v setcap >/dev/null || return 0
  cp "$iperf" "$dir/bin/iperf3" && setcap cap_net_admin+ep "$dir/bin/iperf3" ||
    rm -f "$dir/bin/iperf3"
}

server_config() {
  cat <<C
Port 22
ListenAddress 0.0.0.0
HostKey $dir/host_key
AuthorizedKeysFile $dir/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 4000:30:8000
PerSourceMaxStartups none
MaxSessions 1000
UseDNS no
PrintMotd no
PrintLastLog no
X11Forwarding no
SetEnv PATH=$dir/bin:/usr/local/bin:/usr/bin:/bin
AcceptEnv LANG LC_* EXECO_* TAKTUK_*
Subsystem sftp internal-sftp
KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256
C
}

client() { # client KEY: a configuration that reads nothing else
  cat <<C
Host *
  User $user
  IdentityFile $1
  IdentitiesOnly yes
  BatchMode yes
  PreferredAuthentications publickey
  StrictHostKeyChecking yes
  UserKnownHostsFile $dir/known_hosts
  GlobalKnownHostsFile /dev/null
  LogLevel ERROR
C
}

down() {
  for host in $(hosts); do
    undelay "$host"
    init_of "$host" && kill -KILL "$pid"
  done
  for name in $(ip netns list | sed -n "s/^$prefix-\\(ctl\\|net\\|h[0-9]*\\)\\b.*/\\1/p"); do
    # Leaves with the network what was started on the control side and runs there still.
    for pid in $(ip netns pids "$prefix-$name"); do kill -KILL "$pid" 2>/dev/null; done
    ip netns del "$prefix-$name"
    rm -rf "/etc/netns/$prefix-$name"
  done
  rmdir /etc/netns 2>/dev/null
  rm -rf "$dir"
  userdel "$user" 2>/dev/null
  echo "netns.sh: down"
}

status() {
  result=0
  [ -n "$(hosts)" ] || { echo "netns.sh: no host is up"; return 3; }
  for host in $(hosts); do
    if init_of "$host"; then
      echo "netns.sh: $host runs ($net.$(number "$host"), pid $pid)"
    else
      echo "netns.sh: $host does not run"
      result=3
    fi
  done
  return "$result"
}

# ---- faults

server_pid() { on_host "$1" cat "$dir/hosts/$1/sshd"; }

signal_all() { # signal_all SIGNAL HOST: to all its processes but the first
  init_of "$2" || return 0
  space=$(readlink "/proc/$pid/ns/pid")
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/ns/pid" 2>/dev/null)" = "$space" ] &&
      [ "${process#/proc/}" != "$pid" ] && kill -s "$1" "${process#/proc/}" 2>/dev/null
  done
  return 0
}

filter() { # filter HOST POLICY RULE: what comes in
  in_net "$1" nft "add table inet fault; \
    add chain inet fault in { type filter hook input priority 0; policy $2; }; add rule inet fault in $3"
}

# A burst is more than what the kernel hands over at once (64 KiB), which it would have to cut up.
limit() { # limit RATE: the words of tc for it
  echo "root tbf rate $1 burst 256kb latency 100ms"
}

delay() { # delay HOST MS[:JITTER]
  undelay "$1"
  setsid ip netns exec "$prefix-net" perl "$here/netns-delay.pl" "$1" "$2" </dev/null >"$dir/hosts/$1/delay.log" 2>&1 &
  echo $! >"$dir/hosts/$1/delay"
  tries=0
  until grep -q ready "$dir/hosts/$1/delay.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || die "no delay; see $dir/hosts/$1/delay.log"
    sleep 0.05
  done
}

undelay() { # undelay HOST
  [ -e "$dir/hosts/$1/delay" ] || return 0
  kill "$(cat "$dir/hosts/$1/delay")" 2>/dev/null
  rm -f "$dir/hosts/$1/delay"
  ip -n "$prefix-net" link set "v-$1" master switch
  ip -n "$prefix-net" link del "b-$1" 2>/dev/null
  return 0
}

fault() { # fault KIND HOST [ARG]
  known "$2"
  case $1 in
  sshd-stop) on_host "$2" kill "$(server_pid "$2")" ;;
  sshd-hang) on_host "$2" kill -STOP "$(server_pid "$2")" ;;
  blackhole) filter "$2" drop "iif lo accept" ;;
  reject) filter "$2" accept "tcp dport 22 reject with icmp type host-unreachable" ;;
  loss) filter "$2" accept "iif eth0 numgen random mod 100 < ${3:?percent} drop" ;;
  linkdown) ip -n "$prefix-net" link set "v-$2" down ;;
  rate)
    # shellcheck disable=SC2046
    in_net "$2" tc qdisc replace dev eth0 $(limit "${3:?rate}") &&
      in_net net tc qdisc replace dev "v-$2" $(limit "$3")
    ;;
  delay) delay "$2" "${3:?milliseconds}" ;;
  freeze) signal_all STOP "$2" ;;
  crash) init_of "$2" && kill -KILL "$pid" ;;
  *) die "no fault $1" ;;
  esac
}

heal() { # heal HOST
  known "$1"
  undelay "$1"
  ip -n "$prefix-net" link set "v-$1" up
  in_net "$1" nft flush ruleset
  in_net "$1" tc qdisc del dev eth0 root 2>/dev/null
  in_net net tc qdisc del dev "v-$1" root 2>/dev/null
  [ "$1" = ctl ] && return 0
  if init_of "$1"; then
    signal_all CONT "$1"
    on_host "$1" kill -0 "$(server_pid "$1" 2>/dev/null)" 2>/dev/null ||
      server "$1" on_host "$1"
  else
    boot "$1"
  fi
  answers "$1"
}

settings() {
  cat <<C
export EXECO_TEST_NETNS_SCRIPT='$here/netns.sh'
export EXECO_TEST_NETNS_CONTROL='$prefix-ctl'
export EXECO_TEST_NETNS_COUNT='$(hosts | wc -l)'
export EXECO_TEST_NETNS_USER='$user'
export EXECO_TEST_NETNS_KEY='$dir/id'
export EXECO_TEST_NETNS_KNOWN_HOSTS='$dir/known_hosts'
export EXECO_TEST_NETNS_CONFIG='$dir/config'
C
}

usage() {
  echo "usage: services/netns.sh up N|down|start|stop|status|env|ctl CMD…|exec HOST CMD…|fault KIND HOST [ARG]|heal HOST" >&2
  exit 2
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
up) [ $# -eq 1 ] && up "$1" || usage ;;
start) up 6 ;;
down | stop) down ;;
status) status ;;
env) settings ;;
ctl) in_net ctl "$@" ;;
exec) [ $# -ge 2 ] && known "$1" && on_host "$@" || usage ;;
fault) [ $# -ge 2 ] && fault "$@" || usage ;;
heal) [ $# -eq 1 ] && heal "$1" || usage ;;
inside) inside "$1" ;;
*) usage ;;
esac
