package execo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "jdbc:postgresql://h/d?user=u&password=sesame&sweep=s"
            + " | jdbc:postgresql://h/d?user=u&password=…&sweep=s",
        "api-token: sesame | api-token: …",
        "connect-timeout: 5s | connect-timeout: 5s",
        "pw=sesame | pw=…",
        "PGPASSWORD=sesame psql | PGPASSWORD=… psql",
        "{\"password\": \"open sesame\", \"user\": \"u\"} | {\"password\": …, \"user\": \"u\"}",
        "mysql --password sesame -u me | mysql --password … -u me",
        "x --api-key=sesame y | x --api-key=… y",
        "x --passphrase 'open sesame' y | x --passphrase … y",
        "Authorization: Bearer sesame | Authorization: …",
        "curl -H 'Authorization: Basic sesame' url | curl -H 'Authorization: …' url",
        "Cookie: id=sesame; more=2 | Cookie: …",
        "X-Auth-Token: sesame | X-Auth-Token: …",
        "a bearer sesame-sesame | a bearer …",
        "https://me:sesame@host/path | https://me:…@host/path",
        "https://sesame@host/path | https://…@host/path",
        "ssh://me@host:22/path | ssh://me@host:22/path",
        "key=sesame1sesame2sesame3 | key=…",
        "{\"key\": \"sesame1sesame2sesame3\"} | {\"key\": \"…\"}",
        "--pass-phrase sesame | --pass-phrase …",
        "AWS_SECRET_ACCESS_KEY=sesame | AWS_SECRET_ACCESS_KEY=…",
        "--sort --key 2 | --sort --key 2",
        "key: keys/id_rsa | key: keys/id_rsa",
        "password-file: /etc/secret | password-file: /etc/secret",
        "token ring, pass 2, bypass=1, tokens=5 | token ring, pass 2, bypass=1, tokens=5",
      })
  void ofATextAreLeftOut(String text, String rest) {
    assertThat(Secrets.leftOut(text)).isEqualTo(rest);
  }

  private static final CommandSpec COMMAND =
      CommandSpec.create()
          .addOption(OptionSpec.builder("-w", "--password").type(String.class).build())
          .addOption(OptionSpec.builder("-n", "--number").type(String.class).build());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--password sesame x | --password … x",
        "--passwd sesame | --passwd …",
        "--db.pw sesame | --db.pw …",
        "-pw sesame | -pw …",
        "--token sesame --most 3 | --token … --most 3",
        "--password --most 3 | --password --most 3",
        "--password=a&b,c | --password=…",
        "pass=a;b | pass=…",
        "-w sesame | -w …",
        "-wsesame | -w…",
        "-n1 -n 2 | -n1 -n 2",
        "Authorization: Bearer sesame -v | Authorization: … … -v",
        "--header bearer sesame | --header bearer …",
        "--key sesame1sesame2sesame3 | --key …",
        "--key 2 --key-file x --password-file y | --key 2 --key-file x --password-file y",
      })
  void ofACommandLineAreLeftOut(String words, String rest) {
    assertThat(Secrets.leftOut(List.of(words.split(" ")), COMMAND))
        .containsExactly(rest.split(" "));
  }

  @Test
  void aValueOfSeveralWordsIsOne() {
    assertThat(Secrets.leftOut(List.of("--password", "open sesame", "--note=a b"), COMMAND))
        .containsExactly("--password", "…", "--note=a b");
    assertThat(Secrets.leftOut(List.of("--secret=open sesame\nagain"), COMMAND))
        .containsExactly("--secret=…");
  }
}
