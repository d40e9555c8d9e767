package execo.process;

import execo.internal.shell.ShellScript;
import java.util.List;

/**
 * A serial port and its speed, and the command that connects them with standard input and output:
 * {@code stty} and two {@code cat}, on whatever machine has the port.
 */
record SerialLine(String device, int speed) {
  /** What the command writes to stderr, as a line of its own, once the port is open. */
  static final String OPEN = "execo: the serial port is open";

  private static final String SCRIPT = ShellScript.line(SerialLine.class, "serial.sh");

  /** The port must not become the terminal of a session, so its shell leads none. */
  private static final String NO_LEADER = "/bin/sh -c \"$@\"; exit $?";

  SerialLine {
    if (device.isEmpty() || device.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a name of a device: '" + device + "'");
    }
    if (speed <= 0) {
      throw new IllegalArgumentException("a speed is more than 0 bits a second, not " + speed);
    }
  }

  /** As a person would say it. */
  String text() {
    return "serial port " + device + " at " + speed;
  }

  /**
   * Refuses settings that a port has no use for.
   *
   * @throws IllegalArgumentException if one is set
   */
  static void requirePlain(ProcessSettings settings) {
    if (settings.shell
        || Boolean.TRUE.equals(settings.pty)
        || settings.directory != null
        || !settings.environment.isEmpty()) {
      throw new IllegalArgumentException(
          "a serial port has no shell, terminal, directory or environment of its own");
    }
    if (settings.detached) {
      throw new IllegalArgumentException("a serial port cannot be detached");
    }
  }

  List<String> command() {
    // stty takes what begins with a dash for an option
    var path = device.startsWith("-") ? "./" + device : device;
    return List.of(
        "/bin/sh",
        "-c",
        NO_LEADER,
        "execo-serial",
        SCRIPT,
        "execo-serial",
        path,
        Integer.toString(speed),
        OPEN);
  }
}
