package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.internal.shell.ShellWords;
import execo.internal.ssh.connecting.JumpHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The {@code ProxyCommand} that leads through jump hosts: an ssh with the options of the
 * connection. What ssh starts for its own option {@code -J} takes none of them over, neither the
 * key nor whom to trust (ssh(1), {@code -J}).
 */
final class JumpCommand {
  private JumpCommand() {}

  /**
   * The line for the user's shell, as ssh takes it: with {@code %h} and {@code %p} for the place
   * that it is to reach, and any other percent sign doubled.
   *
   * @param connection one that has jump hosts
   * @param program the ssh, and its first arguments
   * @param own the user's own options for it
   * @throws IllegalArgumentException if the last of the jump hosts is not the name of a host
   */
  static String of(EffectiveConnection connection, List<String> program, List<String> own) {
    var jumps = Objects.requireNonNull(connection.jump()).split(",", -1);
    var hop = JumpHost.of(List.of(jumps), connection);
    var words = new ArrayList<>(program);
    if (own.stream().anyMatch(JumpCommand::namesSocket)) {
      // a shared connection of the destination, which may have the same name, is not one to the hop
      words.addAll(List.of("-S", "none"));
    }
    words.addAll(own);
    OpensshOptions.add(words, "LogLevel=ERROR");
    words.addAll(OpensshOptions.of(hop, program, own));
    OpensshCommandLine.addPlace(words, hop);
    return literal(ShellWords.quote(words))
        + " -W '[%h]:%p' -- "
        + literal(ShellWords.quote(hop.address()));
  }

  private static boolean namesSocket(String option) {
    return option.startsWith("-S") || option.toLowerCase(Locale.ROOT).contains("controlpath");
  }

  private static String literal(String text) {
    return text.replace("%", "%%");
  }
}
