package execo.g5k.oar;

import org.jspecify.annotations.Nullable;

/**
 * A job: its number, and the site that it is at.
 *
 * @param id its number, unique at its site
 * @param site the site; null is that of the default frontend
 */
public record OarJob(long id, @Nullable String site) {
  public OarJob {
    if (id <= 0) {
      throw new IllegalArgumentException("the number of a job is positive, not " + id);
    }
  }

  /**
   * The job that a text names: {@code lyon:1234}, or a number alone for the default site.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static OarJob parse(String text) {
    int colon = text.indexOf(':');
    var number = text.substring(colon + 1);
    if (colon == 0 || !number.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "not a job: '" + text + "'; expected SITE:NUMBER, as lyon:1234");
    }
    return new OarJob(Long.parseLong(number), colon < 0 ? null : text.substring(0, colon));
  }

  /** {@code lyon:1234}, or the number alone for the default site. */
  @Override
  public String toString() {
    return site == null ? Long.toString(id) : site + ":" + id;
  }
}
