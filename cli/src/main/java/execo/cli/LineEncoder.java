package execo.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import execo.Execo;
import execo.log.Log;
import execo.log.LogLevel;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;

/** Messages of the log as lines: time, level and text, marked with the style of the level. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final int MICRO = 1_000_000;

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    LogLevel level = level(event);
    var line = new StringBuilder();
    append(line, LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault()));
    String text = level.name().replace('_', ' ') + ": " + event.getFormattedMessage();
    line.append(' ').append(Execo.style.level(level, text)).append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  /** The level by which a message came: its logger and level of SLF4J together stand for it. */
  private static LogLevel level(ILoggingEvent event) {
    for (LogLevel level : LogLevel.values()) {
      boolean own = Log.loggerName(level).equals(event.getLoggerName());
      if (own && Log.slf4jLevel(level).toInt() == event.getLevel().toInt() / 1000) {
        return level;
      }
    }
    return switch (event.getLevel().toInt() / 1000) {
      case 40 -> LogLevel.ERROR;
      case 30 -> LogLevel.WARNING;
      case 20 -> LogLevel.INFO;
      default -> LogLevel.DEBUG;
    };
  }

  private static void append(StringBuilder line, LocalTime time) {
    two(line, time.getHour()).append(':');
    two(line, time.getMinute()).append(':');
    two(line, time.getSecond()).append('.');
    int millis = time.getNano() / MICRO;
    line.append(millis / 100);
    two(line, millis % 100);
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append(number / 10).append(number % 10);
  }
}
