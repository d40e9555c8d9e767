package execo.config;

import execo.host.ConnectionParams;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the three connection sections: a member of the connection parameters.
 *
 * @param example what the sample shows where no default is set
 */
record ConnectionSetting<T>(
    String key,
    SettingType<T> type,
    Function<ConnectionParams, @Nullable T> reader,
    BiFunction<ConnectionParams, T, ConnectionParams> writer,
    String example,
    String meaning) {

  /** The value that the parameters have, as YAML; null if they have none. */
  @Nullable String show(ConnectionParams params) {
    T value = reader.apply(params);
    return value == null ? null : type.write(value);
  }
}
