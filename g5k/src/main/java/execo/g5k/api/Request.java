package execo.g5k.api;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param body JSON, or null for none
 * @param headers headers besides those that every request has
 * @param timeout how long the whole answer may take
 */
record Request(
    String method, URI uri, byte @Nullable [] body, Map<String, String> headers, Duration timeout) {

  /** Whether the same request once more changes nothing. */
  boolean repeatable() {
    return !method.equals("POST");
  }
}
