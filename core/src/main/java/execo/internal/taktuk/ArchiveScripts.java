package execo.internal.taktuk;

import execo.internal.shell.ShellWords;
import java.util.List;
import java.util.stream.Collectors;

/** The two ends of a copy, which is an archive of tar on its way: scripts of {@code /bin/sh}. */
final class ArchiveScripts {
  private static final String SEND = Scripts.load("send.sh");
  private static final String RECEIVE = Scripts.load("receive.sh");

  private ArchiveScripts() {}

  /** Writes the archive of some paths. */
  static String send(List<String> sources) {
    return "set -- "
        + sources.stream().map(ShellWords::quote).collect(Collectors.joining(" "))
        + "\n"
        + SEND;
  }

  /** Reads the archive of so many paths into a directory, or to a new name of the only one. */
  static String receive(String target, int count) {
    return "set -- " + ShellWords.quote(target) + " " + count + "\n" + RECEIVE;
  }
}
