package execo.cli.input;

import java.util.List;

/** A command that has commands of its own. */
public interface CommandGroup {
  /** Their classes, in the order in which they are listed. */
  List<Class<?>> commands();
}
