package execo.cli.script;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.slf4j.LoggerFactory;

/**
 * Compiled programs on disk, a directory with one jar for each. Several JVMs may use it at the same
 * time; what is damaged or cannot be written counts as absent. Programs that were compiled more
 * than 30 days ago are removed when another one is stored.
 */
public final class ScriptCache {
  private static final String JAR = "program.jar";
  private static final Duration KEPT = Duration.ofDays(30);

  private final Path directory;

  /**
   * A cache in a directory, which is made, for its owner only, when something is stored.
   *
   * @param directory where the programs are
   */
  public ScriptCache(Path directory) {
    this.directory = directory;
  }

  /** The user's own cache: {@code execo/scripts} in {@code XDG_CACHE_HOME} or {@code ~/.cache}. */
  public static ScriptCache ofUser() {
    return new ScriptCache(directory(System.getenv(), System.getProperty("user.home")));
  }

  /**
   * Where a user's cache is. A relative {@code XDG_CACHE_HOME} is ignored, as its standard says.
   */
  static Path directory(Map<String, String> environment, String home) {
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = named.startsWith(File.separator) ? Path.of(named) : Path.of(home, ".cache");
    return caches.resolve("execo").resolve("scripts");
  }

  /** The program stored under a key, if it is there and belongs to this user. */
  Optional<CompiledScript> find(String key) {
    Path jar = directory.resolve(key).resolve(JAR);
    try {
      if (!Files.exists(jar) || !trusted()) {
        return Optional.empty();
      }
      return read(jar);
    } catch (IOException e) {
      LoggerFactory.getLogger(ScriptCache.class).debug("cannot read {}: compiling again", jar, e);
      return Optional.empty();
    }
  }

  /** Stores a program under a key. A cache that cannot be written only costs time. */
  void store(String key, CompiledScript script) {
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(directory, ownerOnly);
      if (!trusted()) {
        return;
      }
      removeOld();
      Path place = Files.createDirectories(directory.resolve(key), ownerOnly);
      Path draft = Files.createTempFile(place, "new", ".jar");
      try {
        write(draft, script);
        Files.move(draft, place.resolve(JAR), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(ScriptCache.class).debug("cannot write to {}", directory, e);
    }
  }

  /** Nobody else may put classes where we would run them. */
  private boolean trusted() throws IOException {
    String self = System.getProperty("user.name");
    return Files.getOwner(directory).getName().equals(self)
        && Files.getPosixFilePermissions(directory).stream()
            .noneMatch(p -> p.name().equals("GROUP_WRITE") || p.name().equals("OTHERS_WRITE"));
  }

  private void removeOld() throws IOException {
    var limit = FileTime.from(Instant.now().minus(KEPT));
    try (var places = Files.newDirectoryStream(directory)) {
      for (Path place : places) {
        Path jar = place.resolve(JAR);
        if (Files.exists(jar) && Files.getLastModifiedTime(jar).compareTo(limit) < 0) {
          Files.deleteIfExists(jar);
          Files.deleteIfExists(place);
        }
      }
    }
  }

  private static Optional<CompiledScript> read(Path file) throws IOException {
    var classes = new TreeMap<String, byte[]>();
    try (var jar = new JarInputStream(Files.newInputStream(file), false)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return Optional.empty();
      }
      for (JarEntry e = jar.getNextJarEntry(); e != null; e = jar.getNextJarEntry()) {
        String name = e.getName();
        classes.put(
            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
            jar.readAllBytes());
      }
      String mainClass = manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      return mainClass != null && classes.containsKey(mainClass)
          ? Optional.of(new CompiledScript(mainClass, classes))
          : Optional.empty();
    }
  }

  private static void write(Path file, CompiledScript script) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, script.mainClass());
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (var entry : new TreeMap<>(script.classes()).entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey().replace('.', '/') + ".class"));
        jar.write(entry.getValue());
      }
    }
  }
}
