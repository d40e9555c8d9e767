package execo.log;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A time in which a person types something secret, and the terminal does not show it. Whatever ends
 * the program meanwhile, the terminal shows again what is typed; who halts the JVM calls {@link
 * #showAgain} before. Thread-safe.
 */
public final class HiddenInput implements AutoCloseable {
  /** The terminal that this program was started from, where there is one. */
  public static final File TERMINAL = new File("/dev/tty");

  private static final long PATIENCE_SECONDS = 1;
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static boolean prepared;

  private HiddenInput() {}

  /**
   * Begins it. What is typed is still shown; {@link #hide} changes that, or a console that does it
   * by itself.
   *
   * @throws IllegalStateException if the program is about to end
   */
  public static HiddenInput begin() {
    prepare();
    OPEN.incrementAndGet();
    return new HiddenInput();
  }

  private static synchronized void prepare() {
    if (!prepared) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(HiddenInput::showAgain, "execo-terminal at exit"));
      prepared = true;
    }
  }

  /**
   * Has the terminal show nothing of what is typed.
   *
   * @throws IOException if it cannot be told so
   */
  public void hide() throws IOException {
    if (!stty("-echo")) {
      throw new IOException("stty cannot hide what is typed");
    }
  }

  /** Has the terminal show what is typed if it may be hidden now; takes a second at most. */
  public static void showAgain() {
    if (OPEN.get() > 0) {
      show();
    }
  }

  @Override
  public void close() {
    OPEN.decrementAndGet();
    show();
  }

  private static void show() {
    try {
      stty("echo");
    } catch (IOException e) {
      // without a terminal, or without stty, nothing was hidden
    }
  }

  private static boolean stty(String mode) throws IOException {
    var process =
        new ProcessBuilder("stty", mode)
            .redirectInput(TERMINAL)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
