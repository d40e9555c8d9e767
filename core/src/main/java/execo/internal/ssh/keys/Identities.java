package execo.internal.ssh.keys;

import execo.internal.ssh.settings.ClientSettings;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What is offered to prove who the user is. Immutable and thread-safe.
 *
 * @param offered the identities, in the order in which they are offered
 * @param locked key files that could be offered, too, once their passphrase is known
 * @param unusable why others could not be used, a line for each
 * @param foreign what only OpenSSH could use, as keys in security keys
 */
public record Identities(
    List<PublicKeyIdentity> offered,
    List<Path> locked,
    List<String> unusable,
    List<String> foreign) {
  /** None at all. */
  public static final Identities NONE = new Identities(List.of(), List.of(), List.of(), List.of());

  private static final long FRESH_MILLIS = 100;
  private static final ConcurrentHashMap<Sources, CompletableFuture<Identities>> GATHERED =
      new ConcurrentHashMap<>();

  public Identities {
    offered = List.copyOf(offered);
    locked = List.copyOf(locked);
    unusable = List.copyOf(unusable);
    foreign = List.copyOf(foreign);
  }

  /** Where identities come from. */
  record Sources(
      List<Path> identityFiles,
      List<Path> certificateFiles,
      boolean identitiesOnly,
      @Nullable Path agent) {}

  /**
   * Those of a connection, as of a moment ago: many connections share one look at the files and the
   * agent. Never fails for a key that cannot be used.
   */
  public static CompletableFuture<Identities> of(ClientSettings settings) {
    var sources =
        new Sources(
            settings.identityFiles(),
            settings.certificateFiles(),
            settings.identitiesOnly(),
            settings.identityAgent());
    return GATHERED.computeIfAbsent(sources, Identities::gather);
  }

  private static CompletableFuture<Identities> gather(Sources sources) {
    Ed25519.install();
    var gathered = new CompletableFuture<Identities>();
    Thread.ofVirtual()
        .name("identities")
        .start(() -> {
          try {
            gathered.complete(new Gathering(sources).identities());
          } catch (RuntimeException | Error e) {
            gathered.completeExceptionally(e);
          }
          CompletableFuture.delayedExecutor(FRESH_MILLIS, TimeUnit.MILLISECONDS)
              .execute(() -> GATHERED.remove(sources, gathered));
        });
    return gathered;
  }

  /** The one key that is offered, if it is held by this program; null if there are others. */
  public @Nullable KeyPair only() {
    return offered.size() == 1 && offered.getFirst() instanceof FileIdentity(var pair)
        ? pair
        : null;
  }

  /**
   * What the locked keys give when their passphrases are asked for; those that were asked for
   * before are not asked for again. May take as long as a person does.
   */
  public CompletableFuture<Identities> unlock() {
    var opened = new CompletableFuture<Identities>();
    Thread.ofVirtual()
        .name("passphrases")
        .start(() -> {
          try {
            opened.complete(Gathering.unlocked(locked));
            GATHERED.clear();
          } catch (RuntimeException | Error e) {
            opened.completeExceptionally(e);
          }
        });
    return opened;
  }

  /** These, and of others what does not depend on passphrases: nothing is locked any more. */
  public Identities after(Identities others) {
    var reasons = new ArrayList<>(others.unusable);
    reasons.addAll(unusable);
    return new Identities(offered, List.of(), reasons, others.foreign);
  }
}
