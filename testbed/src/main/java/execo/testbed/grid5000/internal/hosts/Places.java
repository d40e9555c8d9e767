package execo.testbed.grid5000.internal.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in the directory of a stand-in.
 *
 * @param directory the directory
 */
public record Places(Path directory) {
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
    return directory.resolve("machines").resolve(name);
  }

  /** The home of a user, the same on all machines of a site. */
  public Path home(String site, String user) {
    return made(directory.resolve("sites").resolve(site).resolve("home").resolve(user));
  }

  /** The home of root on a deployed node. */
  public Path rootHome(String machine) {
    return made(machine(machine).resolve("root"));
  }

  /** What belongs to a job. */
  public Path job(String site, int id) {
    return directory.resolve("sites").resolve(site).resolve("jobs").resolve(Integer.toString(id));
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
