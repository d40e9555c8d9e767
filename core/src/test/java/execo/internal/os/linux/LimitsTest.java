package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.ChildJvm;
import execo.internal.os.ProcessEngine;
import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import execo.spi.Child;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens at the limits of the system, in a program of its own that may have little. */
class LimitsTest {
  private static final ProcessEngine ENGINE = new SpawnEngine();

  /** Starts children until one fails, and shows that the others live and that nothing is lost. */
  static final class FewDescriptors {
    private FewDescriptors() {}

    public static void main(String[] args) {
      ProcessEngine engine = new SpawnEngine();
      Recorder warm = new Recorder();
      engine.spawn(Requests.shell("echo warm; kill -9 $$"), warm);
      warm.status();
      Recorder missing = new Recorder();
      engine.spawn(Requests.command("/nonexistent"), missing);
      missing.failure();
      List<Recorder> recorders = new ArrayList<>();
      List<Child> children = new ArrayList<>();
      int before = descriptors();
      String reason = "";
      for (int i = 0; i < 100 && reason.isEmpty(); i++) {
        Recorder recorder = new Recorder();
        children.add(engine.spawn(Requests.withStdin("cat"), recorder));
        recorder.started.handle((_, _) -> null).join();
        if (recorder.failed.isDone()) {
          reason = recorder.failure();
        } else {
          recorders.add(recorder);
        }
      }
      for (int i = 0; i < 20; i++) {
        Recorder again = new Recorder();
        engine.spawn(Requests.withStdin("cat"), again);
        again.failure();
      }
      for (Child child : children) {
        var _ = child.write("fine".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        child.closeStdin();
      }
      for (Recorder recorder : recorders) {
        if (recorder.status().code() != 0 || !recorder.stdout().equals("fine")) {
          System.out.println("harmed: " + recorder.status() + recorder.stdout());
        }
      }
      System.out.println(recorders.size() > 2 ? "several ran" : "too few: " + recorders.size());
      System.out.println(descriptors() == before ? "none lost" : "lost some");
      System.out.println(reason);
    }

    private static int descriptors() {
      String[] names = new File("/proc/self/fd").list();
      return names == null ? -1 : names.length;
    }
  }

  @Test
  void namesTheLimitOfOpenFilesAndHarmsNobody() {
    Recorder recorder = new Recorder();
    // Without this option the Java machine raises the limit to the hard one.
    String[] command = ChildJvm.command(FewDescriptors.class, List.of("-XX:-MaxFDLimit"));
    ENGINE.spawn(Requests.command(ChildJvm.after("ulimit -n 64", command)), recorder);
    assertThat(recorder.status().code()).as(recorder.stderr()).isZero();
    assertThat(recorder.stdout().lines())
        .containsExactly(
            "several ran",
            "none lost",
            "cannot start cat: the limit of open files (ulimit -n = 64) is reached");
  }
}
