package execo.cli.script;

import java.net.MalformedURLException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.jspecify.annotations.Nullable;

/** Defines the classes of one program, whose code source is its file. Thread-safe. */
final class ScriptLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final CompiledScript script;
  private final ProtectionDomain domain;

  ScriptLoader(Path file, CompiledScript script, ClassLoader parent) {
    super(parent);
    this.script = script;
    this.domain = domain(file);
  }

  private ProtectionDomain domain(Path file) {
    try {
      var source = new CodeSource(file.toUri().toURL(), (Certificate[]) null);
      return new ProtectionDomain(source, null, this, null);
    } catch (MalformedURLException e) {
      throw new IllegalStateException("no URL for " + file, e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte @Nullable [] bytes = script.classes().get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }
}
