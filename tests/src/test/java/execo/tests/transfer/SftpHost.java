package execo.tests.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** A host in this JVM that any key opens, with an SFTP server of the test's choice. */
final class SftpHost implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();

  /** ECDSA, because MINA SSHD has no Ed25519 without a further library. */
  private final Path key;

  /** Starts it; its keys are kept in a directory. */
  SftpHost(SubsystemFactory sftp, Path directory) throws IOException {
    key = directory.resolve("id");
    var made =
        new LocalProcess(List.of("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString()))
            .run();
    assertThat(made.ok()).as(made.dump()).isTrue();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPublickeyAuthenticator((user, presented, session) -> true);
    server.setSubsystemFactories(List.of(sftp));
    server.start();
  }

  Host host() {
    return Host.of("127.0.0.1");
  }

  ConnectionParams connection() {
    return ConnectionParams.none()
        .withConnector("embedded")
        .withUser("anybody")
        .withPort(server.getPort())
        .withKeyFile(key)
        .withHostKeys(HostKeyPolicy.OFF)
        .withSshOptions(List.of("-F", "none"));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
