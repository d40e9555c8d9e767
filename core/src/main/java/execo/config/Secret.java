package execo.config;

import java.util.Objects;

/**
 * A password or the like. Its text form is three stars, so that it is not shown by chance; {@link
 * Configuration#text()} shows it so too.
 *
 * <p>A value. Immutable and thread-safe.
 */
public final class Secret {
  private final String value;

  /**
   * A secret.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty text");
    }
    this.value = value;
  }

  /** The secret itself, for those who must send it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  /** Three stars. */
  @Override
  public String toString() {
    return "***";
  }
}
