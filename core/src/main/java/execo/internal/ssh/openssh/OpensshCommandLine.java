package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.internal.shell.ShellWords;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command lines of ssh and scp. */
final class OpensshCommandLine {
  private OpensshCommandLine() {}

  /** An ssh that runs a line in the login shell of the host. */
  static List<String> ssh(EffectiveConnection connection, String line) {
    return ssh(connection, List.of(), line);
  }

  /** Such an ssh, with words that come before the user's own options and so win over them. */
  static List<String> ssh(EffectiveConnection connection, List<String> way, String line) {
    var words = new ArrayList<>(connection.ssh());
    words.addAll(way);
    words.addAll(connection.sshOptions());
    words.add(connection.tty() ? "-tt" : "-T");
    OpensshOptions.add(words, "LogLevel=ERROR");
    addDestination(words, connection);
    words.add(line);
    return words;
  }

  /**
   * An ssh that forwards a port and runs no command on the host; on this machine it runs one when
   * it listens. Its connection is its own: a shared one would go on listening after its end.
   *
   * @param listening what it runs, for the user's shell
   */
  static List<String> forward(PortForward forward, @Nullable String listening) {
    var connection = forward.connection();
    var words = new ArrayList<>(connection.ssh());
    words.addAll(List.of("-N", "-T", "-S", "none"));
    OpensshOptions.add(words, "ExitOnForwardFailure=yes");
    if (listening != null) {
      OpensshOptions.add(words, "PermitLocalCommand=yes");
      OpensshOptions.add(words, "LocalCommand=" + listening);
    }
    words.addAll(connection.sshOptions());
    // at this level it says why a connection could not be forwarded
    OpensshOptions.add(words, "LogLevel=INFO");
    words.add("-L");
    words.add(
        String.join(
            ":",
            bracketed(forward.bindAddress()),
            Integer.toString(forward.localPort()),
            bracketed(forward.remoteHost()),
            Integer.toString(forward.remotePort())));
    addDestination(words, connection);
    return words;
  }

  /**
   * An ssh that only holds a connection, for others to use through a socket.
   *
   * @param ready what it runs on this machine when they can, for the user's shell
   */
  static List<String> master(EffectiveConnection connection, Path socket, String ready) {
    var words = new ArrayList<>(connection.ssh());
    words.addAll(List.of("-N", "-T", "-M", "-S", socket.toString()));
    OpensshOptions.add(words, "ControlPersist=no");
    OpensshOptions.add(words, "ClearAllForwardings=yes");
    OpensshOptions.add(words, "PermitLocalCommand=yes");
    OpensshOptions.add(words, "LocalCommand=" + ready);
    words.addAll(connection.sshOptions());
    OpensshOptions.add(words, "LogLevel=ERROR");
    addDestination(words, connection);
    return words;
  }

  private static void addDestination(List<String> words, EffectiveConnection connection) {
    words.addAll(OpensshOptions.of(connection));
    addPlace(words, connection);
    words.add("--");
    words.add(connection.address());
  }

  /** The port and the user, where they are given. */
  static void addPlace(List<String> words, EffectiveConnection connection) {
    if (connection.port() != null) {
      words.add("-p");
      words.add(connection.port().toString());
    }
    if (connection.user() != null) {
      words.add("-l");
      words.add(connection.user());
    }
  }

  /** An scp; at level VERBOSE its ssh says when it is connected. */
  static List<String> scp(RemoteCopy copy) {
    var connection = copy.connection();
    var words = new ArrayList<>(connection.scp());
    words.addAll(connection.scpOptions());
    OpensshOptions.add(words, "LogLevel=VERBOSE");
    words.addAll(OpensshOptions.of(connection));
    if (connection.port() != null) {
      words.add("-P");
      words.add(connection.port().toString());
    }
    words.add("--");
    var place = place(connection);
    for (var source : copy.sources()) {
      words.add(copy.toHost() ? local(source) : place + source);
    }
    words.add(copy.toHost() ? place + copy.target() : local(copy.target()));
    return words;
  }

  /** The line for the login shell: a supervisor around the command. */
  static String supervised(RemoteCommand command, String tag, String mode) {
    return "exec /bin/sh -c "
        + String.join(
            " ",
            ShellWords.quote(Scripts.SUPERVISOR),
            "execo",
            tag,
            mode,
            ShellWords.quote(command.command()),
            ShellWords.quote(Scripts.WATCHER),
            ShellWords.quote(surroundings(command)),
            command.detached() ? "detached" : "leashed");
  }

  private static String surroundings(RemoteCommand command) {
    var statements = new StringBuilder();
    command
        .environment()
        .forEach((name, value) ->
            statements
                .append(name)
                .append('=')
                .append(ShellWords.quote(value))
                .append("; export ")
                .append(name)
                .append("; "));
    if (command.directory() != null) {
      statements
          .append("cd -- ")
          .append(ShellWords.quote(command.directory()))
          .append(" || exit 1");
    }
    return statements.toString();
  }

  private static String place(EffectiveConnection connection) {
    var user = connection.user() == null ? "" : connection.user() + "@";
    return user + bracketed(connection.address()) + ":";
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /** A local path that scp cannot take for a remote one. */
  private static String local(String path) {
    return path.startsWith("/") ? path : "./" + path;
  }
}
