package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.oar.OarJob;
import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@link Reserving} in a process of its own.
 *
 * @param settings whose jobs, and where
 * @param directory where its configuration is written
 * @param sites the sites, apart by commas
 * @param way {@code api} or {@code frontends}
 */
record ReservingProgram(G5kSettings settings, Path directory, String sites, String way) {

  /** Starts it, to end in a manner. */
  LocalProcess start(String manner, String name, int jobs) throws IOException {
    // each has its own, since several may be started at once
    Path configuration = Files.createTempFile(directory, "execo", ".yaml");
    Files.writeString(
        configuration,
        settings.with(G5kKeys.API_PASSWORD, Optional.empty()).configuration().text());
    var program =
        new LocalProcess(
                List.of(
                    "env",
                    // who runs the tests may have told them to ignore these
                    "--default-signal=HUP,INT,TERM",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Reserving.class.getName(),
                    sites,
                    manner,
                    name,
                    Integer.toString(jobs),
                    way))
            .env("EXECO_CONFIG", configuration.toString());
    login().forEach(program::env);
    return program.openStdin().timeout("5m").nologExitCode().start();
  }

  /** Not in the file, where a secret is written as stars. */
  private Map<String, String> login() {
    return settings
        .get(G5kKeys.API_PASSWORD)
        .map(password ->
            Map.of(
                "EXECO_G5K_USER",
                settings.get(G5kKeys.API_USERNAME).orElseThrow(),
                "EXECO_G5K_PASSWORD",
                password.reveal()))
        .orElse(Map.of());
  }

  /** The jobs that a program of one site has told of. */
  List<OarJob> jobs(LocalProcess program) {
    var match = program.expect("jobs ([\\d ]+)\\.", "3m");
    assertThat(match).as(program.dump()).isPresent();
    return Stream.of(match.get().group(1).split(" "))
        .map(id -> new OarJob(Long.parseLong(id), sites))
        .toList();
  }

  /** Has a program end in its manner, if that is not for it to do: a signal, or a line of input. */
  static void end(LocalProcess program, String manner) throws IOException, InterruptedException {
    if (manner.equals(manner.toUpperCase(Locale.ROOT))) {
      var pid = Objects.requireNonNull(program.pid()).toString();
      new ProcessBuilder("kill", "-" + manner, pid).start().waitFor();
    } else if (manner.startsWith("early")) {
      program.println("");
    }
  }
}
