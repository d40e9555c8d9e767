package execo.testbed.grid5000.internal.api;

import org.jspecify.annotations.Nullable;

/** A part of the API that answers some requests. */
public interface ApiPart {
  /**
   * Answers a request, or gives null if it is for another part.
   *
   * @throws ApiError if it is refused
   */
  @Nullable Reply answer(Request request);
}
