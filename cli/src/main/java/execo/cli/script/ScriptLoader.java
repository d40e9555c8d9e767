package execo.cli.script;

import org.jspecify.annotations.Nullable;

/** Defines the classes of one program. Thread-safe. */
final class ScriptLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final CompiledScript script;

  ScriptLoader(CompiledScript script, ClassLoader parent) {
    super(parent);
    this.script = script;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte @Nullable [] bytes = script.classes().get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
