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
