package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database's URL says of a sweep. */
class PostgresUrlTest {
  private static final String START = "jdbc:postgresql://h:1/db";

  @ParameterizedTest
  @CsvSource({
    "'', '', default, '?sweep=default-2'",
    "?user=me, ?user=me, default, ?user=me&sweep=default-2",
    "?sweep=a, '', a, ?sweep=a-2",
    "?user=me&sweep=a%26b&ssl=true, ?user=me&ssl=true, a&b, ?user=me&sweep=a%26b-2&ssl=true",
  })
  void nameIsTakenOutAndMayGrow(String parameters, String rest, String name, String beside) {
    var url = PostgresUrl.of(START + parameters);
    assertThat(url.jdbc()).isEqualTo(START + rest);
    assertThat(url.sweep()).isEqualTo(name);
    assertThat(PostgresUrl.beside(START + parameters, "-2")).isEqualTo(START + beside);
    assertThat(PostgresUrl.of(START + beside).sweep()).isEqualTo(name + "-2");
  }
}
