#!/bin/bash
# The real OAR with PostgreSQL on this machine alone, for tests: a site with a frontend and nodes.
#   services/oar.sh start|stop|status|env
#   services/oar.sh crash N | boot N          a node dies, and comes back
#   services/oar.sh server-down | server-up   OAR's central program alone
# Needs root, Debian 12 and cgroup v1; a machine of no value: it installs packages, adds accounts and
# names to /etc/hosts, and owns /etc/oar. No systemd is needed, nothing leaves the loopback network.
# The frontend is 127.0.1.254, node N is 127.0.1.N. A node has namespaces of its own, and so its own
# processes, /tmp, /dev and cpusets; /home, /usr and the network are the machine's.
# `env` prints shell assignments:
#   EXECO_TEST_OAR_SITE, _DOMAIN        the site's name, and what follows it in the names of nodes
#   EXECO_TEST_OAR_FRONTEND, _PORT      the frontend's address, and the port of ssh there and on nodes
#   EXECO_TEST_OAR_USER, _OTHER_USER    two accounts
#   EXECO_TEST_OAR_KEY, _OTHER_KEY      their private keys
#   EXECO_TEST_OAR_JOB_KEY              the first account's key for jobs
#   EXECO_TEST_OAR_NODES, _CORES        how many nodes there are, and cores in each
#   EXECO_TEST_OAR_SERVICE              this script
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd -P) || exit 1
. "$here/../scripts/packages.sh"
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
dir=${EXECO_TEST_OAR_DIR:-/var/tmp/execo-oar}
nodes=${EXECO_TEST_OAR_NODES:-4}
cores=2
site=nice
domain=.grid.test
cluster=azur
port=2236
accounts="execo-alice execo-bob"
frontend=127.0.1.254
password=execo-oar ro_password=execo-oar-ro
lib=/usr/local/lib/execo-oar
groups=/sys/fs/cgroup
controllers="cpuset cpu cpuacct devices freezer"

die() {
  printf 'oar.sh: %s\n' "$1" >&2
  exit 1
}

name() { # name N: that of a node
  echo "$cluster-$1.$site$domain"
}

live() { # live PID; a zombie is dead
  [ -n "$1" ] && [ -e "/proc/$1/status" ] && ! grep -q '^State:.Z' "/proc/$1/status"
}

running() { # running PIDFILE
  [ -s "$1" ] && live "$(cat "$1")"
}

end() { # end PIDFILE [SIGNAL]
  local pid
  if running "$1"; then
    pid=$(cat "$1")
    kill "-${2:-TERM}" "$pid" 2>/dev/null
    for _ in $(seq 150); do
      live "$pid" || break
      sleep 0.1
    done
    ! live "$pid" || kill -KILL "$pid"
  fi
  rm -f "$1"
}

answers() { # answers ADDRESS PORT: waits until something listens there
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null && return 0
    sleep 0.1
  done
  return 1
}

sql() { # sql STATEMENT
  PGPASSWORD=$password psql -q -h 127.0.0.1 -U oar -v ON_ERROR_STOP=1 oar -tAc "$1"
}

install() {
  local missing="" package
  for package in oar-server oar-server-pgsql oar-user oar-user-pgsql oar-node liboar-perl oar-common \
    libyaml-perl libxml-dumper-perl postgresql openssh-server openssh-client sudo; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing="$missing $package"
  done
  [ -z "$missing" ] || install_packages $missing || die "no OAR here"
}

names() {
  local i
  grep -qE "^[0-9.]+[[:space:]].*\b$(hostname)\b" /etc/hosts || echo "127.0.0.1 $(hostname)" >>/etc/hosts
  # /etc/hosts may be a mount that cannot be replaced, so it is written over.
  grep -v '# execo-oar$' /etc/hosts >"$dir/hosts"
  echo "$frontend frontend.$site$domain # execo-oar" >>"$dir/hosts"
  for i in $(seq "$nodes"); do
    echo "127.0.1.$i $(name "$i") # execo-oar" >>"$dir/hosts"
  done
  cmp -s "$dir/hosts" /etc/hosts || cat "$dir/hosts" >/etc/hosts
}

set_conf() { # set_conf KEY VALUE
  local file=/etc/oar/oar.conf
  if grep -qE "^#?[[:space:]]*$1=" $file; then
    sed -i -E "0,/^#?[[:space:]]*$1=.*/s||$1=\"$2\"|" $file
  else
    echo "$1=\"$2\"" >>$file
  fi
}

configure() {
  local file user home
  set_conf DB_BASE_PASSWD "$password"
  set_conf DB_BASE_PASSWD_RO "$ro_password"
  set_conf SERVER_HOSTNAME localhost
  set_conf LOG_LEVEL 3
  # Pauses that make tests wait: the stock values are 60, 5 and 300 seconds.
  set_conf SCHEDULER_JOB_SECURITY_TIME 1
  set_conf SCHEDULER_MIN_TIME_BETWEEN_2_CALLS 1
  set_conf SCHEDULER_GANTT_HOLE_MINIMUM_TIME 1
  set_conf WALLTIME_CHANGE_ENABLED yes
  set_conf WALLTIME_MAX_INCREASE -1
  set_conf OARSUB_DEFAULT_RESOURCES /network_address=1
  chown oar /etc/oar/oar.conf && chmod 600 /etc/oar/oar.conf
  # scp, and so oarcp, speaks SFTP today.
  grep -q '^Subsystem' /etc/oar/sshd_config ||
    echo 'Subsystem sftp /usr/lib/openssh/sftp-server' >>/etc/oar/sshd_config
  sed -i 's/^UsePrivilegeSeparation/#&/; s/^KeepAlive/#&/' /etc/oar/sshd_config
  # It listens on all addresses, and its periods of 60, 10 and 10 seconds are written in it.
  file=/usr/lib/oar/Almighty
  grep -q "LocalAddr=> '127.0.0.1'" $file ||
    sed -i "s/INET->new(LocalPort=> /INET->new(LocalAddr=> '127.0.0.1', LocalPort=> /" $file
  sed -i -E 's/^(my \$schedulertimeout = )60;/\15;/; s/^(my \$read_commands_timeout = )10;/\12;/
    s/^(my \$villainstimeout = )10;/\15;/' $file
  for user in $accounts; do
    id "$user" >/dev/null 2>&1 || useradd -m -s /bin/bash "$user" || die "cannot add the user $user"
    # '*' and not '!': without PAM, sshd takes the latter for a locked account.
    usermod -p '*' "$user"
    home=$(getent passwd "$user" | cut -d: -f6)
    [ -e "$home/.ssh/job" ] && continue
    (cd / && su "$user" -c "mkdir -p -m 700 ~/.ssh && cd ~/.ssh && : >~/.hushlogin &&
      ssh-keygen -q -t ed25519 -N '' -f id_ed25519 && ssh-keygen -q -t rsa -b 2048 -N '' -f job &&
      cp id_ed25519.pub authorized_keys &&
      printf 'Host *\nStrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n' >config &&
      chmod 600 *") || die "cannot make the keys of $user"
  done
  mkdir -p $lib /run/sshd
  cp "$here"/oar/node-* $lib/ && chmod 755 $lib/node-init $lib/node-access && chmod 700 $lib/node-root-keys
  echo "ro_password=$ro_password" >$lib/settings && chmod 600 $lib/settings
  ln -sf /usr/sbin/sshd $lib/oar-node-sshd
  cat >/etc/pam.d/oar-node-sshd <<C
auth     required pam_deny.so
account  required pam_exec.so quiet stdout $lib/node-access
session  optional pam_exec.so quiet $lib/node-access
session  optional pam_env.so
C
  cat >$lib/sshd_config <<C
HostKey /etc/oar/oar_ssh_host_rsa_key
UsePAM yes
PermitRootLogin prohibit-password
AuthorizedKeysCommand $lib/node-root-keys %u
AuthorizedKeysCommandUser root
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 1024
MaxSessions 100
PrintMotd no
Subsystem sftp /usr/lib/openssh/sftp-server
C
}

cluster_line() { # what pg_lsclusters says of the system's cluster
  pg_lsclusters -h | awk '$2 == "main"' | tail -1
}

database() {
  local version
  [ -n "$(cluster_line)" ] ||
    pg_createcluster "$(ls /usr/lib/postgresql | sort -V | tail -1)" main >/dev/null || die "no database"
  version=$(cluster_line | cut -d' ' -f1)
  case $(cluster_line) in *online*) ;; *) pg_ctlcluster "$version" main start || die "no database" ;; esac
  if ! oar-database --check >/dev/null 2>&1; then
    oar-database --create --db-is-local >"$dir/database.log" 2>&1 ||
      { cat "$dir/database.log" >&2; die "cannot make OAR's database"; }
    # The job types of Grid'5000, and many reservations of one user.
    sql "UPDATE admission_rules SET rule = replace(rule, 'qr/^besteffort\$/,',
        'qr/^besteffort\$/, qr/^allow_classic_ssh\$/, qr/^exotic\$/, qr/^(?:day|night)\$/,')
      WHERE rule LIKE '%Check if job types are valid%' AND rule NOT LIKE '%allow_classic_ssh%';
      UPDATE admission_rules SET rule = replace(rule, '\$max_nb_resa = 2;', '\$max_nb_resa = 100;');" ||
      die "cannot change the admission rules"
  fi
}

resources() {
  local i c core=0 known property
  [ "$(sql 'select count(*) from resources')" = 0 ] || return 0
  known=$(oarproperty -l)
  for property in "-c -a host" "-a cpu" "-a core" "-c -a cluster" "-c -a cputype"; do
    grep -qx "${property##* }" <<<"$known" || oarproperty -q $property
  done
  for i in $(seq "$nodes"); do
    for c in $(seq 0 $((cores - 1))); do
      core=$((core + 1))
      oarnodesetting -a -h "$(name "$i")" -p host="$(name "$i")" -p cpu="$i" -p core=$core \
        -p cpuset=$((c % $(nproc))) -p cluster=$cluster -p cputype=fake -p deploy=YES \
        -p besteffort=YES >/dev/null || die "cannot add the node $i"
    done
  done
}

kavlans() { # vlans, which are resources of types of their own: two of the site, one of all sites
  local vlan
  [ "$(sql "select count(*) from resources where type like 'kavlan%'")" = 0 ] || return 0
  oarproperty -l | grep -qx vlan || oarproperty -q -c -a vlan
  for vlan in kavlan:4 kavlan:5 kavlan-global:14; do
    oarnodesetting -a -p type="${vlan%:*}" -p vlan="${vlan#*:}" >/dev/null || die "cannot add $vlan"
  done
}

boot() { # boot N
  local c d
  running "$dir/node$1.pid" && return 0
  for c in $controllers; do
    [ -e "$groups/$c/tasks" ] || die "no cgroup v1 controller $c under $groups"
    for d in "$groups/$c/oarnodes" "$groups/$c/oarnodes/node$1"; do
      mkdir -p "$d"
      if [ $c = cpuset ]; then
        cat "${d%/*}/cpuset.mems" >"$d/cpuset.mems"
        cat "${d%/*}/cpuset.cpus" >"$d/cpuset.cpus"
      fi
    done
  done
  (
    for c in $controllers; do echo "$BASHPID" >"$groups/$c/oarnodes/node$1/tasks"; done
    exec setsid unshare --mount --uts --ipc --pid --cgroup --fork --kill-child=KILL \
      $lib/node-init "$1" "$(name "$1")" $port "$dir"
  ) </dev/null >"$dir/node$1.log" 2>&1 &
  echo $! >"$dir/node$1.pid"
}

booted() { # booted N
  answers "127.0.1.$1" 6667 && answers "127.0.1.$1" $port ||
    { cat "$dir/node$1.log" >&2; die "node $1 does not answer"; }
}

alive() { # alive N: tells OAR
  oarnodesetting -s Alive -h "$(name "$1")" >/dev/null
}

crash() { # crash N
  local c d
  end "$dir/node$1.pid" KILL
  for c in $controllers; do
    d=$groups/$c/oarnodes/node$1
    [ -d "$d" ] || continue
    for _ in $(seq 50); do
      [ -z "$(find "$d" -name tasks -exec cat {} + 2>/dev/null)" ] && break
      sleep 0.1
    done
    find "$d" -depth -type d -exec rmdir {} \; 2>/dev/null
  done
  rm -rf "$dir/node$1"
}

server_up() {
  running /var/run/oar-server.pid || oar-server
  answers 127.0.0.1 6666 || die "OAR's server did not start; see /var/log/oar.log"
}

start() {
  local i
  [ "$(id -u)" -eq 0 ] || die "needs root"
  mkdir -p "$dir" && chmod 755 "$dir" || die "cannot make $dir"
  install
  names
  configure
  database
  running "$dir/oar-sshd.pid" ||
    /usr/sbin/sshd -f /etc/oar/sshd_config -o ListenAddress=127.0.0.1 -o "PidFile=$dir/oar-sshd.pid" ||
    die "OAR's sshd did not start"
  running "$dir/frontend.pid" ||
    /usr/sbin/sshd -f $lib/sshd_config -o UsePAM=no -o AuthorizedKeysCommand=none -o PermitRootLogin=no \
      -o Port=$port -o ListenAddress=$frontend -o "PidFile=$dir/frontend.pid" ||
    die "the frontend's sshd did not start"
  for i in $(seq "$nodes"); do boot "$i"; done
  resources
  kavlans
  for i in $(seq "$nodes"); do booted "$i"; done
  server_up
  for i in $(seq "$nodes"); do alive "$i"; done
  status
}

stop() {
  local file
  end /var/run/oar-server.pid
  for file in "$dir"/node*.pid; do
    [ -e "$file" ] || continue
    file=${file##*/node}
    crash "${file%.pid}"
  done
  end "$dir/frontend.pid"
  end "$dir/oar-sshd.pid"
  case $(cluster_line) in *online*) pg_ctlcluster "$(cluster_line | cut -d' ' -f1)" main stop -m fast ;; esac
  echo "oar.sh: stopped"
}

status() {
  local i
  if running /var/run/oar-server.pid && running "$dir/frontend.pid"; then
    echo "oar.sh: runs (frontend $frontend:$port, directory $dir)"
  else
    echo "oar.sh: does not run"
    return 3
  fi
  for i in $(seq "$nodes"); do
    running "$dir/node$i.pid" || echo "oar.sh: $(name "$i") is down"
  done
}

settings() {
  cat <<C
export EXECO_TEST_OAR_SITE='$site'
export EXECO_TEST_OAR_DOMAIN='$domain'
export EXECO_TEST_OAR_FRONTEND='$frontend'
export EXECO_TEST_OAR_PORT='$port'
export EXECO_TEST_OAR_USER='execo-alice'
export EXECO_TEST_OAR_OTHER_USER='execo-bob'
export EXECO_TEST_OAR_KEY='/home/execo-alice/.ssh/id_ed25519'
export EXECO_TEST_OAR_OTHER_KEY='/home/execo-bob/.ssh/id_ed25519'
export EXECO_TEST_OAR_JOB_KEY='/home/execo-alice/.ssh/job'
export EXECO_TEST_OAR_NODES='$nodes'
export EXECO_TEST_OAR_CORES='$cores'
export EXECO_TEST_OAR_SERVICE='$here/oar.sh'
C
}

case ${1:-} in
start) start ;;
stop) stop ;;
status) status ;;
env) settings ;;
crash) crash "${2:?}" ;;
boot) boot "${2:?}" && booted "$2" && alive "$2" ;;
server-down) end /var/run/oar-server.pid ;;
server-up) server_up ;;
*)
  echo "usage: services/oar.sh start|stop|status|env|crash N|boot N|server-down|server-up" >&2
  exit 2
  ;;
esac
