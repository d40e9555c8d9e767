package execo.internal.chain;

import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.Copier;
import execo.spi.RemoteCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies to hosts that pass the files on to each other. The copies that are started {@linkplain
 * #together together} make one chain; one that is started alone is a chain of one host. The hosts
 * are reached through the connectors that their connection parameters name. Thread-safe.
 */
public final class ChainBroadcast implements Copier {
  private final Function<String, Connector> connectors;
  private @Nullable List<Member> gathered;

  /**
   * Copies by hosts that are reached through these connectors.
   *
   * @param connectors gives the connector of a name
   */
  public ChainBroadcast(Function<String, Connector> connectors) {
    this.connectors = connectors;
  }

  /** Makes one chain of all copies that are started by {@code starts}. */
  public void together(Runnable starts) {
    List<Member> members;
    synchronized (this) {
      gathered = new ArrayList<>();
      try {
        starts.run();
      } finally {
        members = gathered;
        gathered = null;
      }
    }
    if (!members.isEmpty()) {
      new Transfer(members).begin();
    }
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    if (!copy.toHost()) {
      throw new UnsupportedOperationException("a chain copies to hosts only");
    }
    var member = new Member(copy, connectors.apply(copy.connection().connector()), listener);
    synchronized (this) {
      if (gathered != null) {
        gathered.add(member);
        return member;
      }
    }
    new Transfer(List.of(member)).begin();
    return member;
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    return connectors.apply(copy.connection().connector()).commandLine(Member.command(copy));
  }
}
