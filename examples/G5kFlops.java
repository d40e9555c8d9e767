import execo.g5k.api.ReferenceData;

/** Lists the measured flops of each cluster, those of its first node. */
void main() {
  var data = ReferenceData.current();
  for (var cluster : data.clusters()) {
    var node = data.clusterHosts(cluster).getFirst();
    IO.println(cluster + " " + data.host(node).path("performance"));
  }
}
