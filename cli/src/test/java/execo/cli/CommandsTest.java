package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands make of their words, before anything is started. */
@Isolated("changes the configuration of the program")
class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void defaults() {
    Configuration.use(Configuration.defaults());
  }

  @AfterEach
  void usersOwn() {
    Configuration.use(null);
  }

  private int execute(String... words) {
    return Main.commandLine(new Root(), words)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private static String printedBy(Runnable command) {
    var bytes = new ByteArrayOutputStream();
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      command.run();
    } finally {
      System.setOut(stdout);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "run -w a|no command; give it after the options: execo run -w HOSTS -- COMMAND",
        "run -w a --|no command; give it after the options: execo run -w HOSTS -- COMMAND",
        "run true|no hosts; give them with -w HOSTS",
        "run -w a-[1- true|malformed host expression 'a-[1-': '[' without ']' at position 3",
        "run -w @/nowhere/hosts true|cannot read host file '/nowhere/hosts': no such file",
        "run -w a -i /nowhere/key true|no such key file: /nowhere/key",
        "run -w a -i / true|not a readable key file: /",
        "run -w a --bogus true|Unknown option: '--bogus'",
        "run -w a -p 65536 true|-p: accepted are numbers from 1 to 65535, not 65536",
        "run -w a -p x true|Invalid value for option '--port': 'x' is not an int",
        "run -w a -f 0 true|-f: accepted are numbers from 1 to 100000, not 0",
        "run -w a -t 0 true|-t: a timeout is longer than 0",
        "run -w a --with b true|malformed --with 'b'; accepted is NAME=a,b,c",
        "run -w a --connector smoke true|connector 'smoke' is not available",
        "run -w a --window 0 true|--window: accepted are numbers from 1 to 1000000, not 0",
        "run -w a --window x true|Invalid value for option '--window': 'x' is not an int",
        "run -w a --retries x true|malformed --retries 'x'; accepted is N or N:BACKOFF",
        "run -w a --retries -1 true|--retries: accepted are numbers from 0 to 1000000, not -1",
        "run -w a --retries 2:1x true|not a duration: '1x'; accepted are ",
        "run -w a --max-failures -1 true|--max-failures: accepted are numbers from 0 to 1000000",
        "run -w a --fail-fast --max-failures 1 true|--fail-fast is --max-failures 0; give one",
        "broadcast -w a file|files and a destination are needed: execo broadcast -w HOSTS FILE",
        "broadcast -w a --connector taktuk pom.xml .|--connector taktuk: broadcast goes along a chain",
        "broadcast -w a-[1- pom.xml .|malformed host expression 'a-[1-'",
        "broadcast -w a /nowhere/file .|no such file: /nowhere/file",
        "run -w a {{b}}|unknown name 'b' in '{{b}}': bound are none; see --with",
        "run -w a -t 1x true|not a duration: '1x'; accepted are ",
        "run -w a --log-level loud true|unknown log level 'loud'; accepted are ",
        "run -w - --stdin cat|standard input is for the commands (--stdin), not for hosts ('-')",
        "run -w|Missing required parameter for option '--hosts' (HOSTS)",
        "put -w a|files and a destination are needed: execo put -w HOSTS FILE... DEST",
        "put -w a /nowhere/file .|no such file: /nowhere/file",
        "get -w a file|files and a directory are needed: execo get -w HOSTS FILE... DIR",
        "get -w a,a file dir|several hosts would write to dir/a/file",
        "config more|Unmatched argument at index 1: 'more'",
      })
  void badInputIsOneLineAndExitCode2(String words, String message) {
    assertThat(execute(words.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("execo: " + message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void dryRunPrintsWhatWouldRunWhere() {
    var printed =
        printedBy(() ->
            assertThat(
                    execute(
                        "run",
                        "-w",
                        "root@n-[1-3]",
                        "-x",
                        "n-2",
                        "--dry-run",
                        "--with",
                        "a=x,y",
                        "echo",
                        "-n",
                        "{{a}}",
                        "{{{host}}}"))
                .isZero());
    assertThat(printed).isEqualTo("root@n-1: echo -n x n-1\nroot@n-3: echo -n y n-3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"taktuk", "openssh"})
  void connectorIsChosenByName(String name) {
    var printed =
        printedBy(() ->
            assertThat(execute("run", "-w", "a", "--connector", name, "--dry-run", "it")).isZero());
    assertThat(printed).isEqualTo("a: it\n");
  }

  @Test
  void dryRunTellsThePace() {
    var told = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      var printed =
          printedBy(() ->
              execute(
                  "run --dry-run -w a,b --window 1 --retries 2:1m --max-failures 3 true"
                      .split(" ")));
      assertThat(printed).isEqualTo("a: true\nb: true\n");
    } finally {
      System.setErr(stderr);
    }
    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "execo: at most 1 at a time; up to 2 retries, the first after 1m0s; ends with more than"
                + " 3 failures\n");
  }

  @Test
  void dryRunOfCopiesTouchesNothing(@TempDir Path directory) {
    var target = directory.resolve("results");
    var printed =
        printedBy(() ->
            assertThat(execute("get", "-w", "n", "--dry-run", "f", target.toString())).isZero());
    assertThat(printed).isEqualTo("n: get f to " + target + "/n\n");
    assertThat(target).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "put", "get", "broadcast", "demo", "config", "help"})
  void helpFits80Columns(String command) {
    if (command.isEmpty()) {
      assertThat(execute("--help")).isZero();
    } else {
      assertThat(execute(command, "--help")).isZero();
    }
    assertThat(out.toString()).contains("Usage: execo");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void configShowsTheSettingsInTheFormOfTheFile() {
    assertThat(execute("config")).isZero();
    assertThat(out.toString()).startsWith("# ").contains("\n  connect-limit: 64\n");
    assertThat(Configuration.parse("it", new StringReader(out.toString())).text())
        .isEqualTo(Configuration.defaults().text());
  }

  @Test
  void sampleOfTheConfigurationChangesNothing() {
    assertThat(execute("config", "--sample")).isZero();
    assertThat(out.toString()).isEqualTo(Configuration.sample());
  }
}
