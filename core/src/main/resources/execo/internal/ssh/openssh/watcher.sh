# Passes signals on to a process group, and ends it when the connection has gone.
# $1 mode: control (a signal's name a line on stdin), stdin, or tty (stdin is the terminal); $2 the group
# $3 the process that stands for the connection, which behind oarsh is another user's and takes no signals
# $4 whether the group is leashed to it or detached: signals only
trap '' HUP INT QUIT USR1 USR2 PIPE ALRM TERM TSTP
t=
[ "$1" = tty ] && [ -t 0 ] && t=y
if [ "$1" = control ]; then while read -r s; do kill -s $s -- -$2; done; else while { kill -s 0 $3 || [ -d /proc/$3 ]; } && { [ -z "$t" ] || [ -t 0 ]; }; do sleep 1; done; fi
[ "$4" = leashed ] || exit
kill -s TERM -- -$2 || exit
for i in 1 2 3 4 5; do sleep 1; kill -s 0 -- -$2 || exit; done
kill -s KILL -- -$2
