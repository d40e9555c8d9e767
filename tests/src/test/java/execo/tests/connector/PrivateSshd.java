package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** An sshd of a test's own, for the user who runs the test, with keys of every kind. */
final class PrivateSshd implements AutoCloseable {
  private static final List<String> TYPES = List.of("ed25519", "ecdsa", "rsa");
  private final Path directory;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  PrivateSshd(Path directory) throws Exception {
    this.directory = directory;
    port = freePort();
    keygen("-t", "ed25519", "-N", "", "-f", file("authority"));
    keygen("-t", "ed25519", "-N", "secret", "-f", file("locked"));
    keygen("-t", "ed25519", "-N", "", "-f", file("certified"));
    keygen("-s", file("authority"), "-I", "t", "-n", user(), file("certified.pub"));
    var admitted = new StringBuilder(Files.readString(path("locked.pub")));
    for (var type : TYPES) {
      keygen("-t", type, "-N", "", "-f", file(type));
      admitted.append(Files.readString(path(type + ".pub")));
      keygen("-t", type, "-N", "", "-f", file("host_" + type));
    }
    keygen("-h", "-s", file("authority"), "-I", "h", "-n", "127.8.0.1", file("host_ed25519.pub"));
    Files.writeString(path("authorized_keys"), admitted);
    Files.writeString(path("sshd.conf"), configuration());
    start("/usr/sbin/sshd", "-D", "-f", file("sshd.conf"), "-E", file("sshd.log"));
    awaitBanner();
  }

  private String configuration() {
    return """
    Port %d
    ListenAddress 0.0.0.0
    HostKey %2$s/host_ed25519
    HostKey %2$s/host_ecdsa
    HostCertificate %2$s/host_ed25519-cert.pub
    PidFile none
    AuthorizedKeysFile %2$s/authorized_keys
    TrustedUserCAKeys %2$s/authority.pub
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    MaxStartups 1000
    PerSourceMaxStartups none
    UseDNS no
    PrintMotd no
    """
        .formatted(port, directory);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void awaitBanner() throws Exception {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        if (socket.getInputStream().read() == 'S') {
          return;
        }
      } catch (java.net.ConnectException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  Process start(String... command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(path("output").toFile())
            .start();
    processes.add(process);
    return process;
  }

  static void keygen(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("ssh-keygen", "-q"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  static String user() {
    return System.getProperty("user.name");
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  private String file(String name) {
    return path(name).toString();
  }

  int port() {
    return port;
  }

  static List<Host> hosts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Host("127.8." + i / 200 + "." + (i % 200 + 1)))
        .toList();
  }

  /** Connects embedded with one of the keys, to hosts that are new. */
  ConnectionParams connection(String key) {
    return ConnectionParams.none()
        .withConnector("embedded")
        .withUser(user())
        .withPort(port)
        .withKeyFile(path(key))
        .withHostKeys(HostKeyPolicy.ACCEPT_NEW)
        .withKnownHosts(path("known_hosts"));
  }

  /** A directory that only the user can enter, for sockets, whose names must be short. */
  static Path shortDirectory() throws IOException {
    return Files.createTempDirectory(
        "execo",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public void close() {
    for (var process : processes) {
      process.destroy();
      process.onExit().join();
    }
  }
}
