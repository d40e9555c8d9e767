package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.site.GridSite;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A call of a tool: a process that waits for its exit code, and whose arguments, environment and
 * open files are read from {@code /proc}. What is needed of it is read at once: as with the tools
 * of a real frontend, which are another user's, who kills the caller does not end what was begun.
 */
final class Call implements AutoCloseable {
  private static final int STDIN = 8;
  private static final int REPLY = 9;

  private final Path process;
  private final Path directory;
  private final List<String> words;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, GridSite> sites;
  private final OutputStream out;
  private final OutputStream err;
  private final CompletableFuture<?> gone;

  /** Takes up a call. */
  Call(long pid, Map<String, GridSite> sites) throws IOException {
    this.sites = sites;
    process = Path.of("/proc/" + pid);
    directory = Files.readSymbolicLink(process.resolve("cwd"));
    words = strings("cmdline");
    for (var variable : strings("environ")) {
      var equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    gone =
        ProcessHandle.of(pid)
            .map(ProcessHandle::onExit)
            .orElseThrow(() -> new IOException("the caller is gone"));
    out = open(1, file -> new FileOutputStream(file, true));
    err = open(2, file -> new FileOutputStream(file, true));
  }

  /** How a file is opened. */
  @FunctionalInterface
  private interface Opener<T> {
    T open(File file) throws IOException;
  }

  /** Opens a file that the caller has open; to wait for the other end of a pipe would not do. */
  private <T> T open(int number, Opener<T> opener) throws IOException {
    var link = process.resolve("fd/" + number);
    if (!Files.readSymbolicLink(link).toString().startsWith("pipe:")) {
      return opener.open(link.toFile());
    }
    try (var _ = new RandomAccessFile(link.toFile(), "rw")) {
      return opener.open(link.toFile());
    }
  }

  private List<String> strings(String file) throws IOException {
    var text = Files.readString(process.resolve(file), StandardCharsets.UTF_8);
    var all = new ArrayList<>(List.of(text.split("\0", -1)));
    all.removeLast();
    return all;
  }

  /** The name of the tool. */
  String tool() {
    return Path.of(words.get(1)).getFileName().toString();
  }

  /** Its arguments. */
  List<String> arguments() {
    return words.subList(2, words.size());
  }

  /** Who calls. */
  String user() {
    return variable("STANDIN_USER");
  }

  /** The site where it is called. */
  GridSite site() throws ToolException {
    var site = sites.get(variable("STANDIN_SITE"));
    if (site == null) {
      throw new ToolException(126, "", "STANDIN_SITE is not set to a site of the stand-in\n");
    }
    return site;
  }

  /** All sites by their names. */
  Map<String, GridSite> sites() {
    return sites;
  }

  /** A variable of the caller's environment, empty if it is not set. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** Where it is called. */
  Path directory() {
    return directory;
  }

  /** A file of the caller; - is its stdin. */
  String read(String name) throws IOException {
    if (name.equals("-")) {
      try (InputStream in = open(STDIN, FileInputStream::new)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    return Files.readString(file(name));
  }

  /** The place of a file of the caller. */
  Path file(String name) {
    return directory().resolve(name);
  }

  /** Prints to its stdout. */
  void out(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Prints to its stderr. */
  void err(String text) throws IOException {
    err.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Completed when the caller is gone. */
  CompletableFuture<?> gone() {
    return gone;
  }

  /** Ends the call: with an exit code, or with an exclamation mark and what is to run instead. */
  void answer(String text) throws IOException {
    close();
    try (var reply = new FileOutputStream(process.resolve("fd/" + REPLY).toFile())) {
      reply.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    err.close();
  }
}
