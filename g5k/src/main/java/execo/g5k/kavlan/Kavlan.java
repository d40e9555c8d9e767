package execo.g5k.kavlan;

import execo.g5k.G5kSettings;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.host.Host;
import execo.internal.g5k.FailedCommand;
import execo.process.ProcessBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code kavlan} on the frontends of sites: who is in which network, and the changes.
 * Its options are those that the documentation of Grid'5000 names. Thread-safe.
 */
public final class Kavlan {
  private final G5kSettings settings;

  private Kavlan(G5kSettings settings) {
    this.settings = settings;
  }

  /** With the current settings. */
  public static Kavlan current() {
    return of(G5kSettings.current());
  }

  /** With these settings. */
  public static Kavlan of(G5kSettings settings) {
    return new Kavlan(settings);
  }

  /**
   * The numbers of the kavlans of a job.
   *
   * @throws OarException if the frontend is not reached or the command fails, here and below
   * @throws execo.time.WaitInterruptedException if the thread is interrupted, here and below; the
   *     command is killed then
   */
  public List<Integer> list(OarJob job) {
    return run(job.site(), "-V", "-j", Long.toString(job.id()))
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,6}"))
        .map(Integer::valueOf)
        .toList();
  }

  /** The nodes of a job under the names that they have in its kavlan. */
  public List<Host> nodes(OarJob job) {
    return run(job.site(), "-l", "-j", Long.toString(job.id()))
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[A-Za-z0-9][A-Za-z0-9.-]*"))
        .map(Host::new)
        .toList();
  }

  /** Puts nodes of a site into a kavlan; gives what the command says. */
  public String set(@Nullable String site, int vlan, Collection<Host> nodes) {
    var words = new ArrayList<>(List.of("-s", "-i", Integer.toString(vlan)));
    for (Host node : nodes) {
      words.add("-m");
      words.add(node.address());
    }
    return run(site, words.toArray(String[]::new)).strip();
  }

  /** Turns the DHCP server of a kavlan on or off; gives what the command says. */
  public String dhcp(@Nullable String site, int vlan, boolean on) {
    return run(site, on ? "-e" : "-d", "-i", Integer.toString(vlan)).strip();
  }

  private String run(@Nullable String site, String... options) {
    var frontend = settings.frontend(site);
    var words = new ArrayList<>(List.of("kavlan"));
    words.addAll(List.of(options));
    ProcessBase<?> process = frontend.run(words);
    if (!process.ok()) {
      throw new OarException(frontend + ": kavlan failed: " + FailedCommand.why(process));
    }
    return process.stdout();
  }
}
