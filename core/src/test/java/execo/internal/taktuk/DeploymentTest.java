package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a program is told at its start. */
class DeploymentTest {
  private static final class Nobody implements ChildListener {
    @Override
    public void started(long pid) {}

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {}

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {}

    @Override
    public void ended(ExitStatus status) {}

    @Override
    public void failed(String reason) {}
  }

  private static Member member(Host host) {
    var params =
        ConnectionParams.none().withHostKeys(HostKeyPolicy.OFF).withTaktukOptions(List.of("-z"));
    var connection = EffectiveConnection.of(host, params, ConnectionParams.none());
    return new Member(
        new Mailbox(), connection, "run it; on! " + host.address(), false, new Nobody());
  }

  private static final List<Member> MEMBERS =
      List.of(
          member(new Host("a").withUser("root")),
          member(new Host("b").withPort(2222)),
          member(new Host("c").withUser("bob").withKeyFile(Path.of("/k e y"))),
          member(new Host("d")),
          member(new Host("e").withUser("bob").withKeyFile(Path.of("/k e y"))));

  @Test
  void hostsWithoutAUserComeFirstThenOneGroupAUserAndConnector() {
    var members = Deployment.of(MEMBERS, "tag").members();
    assertThat(members)
        .extracting(member -> member.connection().address())
        .containsExactly("d", "b", "c", "e", "a");
  }

  @Test
  void usersAndConnectorsAreToldWhenTheyChange() {
    var text = Deployment.of(MEMBERS, "tag").text();
    assertThat(text.split(" -l | -c ", -1)).hasSize(6);
    assertThat(text)
        .startsWith("-c ssh! -o! BatchMode=yes!")
        .contains("! -p! 2222 -m b -[ exec [ run! it!;! on!!!!! b ] -] -l bob -c ssh!")
        .contains("! -i! '/k! e! y'! ", " ] -] -l root -c ssh! ")
        .endsWith(" -m a -[ exec [ run! it!;! on!!!!! a ] -] network renumber;");
  }

  @Test
  void usersOptionsComeAfterTheDefaults() {
    var words = Deployment.of(MEMBERS, "tag").commandLine();
    assertThat(words)
        .startsWith("taktuk", "-d", "-1", "-w", "64", "-t", "25", "-z", "-n", "-E", "!");
    assertThat(words).endsWith("-F", "-");
  }

  @Test
  void templatesAreFreeOfTheEscapeCharacter() {
    assertThat(TaktukRecord.Kind.values())
        .allSatisfy(kind -> assertThat(kind.template("^1f")).doesNotContain("!", ";"));
  }
}
