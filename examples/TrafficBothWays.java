import static execo.Execo.*;

/** Sends zeros from each host to the next in reverse, all at once; arguments: HOST... */
void main(String[] args) {
  var hosts = hosts(args);
  var servers = remote("nc -l -s {{{host}}} -p 6543 > /dev/null", hosts);
  var clients =
      remote("dd if=/dev/zero bs=50000 count=125 | nc -q 0 {{targets}} 6543", hosts)
          .with("targets", hosts.reversed());
  try (var _ = servers.start()) {
    sleep(1);
    clients.run();
    servers.await();
  }
  IO.println(report(servers, clients));
  for (var process : parallel(servers, clients).processes()) {
    IO.println(process.dump());
  }
}
