package execo.internal.sweep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The process in which a worker lives.
 *
 * @param host its host's name
 * @param pid its number
 * @param started when it was started; empty if the system does not tell
 * @param system what tells its system from every other one on which that number could be another
 *     process: the boot and the name space of processes; empty if the system does not tell
 */
public record WorkerProcess(String host, long pid, String started, String system) {
  /** This one. */
  public static final WorkerProcess SELF = self();

  /** Of which nothing is known. */
  static final WorkerProcess UNKNOWN = new WorkerProcess("", 0, "", "");

  private static final Duration CLOCK_ADJUSTMENTS = Duration.ofSeconds(2);

  /** A name for another worker in this process: host, process number and a mark of its own. */
  static String newWorker() {
    return SELF.host + "/" + SELF.pid + "/" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static WorkerProcess self() {
    var handle = ProcessHandle.current();
    return new WorkerProcess(hostName(), handle.pid(), startOf(handle), systemId());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String systemId() {
    try {
      var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether it has certainly ended: seen only from the system on which it ran. */
  boolean ended() {
    if (system.isEmpty() || !system.equals(SELF.system)) {
      return false;
    }
    var now = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(WorkerProcess::startOf);
    if (now.isEmpty()) {
      return true;
    }
    return !now.get().isEmpty()
        && !started.isEmpty()
        && Duration.between(Instant.parse(started), Instant.parse(now.get()))
                .abs()
                .compareTo(CLOCK_ADJUSTMENTS)
            > 0;
  }

  void write(StringBuilder out) {
    if (!host.isEmpty()) {
      Values.write(out.append(",\"host\":"), host);
    }
    if (pid > 0) {
      out.append(",\"pid\":").append(pid);
    }
    if (!started.isEmpty()) {
      Values.write(out.append(",\"started\":"), started);
    }
    if (!system.isEmpty()) {
      Values.write(out.append(",\"system\":"), system);
    }
  }

  /** Takes it from the attributes of a record. */
  static final class Reader {
    private String host = "";
    private long pid;
    private String started = "";
    private String system = "";

    void attribute(String name, @Nullable Object value) throws MalformedLine {
      switch (name) {
        case "host" -> host = String.valueOf(value);
        case "pid" -> {
          if (!(value instanceof Number number)) {
            throw new MalformedLine("pid is not a number: " + value);
          }
          pid = number.longValue();
        }
        case "started" -> started = Instant.parse(String.valueOf(value)).toString();
        case "system" -> system = String.valueOf(value);
        default -> {
          // said by a later version, or a note of a person
        }
      }
    }

    WorkerProcess read() {
      return new WorkerProcess(host, pid, started, system);
    }
  }
}
