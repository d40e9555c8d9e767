package execo.internal.chain;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.host.ConnectionParams;
import execo.host.PortRange;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one chained copy.
 *
 * @param secret what only its hosts know, in hexadecimal digits
 * @param name what the names of its temporary directories have in common
 * @param single whether there is one source, for which the target may be a new name
 * @param ports what the hosts may listen on
 * @param connect how long a host tries to connect to the next one, and how long that may take
 *     nothing
 * @param silence how long nothing may be heard from a host
 * @param tries how often a host tries to connect to the next one
 * @param delay the time between two tries
 * @param nextHops how many hosts in vain a host tries to connect to
 */
record Plan(
    String secret,
    String name,
    boolean single,
    PortRange ports,
    Duration connect,
    Duration silence,
    int tries,
    Duration delay,
    int nextHops) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A plan for so many hosts, by the parameters of the first of them. */
  static Plan of(ConnectionParams params, boolean single, int hosts) {
    return new Plan(
        random(32),
        random(6),
        single,
        Configuration.current().get(ExecoSettings.PORT_RANGE),
        set(params.chainPutClientTimeout()),
        set(params.chainPutServerTimeout()),
        set(params.chainPutTries()),
        set(params.chainPutRetryDelay()),
        set(params.chainPutNextHops()).in(hosts));
  }

  String connectSeconds() {
    return seconds(connect);
  }

  String delaySeconds() {
    return seconds(delay);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1e3);
  }

  private static String random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static <T> T set(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Plan[" + name + "]";
  }
}
