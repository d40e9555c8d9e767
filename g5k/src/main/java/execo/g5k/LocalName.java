package execo.g5k;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The name of this machine, looked up once. */
final class LocalName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private LocalName() {}

  private static final class Known {
    static final String FULL_NAME = lookUp();
  }

  static String fullName() {
    return Known.FULL_NAME;
  }

  /** The site in a name that is exactly {@code name.site} and the domain suffix. */
  static Optional<String> site(String fullName, String domainSuffix) {
    return fullName.endsWith(domainSuffix)
        ? SiteNames.of(fullName, domainSuffix)
        : Optional.empty();
  }

  /** What the kernel has, if that has a domain; else what the name service makes of it. */
  private static String lookUp() {
    String name = "";
    try {
      name = Files.readString(KERNEL).strip();
    } catch (IOException _) {
      // Only Linux has this file; the name service is asked.
    }
    if (name.indexOf('.') > 0) {
      return name;
    }
    try {
      String found = InetAddress.getLocalHost().getCanonicalHostName();
      return found.indexOf('.') > 0 ? found : name;
    } catch (UnknownHostException _) {
      return name;
    }
  }
}
