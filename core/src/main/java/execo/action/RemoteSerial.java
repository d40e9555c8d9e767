package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ProcessBase;
import execo.process.SerialSsh;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of each of many hosts; the name of the device may have substitutions.
 *
 * {@snippet :
 * try (var consoles = new RemoteSerial("/dev/{{ports}}", 115_200, hosts, null)
 *     .with("ports", List.of("ttyUSB0", "ttyUSB1"))
 *     .start()) {
 *   consoles.println();
 *   consoles.expect("login: $", "10s");
 * }
 * }
 */
public final class RemoteSerial extends HostsAction<RemoteSerial> {
  private final String device;
  private final int speed;
  private List<String> devices = List.of();

  /**
   * A port of each host.
   *
   * @param speed in bits a second
   */
  public RemoteSerial(
      String device, int speed, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(hosts, params);
    this.device = device;
    this.speed = speed;
  }

  @Override
  void bind() {
    devices = render(device);
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    return new SerialSsh(devices.get(index), speed, host, params());
  }

  @Override
  String defaultName() {
    return "Serial ports of " + hostsText();
  }
}
