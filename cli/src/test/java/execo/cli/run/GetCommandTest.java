package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetCommandTest {
  @ParameterizedTest
  @CsvSource({
    "results, results/{{{host}}}",
    "., ./{{{host}}}",
    "a{{{{b, a{{{{b/{{{host}}}",
    "out-{{{host}}}, out-{{{host}}}",
    "'{{[a, b]}}', '{{[a, b]}}'",
  })
  void hostsAreKeptApart(String given, String directory) {
    assertThat(GetCommand.directory(given)).isEqualTo(directory);
  }
}
