package execo.tests.real;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.RemoteSerial;
import execo.process.LocalProcess;
import execo.process.Serial;
import execo.testbed.Fleet;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serial ports at both ends of lines that socat makes. */
@RealTools
class SocatSerialTest {
  private static final String LONG = "60s";

  @TempDir Path directory;
  private LocalProcess lines;

  @BeforeEach
  void layLines() {
    lines =
        new LocalProcess(
                "socat -d -d pty,link=a0,raw,echo=0 pty,link=b0,raw,echo=0 &"
                    + " socat -d -d pty,link=a1,raw,echo=0 pty,link=b1,raw,echo=0 & wait")
            .shell()
            .directory(directory)
            .start();
    for (int i = 0; i < 2; i++) {
      assertThat(lines.expect("starting data transfer loop", LONG)).as(lines.dump()).isPresent();
    }
  }

  @AfterEach
  void takeUpLines() {
    lines.close();
  }

  private String port(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void bytesGoThroughBothPorts() {
    var bytes = new byte[1_000_000];
    new Random(3).nextBytes(bytes);
    bytes[bytes.length - 1] = 'x';
    try (var one = new Serial(port("a0"), 115_200).start();
        var other = new Serial(port("b0"), 115_200).start()) {
      one.awaitOpen(null);
      other.awaitOpen(null);
      one.write(bytes).println("the end of it");
      assertThat(other.expect("the end of it\n", LONG)).isPresent();
      var end = "the end of it\n".length();
      assertThat(other.stdoutBytes()).hasSize(bytes.length + end).startsWith(bytes);
      other.println("and back");
      assertThat(one.expect("and back\n", LONG)).isPresent();
    }
  }

  @Test
  void consolesOfHosts() {
    try (var fleet = Fleet.start(2);
        var logins =
            new RemoteSerial(port("a{{0..1}}"), 115_200, fleet.hosts(), fleet.connection())
                .start()) {
      var machines =
          List.of(port("b0"), port("b1")).stream()
              .map(port -> new Serial(port, 115_200).start())
              .toList();
      machines.forEach(machine -> machine.awaitOpen(null));
      for (var machine : machines) {
        assertThat(machine.println("login: ").ok()).isTrue();
      }
      assertThat(logins.expect("login: \n", LONG)).allMatch(match -> match.isPresent());
      logins.println("ada");
      for (var machine : machines) {
        assertThat(machine.expect("ada\n", LONG)).as(machine.dump()).isPresent();
        machine.close();
        assertThat(machine.ok()).isTrue();
      }
    }
  }
}
