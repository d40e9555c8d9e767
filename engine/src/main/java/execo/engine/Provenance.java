package execo.engine;

import execo.config.Configuration;
import execo.internal.sweep.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How the results in a directory came about: {@code provenance.json}, a list of the runs that
 * worked on it. A run is written when it begins, and again, with its end and exit code, when it
 * ends. The file, which only its owner can read at first, is replaced at once; a lock keeps runs on
 * one directory from replacing each other's entries. Not thread-safe.
 */
final class Provenance {
  static final String FILE = "provenance.json";
  private static final String LOCK = ".provenance.lock";

  private final Path directory;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, @Nullable Object> run = new LinkedHashMap<>();

  private Provenance(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes that a run begins.
   *
   * @param arguments the command line, without secrets
   */
  static Provenance begin(Path directory, Engine engine, List<String> arguments)
      throws IOException {
    var provenance = new Provenance(directory);
    var source = Source.of(engine.getClass());
    var run = provenance.run;
    run.put("id", provenance.id);
    run.put("begin", now());
    run.put("end", null);
    run.put("exit", null);
    run.put("experiment", engine.getClass().getName());
    run.put("command", source.isFile() ? source.path().toString() : engine.getClass().getName());
    run.put("arguments", arguments);
    run.put("directory", Path.of("").toAbsolutePath().toString());
    run.put("source", SourceState.of(source).toMap());
    run.put("execo", EngineVersion.execo());
    run.put("java", Runtime.version() + " (" + System.getProperty("java.vm.name") + ")");
    run.put(
        "os",
        "%s %s (%s)"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    run.put("host", host());
    run.put("user", System.getProperty("user.name"));
    run.put("pid", ProcessHandle.current().pid());
    run.put(
        "configuration",
        Configuration.current()
            .text()
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
            .map(Secrets::leftOut)
            .toList());
    provenance.write();
    return provenance;
  }

  /** Writes that it ends. */
  void end(int exitCode) throws IOException {
    run.put("end", now());
    run.put("exit", exitCode);
    write();
  }

  private static String now() {
    return ZonedDateTime.ofInstant(
            Instant.now().truncatedTo(ChronoUnit.MILLIS), ZoneId.systemDefault())
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private void write() throws IOException {
    try (var lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      var runs = new ArrayList<@Nullable Object>(read());
      runs.removeIf(other -> other instanceof Map<?, ?> map && id.equals(map.get("id")));
      runs.add(run);
      var text = new StringBuilder();
      write(text, runs, "\n");
      replace(text.append('\n').toString());
    }
  }

  private List<?> read() throws IOException {
    var file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Values.read(Files.readString(file)) instanceof List<?> runs) {
        return runs;
      }
    } catch (JacksonException | IllegalStateException e) {
      throw new IOException(file + " is no JSON; mend it or move it away", e);
    }
    throw new IOException(file + " is no list of runs; mend it or move it away");
  }

  private void replace(String text) throws IOException {
    var file = directory.resolve(FILE);
    var fresh = directory.resolve(FILE + ".new");
    Files.deleteIfExists(fresh);
    OwnersFile.make(fresh);
    if (Files.exists(file)) {
      OwnersFile.allowAs(file, fresh);
    }
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Appends JSON, with maps and lists of maps over several lines. */
  private static void write(StringBuilder out, @Nullable Object value, String newline) {
    var inner = newline + "  ";
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        var separator = "{";
        for (var entry : map.entrySet()) {
          Values.write(out.append(separator).append(inner), String.valueOf(entry.getKey()));
          write(out.append(": "), entry.getValue(), inner);
          separator = ",";
        }
        out.append(newline).append('}');
      }
      case List<?> list when !list.isEmpty() -> {
        var separator = "[";
        for (var element : list) {
          write(out.append(separator).append(inner), element, inner);
          separator = ",";
        }
        out.append(newline).append(']');
      }
      case null -> out.append("null");
      default -> Values.write(out, Values.normal(value));
    }
  }
}
