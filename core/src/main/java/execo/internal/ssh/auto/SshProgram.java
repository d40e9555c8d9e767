package execo.internal.ssh.auto;

import execo.internal.os.ProgramSearch;
import execo.internal.os.SpawnRequest;
import java.util.List;

/** The user's ssh. */
final class SshProgram {
  private static final class Search {
    static final boolean FOUND =
        ProgramSearch.find(new SpawnRequest(List.of("ssh"), System.getenv(), null, false, false))
            != null;
  }

  private SshProgram() {}

  /** Whether there is one; looked for once. */
  static boolean isThere() {
    return Search.FOUND;
  }
}
