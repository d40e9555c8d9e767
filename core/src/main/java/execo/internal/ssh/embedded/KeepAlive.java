package execo.internal.ssh.embedded;

import java.io.IOException;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Gives each connection the keep-alive messages that its destination asks for. The interval is read
 * when the service is made, so this is where it must be set.
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
    return super.create(session);
  }
}
