import static execo.Execo.*;
import static execo.g5k.G5k.*;
import static execo.g5k.planning.Plannings.*;

import execo.action.Remote;
import execo.action.TaktukRemote;
import execo.g5k.api.ReferenceData;
import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;

/** Pings from each core of 80 % of all nodes, by TakTuk and by ssh; argument: [WANTED]. */
void main(String[] args) {
  logger.info("compute what to reserve");
  var wanted =
      args.length > 0 ? Resources.parse(args[0], Platform.current()) : Resources.everything();
  var slot = findFirstSlot(computeSlots(planning(), "15m"), wanted).orElseThrow();
  var some = distributeHosts(slot, wanted, List.of(), 0.8);

  logger.info("reserve " + some + " from " + slot.start() + " on");
  try (var jobs = reserve(requests(slot, some))) {
    logger.info("wait for " + jobs);
    var nodes = jobs.nodes();
    var data = ReferenceData.current();
    var cores = new ArrayList<String>();
    for (var node : nodes) {
      var count = data.host(node.address()).path("architecture").path("nb_cores").asInt(1);
      cores.addAll(Collections.nCopies(count, node.address()));
    }
    var addresses = remote("hostname -i", nodes).run().processes();
    var targets = new ArrayList<>(addresses.stream().map(each -> each.stdout().strip()).toList());
    Collections.shuffle(targets);

    logger.info("ping by TakTuk");
    var taktuk = new TaktukRemote("ping -c 1 {{targets}}", hosts(cores), null).name("by TakTuk");
    taktuk.with("targets", targets).timeout("5m").run();
    logger.info("ping by ssh");
    var ssh = new Remote("ping -c 1 {{targets}}", hosts(cores), null).name("by ssh");
    ssh.with("targets", targets).timeout("5m").run();
    IO.println(report(taktuk, ssh));
  }
}
