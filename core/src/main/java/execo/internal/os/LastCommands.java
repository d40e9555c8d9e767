package execo.internal.os;

import execo.internal.shell.ShellWords;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The commands that the {@link Guard} runs when this program has ended: a script each, in a
 * directory that only this user can enter. Thread-safe.
 */
public final class LastCommands {
  private static final AtomicLong NUMBER = new AtomicLong();

  private LastCommands() {}

  /**
   * Keeps a command until it is {@linkplain #withdraw withdrawn}.
   *
   * @return the place of its script
   * @throws IOException if no guard can be started, or the script cannot be written
   */
  public static Path keep(List<String> argv) throws IOException {
    return write(directory().resolve("command-" + NUMBER.incrementAndGet()), argv);
  }

  /** Keeps another command in the place of one. */
  public static void replace(Path place, List<String> argv) throws IOException {
    write(place, argv);
  }

  /** Forgets the command in a place. */
  public static void withdraw(Path place) throws IOException {
    Files.deleteIfExists(place);
  }

  /** Whole or not at all: the guard may read it at any moment. */
  private static Path write(Path place, List<String> argv) throws IOException {
    Path fresh = Files.createTempFile(place.toAbsolutePath().getParent(), ".new-", "");
    Files.writeString(fresh, "exec " + ShellWords.quote(argv) + "\n");
    return Files.move(
        fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static synchronized Path directory() throws IOException {
    Path directory = Guard.lastCommands();
    return Files.createDirectories(directory == null ? started() : directory);
  }

  /** The guard comes with a child. */
  private static Path started() throws IOException {
    Guard.demand();
    var ended = new CompletableFuture<@Nullable String>();
    ProcessEngines.system()
        .spawn(
            new SpawnRequest(
                List.of("/bin/sh", "-c", ":"), System.getenv(), null, false, false, true),
            new End(ended));
    try {
      ended.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the guard was started", e);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IOException("the guard was not started: " + e.getMessage(), e);
    }
    Path directory = Guard.lastCommands();
    if (directory == null) {
      throw new IOException(Guard.fault().orElse("the guard was not started"));
    }
    return directory;
  }

  private record End(CompletableFuture<@Nullable String> ended) implements ChildListener {
    @Override
    public void started(long pid) {}

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {}

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {}

    @Override
    public void ended(ExitStatus status) {
      ended.complete(null);
    }

    @Override
    public void failed(String reason) {
      ended.completeExceptionally(new IOException(reason));
    }
  }
}
