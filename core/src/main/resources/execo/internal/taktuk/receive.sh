# Takes files and directories from an archive, with modes and times.
# $1 a directory, or the new name of what is in the archive; $2 how many things are in it
t=$1
case $t in "~") t=$HOME ;; "~/"*) t=$HOME/${t#"~/"} ;; esac
case $t in -*) t=./$t ;; esac
if [ -d "$t" ]; then
  cd "$t" && exec tar -xpof -
  exit 1
fi
case $t in
*/) d= ;;
*/*) d=${t%/*}/ ;;
*) d=./ ;;
esac
if [ -z "$d" ] || [ "$2" != 1 ] || ! [ -d "$d" ]; then
  echo "$t: No such file or directory" >&2
  exit 1
fi
p=$(umask 077 && mktemp -d "${d}.execo-XXXXXXXX") || exit 1
trap 'chmod -R u+w "$p"; rm -rf "$p"' EXIT
trap 'exit 143' HUP INT TERM
tar -xpof - -C "$p" || exit 1
for f in "$p"/* "$p"/.[!.]* "$p"/..?*; do
  if [ -e "$f" ]; then mv "$f" "$t" || exit 1; fi
done
exit 0
