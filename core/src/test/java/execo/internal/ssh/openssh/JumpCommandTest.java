package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.internal.shell.ShellWords;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class JumpCommandTest {
  private static EffectiveConnection connection(ConnectionParams params) {
    return EffectiveConnection.of(Host.of("node"), params, ConnectionParams.none());
  }

  /** The words that ssh's shell is given, once ssh has put the destination in. */
  private static List<String> words(String command, String host, String port) {
    var line =
        command.replace("%%", "\0").replace("%h", host).replace("%p", port).replace('\0', '%');
    return ShellWords.split(line);
  }

  private static String proxyCommand(List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith("ProxyCommand="))
        .findFirst()
        .orElseThrow()
        .substring("ProxyCommand=".length());
  }

  @Test
  void jumpHostsAreReachedWithTheOptionsOfTheConnection() {
    var params =
        ConnectionParams.none()
            .withUser("me")
            .withPort(2222)
            .withKeyFile(Path.of("/my keys/id"))
            .withHostKeys(HostKeyPolicy.STRICT)
            .withKnownHosts(Path.of("/a b/known_hosts"))
            .withSshOptions(List.of("-o", "BatchMode=yes"))
            .withJump("gate@first:77,second");
    var words = OpensshCommandLine.ssh(connection(params), "true");
    assertThat(words).doesNotContain("-J");
    var second = words(proxyCommand(words), "node", "2222");
    assertThat(second)
        .startsWith("ssh", "-o", "BatchMode=yes")
        .containsSubsequence("-i", "/my keys/id")
        .contains("IdentitiesOnly=yes", "StrictHostKeyChecking=yes")
        .contains("UserKnownHostsFile=\"/a b/known_hosts\" ~/.ssh/known_hosts")
        .doesNotContain("-l", "-p")
        .endsWith("-W", "[node]:2222", "--", "second");
    var first = words(proxyCommand(second), "second", "22");
    assertThat(first)
        .startsWith("ssh", "-o", "BatchMode=yes")
        .containsSubsequence("-i", "/my keys/id")
        .containsSubsequence("-p", "77", "-l", "gate")
        .endsWith("-W", "[second]:22", "--", "first");
    assertThat(first).noneMatch(word -> word.startsWith("ProxyCommand="));
  }

  @Property(tries = 200)
  void wordsReachTheLastOfThreeHops(
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 1, to = 126) String odd) {
    var params = ConnectionParams.none().withSshOptions(List.of("-o", odd)).withJump("a,b,c");
    var words = OpensshCommandLine.ssh(connection(params), "true");
    for (var hop : List.of("c", "b", "a")) {
      words = words(proxyCommand(words), "h", "1");
      assertThat(words).containsSubsequence("-o", odd).endsWith("--", hop);
    }
  }

  @Test
  void userWhoNamesASocketHasItForTheDestinationOnly() {
    var options = List.of("-o", "ControlPath=/tmp/one");
    var params = ConnectionParams.none().withSshOptions(options).withJump("gate");
    var words = OpensshCommandLine.ssh(connection(params), "true");
    assertThat(words(proxyCommand(words), "node", "22")).startsWith("ssh", "-S", "none", "-o");
  }

  @Test
  void noneTakesConfiguredJumpHostsAway() {
    var words =
        OpensshCommandLine.ssh(connection(ConnectionParams.none().withJump("none")), "true");
    assertThat(words).contains("ProxyJump=none").noneMatch(w -> w.startsWith("ProxyCommand"));
  }

  @Test
  void questionAboutTheSettingsNamesTheJumpHosts() {
    assertThat(OpensshOptions.asked(connection(ConnectionParams.none().withJump("gate,b"))))
        .containsSubsequence("-J", "gate,b")
        .noneMatch(word -> word.startsWith("ProxyCommand"));
  }

  @Test
  void whatIsNoHostIsRefused() {
    var params = ConnectionParams.none().withJump("gate:ssh");
    assertThatThrownBy(() -> OpensshCommandLine.ssh(connection(params), "true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no port in the jump host 'gate:ssh'");
  }
}
