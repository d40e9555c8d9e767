# Runs one command on a host for execo, as the only command that TakTuk runs there.
# Its argument, in base64, joins by NUL: flags (i: the command has an input, d: it is detached, s: it
# is for sh and not for the login shell), the directory, the command, and the variables to set. It speaks in lines:
#   to execo:   o:BASE64 and e:BASE64 what the command wrote, t: a piece of input was taken, p: no more
#               can be, x:CODE the end
#   from execo: w:BASE64 a piece of input, c: the end of it, k:NAME a signal for the group, a:BYTES
#               that much more output may be sent
# The end of its own input means that the connection has gone: it ends the group and exits with 75.
use strict;
use Fcntl;
my ($flags, $directory, $command, @variables) = split /\0/, decode($ARGV[0]), -1;
for my $fd (@ENV{qw(TAKTUK_CONTROL_READ TAKTUK_CONTROL_WRITE)}) {
  if (defined $fd && open(my $control, '<&=', $fd)) { close $control }
}
delete @ENV{grep { /^TAKTUK_/ } keys %ENV};
pipe(my $out, my $out_end) && pipe(my $err, my $err_end) or die "pipe: $!\n";
my ($in_end, $in);
if ($flags =~ /i/) { pipe($in_end, $in) or die "pipe: $!\n" }
my $pid = fork;
die "fork: $!\n" unless defined $pid;
run() unless $pid;
setpgrp($pid, $pid);
close $_ for grep { $_ } $out_end, $err_end, $in_end;
fcntl($in, F_SETFL, O_NONBLOCK) if $in;
$SIG{PIPE} = 'IGNORE';
$SIG{CHLD} = sub { };
for my $name (qw(HUP INT QUIT TERM USR1 USR2)) { $SIG{$name} = sub { kill $name, -$pid } }
my ($credit, $said, $gone, $closing, $reaped, $status, @pieces) = (4 << 20, '', 0, 0, 0, 0);
while (1) {
  my ($read, $write) = ('', '');
  vec($read, 0, 1) = 1 unless $gone;
  for ($out, $err) { vec($read, fileno $_, 1) = 1 if $_ && $credit > 0 }
  vec($write, fileno $in, 1) = 1 if $in && @pieces;
  my $ready = select($read, $write, undef, 0.5);
  $read = $write = '' if $ready <= 0;
  listen_() if vec($read, 0, 1);
  feed() if $in;
  relay('o', $out) if $out && vec($read, fileno $out, 1);
  relay('e', $err) if $err && vec($read, fileno $err, 1);
  my $was = $reaped;
  if (!$reaped && waitpid($pid, 1) == $pid) { ($reaped, $status) = (1, $?) }
  last if $reaped && (!$out && !$err || $was && $ready == 0 && $credit > 0);
}
put('x:' . ($status & 127 ? 128 + ($status & 127) : $status >> 8));

sub run {
  setpgrp(0, 0);
  $SIG{$_} = 'DEFAULT' for qw(HUP INT QUIT PIPE TERM CHLD USR1 USR2);
  if ($in_end) { open(STDIN, '<&', $in_end) } else { open(STDIN, '<', '/dev/null') }
  open(STDOUT, '>&', $out_end);
  open(STDERR, '>&', $err_end);
  for (@variables) { my ($name, $value) = split /=/, $_, 2; $ENV{$name} = $value }
  if (length $directory && !chdir $directory) { print STDERR "cd: $directory: $!\n"; exit 1 }
  my $shell = $flags !~ /s/ && $ENV{SHELL} || '/bin/sh';
  exec $shell, '-c', $command or print STDERR "$shell: $!\n";
  exit 127;
}

sub listen_ {
  my $got = sysread(STDIN, $said, 65536, length $said);
  return if !defined $got && $! == 4;
  return leave() unless $got;
  my ($at, $end) = (0);
  while (($end = index($said, "\n", $at)) >= 0) {
    my ($kind, $value) = (substr($said, $at, 1), substr($said, $at + 2, $end - $at - 2));
    if ($kind eq 'w') { push @pieces, decode($value) if $in }
    elsif ($kind eq 'c') { $closing = 1 }
    elsif ($kind eq 'k') { kill $value, -$pid }
    elsif ($kind eq 'a') { $credit += $value }
    $at = $end + 1;
  }
  $said = substr($said, $at);
}

sub feed {
  while (@pieces) {
    my $took = syswrite($in, $pieces[0]);
    if (!defined $took) {
      return if $! == 4 || $! == 11;
      @pieces = ();
      put('p:');
      $closing = 1;
    } elsif ($took < length $pieces[0]) {
      substr($pieces[0], 0, $took) = '';
      return;
    } else {
      shift @pieces;
      put('t:');
    }
  }
  if ($closing) { close $in; $in = undef }
}

sub relay {
  my ($kind, $from) = @_;
  my $got = sysread($from, my $bytes, 24000);
  return if !defined $got && $! == 4;
  if ($got) { $credit -= $got; put("$kind:" . encode($bytes)) }
  elsif ($kind eq 'o') { $out = undef }
  else { $err = undef }
}

sub put {
  my ($line, $at) = ("$_[0]\n", 0);
  while (!$gone && $at < length $line) {
    my $went = syswrite(STDOUT, $line, length($line) - $at, $at);
    if (defined $went) { $at += $went } elsif ($! != 4) { last }
  }
}

sub leave {
  $gone = 1;
  $closing = 1;
  if ($flags =~ /d/) { $credit = 9e15; return }
  kill 'TERM', -$pid;
  for (1 .. 50) {
    waitpid($pid, 1);
    kill(0, -$pid) or exit 75;
    select(undef, undef, undef, 0.1);
  }
  kill 'KILL', -$pid;
  exit 75;
}

sub decode {
  my $text = $_[0];
  $text =~ tr|A-Za-z0-9+/||cd;
  $text =~ tr|A-Za-z0-9+/| -_|;
  return join '', map { unpack 'u', chr(32 + int(length($_) * 3 / 4)) . $_ } $text =~ /(.{1,60})/gs;
}

sub encode {
  my $pad = (3 - length($_[0]) % 3) % 3;
  my $text = pack 'u', $_[0];
  $text =~ s/^.//mg;
  $text =~ tr/\n//d;
  $text =~ tr|` -_|AA-Za-z0-9+/|;
  substr($text, -$pad) = '=' x $pad if $pad;
  return $text;
}
