package execo.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "a*, abc, true",
    "a*, bac, false",
    "?, é, true",
    "?, ab, false",
    "[a-c]x, bx, true",
    "[!a-c]x, bx, false",
    "[^a-c]x, dx, true",
    "[]x], ], true",
    "[x, [x, true",
    "a.b, axb, false",
    "\\*, *, true",
    "\\*, a, false",
    "[z-a], [z-a], true",
  })
  void patternsMatchAsInAShell(String pattern, String name, boolean matches) {
    assertThat(Glob.compile(pattern).matcher(name).matches()).isEqualTo(matches);
  }
}
