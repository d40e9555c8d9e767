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

  /** {@code lyon:1234}, or the number alone for the default site. */
  @Override
  public String toString() {
    return site == null ? Long.toString(id) : site + ":" + id;
  }
}
