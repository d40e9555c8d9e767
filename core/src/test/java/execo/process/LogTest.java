package execo.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What is logged of a process, and how loud; its dump. */
@Timeout(60)
class LogTest {
  private final ConcurrentLinkedQueue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("execo");
  }

  @BeforeEach
  void listen() {
    appender.start();
    logger().setLevel(Level.DEBUG);
    logger().addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(appender);
    logger().setLevel(null);
  }

  private List<String> at(Level level, String text) {
    return events.stream()
        .filter(e -> e.getLevel().equals(level) && e.getFormattedMessage().contains(text))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static LocalProcess shell(String script) {
    return new LocalProcess(script).shell();
  }

  @Test
  void warnsWithADumpOfWhatWentWrong() {
    shell("echo evidence; exit 3 # code").run();
    new LocalProcess("no-such-program-of-execo").run();
    new LocalProcess("sleep 55.5").timeout("50ms").run();
    assertThat(at(Level.WARN, "# code"))
        .singleElement()
        .satisfies(m -> assertThat(m).contains("exit code 3", "evidence", "not ok"));
    assertThat(at(Level.WARN, "no-such-program-of-execo")).hasSize(1);
    assertThat(at(Level.WARN, "sleep 55.5"))
        .singleElement()
        .satisfies(m -> assertThat(m).contains("timed out", "killed", "SIGTERM"));
  }

  @Test
  void isQuietWhenAllIsWellOrToldTo() {
    shell(": fine").run();
    shell("exit 3 # quiet").nologExitCode().run();
    new LocalProcess("no-such-program-of-execo").nologError().run();
    new LocalProcess("sleep 55.5").timeout("50ms").nologTimeout().run();
    new LocalProcess("sleep 44.4").start().kill().await();
    assertThat(events).noneMatch(e -> e.getLevel().isGreaterOrEqual(Level.WARN));
    assertThat(at(Level.DEBUG, "ended: ': fine'")).hasSize(1);
    assertThat(at(Level.DEBUG, "ended: 'exit 3 # quiet'")).hasSize(1);
  }

  @Test
  void ignoringAFailureDoesNotSilenceIt() {
    shell("exit 3 # loud").ignoreExitCode().run();
    assertThat(at(Level.WARN, "# loud")).hasSize(1);
  }

  @Test
  void warnsOfExpectsAndWrites() {
    var process = new LocalProcess("true").openStdin().run();
    process.expect("never-said");
    process.write("late");
    assertThat(at(Level.WARN, "never-said")).hasSize(1);
    assertThat(at(Level.WARN, "could not write")).hasSize(1);
    events.clear();
    var quiet = new LocalProcess("true").openStdin().nolog(Failure.EXPECT, Failure.WRITE).run();
    quiet.expect("never-said");
    quiet.write("late");
    assertThat(events).noneMatch(e -> e.getLevel().isGreaterOrEqual(Level.WARN));
  }

  @Test
  void logsHandlersThatThrowOnce() {
    shell("echo 1; echo 2; echo 3")
        .onStdout(chunk -> {
          throw new IOException("deliberate");
        })
        .run();
    assertThat(events)
        .filteredOn(e -> e.getLevel().equals(Level.ERROR))
        .singleElement()
        .satisfies(e -> assertThat(e.getThrowableProxy().getMessage()).isEqualTo("deliberate"));
  }

  @Test
  void dumpsAllThatIsKnown() {
    var process = shell("printf out; printf err >&2; exit 3").name("the name");
    assertThat(process.dump()).isEqualTo("'the name', not started");
    process.run();
    assertThat(process.dump())
        .contains("'the name'", "pid " + process.pid(), "exit code 3", "not ok")
        .contains("stdout:\nout")
        .contains("stderr:\nerr");
    assertThat(new ProcessesFailedException(List.of(process))).hasMessageContaining(process.dump());
  }

  @Test
  void shortensLongOutputInDumps() {
    assertThat(Dump.compact("abcdefgh", 4)).isEqualTo("ab\n[...]\ngh");
    assertThat(Dump.compact("abcd", 4)).isEqualTo("abcd");
    assertThat(Dump.compact("abcdefgh", 0)).isEqualTo("abcdefgh");
    var process = new LocalProcess("seq 1 5000").run();
    assertThat(process.dump()).contains("[...]").hasSizeLessThan(4096 + 600);
  }
}
