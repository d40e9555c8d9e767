package execo.internal.taktuk;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.host.EffectiveConnection;
import execo.internal.shell.ShellWords;
import execo.internal.ssh.openssh.OpensshOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a TakTuk program is told at its start: the options of its command line, which are the same
 * for all hosts, and on its standard input the hosts with their commands.
 *
 * @param commandLine the program and its options
 * @param text the options that follow and the first command, for its standard input
 * @param members whom the positions stand for, from 1 on
 */
record Deployment(List<String> commandLine, String text, List<Member> members) {
  private static final int SECONDS_BEYOND_CONNECTING = 5;

  static Deployment of(List<Member> unordered, String tag) {
    var members = new ArrayList<>(unordered);
    members.sort(
        Comparator.comparing(
                (Member member) -> member.connection().user(),
                Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(member -> connector(member.connection())));
    return new Deployment(
        program(members.getFirst().connection(), tag), text(members), List.copyOf(members));
  }

  /** The program with the user's options and those that the conversation with it needs. */
  private static List<String> program(EffectiveConnection connection, String tag) {
    var words = new ArrayList<>(commandLine(connection));
    words.addAll(List.of("-n", "-E", TaktukText.ESCAPE));
    words.addAll(List.of("-O", TaktukText.OPTION_SEPARATOR, "-C", TaktukText.COMMAND_SEPARATOR));
    words.addAll(List.of("-R", "taktuk=>&=1"));
    for (var kind : TaktukRecord.Kind.values()) {
      words.add("-o");
      words.add(kind.template(tag));
    }
    words.addAll(List.of("-F", "-"));
    return words;
  }

  /** The program with the options that say how the hosts are reached. */
  static List<String> commandLine(EffectiveConnection connection) {
    var words = new ArrayList<>(Objects.requireNonNull(connection.params().taktuk()));
    words.addAll(List.of("-d", "-1"));
    var limit = Configuration.current().get(ExecoSettings.CONNECT_LIMIT);
    words.addAll(List.of("-w", limit.toString()));
    var timeout = connection.connectTimeout();
    if (!timeout.isZero()) {
      words.add("-t");
      words.add(Long.toString(timeout.toSeconds() + SECONDS_BEYOND_CONNECTING));
    }
    words.addAll(Objects.requireNonNull(connection.params().taktukOptions()));
    return words;
  }

  /**
   * A user and a connector hold for all hosts that follow, and a user cannot be unset: those
   * without one come first.
   */
  private static String text(List<Member> members) {
    var text = new StringBuilder();
    var user = "";
    var connector = "";
    for (var member : members) {
      var connection = member.connection();
      if (connection.user() != null && !connection.user().equals(user)) {
        user = connection.user();
        text.append("-l ").append(TaktukText.word(ShellWords.quote(user))).append(' ');
      }
      var wanted = connector(connection);
      if (!wanted.equals(connector)) {
        connector = wanted;
        text.append("-c ").append(TaktukText.word(connector)).append(' ');
      }
      text.append("-m ")
          .append(TaktukText.word(connection.address()))
          .append(" -[ exec [ ")
          .append(TaktukText.innerWord(member.line()))
          .append(" ] -] ");
    }
    // Numbers are needed to speak to single hosts. Given from the start they would hold back all
    // commands until the last host has been reached.
    return text.append("network renumber;").toString();
  }

  /** The line that TakTuk has a shell run to reach a host. */
  static String connector(EffectiveConnection connection) {
    var program = Objects.requireNonNull(connection.params().taktukConnector());
    var own = connection.taktukConnectorOptions();
    var words = new ArrayList<>(program);
    words.addAll(own);
    words.add("-T");
    words.addAll(List.of("-o", "LogLevel=ERROR"));
    words.addAll(OpensshOptions.of(connection, program, own));
    if (connection.port() != null) {
      words.add("-p");
      words.add(connection.port().toString());
    }
    return ShellWords.quote(words);
  }
}
