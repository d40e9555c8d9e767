package execo.tests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service itself, seen with the plain ssh client: what the other real tests rest on. */
@RealSshd
class SshdServiceTest {
  private final SshdSettings sshd = SshdSettings.ofEnvironment();

  private record Result(int code, String output) {}

  private Result ssh(String... words) throws IOException, InterruptedException {
    return run(Stream.concat(Stream.of("ssh", "-F", sshd.config().toString()), Stream.of(words)));
  }

  private static Result run(Stream<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void everyLoopbackAddressIsAHost() throws Exception {
    assertThat(ssh("127.9.8.7", "echo ${SSH_CONNECTION##* 127}; id -un"))
        .isEqualTo(new Result(0, ".9.8.7 " + sshd.port() + "\n" + sshd.user() + "\n"));
  }

  @Test
  void limitedServerIsAnotherOne() throws Exception {
    assertThat(ssh("-p", "" + sshd.limitedPort(), "127.0.0.1", "exit 42"))
        .isEqualTo(new Result(42, ""));
  }

  @Test
  void strangersAreRefused() throws Exception {
    Result result =
        run(
            Stream.of(
                    "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no",
                    "-o UserKnownHostsFile=/dev/null -p " + sshd.port() + " -i " + sshd.otherKey(),
                    sshd.user() + "@127.0.0.1 true")
                .flatMap(Pattern.compile(" ")::splitAsStream));
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.output()).contains("Permission denied");
  }
}
