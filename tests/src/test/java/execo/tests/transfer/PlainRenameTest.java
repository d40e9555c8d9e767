package execo.tests.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.CopyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy to a server that renames over no file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlainRenameTest {

  /** MINA's server without the extensions of OpenSSH. */
  private static final class Version3 extends SftpSubsystemFactory {
    @Override
    public Command createSubsystem(ChannelSession channel) throws IOException {
      SftpModuleProperties.OPENSSH_EXTENSIONS.set(channel.getSession(), "");
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
    try (var host = new SftpHost(new Version3(), directory)) {
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
}
