package execo.testbed.internal;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** What a host runs for a command: the login shell in the environment that sshd would give it. */
public final class CommandLine {
  /** The login shell. */
  public static final String SHELL = "/bin/sh";

  /** The variable by which processes of a fleet are found. */
  public static final String MARK = "EXECO_FLEET";

  /**
   * Stands in for the sshd of the connection: the parent of the command, which leads a session of
   * its own. What the shell has to say of the command's end is nobody's business.
   */
  private static final String PARENT =
      "exec 3>&2 2>/dev/null; (exec setsid \"$@\" 2>&3 3>&-); exit $?";

  private static final String ON_TERMINAL = "exec \"$@\" 2>&1";

  private CommandLine() {}

  /** A command of a session; null is a shell that reads its commands from stdin. */
  static List<String> of(
      @Nullable String command, boolean terminal, Map<String, String> environment) {
    var words = new ArrayList<String>();
    words.addAll(List.of(SHELL, "-c", terminal ? ON_TERMINAL : PARENT, "sshd", "env", "-i"));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.add(SHELL);
    if (command != null) {
      words.add("-c");
      words.add(command);
    }
    return words;
  }

  /** The environment of a command. */
  static Map<String, String> environment(
      Site site, Path fleet, ServerSession session, Environment asked, boolean terminal) {
    var all = new TreeMap<String, String>();
    for (var entry : asked.getEnv().entrySet()) {
      if (!isLocal(entry.getKey()) || (terminal && entry.getKey().equals(Environment.ENV_TERM))) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    var local = (InetSocketAddress) session.getIoSession().getLocalAddress();
    var remote = (InetSocketAddress) session.getIoSession().getRemoteAddress();
    var from = remote.getAddress().getHostAddress() + " " + remote.getPort();
    var path = System.getenv("PATH");
    all.put("PATH", path == null ? "/usr/local/bin:/usr/bin:/bin" : path);
    all.put("HOME", site.home(session.getUsername()).toString());
    all.put("HOSTNAME", site.address());
    all.put("SHELL", SHELL);
    all.put("USER", session.getUsername());
    all.put("LOGNAME", session.getUsername());
    all.put("SSH_CLIENT", from + " " + local.getPort());
    all.put("SSH_CONNECTION", from + " " + site.address() + " " + local.getPort());
    all.putAll(site.variables(session.getUsername()));
    all.put(MARK, fleet.toString());
    return all;
  }

  /** Whether MINA made up a variable that no client asked for. */
  private static boolean isLocal(String name) {
    return switch (name) {
      case Environment.ENV_TERM,
          Environment.ENV_COLUMNS,
          Environment.ENV_LINES,
          Environment.ENV_USER ->
          true;
      default -> false;
    };
  }
}
