# Connects standard input and output with a serial port. Every line is one statement: they are joined by semicolons.
# $1 device, $2 speed, $3 what to write to stderr once the port is open
# stty opens a device without waiting for its carrier; with clocal, others do not wait for it either.
LC_ALL=C; export LC_ALL
case $(uname) in Darwin|*BSD) f=-f;; *) f=-F;; esac
stty $f "$1" clocal || exit 1
exec 3<>"$1"
stty raw -echo -iexten cs8 -parenb -cstopb -crtscts clocal cread hupcl "$2" <&3 || exit 1
s=$(stty speed <&3)
[ "$s" = "$2" ] || { echo "the speed is $s, not $2" >&2; exit 1; }
exec 4<&0
cat <&4 >&3 & w=$!
exec 4<&-
printf '%s\n' "$3" >&2
cat <&3
kill $w 2>/dev/null
echo "$1 has hung up" >&2
exit 1
