package execo.testbed.grid5000.internal.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where things are in the directory of a stand-in. Names of machines, sites and users become parts
 * of paths here; what could lead elsewhere is an {@link IllegalArgumentException}.
 *
 * @param directory the directory
 */
public record Places(Path directory) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,250}");

  /** The tools of frontends and nodes. */
  public Path bin() {
    return directory.resolve("bin");
  }

  /** The tools that only nodes have. */
  public Path nodeBin() {
    return directory.resolve("node-bin");
  }

  /** Where calls of tools arrive. */
  public Path calls() {
    return directory.resolve("calls");
  }

  /** The configuration for ssh by which all machines are found. */
  public Path sshConfig() {
    return directory.resolve("ssh_config");
  }

  /** What belongs to a machine. */
  public Path machine(String name) {
    return directory.resolve("machines").resolve(checked(name));
  }

  /** The home of a user, the same on all machines of a site. */
  public Path home(String site, String user) {
    return made(site(site).resolve("home").resolve(checked(user)));
  }

  /** The home of root on a deployed node. */
  public Path rootHome(String machine) {
    return made(machine(machine).resolve("root"));
  }

  /** What belongs to a job. */
  public Path job(String site, int id) {
    return site(site).resolve("jobs").resolve(Integer.toString(id));
  }

  private Path site(String name) {
    return directory.resolve("sites").resolve(checked(name));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a machine, site or user: '" + name + "'");
    }
    return name;
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
