package execo.internal.ssh.trust;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The service that logs in (RFC 4252). Where there is but one key, its first request is that with
 * the key, signed: to ask first what the server would take, which the request {@code none} does,
 * and then whether it would take the key, costs two round trips and mostly changes nothing. Where
 * the server refuses, the login begins again with those questions: a server may admit without any
 * proof, or take another signature of the key.
 */
public final class LoginService extends ClientUserAuthServiceFactory {
  @Override
  public Service create(Session session) throws IOException {
    return new Login(session);
  }

  private static final class Login extends ClientUserAuthService {
    private boolean atOnce;

    Login(Session session) {
      super(session);
    }

    @Override
    protected @Nullable IoWriteFuture sendInitialAuthRequest(
        ClientSession connected, String service) throws IOException {
      var awaited = authFutureHolder.get();
      atOnce = awaited != null && SessionAuthentication.keyToShowAtOnce(connected) != null;
      if (awaited == null || !atOnce) {
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

    @Override
    protected void processUserAuth(int answer, Buffer buffer, AuthFuture awaited) throws Exception {
      var refused = answer == SshConstants.SSH_MSG_USERAUTH_FAILURE && !isPartial(buffer);
      if (atOnce && refused) {
        SessionAuthentication.keyRefused(getClientSession());
        auth(getCurrentServiceName());
      } else {
        super.processUserAuth(answer, buffer, awaited);
      }
    }

    /** Whether what was shown was right but is not enough; the buffer stays as it is. */
    private static boolean isPartial(Buffer failure) {
      var position = failure.rpos();
      failure.getString();
      var partial = failure.getBoolean();
      failure.rpos(position);
      return partial;
    }

    /** A login that begins again is awaited as before. */
    @Override
    protected AuthFuture updateCurrentAuthFuture(ClientSession connected, String service)
        throws IOException {
      var awaited = authFutureHolder.get();
      return atOnce && awaited != null
          ? awaited
          : super.updateCurrentAuthFuture(connected, service);
    }
  }
}
