package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
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

  @Test
  void whatTheDriverDoesNotTakeIsToldOnceAndWithoutPasswords() {
    var driver = Logger.getLogger("org.postgresql");
    var logged = new ArrayList<String>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            logged.add(message.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    driver.addHandler(handler);
    try {
      assertThatThrownBy(() -> new Database("jdbc:postgresql://h:abc/d?password=sesame"))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(": jdbc:postgresql://h:abc/d?password=…")
          .hasNoCause();
    } finally {
      driver.removeHandler(handler);
    }
    assertThat(logged).isEmpty();
  }
}
