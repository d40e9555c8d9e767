package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.ChildJvm;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program that was itself started in an unusual way hands on to its children. */
class InheritanceTest {
  private static final ProcessEngine ENGINE = new SpawnEngine();

  /** Prints which signals its children ignore, the exit code of one, and the engine. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      ProcessEngine engine = ProcessEngines.system();
      Recorder recorder = new Recorder();
      engine.spawn(Requests.command("grep", "SigIgn", "/proc/self/status"), recorder);
      System.out.println(recorder.status().code());
      String mask = recorder.stdout().strip();
      System.out.println(mask.substring(mask.length() - 7));
      System.out.println(engine.name());
    }
  }

  @Test
  void keepsHangUpIgnoredAndResetsTheOthers() {
    Recorder recorder = new Recorder();
    String[] command = ChildJvm.command(Program.class, List.of());
    ENGINE.spawn(
        Requests.command(ChildJvm.after("trap '' HUP INT QUIT USR1 PIPE TERM", command)), recorder);
    assertThat(recorder.status().code()).as(recorder.stderr()).isZero();
    assertThat(recorder.stdout().lines()).containsExactly("0", "0000001", "spawn");
  }

  @Test
  void fallsBackWhereNativeAccessIsDenied() {
    Recorder recorder = new Recorder();
    String[] command =
        ChildJvm.command(
            Program.class,
            List.of("--enable-native-access=java.base", "--illegal-native-access=deny"));
    // Takes the place of the option that gives everybody native access.
    command[1] = "-Xshare:auto";
    ENGINE.spawn(Requests.command(command), recorder);
    assertThat(recorder.status().code()).as(recorder.stderr()).isZero();
    assertThat(recorder.stdout().lines()).endsWith("jdk");
  }
}
