package execo.g5k.api;

import execo.config.Secret;
import execo.log.Log;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The desktop's keyring, through {@code secret-tool} of libsecret where that is installed. The
 * attributes {@code service grid5000_api} and {@code username} are those under which execo for
 * Python keeps the password. Passwords go through pipes, never through arguments.
 */
final class Keyring {
  private static final Log LOG = Log.program();

  /** A person may have to unlock the keyring first. */
  private static final long SECONDS = 60;

  private final @Nullable Path program;

  /** The keyring whose program is found by the {@code PATH} of an environment. */
  Keyring(Map<String, String> environment) {
    program = find(environment.getOrDefault("PATH", ""));
  }

  private static @Nullable Path find(String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        Path candidate = Path.of(folder, "secret-tool");
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return candidate;
        }
      }
    }
    return null;
  }

  boolean available() {
    return program != null;
  }

  /** The password that is kept for a user. */
  Optional<Secret> password(String user) {
    String found = run(List.of("lookup"), user, null);
    String line = found == null ? "" : found.replaceFirst("\\R$", "");
    return line.isEmpty() ? Optional.empty() : Optional.of(new Secret(line));
  }

  /** Keeps a password; that it could not is a warning. */
  void keep(String user, Secret password) {
    if (run(List.of("store", "--label=Grid'5000 API"), user, password) == null) {
      LOG.warn("the keyring did not take the password of " + user);
    }
  }

  /** What the program prints, or null if it fails, as when nothing is found. */
  private @Nullable String run(List<String> verb, String user, @Nullable Secret input) {
    Path found = program;
    if (found == null) {
      return null;
    }
    var command = new ArrayList<String>();
    command.add(found.toString());
    command.addAll(verb);
    command.addAll(List.of("service", "grid5000_api", "username", user));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (OutputStream stdin = process.getOutputStream()) {
        if (input != null) {
          stdin.write(input.reveal().getBytes(StandardCharsets.UTF_8));
        }
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        LOG.warn("secret-tool did not answer within " + SECONDS + " s");
        return null;
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? text : null;
    } catch (IOException e) {
      LOG.detail("secret-tool cannot be used: " + e);
      return null;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
