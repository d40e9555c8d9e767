package execo.internal.ssh.settings;

import execo.host.EffectiveConnection;
import execo.host.HostKeyPolicy;
import execo.internal.path.UserPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the settings of one connection out of the options that ssh says hold for it. */
final class SettingsOf {
  private static final List<String> DEFAULT_KEYS =
      List.of("~/.ssh/id_rsa", "~/.ssh/id_ecdsa", "~/.ssh/id_ed25519");

  private final EffectiveConnection connection;
  private final UserPaths paths;

  SettingsOf(EffectiveConnection connection, UserPaths paths) {
    this.connection = connection;
    this.paths = paths;
  }

  /** The settings; without options, those that ssh has when it is not configured. */
  ClientSettings settings(ClientOptions options) {
    var hostName = one(options, "hostname", connection.address());
    var port = Integer.parseInt(one(options, "port", orElse(connection.port(), "22")));
    var user = one(options, "user", orElse(connection.user(), System.getProperty("user.name")));
    var tokens = new Tokens(paths, connection.address(), hostName, port, user);
    return new ClientSettings(
        hostName,
        port,
        user,
        files(identityFiles(options), tokens),
        files(options.values("certificatefile"), tokens),
        one(options, "identitiesonly", connection.keyFile() == null ? "no" : "yes").equals("yes"),
        agent(one(options, "identityagent", "SSH_AUTH_SOCK"), tokens),
        jumps(one(options, "proxyjump", orElse(connection.jump(), "none"))),
        alias(one(options, "hostkeyalias", "none")),
        policy(options),
        knownHosts(options, tokens),
        lists(options, "globalknownhostsfile", "/etc/ssh/ssh_known_hosts", tokens),
        one(options, "hashknownhosts", "no").equals("yes"),
        options);
  }

  private List<String> identityFiles(ClientOptions options) {
    var configured = options.values("identityfile");
    if (!configured.isEmpty()) {
      return configured;
    }
    return connection.keyFile() == null ? DEFAULT_KEYS : List.of(connection.keyFile().toString());
  }

  private HostKeyPolicy policy(ClientOptions options) {
    return switch (one(options, "stricthostkeychecking", "")) {
      case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
      case "false", "no", "off" -> HostKeyPolicy.OFF;
      case "" -> connection.hostKeys();
      default -> HostKeyPolicy.STRICT;
    };
  }

  /** Execo's own file stands first on ssh's command line, and its name may have blanks. */
  private List<Path> knownHosts(ClientOptions options, Tokens tokens) {
    var own = connection.knownHosts().toString();
    var value = one(options, "userknownhostsfile", own + " ~/.ssh/known_hosts");
    if (!value.startsWith(own + " ")) {
      return lists(options, "userknownhostsfile", own, tokens);
    }
    return Stream.concat(
            Stream.of(connection.knownHosts()),
            split(value.substring(own.length() + 1)).map(tokens::file))
        .toList();
  }

  private static List<Path> lists(
      ClientOptions options, String name, String otherwise, Tokens tokens) {
    return split(one(options, name, otherwise))
        .filter(value -> !value.equals("none"))
        .map(tokens::file)
        .toList();
  }

  private static Stream<String> split(String value) {
    return Stream.of(value.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  private static List<Path> files(List<String> values, Tokens tokens) {
    return values.stream().filter(value -> !value.equals("none")).map(tokens::file).toList();
  }

  private static @Nullable Path agent(String value, Tokens tokens) {
    if (value.equals("none")) {
      return null;
    }
    if (value.equals("SSH_AUTH_SOCK") || value.startsWith("$")) {
      var name = value.startsWith("$") ? value.substring(1) : value;
      var socket = System.getenv(name);
      return socket == null || socket.isEmpty() ? null : Path.of(socket);
    }
    return tokens.file(value);
  }

  private static List<String> jumps(String value) {
    return value.equals("none") ? List.of() : List.of(value.split(",", -1));
  }

  private static @Nullable String alias(String value) {
    return value.equals("none") ? null : value;
  }

  private static String one(ClientOptions options, String name, String otherwise) {
    var values = options.values(name);
    return values.isEmpty() ? otherwise : values.getFirst();
  }

  private static String orElse(@Nullable Object value, String otherwise) {
    return value == null ? otherwise : value.toString();
  }
}
