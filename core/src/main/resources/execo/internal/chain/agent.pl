# One host of a chained copy. It takes a stream of bytes from the host before it, or from its
# standard input, keeps it as files, and sends it on from these files to any number of hosts after
# it. What it lacks and what it sends are independent of each other, so that no host waits for one
# behind it.
#
# The stream: a list of the files and directories, then the contents of all files in that order.
# On standard input, after this script: settings, a line each, and an empty line; then
#   next LINK RANK PORT ADDRESS...   send the stream on to this host
#   drop LINK                        no more
#   data OFFSET LENGTH               so many bytes of the stream follow
#   sum HEX                          the SHA-256 of the stream
# The end of standard input ends all. On standard output, each line after the name of the copy:
#   ready PORT ADDRESS    it listens
#   at BYTES              so much of the stream is here; told at least every two seconds
#   slow LINK             the host there does not answer yet; it is still tried
#   stalled LINK          the host there was fed and takes nothing any more
#   lost LINK REASON      the host there is given up
#   done                  the stream is whole, its sum is right, and the files have their names
#   fail REASON           this host cannot go on
use strict;
use warnings;
use Errno qw(EAGAIN EINTR EINPROGRESS EEXIST EISDIR ENOTDIR);
use Fcntl qw(O_RDONLY O_WRONLY O_CREAT O_EXCL F_GETFL F_SETFL O_NONBLOCK SEEK_SET);
use POSIX ();
use Socket qw(:DEFAULT IPPROTO_TCP TCP_NODELAY getaddrinfo);

my $CHUNK = 256 * 1024;
my $SLOW = 1;
my $STALL = 2;
my $MOST_STRANGERS = 32;
my $TICKS = POSIX::sysconf(POSIX::_SC_CLK_TCK());
$| = 1;
$SIG{PIPE} = 'IGNORE';
$SIG{$_} = sub { leave(1) } for qw(HUP INT QUIT TERM);

my %set;                                   # the settings
my ($in, $have, $list, $done, $sum) = ('', 0, '', 0, undef);
my ($place, $final, $keeper, $keeper_pid); # where the files are; what they become; who cleans up
my (@entries, $current, $file, $hash, $hash_out);
my (%up, %down, $server);                  # connections from hosts before and to hosts after
my ($told, $told_at, $now) = (-1, 0, time_now());

sub time_now { return (POSIX::times())[0] / $TICKS }
sub report { my $line = "$set{name} @_\n"; $line =~ s/\n(?=.)/ /gs; syswrite STDOUT, $line or leave(1) }
sub fail { report('fail', @_); leave(1) }

# ---- the place: a directory of its own beside the target, emptied whatever ends this process

sub leave {
  my $code = shift;
  $SIG{$_} = 'IGNORE' for qw(HUP INT QUIT TERM);
  close $keeper if $keeper;
  waitpid $keeper_pid, 0 if $keeper_pid;
  POSIX::_exit($code);
}

sub take_place {
  my $target = length $set{target} ? $set{target} : '.';
  $target =~ s{^~(?=/|$)}{$ENV{HOME}};
  my $parent = $target;
  if (-d $target) {
    $final = undef;
  } elsif ($set{single} && $target !~ m{/$}) {
    ($parent, $final) = $target =~ m{^(.*/)?([^/]+)$}s;
    $parent = '.' unless defined $parent;
  } elsif (-e _) {
    fail("$target: Not a directory");
  }
  fail("$target: No such file or directory") unless -d $parent;
  $parent =~ s{/*$}{/};
  $parent = "./$parent" unless $parent =~ m{^/};
  $set{parent} = $parent;
  $place = "$parent.execo-$set{place}";
  pipe my $end, $keeper or fail("pipe: $!");
  defined($keeper_pid = fork) or fail("fork: $!");
  if (!$keeper_pid) {
    POSIX::setsid();
    $SIG{$_} = 'IGNORE' for qw(HUP INT QUIT TERM);
    close $keeper;
    open STDIN, '<', '/dev/null';
    open STDOUT, '>', '/dev/null';
    open STDERR, '>', '/dev/null';
    1 while sysread $end, my($nothing), 1;
    exec 'rm', '-rf', '--', $place or POSIX::_exit(1);
  }
  close $end;
  mkdir $place, 0700 or fail("$parent: $!");
}

# ---- the stream

sub read_list {
  my ($at, $start) = (0, 0);
  while ($at < length $list) {
    my $nl = index $list, "\n", $at;
    my ($kind, $mode, $time, $size, $length) = split / /, substr $list, $at, $nl - $at;
    my $path = substr $list, $nl + 1, $length;
    $at = $nl + 1 + $length;
    fail("unfit name: $path") if $path =~ m{^/|(^|/)\.\.?(/|$)|\0|//|^$|/$};
    push @entries, {kind => $kind, mode => oct $mode, time => $time, size => $size, path => $path, start => $start};
    $start += $size;
    mkdir "$place/$path", 0700 or fail("$path: $!") if $kind eq 'd';
  }
  $current = 0;
  open_next();
}

sub open_next {
  for (; $current < @entries; $current++) {
    my $entry = $entries[$current];
    next if $entry->{kind} ne 'f';
    sysopen $file, "$place/$entry->{path}", O_WRONLY | O_CREAT | O_EXCL, 0600 or fail("$entry->{path}: $!");
    return if $entry->{size} > 0;
    close $file or fail("$entry->{path}: $!");
  }
  $file = undef;
}

sub write_all {
  my ($to, $bytes, $what) = @_;
  my $at = 0;
  while ($at < length $bytes) {
    my $n = syswrite $to, $bytes, length($bytes) - $at, $at;
    if (defined $n) { $at += $n } elsif ($! != EINTR) { fail("$what: $!") }
  }
}

# Takes bytes that begin at an offset of the stream; those that are here already are passed over.
sub take {
  my ($offset, $bytes) = @_;
  return if $offset > $have || $offset + length $bytes <= $have;
  $bytes = substr $bytes, $have - $offset if $offset < $have;
  my $before = $have;
  my $length = length $bytes;
  $have += $length;
  write_all($hash, $bytes, 'sha256sum');
  my $at = 0;
  if ($before < $set{list}) {
    $at = $set{list} - $before;
    $at = $length if $at > $length;
    $list .= substr $bytes, 0, $at;
    read_list() if length $list == $set{list};
  }
  while ($at < $length) {
    my $entry = $entries[$current] or fail('more bytes than files');
    my $offset = $before + $at - $set{list};
    my $left = $entry->{start} + $entry->{size} - $offset;
    my $n = $left < $length - $at ? $left : $length - $at;
    write_all($file, $at == 0 && $n == $length ? $bytes : substr($bytes, $at, $n), $entry->{path});
    $at += $n;
    if ($n == $left) {
      close $file or fail("$entry->{path}: $!");
      $current++;
      open_next();
    }
  }
  for my $link (values %down) {
    next if $link->{state} ne 'flow' || $link->{at} != $before || length $link->{out};
    $link->{out} = $bytes;
    $link->{at} = $have;
  }
  finish() if $have == $set{total};
}

# Bytes of the stream from an offset on, as far as they are here and lie together.
sub give {
  my $link = shift;
  my $at = $link->{at};
  return '' if $at >= $have;
  return substr $list, $at, $CHUNK if $at < $set{list};
  my $offset = $at - $set{list};
  my $i = $link->{entry} || 0;
  $i++ while $entries[$i]{start} + $entries[$i]{size} <= $offset;
  my $entry = $entries[$i];
  if (!$link->{file} || $link->{entry} != $i) {
    my $path = ($done ? $entry->{final} : "$place/$entry->{path}");
    sysopen $link->{file}, $path, O_RDONLY or fail("$path: $!");
    sysseek $link->{file}, $offset - $entry->{start}, SEEK_SET;
    $link->{entry} = $i;
  }
  my $n = $entry->{start} + $entry->{size} - $offset;
  $n = $have - $at if $n > $have - $at;
  $n = $CHUNK if $n > $CHUNK;
  sysseek $link->{file}, $offset - $entry->{start}, SEEK_SET;
  my $got = sysread $link->{file}, my($bytes), $n;
  fail("$entry->{path}: " . (defined $got ? 'it became shorter' : $!)) unless $got;
  return $bytes;
}

sub finish {
  return unless defined $sum && $have == $set{total} && !$done;
  close $hash;
  my $own = <$hash_out>;
  fail('sha256sum gives nothing') unless defined $own;
  $own =~ s/\s.*//s;
  fail("the SHA-256 is $own instead of $sum") if $own ne $sum;
  for my $entry (@entries) {
    my $size = -s "$place/$entry->{path}";
    fail("$entry->{path}: it has not the right length") if $entry->{kind} eq 'f' && ($size || 0) != $entry->{size};
  }
  commit();
  $done = 1;
  delete $_->{file} for values %down;
  system 'rm', '-rf', '--', $place;
  report('at', $have);
  report('done');
}

# Files get their modes and times and then their names; directories that are there are kept.
sub commit {
  for my $entry (@entries) {
    my $name = $entry->{path};
    $name =~ s{^[^/]+}{$final} if defined $final;
    my $from = "$place/$entry->{path}";
    my $to = $entry->{final} = "$set{parent}$name";
    if ($entry->{kind} eq 'd') {
      mkdir $to, 0700 or -d $to or fail("$to: $!");
      chmod $entry->{mode} | 0700, $to;
      next;
    }
    chmod $entry->{mode}, $from or fail("$to: $!");
    utime $entry->{time}, $entry->{time}, $from or fail("$to: $!");
    rename $from, $to or fail("$to: $!");
  }
  for my $entry (reverse @entries) {
    next if $entry->{kind} ne 'd';
    chmod $entry->{mode}, $entry->{final} or fail("$entry->{final}: $!");
    utime $entry->{time}, $entry->{time}, $entry->{final} or fail("$entry->{final}: $!");
  }
}

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
}

sub ack {
  my ($link, $now_or_never) = @_;
  return if $have == $link->{acked};
  return unless $now_or_never || $have - $link->{acked} >= 1024 * 1024 || $have == $set{total};
  $link->{acked} = $have if syswrite $link->{sock}, "$have\n";
}

sub close_up { my $link = shift; delete $up{fileno $link->{sock}}; close $link->{sock} }

sub begin_next {
  my ($id, $rank, $port, @hosts) = @_;
  my @addresses;
  for my $host (@hosts) {
    my ($error, @found) = getaddrinfo($host, $port, {socktype => SOCK_STREAM});
    push @addresses, @found;
  }
  my $link = $down{$id} = {id => $id, rank => $rank, addresses => \@addresses, next => 0, tries => 0, state => 'wait', wake => 0, moved => $now, reason => 'its address is not known'};
  connect_next($link);
}

sub connect_next {
  my $link = shift;
  my $address = $link->{addresses}[$link->{next}++] or return again($link);
  my $sock;
  if (!socket $sock, $address->{family}, SOCK_STREAM, 0) { $link->{reason} = "socket: $!"; return connect_next($link) }
  no_wait($sock);
  setsockopt $sock, IPPROTO_TCP, TCP_NODELAY, 1;
  if (!connect($sock, $address->{addr}) && $! != EINPROGRESS) { $link->{reason} = "$!"; return connect_next($link) }
  @$link{qw(sock state in out until)} = ($sock, 'connect', '', '', $now + $set{connect});
}

sub again {
  my $link = shift;
  if (++$link->{tries} >= $set{tries}) { return lose($link, $link->{reason}) }
  @$link{qw(state next wake)} = ('wait', 0, $now + $set{delay});
}

sub broken {
  my ($link, $reason) = @_;
  $link->{reason} = $reason;
  my $sock = delete $link->{sock};
  close $sock if $sock;
  return lose($link, $reason) if $link->{state} eq 'flow';
  connect_next($link);
}

sub lose {
  my ($link, $reason) = @_;
  delete $down{$link->{id}};
  close $link->{sock} if $link->{sock};
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
  my $n = syswrite $link->{sock}, $link->{out};
  if (!defined $n) {
    return if $! == EAGAIN || $! == EINTR;
    return broken($link, "$!");
  }
  $link->{out} = $n == length $link->{out} ? '' : substr $link->{out}, $n;
}

# ---- the coordinator

sub read_input {
  my $n = sysread STDIN, $in, $CHUNK, length $in;
  if (!$n) {
    return if !defined $n && ($! == EAGAIN || $! == EINTR);
    leave($done ? 0 : 1);
  }
  while ($in =~ /^([^\n]*)\n/) {
    my $skip = $+[0];
    my ($word, @rest) = split / /, $1;
    if ($word eq 'data') {
      return if length $in < $skip + $rest[1];
      my $bytes = substr $in, $skip, $rest[1];
      substr $in, 0, $skip + $rest[1], '';
      take($rest[0], $bytes);
      next;
    }
    substr $in, 0, $skip, '';
    if ($word eq 'next') { begin_next(@rest) }
    elsif ($word eq 'drop') { my $link = delete $down{$rest[0]}; close $link->{sock} if $link && $link->{sock} }
    elsif ($word eq 'sum') { $sum = $rest[0]; finish() }
  }
}

sub read_settings {
  my $end;
  while (($end = index $in, "\n\n") < 0) {
    sysread STDIN, $in, 65536, length $in or POSIX::_exit(1);
  }
  %set = map { split / /, $_, 2 } split /\n/, substr $in, 0, $end + 2, '';
  $set{target} = pack 'H*', $set{target};
}

sub look_after {
  my $late = time_now() - $now - 0.5;
  $now = time_now();
  for my $link (map { $_ } values %up) {
    if ($link->{until} && $now > $link->{until}) { close_up($link) } elsif ($link->{state} eq 'flow') { ack($link, 1) }
  }
  for my $link (map { $_ } values %down) {
    $link->{moved} += $late if $late > 0;
    if ($link->{state} eq 'wait') {
      connect_next($link) if $now >= $link->{wake};
    } elsif ($link->{until} && $now > $link->{until}) {
      broken($link, 'Connection timed out');
    }
    my $flow = $link->{state} eq 'flow';
    $link->{moved} = $now if $flow && $link->{acked} >= $have;
    next if $link->{told} || $now - $link->{moved} < ($flow ? $STALL : $SLOW);
    $link->{told} = 1;
    report($flow ? 'stalled' : 'slow', $link->{id});
  }
  if ($now - $told_at > 2 || ($have != $told && $now - $told_at > 0.25)) {
    ($told, $told_at) = ($have, $now);
    report('at', $have);
  }
}

read_settings();
take_place();
($hash, $hash_out) = start_sha(1);
my $port = listen_somewhere();
my $own = (split / /, $ENV{SSH_CONNECTION} || '')[2] || '';
report('ready', $port, $own);
read_input() if length $in && $in =~ /\n/;
my $looked = 0;
while (1) {
  my ($r, $w) = ('', '');
  vec($r, 0, 1) = 1;
  vec($r, fileno $server, 1) = 1;
  vec($r, fileno $_->{sock}, 1) = 1 for values %up;
  for my $link (values %down) {
    next unless $link->{sock};
    vec($r, fileno $link->{sock}, 1) = 1;
    vec($w, fileno $link->{sock}, 1) = 1
      if $link->{state} eq 'connect' || ($link->{state} eq 'flow' && (length $link->{out} || $link->{at} < $have));
  }
  select $r, $w, undef, 0.1;
  read_input() if vec $r, 0, 1;
  welcome() if vec $r, fileno $server, 1;
  for my $n (keys %up) { read_up($up{$n}) if $up{$n} && vec $r, $n, 1 }
  for my $id (keys %down) {
    my $sock = $down{$id} && $down{$id}{sock} or next;
    my $n = fileno $sock;
    read_down($down{$id}) if vec $r, $n, 1;
    write_down($down{$id}) if $down{$id} && ($down{$id}{sock} || '') eq $sock && vec $w, $n, 1;
  }
  if (time_now() - $looked >= 0.1) { look_after(); $looked = $now }
}
