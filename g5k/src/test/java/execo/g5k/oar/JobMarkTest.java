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
    assertThat(JobMark.in("execo-1-2-3")).isEmpty();
    assertThat(JobMark.in("myexeco-1-2-3-4")).isEmpty();
    assertThat(JobMark.in("execo-zzzzzzzzzzzzzzzz-2-3-4")).isEmpty();
  }

  @Test
  void orphansAreThoseOfProgramsThatAreGone() {
    JobMark mark = JobMark.next();
    assertThat(mark.orphaned()).isFalse();
    assertThat(new JobMark(mark.machine(), mark.pid(), mark.start() - 100, 1).orphaned()).isTrue();
    assertThat(new JobMark(mark.machine(), 0x7fff_fff0L, mark.start(), 1).orphaned()).isTrue();
    assertThat(new JobMark(mark.machine() ^ 1, 0x7fff_fff0L, 1, 1).orphaned()).isFalse();
  }
}
