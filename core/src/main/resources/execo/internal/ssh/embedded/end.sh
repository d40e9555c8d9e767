signal_marked TERM
for i in 1 2 3; do [ -n "$found" ] || exit 0; sleep 1; found=$(find_marked); done
signal_marked KILL
