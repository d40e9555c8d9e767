package execo.tests.connector;

import execo.action.Put;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A program that copies a file to the first host of a fleet, slowly, until it is ended. */
final class CopyVictim {
  /** So many kilobits a second. */
  private static final String RATE = "800";

  private CopyVictim() {}

  /** Such a program, in a JVM of its own; it exits by itself when its input ends. */
  static LocalProcess program(Fleet fleet, Path file) {
    var params = fleet.connection();
    return new LocalProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CopyVictim.class.getName(),
                fleet.hosts().getFirst().address(),
                Objects.requireNonNull(params.user()),
                Objects.requireNonNull(params.port()).toString(),
                Objects.requireNonNull(params.keyFile()).toString(),
                Objects.requireNonNull(params.knownHosts()).toString(),
                file.toString()))
        .openStdin();
  }

  public static void main(String[] args) throws Exception {
    var params =
        ConnectionParams.none()
            .withConnector("embedded")
            .withUser(args[1])
            .withPort(Integer.valueOf(args[2]))
            .withKeyFile(Path.of(args[3]))
            .withHostKeys(HostKeyPolicy.STRICT)
            .withKnownHosts(Path.of(args[4]))
            .withSshOptions(List.of("-F", "none"))
            .withScpOptions(List.of("-l", RATE));
    new Put(List.of(new Host(args[0])), List.of(args[5]), ".", params).start();
    while (System.in.read() >= 0) {
      // until its end
    }
    System.exit(3);
  }
}
