package execo.internal.ssh.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.internal.os.ProcessEngines;
import execo.internal.path.UserPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a stand-in for ssh, which writes down each question. */
class ClientSettingsReaderTest {
  @TempDir Path home;
  private ConnectionParams params = ConnectionParams.none();

  @BeforeEach
  void makeSsh() throws IOException {
    var ssh = home.resolve("ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        for host; do :; done
        echo "$*" >>"$(dirname "$0")/asked"
        case $host in hangs*) echo $$ >"$0.pid.$host"; sleep 1000; esac
        [ "$host" = bad ] && { echo "line 1: Bad configuration option" >&2; exit 255; }
        echo "user somebody"
        echo "hostname $host.lyon"
        echo "port 2200"
        echo "identityfile ~/.ssh/of_%n"
        echo "identityfile %d/keys/%r@%h:%p"
        echo "identitiesonly yes"
        echo "identityagent none"
        echo "proxyjump me@first:2222,second"
        echo "stricthostkeychecking accept-new"
        echo "userknownhostsfile /a/b ~/c"
        echo "globalknownhostsfile none"
        echo "hashknownhosts yes"
        """);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
    params = params.withSsh(List.of(ssh.toString()));
  }

  private ClientSettingsReader reader() {
    return new ClientSettingsReader(
        ProcessEngines.system(), new UserPaths(home, home.resolve(".config/execo")));
  }

  private EffectiveConnection connection(String host) {
    return EffectiveConnection.of(Host.of(host), params, ConnectionParams.none());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(home.resolve("asked"));
  }

  private void config(String text) throws IOException {
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/config"), text);
  }

  @Test
  void understandsTheAnswer() throws Exception {
    var settings = get(reader().of(connection("node")));
    assertThat(settings.user()).isEqualTo("somebody");
    assertThat(settings.hostName()).isEqualTo("node.lyon");
    assertThat(settings.port()).isEqualTo(2200);
    assertThat(settings.knownAs()).isEqualTo("[node.lyon]:2200");
    assertThat(settings.identityFiles())
        .containsExactly(
            home.resolve(".ssh/of_node"), home.resolve("keys/somebody@node.lyon:2200"));
    assertThat(settings.identitiesOnly()).isTrue();
    assertThat(settings.identityAgent()).isNull();
    assertThat(settings.proxyJump()).containsExactly("me@first:2222", "second");
    assertThat(settings.hostKeys()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
    assertThat(settings.userKnownHosts()).containsExactly(Path.of("/a/b"), home.resolve("c"));
    assertThat(settings.globalKnownHosts()).isEmpty();
    assertThat(settings.hashKnownHosts()).isTrue();
  }

  @Test
  void oneQuestionServesAllHostsThatAreNotToldApart() throws Exception {
    config("# all the same\nHost *\n  User somebody\n  ControlPath ~/%C\nMatch all\n");
    var reader = reader();
    var all = IntStream.range(0, 500).mapToObj(i -> reader.of(connection("node-" + i))).toList();
    for (int i = 0; i < 500; i++) {
      var settings = get(all.get(i));
      assertThat(settings.hostName()).isEqualTo("node-" + i + ".lyon");
      assertThat(settings.identityFiles()).contains(home.resolve(".ssh/of_node-" + i));
    }
    assertThat(asked()).hasSize(1);
  }

  @Test
  void hostsThatAreToldApartAreAskedForOnceEach() throws Exception {
    config("Include more\n");
    Files.writeString(home.resolve(".ssh/more"), "Host node-1\n  Port 1\n");
    var reader = reader();
    for (int round = 0; round < 2; round++) {
      var all = IntStream.range(0, 20).mapToObj(i -> reader.of(connection("node-" + i))).toList();
      for (var each : all) {
        get(each);
      }
    }
    assertThat(asked()).hasSize(20);
  }

  @Test
  void optionsAreAskedWith() throws Exception {
    params = params.withSshOptions(List.of("-o", "Compression=no")).withUser("me").withPort(7);
    get(reader().of(connection("node")));
    assertThat(asked().getFirst()).startsWith("-G -o Compression=no").contains("-p 7 -l me -- ");
  }

  @Test
  void badConfigurationIsAReasonAndIsAskedAgain() throws Exception {
    config("Host bad\n");
    var reader = reader();
    for (int i = 0; i < 2; i++) {
      var failed = reader.of(connection("bad"));
      assertThatThrownBy(() -> get(failed)).hasMessageContaining("Bad configuration option");
    }
    assertThat(asked()).hasSize(2);
  }

  @Test
  void questionThatHangsIsEndedAtItsDeadline() throws Exception {
    config("Host other\n");
    params = params.withConnectTimeout(Duration.ofSeconds(2));
    var failed = reader().of(connection("hangs"));
    assertThatThrownBy(() -> get(failed))
        .hasCauseInstanceOf(SettingsTimeoutException.class)
        .hasMessageContaining("within 2s")
        .hasMessageContaining("Match exec");
    var pid = Long.parseLong(Files.readString(home.resolve("ssh.pid.hangs")).strip());
    var left = ProcessHandle.of(pid);
    if (left.isPresent()) {
      get(left.get().onExit());
    }
  }

  @Test
  void questionsThatHangDoNotHoldUpOthers() throws Exception {
    config("Host other\n");
    params = params.withConnectTimeout(Duration.ofSeconds(6));
    var reader = reader();
    var hanging = IntStream.range(0, 8).mapToObj(i -> reader.of(connection("hangs" + i))).toList();
    assertThat(get(reader.of(connection("node"))).hostName()).isEqualTo("node.lyon");
    assertThat(hanging).anyMatch(question -> !question.isDone());
    for (var failed : hanging) {
      assertThatThrownBy(() -> get(failed)).hasMessageContaining("within 6s");
    }
  }

  @Test
  void withoutSshItsDefaultsHold() throws Exception {
    params = ConnectionParams.none().withSsh(List.of(home.resolve("none").toString()));
    var settings = get(reader().of(connection("me@node:2222")));
    assertThat(settings.options().isEmpty()).isTrue();
    assertThat(settings.user()).isEqualTo("me");
    assertThat(settings.port()).isEqualTo(2222);
    assertThat(settings.hostKeys()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
    assertThat(settings.identityFiles()).contains(home.resolve(".ssh/id_ed25519"));
    assertThat(settings.userKnownHosts()).endsWith(home.resolve(".ssh/known_hosts"));
  }

  @Test
  void changedFilesAreSeen() throws Exception {
    config("Host *\n");
    var paths = new UserPaths(home, home);
    var files = ConfigFiles.read(List.of(), paths);
    assertThat(files.uniform()).isTrue();
    assertThat(files.current()).isTrue();
    Files.delete(home.resolve(".ssh/config"));
    assertThat(files.current()).isFalse();
  }

  @Test
  void filesThatTellHostsApartAreRecognized() throws Exception {
    var paths = new UserPaths(home, home);
    for (var telling :
        List.of(
            "Host a",
            "host=a",
            "Host * !b",
            "Match host a",
            "Match exec true",
            "CanonicalizeHostname yes",
            "IdentityAgent ~/%C")) {
      config(telling + "\n");
      assertThat(ConfigFiles.read(List.of(), paths).uniform()).as(telling).isFalse();
    }
    assertThat(ConfigFiles.read(List.of("-F", "none"), paths).uniform()).isTrue();
    assertThat(ConfigFiles.read(List.of("-F" + home.resolve(".ssh/config")), paths).uniform())
        .isFalse();
  }
}
