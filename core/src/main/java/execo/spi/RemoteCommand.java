package execo.spi;

import execo.host.EffectiveConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command for a host.
 *
 * @param connection how to reach the host
 * @param command what the user's login shell there is to run
 * @param environment variables to set for it
 * @param directory the directory to run it in, or null for where the login begins
 * @param stdin whether its standard input is written to; otherwise it is {@code /dev/null}
 * @param fanOut how many hosts it was started on together with this one, at least 1
 * @param detached whether it goes on when the connection or this program dies
 */
public record RemoteCommand(
    EffectiveConnection connection,
    String command,
    Map<String, String> environment,
    @Nullable String directory,
    boolean stdin,
    int fanOut,
    boolean detached) {

  public RemoteCommand {
    environment = Map.copyOf(environment);
  }
}
