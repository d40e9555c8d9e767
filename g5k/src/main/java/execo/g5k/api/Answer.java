package execo.g5k.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of the API.
 *
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

  boolean good() {
    return status >= 200 && status < 300;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
