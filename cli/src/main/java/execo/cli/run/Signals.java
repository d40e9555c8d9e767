package execo.cli.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The signals by which a user or a system asks the command to stop.
 *
 * <p>The JDK has no supported way to tell them apart, so this uses {@code sun.misc.Signal}, by
 * reflection because javac warns of each mention of it.
 */
enum Signals {
  HUP(129),
  INT(130),
  TERM(143);

  private final int exitCode;

  Signals(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a program ends with that this signal ended. */
  int exitCode() {
    return exitCode;
  }

  /**
   * Has each of these signals told to a consumer, on a thread of its own, in place of ending the
   * program. One that is ignored, as HUP under nohup, stays so.
   */
  static void tell(Consumer<Signals> consumer) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      var handle = signal.getMethod("handle", signal, handler);
      Object ignore = handler.getField("SIG_IGN").get(null);
      for (Signals each : values()) {
        Object told =
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, arguments) -> each.invoke(consumer, proxy, method.getName()));
        Object name = signal.getConstructor(String.class).newInstance(each.name());
        Object before = handle.invoke(null, name, told);
        if (ignore.equals(before)) {
          handle.invoke(null, name, ignore);
        }
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("signals cannot be handled: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be handled: " + e, e);
    }
  }

  private @Nullable Object invoke(Consumer<Signals> consumer, Object proxy, String method) {
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
