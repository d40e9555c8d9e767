# A netcat made of what the host has: perl, else nc.
#   netcat.sh check                 fails if it has neither
#   netcat.sh listen ADDRESS PORT   one connection to stdout; says on stderr when it listens
#   netcat.sh send ADDRESS PORT     stdin to a listener
if command -v perl >/dev/null; then
  case $1 in
  listen)
    exec perl -MSocket -e '
      my ($address, $port) = @ARGV;
      socket(my $listener, PF_INET, SOCK_STREAM, 0) or die "no socket: $!\n";
      setsockopt($listener, SOL_SOCKET, SO_REUSEADDR, 1);
      bind($listener, sockaddr_in($port, inet_aton($address)))
        or die "cannot bind to $address port $port: $!\n";
      listen($listener, 1) or die "cannot listen: $!\n";
      print STDERR "listening on $address port $port\n";
      accept(my $peer, $listener) or die "cannot accept: $!\n";
      while (sysread($peer, my $piece, 65536)) { print $piece }
    ' "$2" "$3"
    ;;
  send)
    exec perl -MSocket -e '
      my ($address, $port) = @ARGV;
      socket(my $peer, PF_INET, SOCK_STREAM, 0) or die "no socket: $!\n";
      connect($peer, sockaddr_in($port, inet_aton($address)))
        or die "cannot connect to $address port $port: $!\n";
      while (my $length = sysread(STDIN, my $piece, 65536)) {
        for (my $at = 0; $at < $length;) {
          $at += syswrite($peer, $piece, $length - $at, $at) || die "cannot send: $!\n";
        }
      }
    ' "$2" "$3"
    ;;
  esac
elif command -v nc >/dev/null; then
  openbsd=$(nc -h 2>&1 | grep -c OpenBSD)
  case $1$openbsd in
  listen0) exec nc -v -l -s "$2" -p "$3" ;;
  listen*) exec nc -v -l "$2" "$3" ;;
  send0) exec nc -q 0 "$2" "$3" ;;
  send*) exec nc -N "$2" "$3" ;;
  esac
else
  echo "neither perl nor nc is there" >&2
  exit 69
fi
