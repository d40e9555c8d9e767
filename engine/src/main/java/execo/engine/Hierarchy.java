package execo.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** The classes of an engine, from the one that extends {@link Engine} itself down to its own. */
final class Hierarchy {
  private Hierarchy() {}

  /** Whether a class has a part of its own in a step. */
  static boolean has(Engine engine, String step) {
    return classes(engine).stream().anyMatch(type -> part(type, step).isPresent());
  }

  /** Calls the part that each class itself declares of a step, ancestors first. */
  static void call(Engine engine, String step) throws Throwable {
    for (var type : classes(engine)) {
      if (part(type, step).isPresent()) {
        MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .findSpecial(type, step, MethodType.methodType(void.class), type)
            .invoke(engine);
      }
    }
  }

  private static Deque<Class<?>> classes(Engine engine) {
    var classes = new ArrayDeque<Class<?>>();
    for (Class<?> type = engine.getClass(); type != Engine.class; type = type.getSuperclass()) {
      classes.addFirst(type);
    }
    return classes;
  }

  private static Optional<Method> part(Class<?> type, String step) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals(step) && m.getParameterCount() == 0)
        .filter(m -> !Modifier.isAbstract(m.getModifiers()) && !m.isBridge())
        .findFirst();
  }
}
