package execo.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where what this program prints goes: {@code System.out}, {@code System.err} and, with it, the log
 * of the {@code execo} command. Files are appended to; new ones can be read by their owner only,
 * since secrets may be printed. A file that cannot take more, as on a full disk, is told once on
 * the standard error of before, and the program goes on. Closing this sends the outputs where they
 * went before. Meanwhile they count as no terminals: no colours, no line of progress. What is
 * printed past Java, such as by a child that inherited an output, is not taken.
 *
 * {@snippet :
 * try (var _ = Outputs.copyOutputs(Path.of("stdout"), Path.of("stderr"))) {
 *   IO.println("to the terminal, and to a file");
 * }
 * }
 */
public final class Outputs implements AutoCloseable {
  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;
  private final PrintStream out;
  private final PrintStream err;

  private final Map<String, Optional<String>> propertiesBefore = new HashMap<>();

  private Outputs(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
    for (var name : List.of("execo.stdout.terminal", "execo.stderr.terminal")) {
      propertiesBefore.put(name, Optional.ofNullable(System.setProperty(name, "false")));
    }
    outBefore.flush();
    errBefore.flush();
    System.setOut(out);
    System.setErr(err);
  }

  /**
   * Sends both outputs to files; the same file may be given twice.
   *
   * @throws UncheckedIOException if a file cannot be opened; then the outputs stay as they were
   */
  public static Outputs redirectOutputs(Path stdout, Path stderr) {
    return to(stdout, stderr, false);
  }

  /**
   * Sends both outputs to files as well; the same file may be given twice.
   *
   * @throws UncheckedIOException as {@link #redirectOutputs}
   */
  public static Outputs copyOutputs(Path stdout, Path stderr) {
    return to(stdout, stderr, true);
  }

  private static Outputs to(Path stdout, Path stderr, boolean copy) {
    try {
      var out = new KeptOutput(stdout, System.err);
      try {
        boolean merged = stdout.toAbsolutePath().equals(stderr.toAbsolutePath());
        var err = merged ? out : new KeptOutput(stderr, System.err);
        return copy
            ? new Outputs(
                print(new Tee(System.out, out), System.out),
                print(new Tee(System.err, err), System.err))
            : new Outputs(print(out, System.out), print(err, System.err));
      } catch (IOException e) {
        out.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be kept: " + e.getMessage(), e);
    }
  }

  private static PrintStream print(OutputStream to, PrintStream like) {
    return new PrintStream(to, true, like.charset());
  }

  /** Writes to both. */
  private static final class Tee extends OutputStream {
    private final OutputStream screen;
    private final OutputStream file;

    Tee(OutputStream screen, OutputStream file) {
      this.screen = screen;
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      screen.write(bytes, from, length);
      file.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      screen.flush();
      file.flush();
    }

    @Override
    public void close() throws IOException {
      screen.flush();
      file.close();
    }
  }

  /** Sends the outputs where they went before, and closes the files. */
  @Override
  public void close() {
    if (out.equals(System.out)) {
      System.setOut(outBefore);
    }
    if (err.equals(System.err)) {
      System.setErr(errBefore);
    }
    propertiesBefore.forEach((name, before) ->
        before.ifPresentOrElse(
            value -> System.setProperty(name, value), () -> System.clearProperty(name)));
    out.close();
    err.close();
  }
}
