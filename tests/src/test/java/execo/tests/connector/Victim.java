package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.LocalProcess;
import execo.process.SshProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A program that runs a long command on a host until it is killed; a detached one, if it is given
 * the command.
 */
final class Victim {
  private Victim() {}

  /**
   * Such a program, in a JVM of its own.
   *
   * @param input {@code none}, {@code open} or {@code terminal}
   * @param detached the command that is to be detached; none for the usual one
   */
  static LocalProcess program(
      Host host, ConnectionParams params, Trace trace, String input, String... detached) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                host.address(),
                Objects.requireNonNull(params.user()),
                Objects.requireNonNull(params.port()).toString(),
                Objects.requireNonNull(params.keyFile()).toString(),
                Objects.requireNonNull(params.knownHosts()).toString(),
                trace.mark(),
                input,
                Objects.requireNonNullElse(params.connector(), "openssh")));
    command.addAll(List.of(detached));
    return new LocalProcess(command);
  }

  public static void main(String[] args) {
    var params =
        ConnectionParams.none()
            .withUser(args[1])
            .withPort(Integer.valueOf(args[2]))
            .withKeyFile(Path.of(args[3]))
            .withHostKeys(HostKeyPolicy.STRICT)
            .withKnownHosts(Path.of(args[4]))
            .withTty(args[6].equals("terminal"))
            .withConnector(args[7]);
    var process =
        new SshProcess(
            args.length > 8 ? args[8] : "sleep 2; echo ready; sleep 1000 & sleep 1000",
            new Host(args[0]),
            new Trace(args[5]).on(params));
    if (args.length > 8) {
      process.detached();
    }
    if (args[6].equals("open")) {
      process.openStdin();
    }
    process.onStdoutLines((p, line) -> System.out.println(line)).run();
  }
}
