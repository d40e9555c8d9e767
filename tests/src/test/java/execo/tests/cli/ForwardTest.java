package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code execo forward}, from its start to Ctrl-C. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForwardTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path directory;
  private Fleet fleet;
  private Host host;
  private Cli execo;

  @BeforeEach
  void start() {
    fleet = Fleet.start(1);
    host = fleet.hosts().getFirst();
    execo = new Cli(fleet, directory);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  @Test
  void forwardsUntilItIsStopped() throws Exception {
    // the hosts' own server says its banner to whoever connects
    var target = host.address() + ":" + fleet.port();
    var err = directory.resolve("err");
    var process =
        execo
            .builder(List.of("forward", "-w", host.toString(), target, "0:" + target))
            .redirectError(err.toFile())
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < 2; i++) {
        var line = out.readLine();
        assertThat(line).matches("127\\.0\\.0\\.1:\\d+ -> " + target + " through " + host);
        var port = Integer.parseInt(line.replaceFirst("127.0.0.1:(\\d+) .*", "$1"));
        try (var socket = new Socket(HERE, port)) {
          assertThat(socket.getInputStream().readNBytes(4)).asString().isEqualTo("SSH-");
        }
      }
      new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(err).isEmptyFile();
  }

  /** A program that reads the line must find digits that it knows. */
  @Test
  void portIsToldInTheDigitsOfCommandLines() throws Exception {
    execo.environment("JDK_JAVA_OPTIONS", "-Duser.language=fa -Duser.country=IR");
    var process =
        execo
            .builder(List.of("forward", "-w", host.toString(), "db:1"))
            .redirectError(directory.resolve("err").toFile())
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).matches("127\\.0\\.0\\.1:[0-9]+ -> db:1 through " + host);
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Path lockedKey() throws Exception {
    var key = directory.resolve("locked");
    Files.copy(Objects.requireNonNull(fleet.connection().keyFile()), key);
    var locked =
        new LocalProcess(
                List.of("ssh-keygen", "-q", "-p", "-P", "", "-N", "secret", "-f", key.toString()))
            .run();
    assertThat(locked.ok()).as(locked.dump()).isTrue();
    return key;
  }

  @Test
  void terminalShowsWhatIsTypedAfterAStopWhileAsking() throws Exception {
    var key = lockedKey().toString();
    var command =
        new ArrayList<>(
            List.of("sh", "-c", "trap : INT; \"$@\" 2>&1; echo \"code $?\"; stty -a", "sh"));
    var words = List.of("run", "--connector", "embedded", "-i", key, "-w", host.toString(), "true");
    var builder = execo.builder(words);
    command.addAll(builder.command());
    try (var run =
        new LocalProcess(command)
            .pty()
            .directory(directory)
            .env("TERM", "xterm")
            .env("EXECO_CONFIG", builder.environment().getOrDefault("EXECO_CONFIG", ""))
            .start()) {
      assertThat(run.expect("Passphrase of .*locked: $", "40s")).as(run.dump()).isPresent();
      run.write(new byte[] {3});
      run.await("40s");
      assertThat(run.stdout()).containsPattern("code 130\\s").contains(" echo ");
    }
  }

  @Test
  void asksForThePassphraseOfAKey() throws Exception {
    var key = lockedKey();
    var words =
        new String[] {
          "forward", "--connector", "embedded", "-i", key.toString(), "-w", host.toString(), "db:1"
        };
    try (var forward = execo.onTerminal("", words)) {
      assertThat(forward.expect("Passphrase of .*locked: $", "40s")).isPresent();
      forward.write("wrong\n");
      assertThat(forward.expect("It was wrong. Passphrase of .*: $", "40s")).isPresent();
      forward.write("secret\n");
      assertThat(forward.expect("127.0.0.1:\\d+ -> db:1 through", "40s"))
          .as(forward.dump())
          .isPresent();
      assertThat(forward.stdout()).doesNotContain("secret");
      forward.write(new byte[] {3});
      forward.await("40s");
      assertThat(forward.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void portInUseIsTold() throws Exception {
    try (var taken = new ServerSocket(0, 1, HERE)) {
      var port = taken.getLocalPort();
      var result = execo.run("forward", "-w", host.toString(), port + ":db:1");
      assertThat(result.code()).isEqualTo(255);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("" + port, "in use").hasLineCount(1);
    }
  }

  @Test
  void hostThatIsNotReachedIsTold() throws Exception {
    fleet.stop(host);
    var result = execo.run("forward", "-w", host.toString(), "db:1");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err()).startsWith("execo: " + host + ": ").contains("refused");
  }

  @Test
  void badWordsAreTold() throws Exception {
    assertThat(execo.run("forward", "-w", "a", "db").err()).contains("not a port forwarding: 'db'");
    assertThat(execo.run("forward", "-w", "a,b", "db:1").err()).contains("one host is needed");
    assertThat(execo.run("forward", "db:1").err()).contains("no host");
    assertThat(execo.run("forward", "-w", "a").code()).isEqualTo(2);
  }
}
