package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.OarException;
import java.io.IOException;

/** A tool of a frontend. */
@FunctionalInterface
interface Tool {
  /**
   * Does what a call asks for.
   *
   * @return the exit code, or an exclamation mark and a command that is to run instead
   */
  String run(Call call) throws IOException, ToolException, OarException;
}
