# Delays what passes between a host and the switch: netns-delay.pl HOST MS[:JITTER]
# The host's port is moved to a bridge of its own, b-HOST, and this program carries the frames
# between that and the switch, each after its delay and in order. For kernels without netem.
use strict;
use warnings;
use Fcntl qw(O_RDWR O_NONBLOCK);
use Time::HiRes qw(time);

my ($host, $spec) = @ARGV;
my ($delay, $jitter) = (split(/:/, $spec), 0);
my $MOST_WAITING = 20_000;

sub tap {
  my $name = shift;
  my ($TUNSETIFF, $IFF_TAP, $IFF_NO_PI) = (0x400454ca, 0x0002, 0x1000);
  sysopen my $device, '/dev/net/tun', O_RDWR | O_NONBLOCK or die "/dev/net/tun: $!\n";
  ioctl $device, $TUNSETIFF, pack('a16 s x22', $name, $IFF_TAP | $IFF_NO_PI) or die "$name: $!\n";
  return $device;
}

sub ip { system('ip', 'link', @_) == 0 or die "ip link @_\n" }

my @ends = (tap("o-$host"), tap("i-$host"));
ip('add', "b-$host", 'type', 'bridge');
ip('set', "b-$host", 'up');
ip('set', "o-$host", 'master', 'switch', 'up');
ip('set', "i-$host", 'master', "b-$host", 'up');
ip('set', "v-$host", 'master', "b-$host");
$| = 1;
print "ready\n";

my @waiting = ([], []);    # for each end: frames from there, with the time when they are due
while (1) {
  my $rest = 1;
  my $now = time;
  for my $side (0, 1) {
    my $queue = $waiting[$side];
    while (@$queue && $queue->[0][0] <= $now) { syswrite $ends[1 - $side], shift(@$queue)->[1] }
    $rest = $queue->[0][0] - $now if @$queue && $queue->[0][0] - $now < $rest;
  }
  my $ready = '';
  vec($ready, fileno $_, 1) = 1 for @ends;
  select $ready, undef, undef, $rest;
  $now = time;
  for my $side (0, 1) {
    next unless vec $ready, fileno $ends[$side], 1;
    my $queue = $waiting[$side];
    for (1 .. 64) {
      sysread $ends[$side], my ($frame), 65536 or last;
      my $due = $now + ($delay + $jitter * (rand(2) - 1)) / 1000;
      $due = $queue->[-1][0] if @$queue && $queue->[-1][0] > $due;
      push @$queue, [$due, $frame] if @$queue < $MOST_WAITING;
    }
  }
}
