package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import execo.process.Signal;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that ends in the middle of a copy leaves nothing on the host. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndedCopyTest {
  private static final int SIZE = 20_000_000;

  private final Fleet fleet = Fleet.start(1);
  private final Path home = fleet.home(fleet.hosts().getFirst());
  @TempDir Path directory;

  @AfterEach
  void stop() {
    fleet.close();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        end("exit", LocalProcess::closeStdin),
        end("TERM", program -> program.kill(Signal.TERM)),
        end("INT", program -> program.kill(Signal.INT)));
  }

  private static Arguments end(String name, Consumer<LocalProcess> how) {
    return Arguments.argumentSet(name, how);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void nothingIsLeft(Consumer<LocalProcess> end) throws Exception {
    var file = Files.write(directory.resolve("file"), new byte[SIZE]);
    try (var program = CopyVictim.program(fleet, file).start()) {
      while (files().stream().noneMatch(name -> name.startsWith(".file.execo-"))) {
        assertThat(program.ended()).as(program.dump()).isFalse();
        TimeUnit.MILLISECONDS.sleep(50);
      }
      end.accept(program);
      assertThat(program.await("60s").ended()).as(program.dump()).isTrue();
      assertThat(files()).as(program.dump()).isEmpty();
    }
  }
}
