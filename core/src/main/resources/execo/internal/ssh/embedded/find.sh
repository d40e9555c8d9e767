# The processes of the commands whose marks are in $marks: a mark stands in the arguments of a
# command's shell and in the environment of what that starts.
find_marked() { set --; for m in $marks; do set -- "$@" -e "$m"; done; grep -lsF "$@" /proc/[0-9]*/environ /proc/[0-9]*/cmdline | while IFS=/ read -r a b p c; do [ "$p" = $$ ] || echo "$p"; done; }
signal_marked() { found=$(find_marked); for p in $found; do kill -s "$1" -- "-$p" || kill -s "$1" "$p"; done; }
