package execo.internal.ssh.keys;

import execo.internal.ssh.settings.ClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;

/**
 * What is offered to prove who the user is.
 *
 * @param offered the identities, in the order in which they are offered
 * @param unusable why others could not be used, a line for each
 */
public record Identities(List<PublicKeyIdentity> offered, List<String> unusable) {
  /** None at all. */
  public static final Identities NONE = new Identities(List.of(), List.of());

  public Identities {
    offered = List.copyOf(offered);
    unusable = List.copyOf(unusable);
  }

  /** Those of a connection; never fails for a key that cannot be used. */
  public static CompletableFuture<Identities> of(ClientSettings settings) {
    Ed25519.install();
    var result = new CompletableFuture<Identities>();
    Thread.ofVirtual().start(() -> result.complete(gather(settings)));
    return result;
  }

  private static Identities gather(ClientSettings settings) {
    var offered = new ArrayList<PublicKeyIdentity>();
    var unusable = new ArrayList<String>();
    for (var file : settings.identityFiles()) {
      switch (KeyFiles.load(file)) {
        case KeyFiles.Loaded loaded ->
            loaded.pairs().forEach(p -> offered.add(new FileIdentity(p)));
        case KeyFiles.Missing _ -> {}
        case KeyFiles.Unusable no -> unusable.add(no.reason());
      }
    }
    return new Identities(offered, unusable);
  }
}
