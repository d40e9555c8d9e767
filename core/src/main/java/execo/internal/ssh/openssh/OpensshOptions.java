package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of ssh and scp that a connection stands for. The first one given counts, so the
 * user's own come first.
 */
public final class OpensshOptions {
  private static final int KEEP_ALIVES_MISSED = 3;

  /** What takes the jump hosts of the user's configuration away. */
  private static final String NO_JUMP = "none";

  private OpensshOptions() {}

  /**
   * The options, each {@code -o} and its value two words. Jump hosts are reached by the
   * connection's own ssh.
   */
  public static List<String> of(EffectiveConnection connection) {
    return of(connection, connection.ssh(), connection.sshOptions());
  }

  /**
   * The options.
   *
   * @param program the ssh that reaches jump hosts, and its first arguments
   * @param own the user's own options for it
   */
  public static List<String> of(
      EffectiveConnection connection, List<String> program, List<String> own) {
    var options = withoutJump(connection);
    var jump = connection.jump();
    if (jump != null && !jump.equals(NO_JUMP)) {
      add(options, "ProxyCommand=" + JumpCommand.of(connection, program, own));
    } else if (jump != null) {
      add(options, "ProxyJump=" + jump);
    }
    return options;
  }

  /** The options for a question: jump hosts are named and not connected to. */
  public static List<String> asked(EffectiveConnection connection) {
    var options = withoutJump(connection);
    if (connection.jump() != null) {
      options.add("-J");
      options.add(connection.jump());
    }
    return options;
  }

  private static List<String> withoutJump(EffectiveConnection connection) {
    var options = new ArrayList<String>();
    var connect = connection.connectTimeout();
    if (!connect.isZero()) {
      add(options, "ConnectTimeout=" + Math.max(1, connect.toSeconds()));
    }
    var keepAlive = connection.keepAlive();
    if (!keepAlive.isZero()) {
      var interval = Math.max(1, Math.ceilDiv(keepAlive.toSeconds(), KEEP_ALIVES_MISSED));
      add(options, "ServerAliveInterval=" + interval);
      add(options, "ServerAliveCountMax=" + KEEP_ALIVES_MISSED);
    }
    hostKeys(connection, options);
    add(options, "UpdateHostKeys=no");
    if (connection.keyFile() != null) {
      options.add("-i");
      options.add(connection.keyFile().toString());
      add(options, "IdentitiesOnly=yes");
    }
    return options;
  }

  private static void hostKeys(EffectiveConnection connection, List<String> options) {
    switch (connection.hostKeys()) {
      case ACCEPT_NEW -> add(options, "StrictHostKeyChecking=accept-new");
      case STRICT -> add(options, "StrictHostKeyChecking=yes");
      case OFF -> {
        add(options, "StrictHostKeyChecking=no");
        add(options, "UserKnownHostsFile=/dev/null");
        add(options, "GlobalKnownHostsFile=/dev/null");
        return;
      }
    }
    add(options, "UserKnownHostsFile=\"" + connection.knownHosts() + "\" ~/.ssh/known_hosts");
  }

  static void add(List<String> options, String option) {
    options.add("-o");
    options.add(option);
  }
}
