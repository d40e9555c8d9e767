# Takes files and directories from an archive, with modes and times. They get their names when the
# whole archive is there; until then they are in a hidden directory beside these.
# $1 a directory, or the new name of what is in the archive; $2 how many things are in it
t=$1
case $t in "~") t=$HOME ;; "~/"*) t=$HOME/${t#"~/"} ;; esac
case $t in -*) t=./$t ;; esac
into=
if [ -d "$t" ]; then into=${t%/}/; fi
case $t in
*/) d= ;;
*/*) d=${t%/*}/ ;;
*) d=./ ;;
esac
if [ -z "$into" ] && { [ -z "$d" ] || [ "$2" != 1 ] || ! [ -d "$d" ]; }; then
  echo "$t: No such file or directory" >&2
  exit 1
fi
p=$(umask 077 && mktemp -d "${into:-$d}.execo-XXXXXXXX") || exit 1
trap 'chmod -R u+w "$p"; rm -rf "$p"' EXIT
trap 'exit 143' HUP INT TERM
tar -xpof - -C "$p" || exit 1
bad=0
for f in "$p"/* "$p"/.[!.]* "$p"/..?*; do
  [ -e "$f" ] || continue
  to=$t
  if [ -n "$into" ]; then to=$into${f##*/}; fi
  if ! [ -d "$f" ]; then
    if [ -d "$to" ]; then
      echo "$to: Is a directory" >&2
      bad=1
    else
      mv -f "$f" "$to" || bad=1
    fi
  elif [ -d "$to" ] || ! [ -w "$f" ]; then
    # one that is there is filled up; one that must not be written cannot be moved
    { mkdir -p "$to" && tar -cf - -C "$f" . | tar -xpof - -C "$to"; } || bad=1
  else
    mv "$f" "$to" || bad=1
  fi
done
exit $bad
