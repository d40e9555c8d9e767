package execo.internal.sweep;

import java.util.Arrays;
import java.util.Locale;

/** What an element of a sweep is. */
public enum State {
  TODO,
  IN_PROGRESS,
  DONE,
  SKIPPED,
  FAILED;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  /** As people and the database say it: {@code in progress}. */
  public String word() {
    return word;
  }

  static State of(String word) {
    return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst().orElseThrow();
  }
}
