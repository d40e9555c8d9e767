package execo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.log.Log;
import execo.log.LogLevel;
import execo.log.Verbosity;

/**
 * The log of the {@code execo} command: on stderr, as much as the configuration says. Logback finds
 * it as a service, the first time that anything is logged. Libraries tell warnings.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  /** The set-up that Logback makes by itself. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var configuration = Configuration.current();
    var encoder = new LineEncoder();
    encoder.setContext(context);
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
    level(context, configuration.get(ExecoSettings.LOG_LEVEL));
    Verbosity.changedBy(shown -> level(context, shown));
    // What the servers of embedded hosts could tell, their clients tell already.
    context.getLogger("org.apache.sshd").setLevel(Level.OFF);
    context.getLogger("execo.testbed").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Opens the loggers of all levels up to one; those of the others are as the main one is. */
  static void level(LoggerContext context, LogLevel shown) {
    for (LogLevel level : LogLevel.values()) {
      var logger = context.getLogger(Log.loggerName(level));
      if (level.compareTo(shown) <= 0) {
        logger.setLevel(Level.convertAnSLF4JLevel(Log.slf4jLevel(level)));
      } else if (!logger.getName().equals(Log.loggerName(LogLevel.ERROR))) {
        logger.setLevel(null);
      }
    }
  }
}
