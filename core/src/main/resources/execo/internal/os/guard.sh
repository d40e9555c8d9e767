# Outlives the program that started it, to end the children that it leaves behind. Standard input
# is a pipe that the program holds open and never writes to: its end is the program's end.
# Arguments: the roster, a line a child with its process number; the signal; what the numbers are:
# "groups" (each leads a session) or "processes". The roster is in a directory of its own that nobody
# else can enter; there the files in "last" are scripts that are run then.

trap '' HUP INT QUIT TERM PIPE
roster=$1 signal=$2 kind=$3
place=${roster%/*}
path=$PATH
PATH=/usr/bin:/bin

while read -r line; do :; done

leaders=' '
while read -r pid; do
  [ -n "$pid" ] && leaders="$leaders$pid "
done <"$roster"
rm -f "$roster"

others=
if [ "$leaders" = ' ' ]; then
  :
elif [ "$kind" = groups ]; then
  # Who stayed in a session, but in a group of its own, as the jobs of an interactive shell do.
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    pid=${line%% *}
    # After the name: state, parent, group, session.
    set -- ${line##*) }
    case $leaders in *" $3 "*) continue ;; esac
    case $leaders in *" $4 "*) others="$others $pid" ;; esac
  done
  for pid in $leaders; do
    kill -s "$signal" -- "-$pid" 2>/dev/null
  done
else
  table=$(LC_ALL=C ps -A -o pid= -o ppid=)
  more=yes
  while [ -n "$more" ]; do
    more=
    while read -r pid parent; do
      case $leaders in *" $pid "*) continue ;; esac
      case $leaders in *" $parent "*) leaders="$leaders$pid " more=yes ;; esac
    done <<END
$table
END
  done
  others=$leaders
fi
for pid in $others; do
  kill -s "$signal" "$pid" 2>/dev/null
done

# One that fails is tried again: what it needs may be away for a while.
run() {
  trap - HUP INT QUIT TERM PIPE
  for pause in 0 5 30 120; do
    sleep "$pause"
    PATH=$path /bin/sh "$1" </dev/null && break
  done
}
for script in "$place/last"/*; do
  [ -f "$script" ] && run "$script" &
done
wait
rm -rf "$place/last"
rmdir "$place"
exit 0
