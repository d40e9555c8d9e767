# Runs a command on a host for execo. Every line is one statement: they are joined by semicolons.
# $1 tag of the marks, $2 mode (control, stdin, tty), $3 command, $4 watcher, $5 environment and directory
# $6 whether it dies with its connection (leashed) or not (detached)
trap : HUP INT QUIT USR1 USR2 PIPE ALRM TERM
exec 3<&0 4>&2 2>/dev/null
s=
command -v setsid >/dev/null && s=setsid
case $2 in stdin) exec 5</dev/null;; *) exec 5<&3;; esac
p=$PPID
[ "$6" = detached ] && p=$$
$s sh -c "$4" execo $2 $$ $p $6 <&5 >/dev/null 3<&- 4>&- 5<&- & w=$!
exec 5<&-
printf '\036%s start %s\036' "$1" $$ >&4
[ "$2" = control ] && exec </dev/null
[ $2$6 = ttydetached ] && trap '' HUP
( exec 2>&4 3<&- 4>&-; eval "$5"; SHLVL=1; export SHLVL; exec "${SHELL:-/bin/sh}" -c "$3" )
e=$?
kill -s KILL -- -$w || kill -s KILL $w
printf '\036%s end %s\036' "$1" $e >&4
exit $e
