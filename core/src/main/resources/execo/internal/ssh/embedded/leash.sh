# Runs on a host beside the commands of one connection. Reads from stdin which commands run: +MARK
# when one begins, -MARK when it has ended. When the connection ends, it ends those that still run.
exec >/dev/null 2>&1
marks=
while read -r line; do case $line in +*) marks="$marks ${line#+}";; -*) left=; for m in $marks; do [ "$m" = "${line#-}" ] || left="$left $m"; done; marks=$left;; esac; done
[ -n "$marks" ] || exit 0
trap '' HUP INT TERM PIPE
