package execo.cli.script;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A program in one Java file, compact source files included, ready to run in this JVM with the
 * class path of this JVM.
 */
public final class Script {
  private final MainMethod main;
  private final ClassLoader loader;

  private Script(MainMethod main, ClassLoader loader) {
    this.main = main;
    this.loader = loader;
  }

  /**
   * Compiles a program, or takes it from the cache if the same was compiled before by the same Java
   * and the same build of Execo.
   *
   * @param file the source, UTF-8
   * @param cache where compiled programs are kept
   * @param version Execo's version
   * @throws IOException if the file cannot be read
   * @throws ScriptException if it does not compile, or has no main method
   */
  public static Script load(Path file, ScriptCache cache, String version)
      throws IOException, ScriptException {
    byte[] source = Files.readAllBytes(file);
    String key = key(file, source, version);
    Optional<CompiledScript> kept = cache.find(key);
    CompiledScript compiled;
    if (kept.isPresent()) {
      compiled = kept.get();
    } else {
      compiled = ScriptCompiler.compile(file, source);
      cache.store(key, compiled);
    }
    var loader = new ScriptLoader(file, compiled, ClassLoader.getSystemClassLoader());
    try {
      Class<?> type = Class.forName(compiled.mainClass(), false, loader);
      return new Script(MainMethod.of(type), loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the compiler lost " + compiled.mainClass(), e);
    }
  }

  /**
   * Runs the program's main method in this thread.
   *
   * @param arguments what it gets
   * @throws Throwable what it lets escape, as if the Java launcher had started it
   */
  public void run(List<String> arguments) throws Throwable {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      main.invoke(arguments.toArray(String[]::new));
    } catch (Throwable thrown) {
      LauncherFrames.trim(thrown);
      throw thrown;
    }
  }

  private static String key(Path file, byte[] source, String version) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    add(digest, version);
    add(digest, Runtime.version().toString());
    add(digest, String.valueOf(file.getFileName()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      add(digest, entry);
      if (Files.exists(jar)) {
        add(digest, Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
      }
    }
    return HexFormat.of().formatHex(digest.digest(source));
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
