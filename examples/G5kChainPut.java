import static execo.Execo.*;
import static execo.g5k.G5k.*;
import static execo.g5k.planning.Plannings.*;

import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;

/** Copies 50 MB to 90 % of all nodes, along a chain and to each by itself; argument: [WANTED]. */
void main(String[] args) throws IOException {
  logger.info("compute what to reserve");
  var wanted =
      args.length > 0 ? Resources.parse(args[0], Platform.current()) : Resources.everything();
  var slot = findFirstSlot(computeSlots(planning(), "15m"), wanted).orElseThrow();
  var some = distributeHosts(slot, wanted, List.of(), 0.9);

  logger.info("make a file of random bytes");
  var bytes = new byte[50_000_000];
  new Random().nextBytes(bytes);
  var file = Files.write(Files.createTempFile("random", null), bytes);
  file.toFile().deleteOnExit();
  var files = List.of(file.toString());

  logger.info("reserve " + some + " from " + slot.start() + " on");
  try (var jobs = reserve(requests(slot, some))) {
    logger.info("wait for " + jobs);
    var nodes = jobs.nodes();
    logger.info("copy along a chain");
    var chain = chainPut(nodes, files, "/tmp/chained.{{{host}}}", oarsh()).timeout("5m").run();
    logger.info("copy to each node by itself");
    var put = put(nodes, files, "/tmp/put.{{{host}}}", oarsh()).timeout("5m").run();
    remote("rm -f /tmp/chained.{{{host}}} /tmp/put.{{{host}}}", nodes, oarsh()).run();
    IO.println(report(chain, put));
  }
}
