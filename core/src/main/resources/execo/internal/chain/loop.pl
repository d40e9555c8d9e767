# ---- what a host does

read_settings();
take_place();
($hash, $hash_out) = start_sha(1);
fcntl $hash, $SETPIPE_SZ, $PIPE;
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
