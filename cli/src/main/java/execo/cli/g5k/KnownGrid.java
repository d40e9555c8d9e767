package execo.cli.g5k;

import execo.g5k.api.ApiException;
import execo.g5k.api.ReferenceData;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reference data of one command: asked for when it is first needed, and once only, also if the
 * API does not give it.
 */
final class KnownGrid {
  private @Nullable ReferenceData data;
  private @Nullable ApiException failure;

  /** The data, or nothing if the API does not give it. */
  Optional<ReferenceData> data() {
    if (data == null && failure == null) {
      try {
        data = ReferenceData.current();
      } catch (ApiException e) {
        failure = e;
      }
    }
    return Optional.ofNullable(data);
  }

  /**
   * The data.
   *
   * @throws ApiException if the API does not give it
   */
  ReferenceData required() {
    var found = data();
    if (failure != null) {
      throw failure;
    }
    return found.orElseThrow();
  }
}
