package execo.tests.real;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The hosts of {@code services/netns.sh}, which can be broken. They are in a network of their own:
 * this JVM reaches them through an {@code ssh} that runs there.
 */
public final class NetnsHosts {
  private final String script = setting("SCRIPT");
  private final int count = Integer.parseInt(setting("COUNT"));

  private static String setting(String name) {
    var variable = "EXECO_TEST_NETNS_" + name;
    var value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: start services/netns.sh and take over what its env prints");
    }
    return value;
  }

  /** All of them. */
  public List<Host> hosts() {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Host("10.98.0." + i)).toList();
  }

  /** How to connect to them. */
  public ConnectionParams connection() {
    var control = List.of("ip", "netns", "exec", setting("CONTROL"));
    return ConnectionParams.none()
        .withSsh(with(control, "ssh"))
        .withScp(with(control, "scp"))
        .withConnector("openssh")
        .withUser(setting("USER"))
        .withKeyFile(Path.of(setting("KEY")))
        .withHostKeys(HostKeyPolicy.STRICT)
        .withKnownHosts(Path.of(setting("KNOWN_HOSTS")));
  }

  private static List<String> with(List<String> words, String last) {
    var all = new ArrayList<>(words);
    all.add(last);
    return all;
  }

  /** What the script calls a host. */
  private static String name(Host host) {
    return "h" + host.address().substring(host.address().lastIndexOf('.') + 1);
  }

  /** The home directory of a host, as this machine sees it. */
  public Path home(Host host) {
    return Path.of(setting("KEY")).resolveSibling("hosts").resolve(name(host)).resolve("home");
  }

  /** Breaks a host. */
  public void fault(String kind, Host host, String... more) {
    var words = new ArrayList<>(List.of("fault", kind, name(host)));
    words.addAll(List.of(more));
    run(words);
  }

  /** Limits what the control side sends and receives. */
  public void limitControl(String rate) {
    run(List.of("fault", "rate", "ctl", rate));
  }

  /** Takes all faults of a host away, and those of the control side. */
  public void heal(Host host) {
    run(List.of("heal", "ctl"));
    run(List.of("heal", name(host)));
  }

  /** Runs a command on a host, as root. */
  public void exec(Host host, String... command) {
    var words = new ArrayList<>(List.of("exec", name(host)));
    words.addAll(List.of(command));
    run(words);
  }

  private void run(List<String> words) {
    var command = new ArrayList<>(List.of(script));
    command.addAll(words);
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      assertThat(process.exitValue()).as("exit code of %s", command).isEqualTo(0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
