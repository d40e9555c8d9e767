package execo.g5k.oargrid;

import org.jspecify.annotations.Nullable;

/**
 * What became of a submission to oargrid.
 *
 * @param id the number of the grid job; null if it was refused, or no answer came
 * @param keyFile its key, a path on the frontend; null if none was told
 * @param message what oargridsub said, in one line
 */
public record OargridSubmitted(@Nullable Long id, @Nullable String keyFile, String message) {

  /** Whether there is a grid job. */
  public boolean ok() {
    return id != null;
  }
}
