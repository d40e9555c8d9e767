import static execo.Execo.*;

import execo.action.Action;

/** Measures how local streams share the bandwidth: 1, 2, 4 ... up to a number, 64 by default. */
void main(String[] args) {
  var most = args.length > 0 ? Integer.parseInt(args[0]) : 64;
  IO.println("clients  mean Mbit/s  total Mbit/s");
  for (var count = 1; count <= most; count *= 2) {
    var ports = IntStream.range(6600, 6600 + count).boxed().toList();
    var servers = onEach(ports, "iperf3 -s -1 --forceflush -B 127.0.0.1 -p ");
    var clients = onEach(ports, "iperf3 -c 127.0.0.1 -t 1 -f m -p ");
    try (var _ = servers.start()) {
      servers.expect("Server listening", "10s");
      clients.run("1m");
    }
    var rates = clients.processes().stream().mapToDouble(p -> rate(p.stdout())).summaryStatistics();
    IO.println("%7d  %11.0f  %12.0f".formatted(count, rates.getAverage(), rates.getSum()));
  }
}

Action onEach(List<Integer> ports, String command) {
  return parallel(ports.stream().map(port -> local(command + port)).toList());
}

double rate(String output) {
  var found = Pattern.compile("([0-9.]+) Mbits/sec +receiver").matcher(output);
  return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
}
