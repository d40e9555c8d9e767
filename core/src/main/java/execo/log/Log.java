package execo.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The program's log, for scripts and for execo itself: eight levels on SLF4J.
 *
 * <p>SLF4J has five levels; each of execo's has an SLF4J logger and level of its own:
 *
 * <table>
 * <caption>levels</caption>
 * <tr><th>execo</th><th>logger</th><th>SLF4J level</th></tr>
 * <tr><td>error, warning, info</td><td>execo</td><td>ERROR, WARN, INFO</td></tr>
 * <tr><td>detail</td><td>execo.detail</td><td>DEBUG</td></tr>
 * <tr><td>trace</td><td>execo.trace</td><td>DEBUG</td></tr>
 * <tr><td>debug</td><td>execo.debug</td><td>DEBUG</td></tr>
 * <tr><td>framework debug</td><td>execo.framework</td><td>DEBUG</td></tr>
 * <tr><td>I/O debug</td><td>execo.io</td><td>DEBUG</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
public final class Log {
  private static final Log PROGRAM = new Log();

  private final Logger main = LoggerFactory.getLogger("execo");
  private final Map<LogLevel, Logger> loggers = new EnumMap<>(LogLevel.class);

  private Log() {
    for (var level : LogLevel.values()) {
      loggers.put(level, LoggerFactory.getLogger(loggerName(level)));
    }
  }

  /** The log of this program. */
  public static Log program() {
    return PROGRAM;
  }

  /** The name of the SLF4J logger that carries a level. */
  public static String loggerName(LogLevel level) {
    return switch (level) {
      case ERROR, WARNING, INFO -> "execo";
      case DETAIL -> "execo.detail";
      case TRACE -> "execo.trace";
      case DEBUG -> "execo.debug";
      case FRAMEWORK_DEBUG -> "execo.framework";
      case IO_DEBUG -> "execo.io";
    };
  }

  /** The SLF4J level of a level on its logger. */
  public static Level slf4jLevel(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.ERROR;
      case WARNING -> Level.WARN;
      case INFO -> Level.INFO;
      case DETAIL, TRACE, DEBUG, FRAMEWORK_DEBUG, IO_DEBUG -> Level.DEBUG;
    };
  }

  /** Whether messages of a level are shown. */
  public boolean shows(LogLevel level) {
    return logger(level).isEnabledForLevel(slf4jLevel(level));
  }

  /** Logs a message that is made only if the level is shown. */
  public void log(LogLevel level, Supplier<String> message) {
    if (shows(level)) {
      logger(level).atLevel(slf4jLevel(level)).log(message.get());
    }
  }

  /** Logs that something failed. */
  public void error(String message) {
    main.error(message);
  }

  /** Logs that something failed, and why. */
  public void error(String message, Throwable cause) {
    main.error(message, cause);
  }

  /** Logs what deserves attention. */
  public void warn(String message) {
    main.warn(message);
  }

  /** Logs a step of the program. */
  public void info(String message) {
    main.info(message);
  }

  /** Logs a step within a step. */
  public void detail(String message) {
    log(LogLevel.DETAIL, () -> message);
  }

  /** Logs what a program's author wants to follow. */
  public void trace(String message) {
    log(LogLevel.TRACE, () -> message);
  }

  /** Logs what helps to find a fault. */
  public void debug(String message) {
    log(LogLevel.DEBUG, () -> message);
  }

  private Logger logger(LogLevel level) {
    return Objects.requireNonNull(loggers.get(level));
  }
}
