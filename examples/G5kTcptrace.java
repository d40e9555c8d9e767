import static execo.Execo.*;
import static execo.g5k.G5k.*;

import execo.g5k.api.JobState;
import execo.g5k.api.ReferenceData;

/** Deploys the nodes of all my running deploy jobs, traces TCP between two; argument: [BLOCKS]. */
void main(String[] args) {
  var blocks = args.length > 0 ? args[0] : "125";
  var data = ReferenceData.current();
  logger.info("look for running jobs at " + data.sites());
  var nodes =
      currentOarJobs(data.sites().toArray(String[]::new)).stream()
          .map(job -> oarJobInfo(job))
          .filter(job -> job.state() == JobState.RUNNING && job.types().contains("deploy"))
          .flatMap(job -> job.nodes().stream())
          .toList();

  logger.info("deploy " + nodes);
  var deployed = deploy(deployment(nodes).withEnvName("debian12-min")).deployed();
  if (deployed.size() < 2) {
    logger.error("two nodes are needed, deployed are " + deployed);
    return;
  }
  var source = deployed.get(0);
  var target = deployed.get(1);
  var root = connection().withUser("root");
  logger.info("install what is needed on " + source + " and " + target);
  var packages = "netcat-traditional tcpdump tcptrace";
  remote("apt-get update && apt-get install -y " + packages, List.of(source, target), root).run();

  logger.info("send and capture");
  var device =
      data.host(source.address())
          .path("network_adapters")
          .valueStream()
          .filter(each -> each.path("network_address").asString("").equals(source.address()))
          .map(each -> each.path("name").asString())
          .findFirst()
          .orElse("any");
  var address = process("hostname -i", target, root).run().stdout().strip();
  var tcpdump = "tcpdump --immediate-mode -s 128 -Z root -w tmp.pcap -i " + device;
  var capture = remote(tcpdump + " host " + address + " and tcp port 6543", source, root);
  var receive = remote("nc -l -s " + address + " -p 6543 > /dev/null", target, root);
  var dd = "dd if=/dev/zero bs=5000000 count=" + blocks;
  var send = remote(dd + " | nc -q 0 " + address + " 6543", source, root);
  try (var _ = capture.start();
      var _ = receive.start()) {
    capture.expect("listening on", "10s");
    sleep(1);
    send.run("5m");
    receive.await("10s");
    sleep(1);
  }

  logger.info("analyse the capture");
  var analyse =
      remote("tcptrace -Grlo1 tmp.pcap", source, root)
          .stdoutTo(process -> Path.of(process.host() + ".tcptrace.out"))
          .run();
  IO.println(send.processes().getFirst().stderr());
  IO.println(report(capture, receive, send, analyse));
}
