package execo.process;

import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.LastCommands;
import execo.internal.ssh.Connectors;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run when this program has ended, however it ends: by itself, by an exception,
 * by a signal, KILL included. It is kept until it is {@linkplain #withdraw withdrawn}.
 *
 * <p>The guard process of this machine runs it, after the program's own processes have been ended,
 * with the program's environment and nowhere to write to; if it fails it is tried again after 5, 30
 * and 120 seconds. Thread-safe.
 */
public final class LastCommand {
  private final Path place;
  private boolean withdrawn;

  private LastCommand(Path place) {
    this.place = place;
  }

  /**
   * Keeps a command of this machine.
   *
   * @throws UncheckedIOException if no guard can be started, or the command cannot be written down
   */
  public static LastCommand of(List<String> command) {
    try {
      return new LastCommand(LastCommands.keep(command));
    } catch (IOException e) {
      throw new UncheckedIOException("a last command cannot be kept: " + e.getMessage(), e);
    }
  }

  /**
   * The words with which a command of this machine runs a command line on a host, without asking
   * anybody for anything. The user's ssh carries it, whatever the connection parameters name: what
   * this program holds open does not outlive it.
   *
   * @param params how to connect, over the configured defaults; null is as configured
   */
  public static List<String> onHost(String command, Host host, @Nullable ConnectionParams params) {
    var connection = EffectiveConnection.of(host, params, Configuration.current().connection());
    var options = new ArrayList<>(List.of("-o", "BatchMode=yes"));
    options.addAll(connection.sshOptions());
    var quiet = ConnectionParams.none().withTty(false).withPty(false).withSshOptions(options);
    var plain =
        EffectiveConnection.of(
            host,
            params == null ? quiet : params.overlay(quiet),
            Configuration.current().connection());
    return Connectors.named("openssh")
        .commandLine(new RemoteCommand(plain, command, Map.of(), null, false, 1, false));
  }

  /**
   * Keeps another command in its place; after it was withdrawn nothing happens.
   *
   * @throws UncheckedIOException if it cannot be written down; the former one is kept then
   */
  public synchronized LastCommand replace(List<String> command) {
    if (!withdrawn) {
      try {
        LastCommands.replace(place, command);
      } catch (IOException e) {
        throw new UncheckedIOException("a last command cannot be kept: " + e.getMessage(), e);
      }
    }
    return this;
  }

  /**
   * Forgets it.
   *
   * @throws UncheckedIOException if that cannot be written down
   */
  public synchronized void withdraw() {
    withdrawn = true;
    try {
      LastCommands.withdraw(place);
    } catch (IOException e) {
      throw new UncheckedIOException("a last command cannot be withdrawn: " + e.getMessage(), e);
    }
  }
}
