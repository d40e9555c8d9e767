package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobMarkTest {
  @Test
  void marksAreUniqueAndReadBack() {
    JobMark mark = JobMark.next();
    assertThat(JobMark.next()).isNotEqualTo(mark);
    assertThat(JobMark.in(mark.onto(null))).contains(mark);
    assertThat(JobMark.in(mark.onto("my first.try"))).contains(mark);
    assertThat(JobMark.without(mark.onto("my first.try"))).isEqualTo("my first.try");
    assertThat(JobMark.without(mark.onto(null))).isNull();
    assertThat(JobMark.without("plain")).isEqualTo("plain");
    assertThat(mark.onto("x".repeat(200))).hasSize(100);
    assertThat(JobMark.in(mark.onto("x".repeat(200)))).contains(mark);
  }

  @Test
  void otherNamesHaveNone() {
    assertThat(JobMark.in(null)).isEmpty();
    assertThat(JobMark.in("execo-1-2-3-4-5")).isEmpty();
    assertThat(JobMark.in("myexeco-1-2-3-4-5-6")).isEmpty();
    assertThat(JobMark.in("execo-zzzzzzzzzzzzzzzz-2-3-4-5-6")).isEmpty();
  }

  private static final long DEAD = 0x7fff_fff0L;
  private static final MachineMark HERE = new MachineMark(1, true, 2, 3, 1000);

  @Test
  void orphansAreThoseOfProgramsThatAreGone() {
    MachineMark here = MachineMark.here();
    JobMark mark = JobMark.next();
    assertThat(mark.orphaned(here)).isFalse();
    assertThat(like(mark, mark.pid(), mark.start() - 100).orphaned(here)).isTrue();
    assertThat(like(mark, DEAD, mark.start()).orphaned(here)).isTrue();
  }

  private static JobMark like(JobMark mark, long pid, long start) {
    return new JobMark(mark.machine(), mark.kernel(), mark.space(), pid, start, 1);
  }

  @Test
  void programsOfOtherMachinesAreNotJudged() {
    assertThat(new JobMark(1, 2, 3, DEAD, 2000, 1).orphaned(HERE)).isTrue();
    assertThat(new JobMark(9, 2, 3, DEAD, 2000, 1).orphaned(HERE)).isFalse();
  }

  @Test
  void programFromBeforeTheMachinesLastStartIsGone() {
    assertThat(new JobMark(1, 9, 3, DEAD, 999, 1).orphaned(HERE)).isTrue();
  }

  /** Its processes cannot be seen from here. */
  @Test
  void programOfAnotherContainerIsNotJudged() {
    assertThat(new JobMark(1, 2, 9, DEAD, 999, 1).orphaned(HERE)).isFalse();
  }

  /** A cloned machine runs under another kernel at the same time. */
  @Test
  void programOfACloneIsNotJudged() {
    assertThat(new JobMark(1, 9, 3, DEAD, 1001, 1).orphaned(HERE)).isFalse();
    var withoutId = new MachineMark(1, false, 2, 3, 1000);
    assertThat(new JobMark(1, 9, 3, DEAD, 999, 1).orphaned(withoutId)).isFalse();
  }
}
