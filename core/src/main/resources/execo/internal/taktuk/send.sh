# Writes files and directories as an archive. "$@": their paths
n=$#
bad=0
while [ $n -gt 0 ]; do
  s=$1
  shift
  n=$((n - 1))
  case $s in "~") s=$HOME ;; "~/"*) s=$HOME/${s#"~/"} ;; esac
  case $s in /*) ;; *) s=$PWD/$s ;; esac
  while :; do case $s in ?*/) s=${s%/} ;; *) break ;; esac; done
  if [ -e "$s" ]; then
    set -- "$@" -C "${s%/*}/" "./${s##*/}"
  else
    echo "$s: No such file or directory" >&2
    bad=1
  fi
done
[ $# -gt 0 ] || exit 1
tar -chf - "$@" || exit
exit $bad
