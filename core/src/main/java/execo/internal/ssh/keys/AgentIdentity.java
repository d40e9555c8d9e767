package execo.internal.ssh.keys;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** A key that an agent holds, perhaps shown with a certificate. */
final class AgentIdentity implements PublicKeyIdentity {
  private final Agent agent;
  private final KeyPair shown;
  private final PublicKey held;

  /**
   * An identity of an agent.
   *
   * @param shown what the server is shown: the key or a certificate for it
   * @param held the key by its name in the agent
   */
  AgentIdentity(Agent agent, PublicKey shown, PublicKey held) {
    this.agent = agent;
    this.shown = withoutPrivate(shown);
    this.held = held;
  }

  @SuppressWarnings("NullAway") // a pair may lack its private key
  private static KeyPair withoutPrivate(@Nullable PublicKey key) {
    return new KeyPair(key, null);
  }

  @Override
  public KeyPair getKeyIdentity() {
    return shown;
  }

  @Override
  public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
      throws IOException {
    return Map.entry(algorithm, agent.sign(held, algorithm, data));
  }
}
