package execo.engine;

import execo.log.LogLevel;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Levels of the log as the configuration writes them: {@code framework-debug}. */
final class LevelConverter implements ITypeConverter<LogLevel> {
  @Override
  public LogLevel convert(String text) {
    for (var level : LogLevel.values()) {
      if (name(level).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return level;
      }
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is no level; there are "
            + Arrays.stream(LogLevel.values())
                .map(LevelConverter::name)
                .collect(Collectors.joining(", ")));
  }

  private static String name(LogLevel level) {
    return level.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
