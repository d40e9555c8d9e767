package execo.config;

import execo.host.NextHops;
import execo.host.PortRange;
import execo.internal.path.UserPaths;
import execo.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The types that settings have. */
final class Types {
  static final SettingType<String> TEXT = new ScalarType<>("a text", Types::notBlank, text -> text);

  static final SettingType<Boolean> BOOLEAN =
      new ScalarType<>("true or false", Types::bool, String::valueOf);

  static final SettingType<Path> PATH =
      new ScalarType<>(
          "a path, ~ for the home directory",
          text -> UserPaths.current().expand(notBlank(text)),
          Types::path);

  static final SettingType<Duration> DURATION =
      new ScalarType<>(
          "a duration: seconds, or as 500ms, 1h30m, H:MM:SS or PT1H",
          Types::duration,
          Durations::format);

  static final SettingType<NextHops> NEXT_HOPS =
      new ScalarType<>("a number, or a share as 50%", Types::nextHops, NextHops::toString);

  static final SettingType<PortRange> PORT_RANGE =
      new ScalarType<>(
          "the first and the last port, as 25500-26699",
          Types::portRange,
          range -> range.from() + "-" + (range.to() - 1));

  private Types() {}

  static SettingType<Integer> integer(int min, int max) {
    String accepted =
        max == Integer.MAX_VALUE
            ? "a number, " + min + " or more"
            : "a number from " + min + " to " + max;
    return new ScalarType<>(accepted, text -> inRange(text, min, max), String::valueOf);
  }

  /** The constants of an enum in lower case, with '-' for '_'. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    E[] all = type.getEnumConstants();
    var accepted = new StringBuilder("one of ");
    for (int i = 0; i < all.length; i++) {
      accepted.append(i == 0 ? "" : ", ").append(name(all[i]));
    }
    return new ScalarType<>(
        accepted.toString(),
        text -> {
          for (E each : all) {
            if (name(each).equals(text)) {
              return each;
            }
          }
          throw new IllegalArgumentException("unknown value '" + text + "'");
        },
        Types::name);
  }

  /** One of a few words. */
  static SettingType<String> words(String... all) {
    String accepted = "one of " + String.join(", ", all);
    return new ScalarType<>(
        accepted,
        text -> {
          for (String each : all) {
            if (each.equals(text)) {
              return each;
            }
          }
          throw new IllegalArgumentException("unknown value '" + text + "'");
        },
        text -> text);
  }

  /** A type whose value can be absent, which is written {@code none}. */
  static <T> SettingType<Optional<T>> optional(SettingType<T> type) {
    return new OptionalType<>(type, "none");
  }

  /** A type whose value can be absent, which is written with a word of its own. */
  static <T> SettingType<Optional<T>> optional(SettingType<T> type, String none) {
    return new OptionalType<>(type, none);
  }

  private record OptionalType<T>(SettingType<T> type, String none)
      implements SettingType<Optional<T>> {
    @Override
    public Optional<T> read(YamlNode node) {
      return node instanceof YamlNode.Scalar scalar && none.equals(scalar.text())
          ? Optional.empty()
          : Optional.of(type.read(node));
    }

    @Override
    public String write(Optional<T> value) {
      return value.isEmpty() ? none : type.write(value.get());
    }

    @Override
    public String accepted() {
      return type.accepted() + ", or " + none;
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an empty text");
    }
    return text;
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("malformed duration '" + text + "'", e);
    }
  }

  private static NextHops nextHops(String text) {
    try {
      return NextHops.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("malformed number of hosts '" + text + "'", e);
    }
  }

  private static String path(Path path) {
    Path home = UserPaths.current().home();
    return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("malformed truth value '" + text + "'");
    };
  }

  private static Integer inRange(String text, int min, int max) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("malformed number '" + text + "'", e);
    }
    if (value < min || value > max) {
      throw new IllegalArgumentException("number " + value + " out of range");
    }
    return value;
  }

  private static PortRange portRange(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("malformed range of ports '" + text + "'");
    }
    int first = inRange(text.substring(0, dash).strip(), 1, 65535);
    return new PortRange(first, inRange(text.substring(dash + 1).strip(), first, 65535) + 1);
  }
}
