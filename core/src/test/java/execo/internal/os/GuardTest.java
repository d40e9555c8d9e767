package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final ProcessEngine ENGINE = ProcessEngines.create("spawn");

  @TempDir Path directory;

  /** Starts children, prints the processes to watch, and then ends in the way that is asked for. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      if (args[0].equals("disabled")) {
        Guard.disable();
      }
      if (args[0].equals("hup")) {
        Guard.lastSignal(1);
      }
      ProcessEngine engine = ProcessEngines.system();
      // A job in a group of its own within the session, which the shell does not outlive.
      String script =
          args[0].equals("hup")
              ? "exec 2>/dev/null; trap 'echo hup >\"$0\"; exit' HUP; echo $$; while :; do sleep 0.05; done"
              : "set -m; sleep 71 & echo $!; set +m; sleep 72 & echo $!; echo $$; wait";
      Recorder recorder = new Recorder();
      engine.spawn(
          new SpawnRequest(
              List.of("/bin/sh", "-c", script, args[1]),
              System.getenv(),
              null,
              false,
              false,
              !args[0].equals("detached")),
          recorder);
      if (args.length > 2) {
        LastCommands.withdraw(LastCommands.keep(List.of("/bin/sh", "-c", "echo no >>" + args[1])));
        var place = LastCommands.keep(List.of("false"));
        LastCommands.replace(
            place, List.of("/bin/sh", "-c", "echo \"$0\" $LAST >>" + args[1], "it's $HOME"));
      }
      Recorder passing = new Recorder();
      engine.spawn(Requests.command("true"), passing);
      passing.status();
      int lines = args[0].equals("hup") ? 1 : 3;
      String pids = recorder.stdoutWhen(out -> out.lines().count() >= lines);
      System.out.print(pids);
      System.out.println("ready");
      switch (args[0]) {
        case "throw" -> throw new IllegalStateException("expected by the test");
        case "exit" -> System.exit(0);
        case "halt" -> Runtime.getRuntime().halt(3);
        default -> Thread.sleep(60_000);
      }
    }
  }

  private Recorder program(String engine, String... arguments) {
    Recorder recorder = new Recorder();
    List<String> options = List.of("-Dexeco.engine=" + engine, "-Djava.io.tmpdir=" + directory);
    var words = new ArrayList<>(List.of(arguments));
    words.add(1, directory.resolve("out").toString());
    ENGINE.spawn(
        Requests.with(
            "XDG_RUNTIME_DIR",
            "",
            ChildJvm.command(Program.class, options, words.toArray(String[]::new))),
        recorder);
    return recorder;
  }

  private static List<Long> pids(Recorder program) {
    String text = program.stdoutWhen(out -> out.contains("ready"));
    List<Long> pids = new ArrayList<>();
    text.lines().filter(line -> !line.equals("ready")).forEach(pid -> pids.add(Long.valueOf(pid)));
    assertThat(pids).isNotEmpty();
    return pids;
  }

  private List<Path> rosters() {
    return leftovers().stream().map(own -> own.resolve("children")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "spawn,throw",
    "spawn,exit",
    "spawn,halt",
    "jdk,throw",
    "jdk,exit",
    "jdk,halt",
  })
  void endsWhatAProgramLeaves(String engine, String manner) {
    Recorder program = program(engine, manner);
    pids(program).forEach(Await::gone);
    Await.until("removal of the roster", () -> rosters().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "jdk"})
  void endsWhatAKilledProgramLeaves(String engine) throws IOException {
    Recorder program = program(engine, "wait");
    List<Long> pids = pids(program);
    assertThat(pids).allMatch(Await::runs);
    assertThat(rosters()).hasSize(1);
    Path roster = rosters().getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(roster)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(roster.getParent())))
        .isEqualTo("rwx------");
    ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    assertThat(program.status().signal()).isEqualTo(9);
    pids.forEach(Await::gone);
    Await.until("removal of the roster", () -> rosters().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"spawn,exit", "spawn,throw", "spawn,wait", "spawn,disabled", "jdk,wait"})
  void runsTheLastCommandsThatAreKept(String engine, String manner) {
    Recorder program = program(engine, manner, "last");
    List<Long> pids = pids(program);
    if (manner.equals("wait") || manner.equals("disabled")) {
      ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    }
    program.status();
    Await.until("the end of the guard", () -> leftovers().isEmpty());
    assertThat(directory.resolve("out")).hasContent("it's $HOME");
    if (manner.equals("disabled")) {
      assertThat(pids).allMatch(Await::runs);
      pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
  }

  private List<Path> leftovers() {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("execo-")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsTheSignalThatIsSet() {
    Recorder program = program("spawn", "hup");
    List<Long> pids = pids(program);
    ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    pids.forEach(Await::gone);
    assertThat(directory.resolve("out")).hasContent("hup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "jdk"})
  void leavesTheUnguardedAlone(String engine) {
    Recorder program = program(engine, "detached");
    List<Long> pids = pids(program);
    ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    program.status();
    Await.until("the end of the guard", () -> rosters().isEmpty());
    assertThat(pids).allMatch(Await::runs);
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void canBeDisabled() {
    Recorder program = program("spawn", "disabled");
    List<Long> pids = pids(program);
    assertThat(rosters()).isEmpty();
    ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    program.status();
    assertThat(pids).allMatch(Await::runs);
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }
}
