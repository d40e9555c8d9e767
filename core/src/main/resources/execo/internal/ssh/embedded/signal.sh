# Sends a signal to a command of another channel: reads its mark from stdin, and the signal's name.
exec >/dev/null 2>&1
read -r marks
read -r name
signal_marked "$name"
