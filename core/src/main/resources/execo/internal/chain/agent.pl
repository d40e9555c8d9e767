# One host of a chained copy. It takes a stream of bytes from the host before it, or from its
# standard input, keeps it as files, and sends it on from these files to any number of hosts after
# it. What it lacks and what it sends are independent of each other, so that no host waits for one
# behind it.
#
# The stream: a list of the files and directories, then the contents of all files in that order.
# On standard input, after this script: settings, a line each, and an empty line; then
#   next LINK RANK PORT ADDRESS...   send the stream on to this host; names are looked up only when
#                                    the addresses that are numbers do not do
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
use Errno qw(EAGAIN EINTR EINPROGRESS);
use Fcntl qw(O_RDONLY O_WRONLY O_CREAT O_EXCL F_GETFL F_SETFL O_NONBLOCK SEEK_SET);
use POSIX ();
use Socket qw(:DEFAULT IPPROTO_TCP TCP_NODELAY getaddrinfo);

my $CHUNK = 256 * 1024;
my ($SETPIPE_SZ, $PIPE) = (1031, 1024 * 1024);    # of Linux, where it saves time
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
    elsif ($word eq 'drop') { my $link = delete $down{$rest[0]}; close_down($link) if $link }
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
    if ($link->{until} && $now > $link->{until}) { close_up($link); next }
    next if $link->{state} ne 'flow';
    read_up($link) if $link->{least} && $link->{least} > 1;
    ack($link, 1);
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
