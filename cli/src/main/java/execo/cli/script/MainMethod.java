package execo.cli.script;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The method that a program starts with, chosen as the Java launch protocol says: {@code
 * main(String[])} before {@code main()}, static or of an instance, not private, inherited if need
 * be.
 */
final class MainMethod {
  private final Method method;
  private final @Nullable Constructor<?> constructor;

  private MainMethod(Method method, @Nullable Constructor<?> constructor) {
    this.method = method;
    this.constructor = constructor;
  }

  /**
   * Finds it.
   *
   * @throws ScriptException if there is none, or it needs an instance and none can be made
   */
  static MainMethod of(Class<?> type) throws ScriptException {
    Method method = find(type, String[].class);
    if (method == null) {
      method = find(type);
    }
    if (method == null) {
      throw new ScriptException("execo: " + type.getName() + ": no main method");
    }
    method.setAccessible(true);
    return new MainMethod(
        method, Modifier.isStatic(method.getModifiers()) ? null : constructor(type));
  }

  /** Runs it. What it throws comes out as it is. */
  void invoke(String[] args) throws Throwable {
    try {
      Object instance = constructor == null ? null : constructor.newInstance();
      if (method.getParameterCount() == 0) {
        method.invoke(instance);
      } else {
        method.invoke(instance, (Object) args);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable Method find(Class<?> type, Class<?>... parameters) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      Method declared = among(c.getDeclaredMethods(), type, parameters);
      if (declared != null) {
        return declared;
      }
    }
    return among(type.getMethods(), type, parameters);
  }

  private static @Nullable Method among(Method[] methods, Class<?> type, Class<?>... parameters) {
    return Arrays.stream(methods)
        .filter(m -> m.getName().equals("main"))
        .filter(m -> Arrays.equals(m.getParameterTypes(), parameters))
        .filter(m -> launchable(m, type))
        .findFirst()
        .orElse(null);
  }

  private static boolean launchable(Method method, Class<?> type) {
    int modifiers = method.getModifiers();
    boolean visible =
        Modifier.isPublic(modifiers)
            || Modifier.isProtected(modifiers)
            || (!Modifier.isPrivate(modifiers)
                && method.getDeclaringClass().getPackageName().equals(type.getPackageName()));
    return visible && !Modifier.isAbstract(modifiers) && method.getReturnType() == void.class;
  }

  private static Constructor<?> constructor(Class<?> type) throws ScriptException {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      if (!Modifier.isPrivate(constructor.getModifiers())
          && !Modifier.isAbstract(type.getModifiers())) {
        constructor.setAccessible(true);
        return constructor;
      }
    } catch (NoSuchMethodException e) {
      throw noConstructor(type, e);
    }
    throw noConstructor(type, null);
  }

  private static ScriptException noConstructor(Class<?> type, @Nullable Throwable cause) {
    var e =
        new ScriptException(
            "execo: "
                + type.getName()
                + ": main needs an instance, and no constructor without"
                + " parameters can make one");
    e.initCause(cause);
    return e;
  }
}
