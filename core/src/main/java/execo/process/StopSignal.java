package execo.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The signals by which a user or a system asks this program to stop.
 *
 * <p>The JDK has no supported way to tell them apart, so this uses {@code sun.misc.Signal}, by
 * reflection because javac warns of each mention of it.
 */
public enum StopSignal {
  /** The terminal is gone. */
  HUP(129),
  /** Ctrl-C. */
  INT(130),
  /** What {@code kill} sends. */
  TERM(143);

  private final int exitCode;

  StopSignal(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a program ends with that this signal ended: 128 and its number. */
  public int exitCode() {
    return exitCode;
  }

  /** The program's way of being told of signals. */
  public interface Listening extends AutoCloseable {
    /** Has signals do what they did before. */
    @Override
    void close();
  }

  /**
   * Has each of these signals told to a consumer, on a thread of its own, in place of ending the
   * program. One that is ignored, as HUP under nohup, stays so.
   *
   * @throws IllegalStateException if this JVM does not allow it, as with {@code -Xrs}
   */
  public static Listening tell(Consumer<StopSignal> consumer) {
    try {
      return listen(consumer);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("signals cannot be handled: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be handled: " + e, e);
    }
  }

  private static Listening listen(Consumer<StopSignal> consumer)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    var handle = signal.getMethod("handle", signal, handler);
    var ignore = handler.getField("SIG_IGN").get(null);
    Map<StopSignal, Object> before = new EnumMap<>(StopSignal.class);
    for (var each : values()) {
      Object told =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> each.invoke(consumer, proxy, method.getName()));
      Object name = signal.getConstructor(String.class).newInstance(each.name());
      var former = handle.invoke(null, name, told);
      if (ignore.equals(former)) {
        handle.invoke(null, name, ignore);
      } else {
        before.put(each, former);
      }
    }
    return () -> before.forEach((each, former) -> restore(signal, handle, each, former));
  }

  private static void restore(Class<?> signal, Method handle, StopSignal each, Object former) {
    try {
      handle.invoke(null, signal.getConstructor(String.class).newInstance(each.name()), former);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be handled: " + e, e);
    }
  }

  private @Nullable Object invoke(Consumer<StopSignal> consumer, Object proxy, String method) {
    return switch (method) {
      case "handle" -> {
        consumer.accept(this);
        yield null;
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> false;
      default -> name();
    };
  }
}
