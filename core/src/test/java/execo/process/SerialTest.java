package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A serial port, played by the terminal of a process that only holds it open. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SerialTest {
  @TempDir Path directory;
  private LocalProcess peer;
  private String device;

  @BeforeEach
  void open() {
    // raw at once, so that this terminal, too, leaves every byte as it is
    peer = new LocalProcess("stty raw -echo; tty >&2; exec sleep 1000").shell().pty().start();
    device = peer.expect("(/dev/\\S+)\n", "20s").orElseThrow().group(1);
  }

  @AfterEach
  void close() {
    peer.close();
  }

  private static Serial opened(Serial serial) {
    serial.start();
    assertThat(serial.awaitOpen(Duration.ofSeconds(20))).as(serial.dump()).isTrue();
    return serial;
  }

  @Test
  void whatArrivesIsItsOutputAndWhatIsWrittenGoesOut() {
    try (var serial = opened(new Serial(device, 115_200))) {
      peer.write("login: ");
      assertThat(serial.expect("login: $", "20s")).isPresent();
      serial.write("ada\r");
      assertThat(peer.expect("ada\r", "20s")).isPresent();
      peer.write("Password: ");
      assertThat(serial.expect("Password: $", "20s")).isPresent();
      assertThat(serial.stdout()).isEqualTo("login: Password: ");
      assertThat(serial.stderr()).isEmpty();
    }
  }

  @Test
  void lineIsBinaryClean() throws Exception {
    var bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7 + i / 256);
    }
    var there = new CompletableFuture<Boolean>();
    var back = new CompletableFuture<Boolean>();
    peer.reset();
    peer.onStdout(chunk -> {
      if (peer.stdoutBytes().length >= bytes.length) {
        there.complete(true);
      }
    });
    open(peer);
    var serial = new Serial(device, 9600);
    serial.onStdout(chunk -> {
      if (serial.stdoutBytes().length >= bytes.length) {
        back.complete(true);
      }
    });
    try (serial) {
      opened(serial).write(bytes);
      there.get(20, TimeUnit.SECONDS);
      assertThat(peer.stdoutBytes()).isEqualTo(bytes);
      for (int at = 0; at < bytes.length; at += 256) {
        peer.write(Arrays.copyOfRange(bytes, at, at + 256));
      }
      back.get(20, TimeUnit.SECONDS);
      assertThat(serial.stdoutBytes()).isEqualTo(bytes);
    }
  }

  private void open(LocalProcess process) {
    device = process.start().expect("(/dev/\\S+)\n", "20s").orElseThrow().group(1);
  }

  @Test
  void lineIsConfigured() {
    try (var serial = opened(new Serial(device, 57_600))) {
      var settings = new LocalProcess(List.of("stty", "-F", device, "-a")).run().stdout();
      assertThat(settings)
          .contains("speed 57600 baud")
          .containsPattern("\\bcs8\\b")
          .contains(
              "-parenb",
              "-cstopb",
              "-crtscts",
              " clocal",
              " hupcl",
              "-ixon",
              "-ixoff",
              "-icanon",
              "-echo ",
              "-isig",
              "-opost");
      assertThat(serial.ok()).isTrue();
    }
  }

  @Test
  void goesOnAfterTheEndOfItsInput() {
    try (var serial = opened(new Serial(device, 9600).input("last\n"))) {
      assertThat(peer.expect("last", "20s")).isPresent();
      peer.write("still there");
      assertThat(serial.expect("still there", "20s")).isPresent();
    }
  }

  @Test
  void closingLeavesNothingRunning() {
    var serial = opened(new Serial(device, 9600));
    var tree = ProcessHandle.of(Objects.requireNonNull(serial.pid())).orElseThrow();
    var all = Stream.concat(Stream.of(tree), tree.descendants()).toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    serial.close();
    assertThat(serial.killed()).isTrue();
    assertThat(serial.ok()).as(serial.dump()).isTrue();
    assertThat(serial.error()).isFalse();
    all.forEach(process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    try (var again = opened(new Serial(device, 9600))) {
      peer.write("x");
      assertThat(again.expect("x", "20s")).isPresent();
    }
  }

  @Test
  void hangUpIsAnError() {
    var serial = opened(new Serial(device, 9600));
    peer.close();
    serial.await("20s");
    assertThat(serial.error()).as(serial.dump()).isTrue();
    assertThat(serial.reason()).contains(device, "was lost", "hung up");
    assertThat(serial.isOpen()).isFalse();
  }

  private static void assertRefused(Serial serial, String... reasons) {
    serial.start();
    assertThat(serial.awaitOpen(Duration.ofSeconds(20))).isFalse();
    serial.await("20s");
    assertThat(serial.error()).as(serial.dump()).isTrue();
    assertThat(serial.exitCode()).isNull();
    assertThat(serial.reason()).contains("cannot be opened").contains(reasons);
  }

  @Test
  void missingDevice() {
    var missing = directory.resolve("none").toString();
    assertRefused(new Serial(missing, 9600), missing, "No such file");
    assertThat(Path.of(missing)).doesNotExist();
  }

  @Test
  void speedThatThereIsNot() {
    assertRefused(new Serial(device, 12_345), "12345");
  }

  @Test
  void fileThatIsNoDevice() throws Exception {
    var file = Files.writeString(directory.resolve("a file's name"), "kept");
    assertRefused(new Serial(file.toString(), 9600), "Inappropriate ioctl");
    assertThat(file).hasContent("kept");
  }

  @Test
  void misuseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Serial("", 9600));
    assertThatIllegalArgumentException().isThrownBy(() -> new Serial(device, 0));
    assertThat(new Serial(device, 9600).shell().run().reason()).contains("no shell");
  }

  @Test
  void namesItself() {
    assertThat(new Serial("/dev/ttyS0", 9600).name()).isEqualTo("serial port /dev/ttyS0 at 9600");
  }
}
