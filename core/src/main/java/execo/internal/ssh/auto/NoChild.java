package execo.internal.ssh.auto;

import execo.spi.Child;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A child that was never made and never will be. Thread-safe. */
final class NoChild implements Child {
  @Override
  public boolean signal(int signal) {
    return false;
  }

  @Override
  public boolean signalTree(int signal) {
    return false;
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return CompletableFuture.failedFuture(new IOException("it has ended"));
  }

  @Override
  public void closeStdin() {}

  @Override
  public void hangUp() {}

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}
}
