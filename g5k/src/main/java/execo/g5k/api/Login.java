package execo.g5k.api;

import execo.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A user with a password.
 *
 * @param source where the password is from, as the end of a sentence
 */
record Login(String user, Secret password, String source) {

  /** The value of the header {@code Authorization}, after RFC 7617. */
  String header() {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
