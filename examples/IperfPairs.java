import static execo.Execo.*;

/** Measures the bandwidth from one half of the hosts to the other; arguments: HOST... */
void main(String[] args) {
  var hosts = hosts(args);
  var sources = hosts.subList(0, hosts.size() / 2);
  var targets = hosts.subList(hosts.size() / 2, hosts.size());
  var servers = remote("iperf3 -s --forceflush -B {{{host}}}", targets).ignoreExitCode();
  var clients =
      remote("iperf3 -c {{targets}} -t 1", sources).with("targets", targets).timeout("30s");
  try (var _ = servers.start()) {
    logger.info("wait for the servers");
    servers.expect("Server listening", "10s");
    logger.info("run the clients");
    clients.run();
  }
  IO.println(report(servers, clients));
  for (var client : clients.processes()) {
    IO.println(client.host() + " > " + client.command() + "\n" + client.stdout());
  }
}
