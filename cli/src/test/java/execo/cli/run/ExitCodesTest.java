package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.Attempt;
import execo.process.Failure;
import execo.process.LocalProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExitCodesTest {
  private static final String ERROR = "/nowhere/program";
  private static final String SLOW = "sleep 60";

  private static int codeOf(String... commands) {
    List<Attempt> attempts = new ArrayList<>();
    for (String command : commands) {
      var process = new LocalProcess(command).nolog(Failure.values());
      if (command.equals(SLOW)) {
        process.timeout("50ms");
      }
      attempts.add(Objects.requireNonNull(process.run("30s").attempt()));
    }
    return ExitCodes.of(attempts);
  }

  @Test
  void zeroIfAllWentWell() {
    assertThat(codeOf("true", "true")).isZero();
    assertThat(codeOf()).isZero();
  }

  @Test
  void highestOfTheExitCodes() {
    assertThat(codeOf("sh -c 'exit 3'", "sh -c 'exit 17'", "true")).isEqualTo(17);
  }

  @Test
  void signalsCountFrom128() {
    assertThat(codeOf("sh -c 'exit 3'", "sh -c 'kill -9 $$'")).isEqualTo(137);
  }

  @Test
  void timeoutHidesExitCodes() {
    assertThat(codeOf("sh -c 'exit 200'", SLOW)).isEqualTo(124);
  }

  @Test
  void hostNotReachedHidesAll() {
    assertThat(codeOf("sh -c 'exit 3'", SLOW, ERROR)).isEqualTo(255);
  }
}
