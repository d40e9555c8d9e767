package execo.internal.ssh.embedded;

import execo.host.HostKeyPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** What a connection proves to the host and demands of it. */
final class Login {
  private Login() {}

  static void prepare(SshClient client) {
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE);
  }

  static void equip(ClientSession session, Destination destination) {
    var connection = destination.connection();
    if (connection.hostKeys() == HostKeyPolicy.OFF) {
      session.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    } else {
      var policy = connection.hostKeys();
      var verifier =
          new KnownHostsServerKeyVerifier(
              policy == HostKeyPolicy.ACCEPT_NEW
                  ? AcceptAllServerKeyVerifier.INSTANCE
                  : RejectAllServerKeyVerifier.INSTANCE,
              connection.knownHosts());
      session.setServerKeyVerifier(verifier);
    }
    var keys = new ArrayList<KeyPair>();
    load(connection.keyFile(), keys);
    session.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys));
  }

  private static void load(@Nullable Path file, List<KeyPair> keys) {
    if (file == null || !Files.isReadable(file)) {
      return;
    }
    try (var in = Files.newInputStream(file)) {
      SecurityUtils.loadKeyPairIdentities(null, file::toString, in, null).forEach(keys::add);
    } catch (IOException | GeneralSecurityException e) {
      return;
    }
  }
}
