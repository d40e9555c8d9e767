package execo.internal.ssh.trust;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The service that logs in (RFC 4252). Where there is but one key, its first request is that with
 * the key: the question what the server would take instead, which the request {@code none} is,
 * costs a round trip and its answer changes nothing.
 */
public final class LoginService extends ClientUserAuthServiceFactory {
  @Override
  public Service create(Session session) throws IOException {
    return new ClientUserAuthService(session) {
      @Override
      protected @Nullable IoWriteFuture sendInitialAuthRequest(
          ClientSession connected, String service) throws IOException {
        var awaited = authFutureHolder.get();
        if (awaited == null || !SessionAuthentication.hasOneKey(connected)) {
          return super.sendInitialAuthRequest(connected, service);
        }
        serverMethods = new ArrayList<>(clientMethods);
        try {
          tryNext(SshConstants.SSH_MSG_USERAUTH_FAILURE, awaited);
        } catch (Exception e) {
          throw e instanceof IOException problem ? problem : new IOException(e.getMessage(), e);
        }
        return null;
      }
    };
  }
}
