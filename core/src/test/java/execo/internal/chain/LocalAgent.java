package execo.internal.chain;

import execo.host.PortRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script of a host, run on this machine and talked to as a transfer does. */
final class LocalAgent implements AutoCloseable {
  static final Plan PLAN =
      new Plan(
          "00".repeat(32),
          "agent-test",
          true,
          new PortRange(25500, 26700),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          2,
          Duration.ofMillis(10),
          10);

  private final Process process;
  private final OutputStream in;
  private final BufferedReader out;

  LocalAgent(int rank, Path home, String target, Payload payload) throws IOException {
    this(rank, home, target, payload, Map.of());
  }

  /** With more in its environment. */
  LocalAgent(int rank, Path home, String target, Payload payload, Map<String, String> more)
      throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", AgentScript.COMMAND).directory(home.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("SSH_CONNECTION", "127.0.0.1 1 127.0.0.1 22");
    builder.environment().putAll(more);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    process = builder.start();
    in = process.getOutputStream();
    out = process.inputReader(StandardCharsets.UTF_8);
    in.write(AgentScript.input(rank, target, PLAN, payload));
    in.flush();
  }

  /** The next line that does not depend on the time it takes, without what all have in common. */
  String line() throws IOException {
    var line = read();
    while (line.startsWith("at ") || line.startsWith("slow ")) {
      line = read();
    }
    return line;
  }

  private String read() throws IOException {
    var line = out.readLine();
    return line == null ? "end" : line.substring(PLAN.name().length() + 1);
  }

  /** Waits for its port. */
  int port() throws IOException {
    var words = line().split(" ");
    if (!words[0].equals("ready")) {
      throw new IOException(String.join(" ", words));
    }
    return Integer.parseInt(words[1]);
  }

  void tell(String text) throws IOException {
    in.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  void data(long offset, byte[] bytes) throws IOException {
    tell("data " + offset + " " + bytes.length);
    in.write(bytes);
    in.flush();
  }

  /** Gives it the whole stream, and its sum. */
  void feed(Payload payload) throws IOException {
    try (var reader = payload.from(0)) {
      for (var bytes = reader.next(); bytes.length > 0; bytes = reader.next()) {
        data(reader.offset() - bytes.length, bytes);
      }
    }
    tell("sum " + payload.sum());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends its input and gives its exit code. */
  int leave() throws IOException, InterruptedException {
    in.close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException("it does not leave");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
