package execo.internal.ssh.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/**
 * One look at the identity files and the agent. The order is OpenSSH's: keys that are named and
 * that the agent holds, then the agent's others, then those that only files hold; of each key first
 * its certificates.
 */
final class Gathering {
  private final List<KeyFile> files;
  private final List<OpenSshCertificate> certificates;
  private final boolean filesOnly;
  private final @Nullable Agent agent;
  private final List<PublicKeyIdentity> offered = new ArrayList<>();
  private final List<Path> locked = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();

  Gathering(Identities.Sources sources) {
    this(
        sources.identityFiles().stream().distinct().map(KeyFiles::of).toList(),
        sources.certificateFiles(),
        sources.identitiesOnly(),
        sources.agent() == null ? null : Agent.at(sources.agent()));
  }

  private Gathering(
      List<KeyFile> files, List<Path> certificateFiles, boolean filesOnly, @Nullable Agent agent) {
    this.files = files;
    this.filesOnly = filesOnly;
    this.agent = agent;
    this.certificates =
        Stream.concat(
                certificateFiles.stream().map(file -> KeyFiles.of(file).publicKey()),
                files.stream().map(KeyFile::certificate))
            .filter(OpenSshCertificate.class::isInstance)
            .map(OpenSshCertificate.class::cast)
            .distinct()
            .toList();
  }

  /** What the locked files give when they are opened. */
  static Identities unlocked(List<Path> files) {
    var opened = files.stream().map(KeyFiles::unlocked).toList();
    return new Gathering(opened, List.of(), true, null).identities();
  }

  Identities identities() {
    var held = held();
    var remaining = new ArrayList<>(held.usable());
    var onlyInFiles = new ArrayList<KeyFile>();
    for (var file : files) {
      var key = file.publicKey();
      var inAgent = remaining.stream().filter(other -> same(key, other)).toList();
      if (agent != null && !inAgent.isEmpty()) {
        inAgent.forEach(other -> offer(agent, other));
        remaining.removeAll(inAgent);
      } else {
        onlyInFiles.add(file);
      }
    }
    if (agent != null && !filesOnly) {
      remaining.forEach(other -> offer(agent, other));
      foreign.addAll(held.foreign());
    }
    onlyInFiles.forEach(this::offer);
    return new Identities(offered, locked, unusable, foreign);
  }

  private AgentMessages.Keys held() {
    if (agent != null) {
      try {
        return agent.keys();
      } catch (IOException e) {
        unusable.add(String.valueOf(e.getMessage()));
      }
    }
    return new AgentMessages.Keys(List.of(), List.of());
  }

  private void offer(Agent holder, PublicKey key) {
    if (!(key instanceof OpenSshCertificate)) {
      certificatesOf(key).forEach(shown -> offered.add(new AgentIdentity(holder, shown, key)));
    }
    offered.add(new AgentIdentity(holder, key, key));
  }

  private void offer(KeyFile file) {
    switch (file.content()) {
      case KeyFile.Open(var pair) -> {
        certificatesOf(pair.getPublic())
            .forEach(shown -> offered.add(new FileIdentity(new KeyPair(shown, pair.getPrivate()))));
        offered.add(new FileIdentity(pair));
      }
      case KeyFile.Locked _ -> locked.add(file.file());
      case KeyFile.Unusable(var reason) -> unusable.add(reason);
      case KeyFile.Foreign(var type) -> foreign.add(type + " key " + file.file());
      case KeyFile.Absent _ -> {}
    }
  }

  private Stream<OpenSshCertificate> certificatesOf(PublicKey key) {
    return certificates.stream()
        .filter(certificate -> KeyUtils.compareKeys(certificate.getCertPubKey(), key));
  }

  /** Whether a key of the agent, or the one that it certifies, is that of a file. */
  private static boolean same(@Nullable PublicKey file, PublicKey agents) {
    return file != null && KeyUtils.compareKeys(plain(file), plain(agents));
  }

  private static PublicKey plain(PublicKey key) {
    return key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
  }
}
