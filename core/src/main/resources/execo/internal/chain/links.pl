# ---- the proof that both ends of a connection know the secret

# openssl is several times faster; it is not everywhere.
sub start_sha {
  my $fast = shift;
  pipe(my $child_in, my $to) or fail("pipe: $!");
  pipe(my $from, my $child_out) or fail("pipe: $!");
  defined(my $pid = fork) or fail("fork: $!");
  if (!$pid) {
    open STDIN, '<&', $child_in;
    open STDOUT, '>&', $child_out;
    open STDERR, '>', '/dev/null';
    no warnings 'exec';
    exec qw(openssl dgst -sha256 -r) if $fast;
    exec 'sha256sum' or POSIX::_exit(127);
  }
  return ($to, $from, $pid);
}

sub proofs {
  my ($rank, $one, $two) = @_;
  my ($to, $from, $pid) = start_sha(0);
  syswrite $to, "$set{secret}:$rank:$one:$two:$set{secret}";
  close $to;
  my $hex = <$from>;
  waitpid $pid, 0;
  return ('', '') unless defined $hex && $hex =~ /^([0-9a-f]{32})([0-9a-f]{32})/;
  return ($1, $2);
}

sub nonce {
  open my $random, '<:raw', '/dev/urandom' or fail("/dev/urandom: $!");
  sysread $random, my($bytes), 16;
  return unpack 'H*', $bytes;
}

sub same {
  my ($one, $two) = @_;
  return length $one && length $one == length $two && ($one ^ $two) =~ /^\0*$/;
}

# ---- connections

sub no_wait { my $s = shift; fcntl $s, F_SETFL, fcntl($s, F_GETFL, 0) | O_NONBLOCK }

sub listen_somewhere {
  my $size = $set{to} - $set{from};
  my $first = int rand $size;
  my $family = AF_INET6;
  socket($server, $family, SOCK_STREAM, 0) && setsockopt($server, Socket::IPPROTO_IPV6(), Socket::IPV6_V6ONLY(), 0)
    or socket($server, $family = AF_INET, SOCK_STREAM, 0) or fail("socket: $!");
  for my $i (0 .. $size - 1) {
    my $port = $set{from} + ($first + $i) % $size;
    my $any = $family == AF_INET ? pack_sockaddr_in($port, INADDR_ANY) : Socket::pack_sockaddr_in6($port, Socket::IN6ADDR_ANY());
    next unless bind $server, $any;
    next unless listen $server, 64;
    no_wait($server);
    return $port;
  }
  fail("no port from $set{from} up to " . ($set{to} - 1) . ' can be listened on');
}

sub welcome {
  accept(my $sock, $server) or return;
  no_wait($sock);
  my $strangers = grep { $_->{state} ne 'flow' } values %up;
  return if $strangers >= $MOST_STRANGERS;
  my $nonce = nonce();
  syswrite $sock, "$nonce\n";
  $up{fileno $sock} = {sock => $sock, state => 'hello', in => '', nonce => $nonce, until => $now + $set{connect}, acked => -1};
}

sub read_up {
  my $link = shift;
  my $n = sysread $link->{sock}, my($bytes), $CHUNK;
  if (!$n) {
    return if !defined $n && ($! == EAGAIN || $! == EINTR);
    return close_up($link);
  }
  if ($link->{state} eq 'flow') {
    take($link->{at}, $bytes);
    $link->{at} += $n;
    gather($link);
    return ack($link, 0);
  }
  $link->{in} .= $bytes;
  return close_up($link) if length $link->{in} > 200;
  return unless $link->{in} =~ s/^([0-9a-f]{32}) ([0-9a-f]{32})\n//;
  my ($its, $proof) = ($1, $2);
  my ($right, $mine) = proofs($set{rank}, $link->{nonce}, $its);
  return close_up($link) unless same($proof, $right);
  close_up($_) for grep { $_->{state} eq 'flow' } values %up;
  @$link{qw(state at until)} = ('flow', $have, 0);
  syswrite $link->{sock}, "$mine $have\n";
  $link->{acked} = $have;
  gather($link);
}

# Few large pieces cost less than many small ones: there is nothing to be read before so much is
# there. look_after reads what comes slower.
sub gather {
  my $link = shift;
  my $left = $set{total} - $have;
  my $least = $left > $CHUNK ? $CHUNK : $left > 0 ? $left : 1;
  return if ($link->{least} || 1) == $least;
  setsockopt $link->{sock}, SOL_SOCKET, SO_RCVLOWAT, $least;
  $link->{least} = $least;
}

sub ack {
  my ($link, $now_or_never) = @_;
  return if $have == $link->{acked} || !defined fileno $link->{sock};
  return unless $now_or_never || $have - $link->{acked} >= 1024 * 1024 || $have == $set{total};
  $link->{acked} = $have if syswrite $link->{sock}, "$have\n";
}

sub close_up { my $link = shift; delete $up{fileno $link->{sock}}; close $link->{sock} }

sub begin_next {
  my ($id, $rank, $port, @hosts) = @_;
  my (@addresses, @names);
  for my $host (@hosts) {
    my ($error, @found) = getaddrinfo($host, $port, {socktype => SOCK_STREAM, flags => Socket::AI_NUMERICHOST()});
    push @addresses, @found;
    push @names, $host unless @found;
  }
  my $link = $down{$id} = {id => $id, rank => $rank, port => $port, addresses => \@addresses, names => \@names, next => 0, tries => 0, state => 'wait', wake => 0, moved => $now, reason => 'its address is not known'};
  connect_next($link);
}

sub connect_next {
  my $link = shift;
  my $address = $link->{addresses}[$link->{next}++];
  return @{$link->{names}} ? look_up($link) : again($link) unless $address;
  my $sock;
  if (!socket $sock, $address->{family}, SOCK_STREAM, 0) { $link->{reason} = "socket: $!"; return connect_next($link) }
  no_wait($sock);
  setsockopt $sock, IPPROTO_TCP, TCP_NODELAY, 1;
  if (!connect($sock, $address->{addr}) && $! != EINPROGRESS) { $link->{reason} = "$!"; return connect_next($link) }
  @$link{qw(sock state in out gone until)} = ($sock, 'connect', '', '', 0, $now + $set{connect});
}

# Names are looked up by a process of its own, since that may take as long as it likes.
my $LOOK_UP = <<'END';
use Socket qw(:DEFAULT getaddrinfo);
my $port = shift;
for my $name (@ARGV) {
  my ($error, @found) = getaddrinfo($name, $port, {socktype => SOCK_STREAM});
  print "$_->{family} ", unpack('H*', $_->{addr}), "\n" for @found;
}
END

sub look_up {
  my $link = shift;
  my @names = splice @{$link->{names}};
  pipe(my $from, my $to) or fail("pipe: $!");
  defined(my $pid = fork) or fail("fork: $!");
  if (!$pid) {
    open STDIN, '<', '/dev/null';
    open STDOUT, '>&', $to;
    open STDERR, '>', '/dev/null';
    no warnings 'exec';
    exec $^X, '-e', $LOOK_UP, '--', $link->{port}, @names or POSIX::_exit(127);
  }
  no_wait($from);
  @$link{qw(sock pid state in until)} = ($from, $pid, 'names', '', $now + $set{connect});
}

sub looked_up {
  my $link = shift;
  close_down($link);
  $link->{next} = @{$link->{addresses}};
  push @{$link->{addresses}}, {family => $1, addr => pack 'H*', $2} while $link->{in} =~ /^(\d+) ([0-9a-f]+)\n/mg;
  connect_next($link);
}

sub close_down {
  my $link = shift;
  my ($sock, $pid) = delete @$link{qw(sock pid)};
  close $sock if $sock;
  if ($pid) {
    kill 'KILL', $pid;
    waitpid $pid, 0;
  }
}

sub again {
  my $link = shift;
  if (++$link->{tries} >= $set{tries}) { return lose($link, $link->{reason}) }
  @$link{qw(state next wake)} = ('wait', 0, $now + $set{delay});
}

sub broken {
  my ($link, $reason) = @_;
  return looked_up($link) if $link->{state} eq 'names';
  $link->{reason} = $reason;
  close_down($link);
  return lose($link, $reason) if $link->{state} eq 'flow';
  connect_next($link);
}

sub lose {
  my ($link, $reason) = @_;
  delete $down{$link->{id}};
  close_down($link);
  report('lost', $link->{id}, $reason);
}

sub read_down {
  my $link = shift;
  my $n = sysread $link->{sock}, my($bytes), 4096;
  if (!$n) {
    return if !defined $n && ($! == EAGAIN || $! == EINTR);
    return broken($link, defined $n ? 'it closed the connection' : "$!");
  }
  $link->{in} .= $bytes;
  return broken($link, 'it does not speak our language') if length $link->{in} > 65536;
  answer($link);
}

sub answer {
  my $link = shift;
  if ($link->{state} eq 'hello' && $link->{in} =~ s/^([0-9a-f]{32})\n//) {
    my $its = $1;
    my $mine = nonce();
    my ($proof, $right) = proofs($link->{rank}, $its, $mine);
    @$link{qw(state right)} = ('proof', $right);
    syswrite $link->{sock}, "$mine $proof\n";
  }
  if ($link->{state} eq 'proof' && $link->{in} =~ s/^([0-9a-f]{32}) (\d+)\n//) {
    return broken($link, 'it does not know the secret') unless same($1, $link->{right});
    @$link{qw(state at acked moved until told)} = ('flow', $2, $2, $now, 0, 0);
  }
  if ($link->{state} eq 'flow') {
    while ($link->{in} =~ s/^(\d+)\n//) {
      @$link{qw(acked moved told)} = ($1, $now, 0);
    }
  }
}

sub write_down {
  my $link = shift;
  if ($link->{state} eq 'connect') {
    my $error = unpack 'i', getsockopt $link->{sock}, SOL_SOCKET, SO_ERROR;
    if ($error) { local $! = $error; return broken($link, "$!") }
    $link->{state} = 'hello';
    return answer($link);
  }
  if (!length $link->{out}) {
    $link->{out} = give($link);
    $link->{at} += length $link->{out};
  }
  my $n = syswrite $link->{sock}, $link->{out}, length($link->{out}) - $link->{gone}, $link->{gone};
  if (!defined $n) {
    return if $! == EAGAIN || $! == EINTR;
    return broken($link, "$!");
  }
  $link->{gone} += $n;
  @$link{qw(out gone)} = ('', 0) if $link->{gone} == length $link->{out};
}
