package execo.internal.os.jdk;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.spi.Child;
import execo.spi.ChildListener;

/**
 * The engine that starts children with {@link ProcessBuilder} and serves each on virtual threads.
 * It has no pseudo-terminals, children share this program's session, and a script without {@code
 * #!} is given to the shell.
 */
public final class JdkEngine implements ProcessEngine {
  /** The engine's name. */
  public static final String NAME = "jdk";

  @Override
  public Child spawn(SpawnRequest request, ChildListener listener) {
    JdkChild child = new JdkChild(request, listener);
    Thread.ofVirtual().name("execo-child").start(child);
    return child;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supportsPty() {
    return false;
  }
}
