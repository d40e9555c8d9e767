package execo.config;

import execo.host.ConnectionParams;
import execo.log.Terminal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a program: the built-in defaults, and what a configuration file changes.
 *
 * {@snippet :
 * int limit = Configuration.current().get(ExecoSettings.CONNECT_LIMIT);
 * Configuration.use(Configuration.current().with(ExecoSettings.COLOR, ColorMode.NEVER));
 * }
 *
 * <p>Immutable and thread-safe.
 */
public final class Configuration {
  private static volatile @Nullable Configuration current;

  private final Map<Setting<?>, Object> values;
  private final ConnectionParams connection;
  private final ConnectionParams frontend;
  private final ConnectionParams oarsh;

  Configuration(
      Map<Setting<?>, Object> values,
      ConnectionParams connection,
      ConnectionParams frontend,
      ConnectionParams oarsh) {
    this.values = values;
    this.connection = connection;
    this.frontend = frontend;
    this.oarsh = oarsh;
  }

  /**
   * The configuration of this program: the last one given to {@link #use}, else the user's, read at
   * the first call.
   *
   * @throws ConfigurationException as {@link #load()} does
   */
  public static Configuration current() {
    Configuration known = current;
    if (known != null) {
      return known;
    }
    synchronized (Configuration.class) {
      known = current;
      if (known == null) {
        known = load();
        current = known;
      }
      return known;
    }
  }

  /** Makes a configuration that of this program; null has the user's read again when needed. */
  public static void use(@Nullable Configuration configuration) {
    current = configuration;
  }

  /** The built-in defaults. */
  public static Configuration defaults() {
    return new Configuration(
        Map.of(), ConnectionParams.none(), ConnectionParams.none(), ConnectionParams.none());
  }

  /**
   * Reads the user's configuration: the file that {@code EXECO_CONFIG} names, else {@code
   * execo/execo.yaml} in {@code XDG_CONFIG_HOME} or {@code ~/.config}; the defaults if the latter
   * is missing.
   *
   * @throws ConfigurationException if a named file is missing, or for a file that cannot be read or
   *     holds an unknown or malformed setting
   */
  public static Configuration load() {
    return ConfigurationFile.of(System.getenv()).load();
  }

  /**
   * Reads a configuration file.
   *
   * @throws ConfigurationException if it is missing, cannot be read, or holds an unknown or
   *     malformed setting
   */
  public static Configuration load(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      return parse(file.toString(), text);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": " + ConfigurationFile.reason(e), e);
    }
  }

  /**
   * Reads a configuration.
   *
   * @param name what messages call the text
   * @throws ConfigurationException for an unknown or malformed setting: {@code name:line: key: what
   *     is wrong}
   */
  public static Configuration parse(String name, Reader text) {
    return ConfigurationParser.parse(name, text);
  }

  /** A configuration file with every setting, its meaning and its default, all commented out. */
  public static String sample() {
    return SampleWriter.write();
  }

  /** The file that {@link #load()} reads, whether it is there or not. */
  public static Path file() {
    return ConfigurationFile.of(System.getenv()).path();
  }

  /** This configuration as a configuration file: every setting with its value. */
  public String text() {
    return SettingsWriter.write(this);
  }

  /**
   * The looks of the styles where output is coloured, else none. Output is coloured as {@link
   * ExecoSettings#COLOR} says; {@code auto} means if both outputs are terminals and the environment
   * does not set {@code NO_COLOR}.
   */
  public Map<String, String> looks() {
    boolean coloured =
        switch (get(ExecoSettings.COLOR)) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && Terminal.both();
        };
    return coloured ? get(ExecoSettings.STYLES) : Map.of();
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting);
    return value == null ? setting.defaultValue() : (T) value;
  }

  /** This configuration with another value for a setting. */
  public <T> Configuration with(Setting<T> setting, T value) {
    var changed = new HashMap<>(values);
    changed.put(setting, value);
    return new Configuration(Map.copyOf(changed), connection, frontend, oarsh);
  }

  /** The parameters of connections to hosts; all that the built-in defaults set is set. */
  public ConnectionParams connection() {
    return ConnectionParams.defaults().overlay(connection);
  }

  /** The parameters of connections to Grid'5000's frontends, laid over {@link #connection}. */
  public ConnectionParams frontendConnection() {
    return connection().overlay(G5kConnections.frontend(this)).overlay(frontend);
  }

  /** The parameters of connections to nodes by oarsh, laid over {@link #connection}. */
  public ConnectionParams oarshConnection() {
    return connection().overlay(G5kConnections.OARSH).overlay(oarsh);
  }

  /** This configuration with more connection parameters, laid over its own. */
  public Configuration withConnection(ConnectionParams params) {
    return new Configuration(values, connection.overlay(params), frontend, oarsh);
  }

  /** This configuration with more parameters for frontends, laid over its own. */
  public Configuration withFrontendConnection(ConnectionParams params) {
    return new Configuration(values, connection, frontend.overlay(params), oarsh);
  }

  /** This configuration with more parameters for oarsh, laid over its own. */
  public Configuration withOarshConnection(ConnectionParams params) {
    return new Configuration(values, connection, frontend, oarsh.overlay(params));
  }
}
