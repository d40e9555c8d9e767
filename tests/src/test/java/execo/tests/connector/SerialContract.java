package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.RemoteSerial;
import execo.process.SerialSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serial port of a host behaves as a local one, and nothing is left on the host. */
abstract class SerialContract extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  SerialContract(HostsUnderTest hosts) {
    super(hosts);
  }

  private SerialSsh serial(String port) {
    return new SerialSsh(port, 115_200, host(), connection());
  }

  private static SerialSsh opened(SerialSsh serial) {
    serial.start();
    assertThat(serial.awaitOpen(SOON)).as(serial.dump()).isTrue();
    return serial;
  }

  @Test
  void consoleIsLoggedInto() throws Exception {
    try (var device = new FarDevice();
        var console = opened(serial(device.port()))) {
      device.line().write("\r\nnode login: ");
      assertThat(console.expect("login: $", LONG)).isPresent();
      console.println("ada");
      assertThat(device.line().expect("ada\n", LONG)).isPresent();
      device.line().write("Password: ");
      assertThat(console.expect("Password: $", LONG)).isPresent();
      console.println("secret");
      assertThat(device.line().expect("secret\n", LONG)).isPresent();
      assertThat(console.stdout()).isEqualTo("\r\nnode login: Password: ");
      assertThat(console.stderr()).isEmpty();
    }
  }

  @Test
  void lineIsBinaryClean() throws Exception {
    var bytes = new byte[100_000];
    new Random(11).nextBytes(bytes);
    try (var device = new FarDevice()) {
      var serial = serial(device.port());
      var arrived = new CompletableFuture<Boolean>();
      serial.onStdout(chunk -> {
        if (serial.stdoutBytes().length == bytes.length) {
          arrived.complete(true);
        }
      });
      try (serial) {
        opened(serial).write(bytes);
        // a terminal takes a few kilobytes ahead of its reader
        for (int at = 0; at < bytes.length; at += 1000) {
          device.line().write(Arrays.copyOfRange(bytes, at, at + 1000));
        }
        arrived.get(60, TimeUnit.SECONDS);
        assertThat(serial.stdoutBytes()).isEqualTo(bytes);
        while (device.line().stdoutBytes().length < bytes.length) {
          Thread.onSpinWait();
        }
        assertThat(device.line().stdoutBytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void closingLeavesNothingOnTheHost() throws Exception {
    try (var device = new FarDevice()) {
      var serial = opened(serial(device.port()));
      assertThat(trace.processes()).isNotEmpty();
      serial.close();
      assertThat(serial.killed()).isTrue();
      assertThat(serial.ok()).as(serial.dump()).isTrue();
      trace.awaitNone(SOON);
    }
  }

  @Test
  void lostConnectionLeavesNothingOnTheHost() throws Exception {
    try (var device = new FarDevice()) {
      var serial = opened(serial(device.port()));
      hosts.disconnect(host(), trace.processes());
      ended(serial);
      assertFailedToConnect(serial, "lost");
      trace.awaitNone(SOON);
    }
  }

  @Test
  void hangUpIsAnError() throws Exception {
    var device = new FarDevice();
    var serial = opened(serial(device.port()));
    device.close();
    ended(serial);
    assertFailedToConnect(serial, "has hung up");
    trace.awaitNone(SOON);
  }

  @Test
  void missingDevice() {
    var serial = serial("/dev/there-is-none");
    serial.start();
    assertThat(serial.awaitOpen(SOON)).isFalse();
    ended(serial);
    assertFailedToConnect(serial, "/dev/there-is-none: No such file or directory");
  }

  @Test
  void refusingHost() throws Exception {
    var serial = new SerialSsh("/dev/null", 9600, host(), connection().withPort(1));
    ended(serial.start());
    assertFailedToConnect(serial, "refused");
  }

  @Test
  void portsOfManyHosts(@TempDir Path directory) throws Exception {
    var some = hosts.hosts(3);
    var devices = new ArrayList<FarDevice>();
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (var host : some) {
        devices.add(new FarDevice());
        Files.createSymbolicLink(
            directory.resolve(host.address() + "-console"), Path.of(devices.getLast().port()));
      }
      var consoles =
          new RemoteSerial(directory + "/{{{host}}}-{{name}}", 9600, some, connection())
              .with("name", List.of("console"));
      try (consoles) {
        consoles.start();
        consoles.println("hello");
        for (int i = 0; i < some.size(); i++) {
          assertThat(devices.get(i).line().expect("hello\n", LONG)).isPresent();
          devices.get(i).line().write("node " + i + " login: ");
        }
        assertThat(consoles.expect("(\\d) login: $", LONG))
            .extracting(match -> match.orElseThrow().group(1))
            .containsExactly("0", "1", "2");
      }
      assertThat(consoles.ok()).isTrue();
      assertThat(consoles.name()).isEqualTo("Serial ports of 3 hosts");
      trace.awaitNone(SOON);
    } finally {
      devices.forEach(FarDevice::close);
    }
  }
}
