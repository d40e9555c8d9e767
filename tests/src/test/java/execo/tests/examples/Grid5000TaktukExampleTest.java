package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealTaktuk;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What TakTuk does on Grid'5000; it also needs ping. */
@RealTaktuk
class Grid5000TaktukExampleTest extends Grid5000Reservations {
  @Test
  void nodesPingEachOther() throws IOException {
    assertThat(run("G5kTaktuk", "taurus=3").stdout().lines())
        .map(line -> line.replaceAll(" +", " "))
        .anyMatch(line -> line.matches(" [0-9.]+s 48 48 0 0 0 0 0 0 48"));
  }
}
