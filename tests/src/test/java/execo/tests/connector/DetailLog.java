package execo.tests.connector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import execo.log.Log;
import execo.log.LogLevel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Shows the details of the program's log, and hears them, until it is closed. */
final class DetailLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Consumer<String> listener;
  private final Logger logger = (Logger) LoggerFactory.getLogger(Log.loggerName(LogLevel.DETAIL));
  private final @Nullable Level level = logger.getLevel();

  DetailLog(Consumer<String> listener) {
    this.listener = listener;
    logger.setLevel(Level.DEBUG);
    start();
    logger.addAppender(this);
  }

  /** Whether details are shown. */
  boolean isShown() {
    return Log.program().shows(LogLevel.DETAIL);
  }

  @Override
  protected void append(ILoggingEvent event) {
    listener.accept(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(level);
  }
}
