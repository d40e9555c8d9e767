package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.Await;
import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestTest {
  @Test
  void withoutChildrenTheLoopWaitsInJavaSoThatTheJvmCanExitAtOnce() {
    var others = loops();
    var engine = new SpawnEngine();
    var recorder = new Recorder();
    engine.spawn(Requests.shell("true"), recorder);
    Recorder.await(recorder.ended);
    var own = loops();
    own.removeAll(others);
    assertThat(own).hasSize(1);
    Await.until("the loop rests", () -> own.iterator().next().getState() == Thread.State.WAITING);
  }

  private static Set<Thread> loops() {
    var loops = new HashSet<>(Thread.getAllStackTraces().keySet());
    loops.removeIf(thread -> !thread.getName().equals("execo-children"));
    return loops;
  }
}
