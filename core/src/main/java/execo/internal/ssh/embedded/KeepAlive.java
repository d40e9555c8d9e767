package execo.internal.ssh.embedded;

import java.io.IOException;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientConnectionService;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Gives each connection the keep-alive messages that its destination asks for: one is dead on which
 * nothing has come for so long. The interval is read when the service is made, so this is where it
 * must be set.
 */
final class KeepAlive extends ClientConnectionServiceFactory {
  private static final int UNANSWERED = 2;

  @Override
  public Service create(Session session) throws IOException {
    var destination = Destination.of((ClientSession) session);
    if (destination != null) {
      var within = destination.connection().keepAlive();
      CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, within.dividedBy(UNANSWERED + 1L));
      CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(session, UNANSWERED);
    }
    return new Watched((AbstractClientSession) session);
  }

  private static final class Watched extends ClientConnectionService {
    private long lastBeat = System.nanoTime();

    Watched(AbstractClientSession session) throws SshException {
      super(session);
    }

    /** All that comes is a sign of life: an answer may have to wait behind much else. */
    @Override
    public void process(int message, Buffer buffer) throws Exception {
      outstandingHeartbeats.set(0);
      super.process(message, buffer);
    }

    /**
     * The clock makes up for what it missed while this program was stopped, which proves nothing; a
     * connection that is being closed has no use for a beat, and would warn of it.
     */
    @Override
    protected boolean sendHeartBeat() {
      var now = System.nanoTime();
      if (now - lastBeat < heartbeatInterval.dividedBy(2).toNanos() || !getSession().isOpen()) {
        return false;
      }
      lastBeat = now;
      return super.sendHeartBeat();
    }
  }
}
