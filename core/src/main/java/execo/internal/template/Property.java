package execo.internal.template;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a property of an object by its name. */
final class Property {
  private Property() {}

  /**
   * The key of a map, or what the public method {@code name()}, {@code getName()} or {@code
   * isName()} returns; record components are such methods.
   *
   * @throws IllegalArgumentException if there is none or it throws
   */
  static @Nullable Object of(String source, Object element, String name) {
    if (element instanceof Map<?, ?> map) {
      if (!map.containsKey(name)) {
        throw unknown(source, element, name, "its keys are " + map.keySet());
      }
      return map.get(name);
    }
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String methodName : new String[] {name, "get" + capital, "is" + capital}) {
      Method method = method(element.getClass(), methodName);
      if (method != null) {
        return call(source, element, method);
      }
    }
    throw unknown(
        source,
        element,
        name,
        "neither a record component nor a public method %s(), get%s() or is%s()"
            .formatted(name, capital, capital));
  }

  /** A public method that can be called, looked for in the class and all that it extends. */
  private static @Nullable Method method(Class<?> type, String name) {
    var types = new ArrayDeque<Class<?>>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      types.add(each);
    }
    while (!types.isEmpty()) {
      Class<?> each = types.remove();
      if (each != Object.class) {
        for (Method method : each.getDeclaredMethods()) {
          if (isProperty(method, name) && method.trySetAccessible()) {
            return method;
          }
        }
      }
      types.addAll(Arrays.asList(each.getInterfaces()));
    }
    return null;
  }

  private static boolean isProperty(Method method, String name) {
    return method.getName().equals(name)
        && method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers());
  }

  private static @Nullable Object call(String source, Object element, Method method) {
    try {
      return method.invoke(element);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "cannot read '{{%s}}': %s() of %s failed: %s"
              .formatted(
                  source, method.getName(), element, e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  private static IllegalArgumentException unknown(
      String source, Object element, String name, String why) {
    return new IllegalArgumentException(
        "unknown property '%s' in '{{%s}}': %s has no such property, %s"
            .formatted(name, source, element.getClass().getTypeName(), why));
  }
}
