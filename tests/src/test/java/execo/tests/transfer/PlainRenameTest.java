package execo.tests.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.CopyProcess;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy to a server that renames over no file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlainRenameTest {

  /** MINA's server with only one of the extensions of OpenSSH: with none, it would have all. */
  private static final class Version3 extends SftpSubsystemFactory {
    @Override
    public Command createSubsystem(ChannelSession channel) throws IOException {
      SftpModuleProperties.OPENSSH_EXTENSIONS.set(channel.getSession(), "fsync@openssh.com=1");
      return super.createSubsystem(channel);
    }
  }

  @TempDir Path directory;
  private Path remote;
  private Path file;

  @BeforeEach
  void makeFiles() throws IOException {
    remote = Files.createDirectory(directory.resolve("remote"));
    file = Files.writeString(directory.resolve("file"), "new");
  }

  private CopyProcess put(String target) throws Exception {
    return put(target, new Version3());
  }

  private CopyProcess put(String target, Version3 server) throws Exception {
    try (var host = new SftpHost(server, directory)) {
      var copy =
          CopyProcess.put(List.of(file.toString()), target, host.host(), host.connection()).start();
      copy.await("40s");
      assertThat(copy.ended()).as(copy.dump()).isTrue();
      return copy;
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(remote)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void newFileTakesItsName() throws Exception {
    var copy = put(remote.toString());
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
    assertThat(remote.resolve("file")).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void fileThatIsThereIsReplaced() throws Exception {
    Files.writeString(remote.resolve("file"), "old");
    var copy = put(remote.toString());
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
    assertThat(copy.stderr()).isEmpty();
    assertThat(remote.resolve("file")).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void whatCannotBeReplacedStaysAndIsTold() throws Exception {
    Files.createDirectories(remote.resolve("file/in it"));
    var copy = put(remote.toString());
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr()).startsWith(remote + "/file: ").hasLineCount(1);
    assertThat(names()).containsExactly("file");
    assertThat(remote.resolve("file/in it")).isDirectory();
  }

  /** When a copy is killed. */
  enum Moment {
    CLOSING,
    RENAMING
  }

  /** Holds a request up until the copy has been killed, and tells when what it left is gone. */
  private static final class Held implements SftpEventListener {
    private final Moment moment;
    final CompletableFuture<Boolean> reached = new CompletableFuture<>();
    final CompletableFuture<Boolean> killed = new CompletableFuture<>();
    final CompletableFuture<Boolean> cleaned = new CompletableFuture<>();

    Held(Moment moment) {
      this.moment = moment;
    }

    private void at(Moment now) {
      if (now == moment) {
        reached.complete(true);
        killed.orTimeout(40, TimeUnit.SECONDS).join();
      }
    }

    @Override
    public void closing(ServerSession session, String remoteHandle, Handle localHandle) {
      at(Moment.CLOSING);
    }

    @Override
    public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options) {
      at(Moment.RENAMING);
    }

    @Override
    public void removed(
        ServerSession session, Path path, boolean isDirectory, @Nullable Throwable thrown) {
      if (path.getFileName().toString().startsWith(".")) {
        cleaned.complete(true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedCopyLeavesTheFileThatIsThere(Moment moment) throws Exception {
    Files.writeString(remote.resolve("file"), "old");
    var held = new Held(moment);
    var server = new Version3();
    server.addSftpEventListener(held);
    try (var host = new SftpHost(server, directory)) {
      var copy =
          CopyProcess.put(
                  List.of(file.toString()), remote.toString(), host.host(), host.connection())
              .start();
      held.reached.get(40, TimeUnit.SECONDS);
      copy.kill();
      held.killed.complete(true);
      copy.await("40s");
      assertThat(copy.signal()).as(copy.dump()).isEqualTo(15);
      assertThat(copy.stderr()).isEmpty();
      held.cleaned.get(40, TimeUnit.SECONDS);
    }
    assertThat(remote.resolve("file")).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void fileThatIsThereStaysWhenTheNewOneIsGone() throws Exception {
    Files.writeString(remote.resolve("file"), "old");
    var server = new Version3();
    server.addSftpEventListener(
        new SftpEventListener() {
          @Override
          public void moving(
              ServerSession session, Path from, Path to, Collection<CopyOption> options)
              throws IOException {
            Files.deleteIfExists(from);
          }
        });
    var copy = put(remote.toString(), server);
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr()).startsWith(remote + "/file: ").hasLineCount(1);
    assertThat(remote.resolve("file")).hasContent("old");
  }
}
