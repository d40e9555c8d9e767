package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OpensshCommandLineTest {
  private static EffectiveConnection connection(Host host, ConnectionParams params) {
    return EffectiveConnection.of(host, params, ConnectionParams.defaults());
  }

  private static EffectiveConnection plain() {
    return connection(Host.of("node-1"), ConnectionParams.none());
  }

  @Test
  void endsWithTheHostAndOneLine() {
    var host = Host.of("node-1").withUser("me").withPort(2222);
    assertThat(OpensshCommandLine.ssh(connection(host, ConnectionParams.none()), "ls 'a b'"))
        .startsWith("ssh")
        .contains("-T", "BatchMode=yes", "LogLevel=ERROR")
        .endsWith("-p", "2222", "-l", "me", "--", "node-1", "ls 'a b'");
  }

  @Test
  void asksForATerminalOnlyWhenTold() {
    var params = ConnectionParams.none().withTty(true);
    assertThat(OpensshCommandLine.ssh(connection(Host.of("h"), params), "x"))
        .contains("-tt")
        .doesNotContain("-T");
  }

  @Test
  void copiesToAndFromPlacesThatCannotBeMistaken() {
    var there = new RemoteCopy(plain(), true, List.of("/a", "b:c", "-d"), "t", 1);
    assertThat(OpensshCommandLine.scp(there)).endsWith("--", "/a", "./b:c", "./-d", "node-1:t");
    var six = connection(new Host("::1").withUser("me").withPort(22), ConnectionParams.none());
    var back = new RemoteCopy(six, false, List.of("/a", "~/b"), "here", 1);
    assertThat(OpensshCommandLine.scp(back))
        .containsSubsequence("-P", "22")
        .endsWith("--", "me@[::1]:/a", "me@[::1]:~/b", "./here");
  }

  @Test
  void forwardsAnAddressOfAnyKind() {
    var forward = new PortForward(plain(), "::1", 25500, "fe80::1", 80);
    assertThat(OpensshCommandLine.forward(forward, null))
        .contains("-N", "-S", "none", "ExitOnForwardFailure=yes", "[::1]:25500:[fe80::1]:80")
        .endsWith("--", "node-1");
  }

  @Property(tries = 300)
  void survivesTheLoginShell(
      @ForAll @StringLength(max = 30) @CharRange(from = 1, to = 126) String command,
      @ForAll @StringLength(max = 30) @CharRange(from = 1, to = 126) String value) {
    var remote =
        new RemoteCommand(plain(), command, Map.of("A", value), "/d " + value, false, 1, false);
    var line = OpensshCommandLine.supervised(remote, "tag", "control");
    var words = ShellWords.split(line);
    assertThat(words)
        .containsExactly(
            "exec",
            "/bin/sh",
            "-c",
            Scripts.SUPERVISOR,
            "execo",
            "tag",
            "control",
            command,
            Scripts.WATCHER,
            words.get(9),
            "leashed");
    assertThat(ShellWords.split(words.get(9))).contains("/d " + value);
  }
}
