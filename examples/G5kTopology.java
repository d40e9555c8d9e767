import static execo.Execo.*;
import static execo.g5k.G5k.*;
import static execo.g5k.picture.Pictures.*;

import execo.g5k.oar.OarJob;
import execo.g5k.topology.Link;
import execo.g5k.topology.Topology;

/** Looks at the network between the nodes of jobs, and draws it; arguments: SITE:JOB... */
void main(String[] args) {
  var nodes = Stream.of(args).flatMap(job -> oarJobNodes(OarJob.parse(job)).stream()).toList();
  var network = Topology.of(nodes);
  var hosts = new ArrayList<>(network.hosts());
  if (hosts.size() < 2) {
    logger.error("two hosts are needed; name jobs that have more, as SITE:JOB");
    return;
  }
  Collections.shuffle(hosts);
  var path = network.path(hosts.get(0), hosts.get(1));
  IO.println("from " + hosts.get(0) + " to " + hosts.get(1) + ": " + path);
  if (!path.isEmpty()) {
    var links = network.links(path.get(0), path.get(1)).stream().filter(Link::active);
    links.forEach(link -> IO.println(link + ", " + link.bandwidth() / 1e9 + " Gbit/s"));
  }
  if ("y".equals(IO.readln("Save the picture as g5k_xp_graph.png? [y/n] "))) {
    drawTopology(network).save(Path.of("g5k_xp_graph.png"));
  }
}
