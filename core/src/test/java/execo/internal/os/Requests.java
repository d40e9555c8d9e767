package execo.internal.os;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short forms of requests. */
public final class Requests {
  public static final Map<String, String> ENVIRONMENT = Map.copyOf(System.getenv());

  private Requests() {}

  public static SpawnRequest command(String... argv) {
    return new SpawnRequest(List.of(argv), ENVIRONMENT, null, false, false);
  }

  public static SpawnRequest shell(String script) {
    return command("/bin/sh", "-c", script);
  }

  public static SpawnRequest withStdin(String... argv) {
    return new SpawnRequest(List.of(argv), ENVIRONMENT, null, true, false);
  }

  public static SpawnRequest terminal(String script) {
    return new SpawnRequest(List.of("/bin/sh", "-c", script), ENVIRONMENT, null, false, true);
  }

  public static SpawnRequest in(Path directory, String... argv) {
    return new SpawnRequest(List.of(argv), ENVIRONMENT, directory, false, false);
  }

  public static SpawnRequest with(String name, String value, String... argv) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, value);
    return new SpawnRequest(List.of(argv), environment, null, false, false);
  }
}
