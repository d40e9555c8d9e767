package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridMarkTest {
  @Test
  void marksAreUniqueAndReadBack() {
    var mark = new GridMark(GridMark.nextId(), 12);
    assertThat(GridMark.nextId()).isNotEqualTo(mark.id());
    assertThat(GridMark.in(mark.onto(null))).contains(mark);
    assertThat(GridMark.in(mark.onto("my first.try"))).contains(mark);
    assertThat(mark.onto("x".repeat(200))).hasSize(100);
    assertThat(GridMark.in(mark.onto("x".repeat(200)))).contains(mark);
    assertThat(new GridMark(Long.toString(Long.MAX_VALUE, 36), 0))
        .isEqualTo(GridMark.in("oargrid-1y2p0ij32e8e7-0").orElseThrow());
  }

  @Test
  void otherNamesHaveNone() {
    assertThat(GridMark.in(null)).isEmpty();
    assertThat(GridMark.in("myoargrid-1-2")).isEmpty();
    assertThat(GridMark.in("oargrid-1")).isEmpty();
    assertThat(GridMark.in(JobMark.next().onto("a"))).isEmpty();
    assertThat(JobMark.in(new GridMark("1", 2).onto("a"))).isEmpty();
  }
}
