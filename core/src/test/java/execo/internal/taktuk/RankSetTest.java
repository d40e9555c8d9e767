package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in TakTuk's notation. */
class RankSetTest {
  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1:2:3,1-3",
    "3:1:2:7,1-3/7",
    "1:3:5:6,1/3/5-6",
    "127:128:129:1000,127-129/1000"
  })
  void neighboursAreOneRange(String ranks, String text) {
    assertThat(RankSet.of(List.of(ranks.split(":", -1)).stream().map(Integer::valueOf).toList()))
        .isEqualTo(text);
  }
}
