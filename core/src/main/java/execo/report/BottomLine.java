package execo.report;

import execo.internal.os.linux.TerminalSize;
import execo.log.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line below all that the program prints, on the terminal that is standard error.
 *
 * <p>While it is taken, {@code System.out} and {@code System.err} are streams that take the line
 * away before they print, so that the two never mix; it comes again once what was printed has ended
 * with a newline. Thread-safe.
 */
final class BottomLine implements AutoCloseable {
  private static final AtomicBoolean TAKEN = new AtomicBoolean();
  private static final int USUAL_WIDTH = 80;
  private static final long DRAWN_AGAIN_NANOS = 100_000_000;
  private static final String ERASE = "\033[K";

  private final PrintStream out;
  private final PrintStream err;
  private final PrintStream outAbove;
  private final PrintStream errAbove;
  private final Thread atExit = new Thread(this::hide, "execo-progress-end");
  private String text = "";
  private boolean visible;
  private boolean atLineStart = true;
  private long drawn;

  /** A line below what these streams print; standard output too if it is the same terminal. */
  BottomLine(PrintStream out, boolean outIsTerminal, PrintStream err) {
    this.out = out;
    this.err = err;
    outAbove = outIsTerminal ? above(out) : out;
    errAbove = above(err);
  }

  /** Takes the line of the program's terminal, if there is one that nobody has taken. */
  static Optional<BottomLine> take() {
    if (!Terminal.redraws() || !TAKEN.compareAndSet(false, true)) {
      return Optional.empty();
    }
    var line = new BottomLine(System.out, Terminal.stdout(), System.err);
    System.setOut(line.outAbove);
    System.setErr(line.errAbove);
    Runtime.getRuntime().addShutdownHook(line.atExit);
    return Optional.of(line);
  }

  /** How much room there is on it. */
  static int width() {
    return TerminalSize.columns(2).orElse(USUAL_WIDTH) - 1;
  }

  /** Whether it can show a character that is not in ASCII. */
  boolean canShow(char character) {
    return err.charset().newEncoder().canEncode(character);
  }

  /** Shows a text that fits on one line. */
  synchronized void show(String text) {
    this.text = text;
    draw();
  }

  /** Takes it away. */
  synchronized void hide() {
    text = "";
    erase();
  }

  /** What prints above the line on standard output. */
  PrintStream out() {
    return outAbove;
  }

  /** What prints above the line on standard error. */
  PrintStream err() {
    return errAbove;
  }

  @Override
  public void close() {
    hide();
    if (System.out == outAbove) {
      System.setOut(out);
    }
    if (System.err == errAbove) {
      System.setErr(err);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the program is about to end: the hook has run or will, and finds nothing to do
    }
    TAKEN.set(false);
  }

  /** The cursor stays at the line's beginning, so that other programs write over it. */
  private void draw() {
    if (atLineStart && !text.isEmpty()) {
      write(text + ERASE + "\r");
      visible = true;
      drawn = System.nanoTime();
    }
  }

  private void erase() {
    if (visible) {
      write(ERASE);
      visible = false;
    }
  }

  private void write(String codes) {
    err.print(codes);
    err.flush();
  }

  private PrintStream above(PrintStream target) {
    return new PrintStream(new Above(target), true, target.charset());
  }

  private final class Above extends OutputStream {
    private final PrintStream target;

    Above(PrintStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      synchronized (BottomLine.this) {
        erase();
        target.write(bytes, offset, length);
        if (target.checkError()) {
          throw new IOException("nobody reads what is printed");
        }
        atLineStart = bytes[offset + length - 1] == '\n';
        if (System.nanoTime() - drawn > DRAWN_AGAIN_NANOS) {
          draw();
        }
      }
    }
  }
}
