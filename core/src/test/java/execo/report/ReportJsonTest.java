package execo.report;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private static final String NOTHING_FAILED =
      "\"errors\":0,\"timeouts\":0,\"forced_kills\":0,\"expect_failures\":0,\"write_errors\":0,";

  @Test
  void emptyReport() {
    assertThat(new Report("none").toJson())
        .isEqualTo(
            "{\"name\":\"none\",\"start\":null,\"end\":null,\"length\":null,"
                + "\"processes\":0,\"started\":0,\"ended\":0,"
                + NOTHING_FAILED
                + "\"non_zero_exit_codes\":0,\"ok\":0,\"finished_ok\":0,\"parts\":[]}");
  }

  @Test
  void partsAreNested() {
    var odd = new LocalProcess(List.of("sh", "-c", "exit 3", "a \"name\"")).nologExitCode().run();
    assertThat(new Report().add(new Report("inner").add(odd)).toJson())
        .contains("\"parts\":[{\"name\":\"inner\",")
        .contains("\"parts\":[{\"name\":\"sh -c 'exit 3' 'a \\\"name\\\"'\",")
        .endsWith(
            "\"processes\":1,\"started\":1,\"ended\":1,"
                + NOTHING_FAILED
                + "\"non_zero_exit_codes\":1,\"ok\":0,\"finished_ok\":0,\"parts\":[]}]}]}");
  }
}
