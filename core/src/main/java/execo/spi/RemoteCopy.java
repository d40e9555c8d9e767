package execo.spi;

import execo.host.EffectiveConnection;
import java.util.List;

/**
 * A copy of files and directories between this machine and a host, recursively, with modes and
 * times.
 *
 * @param connection how to reach the host
 * @param toHost whether it goes to the host
 * @param sources what is copied
 * @param target where it goes: a directory, or the new name of a single source
 * @param fanOut how many hosts it was started on together with this one, at least 1
 */
public record RemoteCopy(
    EffectiveConnection connection,
    boolean toHost,
    List<String> sources,
    String target,
    int fanOut) {

  public RemoteCopy {
    sources = List.copyOf(sources);
  }
}
