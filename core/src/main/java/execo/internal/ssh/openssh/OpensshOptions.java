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

  private OpensshOptions() {}

  /** The options, each {@code -o} and its value two words. */
  public static List<String> of(EffectiveConnection connection) {
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
    if (connection.jump() != null) {
      options.add("-J");
      options.add(connection.jump());
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
