package execo.tests.oar;

import static execo.Execo.get;
import static execo.Execo.put;
import static execo.Execo.remote;
import static execo.g5k.G5k.oarsh;

import execo.action.Remote;
import execo.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program on a frontend that works on the nodes of a job by oarsh and oarcp, as they are
 * configured by default; {@code OAR_JOB_ID} in its environment names the job. Arguments: nodes. It
 * prints what it has seen, in lines.
 */
final class Oarshing {
  private Oarshing() {}

  /** Works. */
  public static void main(String[] args) throws IOException {
    var nodes = Stream.of(args).map(Host::new).toList();
    Path directory = Files.createTempDirectory("oarshing");
    String name = "sent-" + directory.getFileName();
    Path file = Files.writeString(directory.resolve(name), "sent\n");
    String there = "/tmp/" + name;
    show("hostname", remote("hostname", nodes, oarsh()));
    show("code", remote("echo $USER; exit 7", nodes, oarsh()).nologExitCode());
    for (int i = 0; i < 4; i++) {
      show("again", remote("echo " + i, nodes, oarsh()));
    }
    show("input", remote("cat", nodes, oarsh().withPty(false)).input("typed"));
    var put = put(nodes, List.of(file.toString()), "/tmp", oarsh()).timeout("1m").run();
    System.out.println("put " + put.ok() + (put.ok() ? "" : " " + put));
    show("put", remote("cat " + there, nodes, oarsh()));
    var got = Files.createDirectory(directory.resolve("got"));
    var get = get(nodes.getFirst(), List.of(there), got.toString(), oarsh()).timeout("1m").run();
    System.out.println("get " + get.ok());
    System.out.println("got " + Files.readString(got.resolve(name)).strip());
    show("rm", remote("rm -f " + there + "; sleep 1; echo gone", nodes, oarsh()));
    var killed = remote("echo begun; sleep 600", nodes, oarsh()).nologExitCode().nologError();
    killed.start();
    killed.expect("begun", "1m");
    killed.kill().await("1m");
    System.out.println("killed " + killed.ended());
  }

  private static void show(String what, Remote remote) {
    remote.timeout("1m").run();
    for (var process : remote.processes()) {
      String said = process.stdout().replace("\r", "").strip().replace("\n", " ");
      System.out.println(
          what + " " + process.exitCode() + " " + said + (process.error() ? process.dump() : ""));
    }
  }
}
