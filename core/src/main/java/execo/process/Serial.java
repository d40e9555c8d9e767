package execo.process;

import execo.host.Host;
import execo.internal.os.ProcessEngines;
import execo.internal.os.SpawnRequest;
import execo.spi.ChildListener;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of this machine: what arrives is its stdout, what is written goes out.
 *
 * <p>The line is raw and binary clean: 8 bits, no parity, one stop bit, no flow control; modem
 * lines are ignored, and dropped at the end. It works with any device that the machine's {@code
 * stty} can configure. It goes on until it is killed or closed, also after {@link #closeStdin}; a
 * port that cannot be opened, does not take the speed, or hangs up, is an {@link #error()}.
 *
 * {@snippet :
 * try (var console = new Serial("/dev/ttyUSB1", 115_200).start()) {
 *   console.println("");
 *   console.expect("login: $", "10s");
 * }
 * }
 */
public final class Serial extends OpenableProcess<Serial> {
  private final SerialLine line;

  /**
   * A port.
   *
   * @param speed in bits a second
   */
  public Serial(String device, int speed) {
    this(new SerialLine(device, speed));
  }

  private Serial(SerialLine line) {
    super(line.text());
    this.line = line;
    killSubprocesses(true);
  }

  /** Null: the port is of this machine. */
  @Override
  public @Nullable Host host() {
    return null;
  }

  @Override
  boolean hasStdin() {
    return true;
  }

  @Override
  Launch launch(ChildListener listener) {
    SerialLine.requirePlain(settings());
    var argv = line.command();
    var request = new SpawnRequest(argv, System.getenv(), null, true, false);
    return new Launch(
        ProcessEngines.system().spawn(request, new SerialListener(line, listener)), argv);
  }
}
