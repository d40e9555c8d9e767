package execo.internal.sweep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process in which a worker lives.
 *
 * @param host its host's name
 * @param pid its number
 * @param started when it was started, in clock ticks since its system was, which no change of the
 *     clock moves; empty if the system does not tell
 * @param system what tells its system from every other one on which that number could be another
 *     process: the boot and the name space of processes; empty if the system does not tell
 */
public record WorkerProcess(String host, long pid, String started, String system) {
  /** This one. */
  public static final WorkerProcess SELF = self();

  /** Of which nothing is known. */
  static final WorkerProcess UNKNOWN = new WorkerProcess("", 0, "", "");

  private static final Pattern TICKS = Pattern.compile("\\d+");

  /** Where the start is among the fields of proc(5)'s stat that follow the name. */
  private static final int START = 19;

  /** A name for another worker in this process: host, process number and a mark of its own. */
  static String newWorker() {
    return SELF.host + "/" + SELF.pid + "/" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static WorkerProcess self() {
    long pid = ProcessHandle.current().pid();
    try {
      return new WorkerProcess(hostName(), pid, startOf(pid), system(pid));
    } catch (IOException e) {
      return new WorkerProcess(hostName(), pid, "", "");
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String startOf(long pid) throws IOException {
    var stat = Files.readString(proc(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START];
  }

  private static Path proc(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static String system(long pid) throws IOException {
    if (!Files.readSymbolicLink(Path.of("/proc/self")).toString().equals(Long.toString(pid))) {
      throw new IOException("/proc is that of another name space of processes");
    }
    var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
  }

  /** Whether it has certainly ended: seen only from the system on which it ran. */
  boolean ended() {
    if (system.isEmpty() || !system.equals(SELF.system)) {
      return false;
    }
    try {
      var present = startOf(pid);
      return TICKS.matcher(started).matches() && !present.equals(started);
    } catch (NoSuchFileException e) {
      return Files.exists(proc(1)); // else those of other users are hidden
    } catch (IOException e) {
      return false; // it ends just now
    }
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
        case "started" -> started = String.valueOf(value);
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
