package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import execo.spi.Child;
import execo.spi.ExitStatus;
import org.junit.jupiter.api.Test;

/** How children are ended. */
class EngineSignalsTest extends EngineContract {
  @Test
  void signalsTheChildAlone() {
    Recorder recorder = new Recorder();
    Child child =
        engine()
            .spawn(
                Requests.shell(
                    "trap 'echo usr1; exit 7' USR1; echo ready; while :; do sleep 0.05; done"),
                recorder);
    recorder.stdoutWhen("ready\n"::equals);
    assertThat(child.signal(10)).isTrue();
    assertThat(recorder.status()).isEqualTo(ExitStatus.exited(7));
    assertThat(recorder.stdout()).isEqualTo("ready\nusr1\n");
  }

  @Test
  void isHarmlessAfterTheEnd() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.command("true"), recorder);
    recorder.status();
    assertThat(child.signal(9)).isFalse();
    assertThat(child.signalTree(9)).isFalse();
    child.closeStdin();
    child.hangUp();
    child.pauseReading();
    child.resumeReading();
    assertThat(recorder.calls()).hasSize(4);
  }

  @Test
  void killsWhatIgnoresTerm() {
    Recorder recorder = new Recorder();
    Child child =
        engine()
            .spawn(Requests.shell("trap '' TERM; echo ready; while :; do sleep 1; done"), recorder);
    recorder.stdoutWhen("ready\n"::equals);
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.ended).isNotDone();
    assertThat(child.signalTree(9)).isTrue();
    assertThat(recorder.status()).isEqualTo(ExitStatus.signalled(9));
  }

  @Test
  void signalsTheTree() {
    Recorder recorder = new Recorder();
    Child child =
        engine()
            .spawn(
                Requests.shell("sleep 61 & echo $!; (sleep 62 & echo $!; wait) & wait"), recorder);
    long[] pids = pids(recorder, 2);
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(15);
    Await.gone(pids[0]);
    Await.gone(pids[1]);
  }

  /** The process numbers that a child prints, once it has printed so many. */
  private static long[] pids(Recorder recorder, int count) {
    String text = recorder.stdoutWhen(out -> out.chars().filter(c -> c == '\n').count() >= count);
    return text.lines().mapToLong(Long::parseLong).toArray();
  }

  @Test
  void reachesSurvivorsOfTheTreeLater() {
    Recorder recorder = new Recorder();
    // A session of its own that ignores TERM: only who was found in the tree before knows of it.
    Child child =
        engine()
            .spawn(
                Requests.shell("setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 63' & wait"),
                recorder);
    long survivor = pids(recorder, 1)[0];
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(15);
    assertThat(Await.runs(survivor)).isTrue();
    assertThat(child.signalTree(9)).isTrue();
    Await.gone(survivor);
  }
}
