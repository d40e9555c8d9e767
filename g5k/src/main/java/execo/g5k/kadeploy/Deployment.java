package execo.g5k.kadeploy;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.host.Host;
import execo.host.Hosts;
import execo.internal.shell.ShellWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put on nodes.
 *
 * {@snippet :
 * var deployment = Deployment.of(nodes).withEnvName("debian12-min");
 * }
 *
 * <p>A value: immutable and thread-safe.
 *
 * @param hosts the nodes, each once
 * @param envFile the description of the environment, a path on the frontend or a URL, or null
 * @param envName the name of a registered environment, or null
 * @param user the owner of that environment, or null
 * @param vlan the kavlan that the nodes are put in, or null
 * @param otherOptions further words for kadeploy3, given to it as they are
 */
public record Deployment(
    List<Host> hosts,
    @Nullable String envFile,
    @Nullable String envName,
    @Nullable String user,
    @Nullable Integer vlan,
    List<String> otherOptions) {

  public Deployment {
    hosts = List.copyOf(new LinkedHashSet<>(hosts));
    otherOptions = List.copyOf(otherOptions);
    if (envFile != null && envName != null) {
      throw new IllegalArgumentException(
          "a deployment has one environment, not the name '%s' and the file '%s'"
              .formatted(envName, envFile));
    }
  }

  /** A deployment on these hosts, of the configured environment. */
  public static Deployment of(Object hosts) {
    return new Deployment(Hosts.of(hosts), null, null, null, null, List.of());
  }

  /** This deployment on other hosts. */
  public Deployment withHosts(Collection<Host> newValue) {
    return new Deployment(List.copyOf(newValue), envFile, envName, user, vlan, otherOptions);
  }

  /** This deployment of a registered environment: {@code "debian12-min"}. */
  public Deployment withEnvName(String newValue) {
    return new Deployment(hosts, null, newValue, user, vlan, otherOptions);
  }

  /** This deployment of the environment that a file describes, a path on the frontend or a URL. */
  public Deployment withEnvFile(String newValue) {
    return new Deployment(hosts, newValue, null, user, vlan, otherOptions);
  }

  /** This deployment of an environment of another user. */
  public Deployment withUser(@Nullable String newValue) {
    return new Deployment(hosts, envFile, envName, newValue, vlan, otherOptions);
  }

  /** This deployment into a kavlan. */
  public Deployment withVlan(@Nullable Integer newValue) {
    return new Deployment(hosts, envFile, envName, user, newValue, otherOptions);
  }

  /** This deployment with further options for kadeploy3, cut into words as a shell does. */
  public Deployment withOptions(String text) {
    return new Deployment(hosts, envFile, envName, user, vlan, ShellWords.split(text));
  }

  /**
   * This deployment with the configured environment if it names none.
   *
   * @throws IllegalArgumentException if none is configured either, or two are
   */
  Deployment complete(G5kSettings settings) {
    if (envFile != null || envName != null) {
      return this;
    }
    var file = settings.get(G5kKeys.DEFAULT_ENV_FILE);
    var name = settings.get(G5kKeys.DEFAULT_ENV_NAME);
    if (file.isPresent() == name.isPresent()) {
      throw new IllegalArgumentException(
          file.isPresent()
              ? "default-env-name and default-env-file are both configured"
              : "the deployment names no environment: give withEnvName or withEnvFile, or configure"
                  + " default-env-name");
    }
    return new Deployment(hosts, file.orElse(null), name.orElse(null), user, vlan, otherOptions);
  }

  /** The words of the command line that deploys on some of the hosts, by their names. */
  List<String> words(G5kSettings settings, Collection<String> names) {
    Deployment whole = complete(settings);
    var words = new ArrayList<String>();
    words.addAll(ShellWords.split(settings.get(G5kKeys.KADEPLOY3)));
    words.addAll(settings.get(G5kKeys.KADEPLOY3_OPTIONS));
    add(words, "-e", whole.envName);
    add(words, "-a", whole.envFile);
    add(words, "-u", user);
    add(words, "--vlan", vlan == null ? null : vlan.toString());
    words.addAll(otherOptions);
    names.forEach(name -> add(words, "-m", name));
    return words;
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }
}
