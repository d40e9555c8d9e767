package execo.internal.ssh.settings;

import execo.host.HostKeyPolicy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSH's client would do for one connection, by its configuration and its command line.
 *
 * @param hostName the name or address to connect to
 * @param port the port to connect to
 * @param user whom to connect as
 * @param identityFiles private keys to offer, in order, missing ones included
 * @param certificateFiles certificates to offer besides those that lie beside their keys
 * @param identitiesOnly whether an agent may only offer what {@code identityFiles} names
 * @param identityAgent the socket of the agent, or null for none
 * @param proxyJump the hosts to connect through, nearest first, each as {@code [user@]host[:port]}
 * @param hostKeyAlias the name that the host's key is filed under in place of its own, or null
 * @param hostKeys what to do about the host's key
 * @param userKnownHosts the files of known host keys; a new key goes into the first
 * @param globalKnownHosts further files of known host keys
 * @param hashKnownHosts whether names are hashed when they are written
 * @param options every option of {@code ssh -G}; empty if there is no ssh
 */
public record ClientSettings(
    String hostName,
    int port,
    String user,
    List<Path> identityFiles,
    List<Path> certificateFiles,
    boolean identitiesOnly,
    @Nullable Path identityAgent,
    List<String> proxyJump,
    @Nullable String hostKeyAlias,
    HostKeyPolicy hostKeys,
    List<Path> userKnownHosts,
    List<Path> globalKnownHosts,
    boolean hashKnownHosts,
    ClientOptions options) {

  private static final int DEFAULT_RSA_SIZE = 1024;

  public ClientSettings {
    identityFiles = List.copyOf(identityFiles);
    certificateFiles = List.copyOf(certificateFiles);
    proxyJump = List.copyOf(proxyJump);
    userKnownHosts = List.copyOf(userKnownHosts);
    globalKnownHosts = List.copyOf(globalKnownHosts);
  }

  /** The first value of an option, or null. */
  public @Nullable String option(String name) {
    var values = options.values(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** The least size of an RSA key that is accepted or used, in bits. */
  public int leastRsaSize() {
    var value = option("requiredrsasize");
    return value == null ? DEFAULT_RSA_SIZE : Integer.parseInt(value);
  }

  /** The name that the host's key is filed under: {@code name}, or {@code [name]:port}. */
  public String knownAs() {
    if (hostKeyAlias != null) {
      return hostKeyAlias;
    }
    return port == 22 ? hostName : "[" + hostName + "]:" + port;
  }
}
