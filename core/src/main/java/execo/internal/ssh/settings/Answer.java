package execo.internal.ssh.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code ssh -G} said of one host, or of one that stands for any. */
final class Answer {
  private final String asked;
  private final ClientOptions shared;
  private final Map<String, List<String>> naming = new HashMap<>();

  /**
   * An answer.
   *
   * @param asked the host that was asked for
   */
  Answer(String asked, Map<String, List<String>> said) {
    this.asked = asked;
    var others = new HashMap<String, List<String>>();
    said.forEach((option, values) -> {
      boolean names = values.stream().anyMatch(value -> value.contains(asked));
      (names ? naming : others).put(option, values);
    });
    shared = ClientOptions.of(others);
  }

  /** The options of a host that this is true of. */
  ClientOptions of(String host) {
    var own = new HashMap<String, List<String>>();
    naming.forEach((option, values) ->
        own.put(option, values.stream().map(value -> value.replace(asked, host)).toList()));
    return shared.with(own);
  }
}
