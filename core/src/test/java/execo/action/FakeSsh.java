package execo.action;

import execo.host.ConnectionParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that stand for ssh and scp and do their work on this machine. */
final class FakeSsh {
  private static final String SSH =
      """
      while [ "$1" != -- ]; do shift; done
      host=$2
      case $host in
      refuse*) echo "ssh: connect to host $host port 22: Connection refused" >&2; exit 255;;
      shed*) if mkdir "$DIR/$host" 2>/dev/null; then
        echo "kex_exchange_identification: Connection closed by remote host" >&2; exit 255
      fi;;
      greeting*) printf Hi;;
      chatter*) PATH=$DIR/programs:$PATH;;
      busy*) touch "$DIR/$host"
        echo "kex_exchange_identification: Connection closed by remote host" >&2; exit 255;;
      esac
      exec /bin/sh -c "$3"
      """;

  private static final String SCP =
      """
      while [ "$1" != -- ]; do shift; done
      shift
      echo "Authenticated to here" >&2
      for target; do :; done
      while [ $# -gt 1 ]; do cp -- "${1#*:}" "${target#*:}" || exit 1; shift; done
      """;

  private FakeSsh() {}

  static ConnectionParams in(Path directory) {
    return ConnectionParams.none()
        .withSsh(program(directory, "fake-ssh", SSH))
        .withScp(program(directory, "fake-scp", SCP))
        .withKnownHosts(directory.resolve("known_hosts"));
  }

  private static List<String> program(Path directory, String name, String script) {
    try {
      var file = directory.resolve(name);
      Files.writeString(file, "DIR=" + directory + "\n" + script);
      return List.of("/bin/sh", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
