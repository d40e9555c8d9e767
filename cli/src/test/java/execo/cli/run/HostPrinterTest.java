package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.Attempt;
import execo.process.Failure;
import execo.process.LocalProcess;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HostPrinterTest {
  private final Outputs out = new Outputs();
  private final Outputs err = new Outputs();
  private final HostPrinter printer = new HostPrinter("h", out.sink(), err.sink());

  private static Attempt attempt(String command) {
    var process = new LocalProcess(command).nolog(Failure.values()).run("30s");
    return Objects.requireNonNull(process.attempt());
  }

  @Test
  void whatSshSaysOfAFailedConnectionIsNotPrinted() {
    printer.err(Outputs.piece("ssh: refused\n"));
    printer.err(Outputs.end());
    printer.end(attempt("/nowhere/program"));
    assertThat(err.text()).isEmpty();
  }

  @Test
  void errorsOfACommandArePrintedAtItsEnd() {
    printer.err(Outputs.piece("no luck\n"));
    printer.err(Outputs.end());
    printer.end(attempt("true"));
    assertThat(err.text()).isEqualTo("h: no luck\n");
  }

  @Test
  void errorsArePrintedBeforeTheOutputThatFollows() {
    printer.err(Outputs.piece("first\n"));
    printer.out(Outputs.piece("second\n"));
    assertThat(err.text()).isEqualTo("h: first\n");
    assertThat(out.text()).isEqualTo("h: second\n");
    printer.err(Outputs.piece("lost\n"));
    printer.end(attempt("/nowhere/program"));
    assertThat(err.text()).isEqualTo("h: first\nh: lost\n");
  }
}
