package execo.config;

/**
 * What a setting accepts: how it is read from YAML, written to YAML, and told to a person.
 *
 * <p>Reading throws IllegalArgumentException with a reason that needs no key.
 */
interface SettingType<T> {

  T read(YamlNode node);

  /** The value as YAML on one line. */
  String write(T value);

  /** What is accepted, as the end of a sentence. */
  String accepted();
}
