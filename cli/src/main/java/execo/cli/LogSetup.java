package execo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * The log of the {@code execo} command: on stderr, coloured on terminals only. Logback finds it as
 * a service, the first time that anything is logged.
 *
 * <p>The system property {@code execo.log.level} sets how much Execo tells (default {@code INFO});
 * libraries tell warnings. Colours follow {@code execo.stderr.terminal}, which the start script
 * sets, and {@code NO_COLOR}.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  /** The set-up that Logback makes by itself. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        coloured()
            ? "%gray(%d{HH:mm:ss.SSS}) %highlight(%-5level) %msg%n%ex"
            : "%d{HH:mm:ss.SSS} %-5level %msg%n%ex");
    encoder.start();
    var stderr = new ConsoleAppender<ILoggingEvent>();
    stderr.setContext(context);
    stderr.setName("stderr");
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    var root = context.getLogger("ROOT");
    root.setLevel(Level.WARN);
    root.addAppender(stderr);
    context
        .getLogger("execo")
        .setLevel(Level.toLevel(System.getProperty("execo.log.level"), Level.INFO));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean coloured() {
    String noColor = System.getenv("NO_COLOR");
    if (noColor != null && !noColor.isEmpty()) {
      return false;
    }
    return Boolean.getBoolean("execo.stderr.terminal");
  }
}
