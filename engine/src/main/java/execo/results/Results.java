package execo.results;

import execo.internal.sweep.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which an experiment appends its results, and that a person can read.
 *
 * <p>Its name says what it is: {@code .yaml} and {@code .yml} hold a list, an entry a line, {@code
 * .jsonl} and {@code .ndjson} a JSON object a line. When {@link #append} returns, the entry is
 * whole on the disk and survives a power cut; threads and processes, also on machines that share
 * the file over NFS, may append to one file. Nothing is kept open in between.
 *
 * {@snippet :
 * var results = new Results("results.yaml");
 * results.append(Map.of("params", combination, "bw", 9.41e9));
 * double mean = Results.read("results.yaml").where("cc", "reno").summary("bw").mean();
 * }
 *
 * <p>Values are null, booleans, numbers, text, and lists and maps of these. Thread-safe.
 */
public final class Results {
  private static final Logger LOG = LoggerFactory.getLogger("execo.results");

  private final Path path;
  private final Format format;

  /**
   * The results in a file, which the first {@link #append} makes if it is not there.
   *
   * @throws IllegalArgumentException if its name does not say what it holds
   */
  public Results(Path path) {
    this.path = path;
    format = Format.of(path);
  }

  /** {@link #Results(Path)} */
  public Results(String path) {
    this(Path.of(path));
  }

  /** Where they are. */
  public Path path() {
    return path;
  }

  /**
   * Appends an entry.
   *
   * @throws IllegalArgumentException if a value is of a type that cannot be kept
   * @throws UncheckedIOException if it could not be saved; the file is then as it was
   */
  public Results append(Map<String, ?> entry) {
    var text = format.write(Row.normal(entry));
    try {
      Appender.append(path, format, text);
    } catch (IOException e) {
      var message = path + ": not saved: " + text.strip() + ": " + Failures.reason(e);
      throw new UncheckedIOException(message, new IOException(message, e));
    }
    return this;
  }

  /**
   * Appends what a record holds, under the names of its components; enums become text, records in
   * it maps.
   *
   * @throws IllegalArgumentException if a value is of a type that cannot be kept
   * @throws UncheckedIOException if it could not be saved; the file is then as it was
   */
  public Results append(Record entry) {
    return append(Records.toMap(entry));
  }

  /**
   * What the file holds now. A last entry that was not written to its end, as a crash leaves it, is
   * left out, with a warning in the log.
   *
   * @throws MalformedResultsException if an entry cannot be understood; the message names the file
   *     and the line
   * @throws UncheckedIOException if the file cannot be read
   */
  public Rows read() {
    var entries = load();
    if (!entries.problems().isEmpty()) {
      throw new MalformedResultsException(entries.problems());
    }
    return entries.rows();
  }

  /**
   * What of the file can be understood.
   *
   * @param problems is told of each entry that cannot, with the file and the line
   * @throws UncheckedIOException if the file cannot be read
   */
  public Rows read(Consumer<? super String> problems) {
    var entries = load();
    entries.problems().forEach(problems);
    return entries.rows();
  }

  /** {@link #read()} of the results in a file. */
  public static Rows read(Path path) {
    return new Results(path).read();
  }

  /** {@link #read()} of the results in a file. */
  public static Rows read(String path) {
    return read(Path.of(path));
  }

  private Entries load() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      var message = "no results can be read: " + Failures.reason(e);
      throw new UncheckedIOException(message, new IOException(message, e));
    }
    var entries = Entries.read(path, format, bytes);
    List<String> torn = entries.torn();
    torn.forEach(LOG::warn);
    return entries;
  }

  @Override
  public String toString() {
    return "Results(" + path + ")";
  }
}
