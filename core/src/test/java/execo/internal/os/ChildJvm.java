package execo.internal.os;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of small programs in a Java machine of their own. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * A command that runs the main class of the tests, with options of the Java machine before it.
   */
  public static String[] command(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  /** The same, by a shell after a command of its own. */
  public static String[] after(String shellCommand, String... command) {
    List<String> all =
        new ArrayList<>(List.of("/bin/sh", "-c", shellCommand + "; exec \"$@\"", "sh"));
    all.addAll(List.of(command));
    return all.toArray(String[]::new);
  }
}
