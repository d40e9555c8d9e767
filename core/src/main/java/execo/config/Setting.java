package execo.config;

/**
 * A setting of the configuration: the key under which the file has it, what it accepts, its default
 * and its meaning. {@link Configuration#get} gives its value.
 *
 * <p>Immutable and thread-safe. Settings are compared by identity.
 */
public final class Setting<T> {
  private final String key;
  private final SettingType<T> type;
  private final T defaultValue;
  private final String meaning;

  Setting(String key, SettingType<T> type, T defaultValue, String meaning) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The key within its section, {@code kill-timeout}. */
  public String key() {
    return key;
  }

  /** The value where the file does not set it. */
  public T defaultValue() {
    return defaultValue;
  }

  /** What it is about, for a person. */
  public String meaning() {
    return meaning;
  }

  SettingType<T> type() {
    return type;
  }
}
