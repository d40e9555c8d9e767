package execo.cli.script;

import java.util.Map;

/**
 * A program as the compiler leaves it.
 *
 * @param mainClass the binary name of its first class, which is launched
 * @param classes the class files, by binary name
 */
record CompiledScript(String mainClass, Map<String, byte[]> classes) {
  CompiledScript {
    classes = Map.copyOf(classes);
  }
}
