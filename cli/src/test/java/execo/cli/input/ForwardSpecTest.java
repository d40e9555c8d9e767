package execo.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardSpecTest {
  @Test
  void readsWhatSshReads() {
    assertThat(ForwardSpec.parse("db:5432")).isEqualTo(new ForwardSpec(null, 0, "db", 5432));
    assertThat(ForwardSpec.parse("80:db.lyon:5432"))
        .isEqualTo(new ForwardSpec(null, 80, "db.lyon", 5432));
    assertThat(ForwardSpec.parse("*:0:127.0.0.1:22"))
        .isEqualTo(new ForwardSpec("*", 0, "127.0.0.1", 22));
    assertThat(ForwardSpec.parse("[::1]:8080:[fe80::2]:80"))
        .isEqualTo(new ForwardSpec("::1", 8080, "fe80::2", 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5432",
        "db",
        "db:",
        ":1:db:2",
        "db:0",
        "db:65536",
        "65536:db:1",
        "::1:80",
        "a:b:c:d",
        "x:1:y:2:z",
        "d b:1",
        "1:2:3:4:5"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> ForwardSpec.parse(text)).isInstanceOf(BadInput.class);
  }
}
