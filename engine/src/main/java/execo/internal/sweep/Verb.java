package execo.internal.sweep;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record of a journal says. */
enum Verb {
  /** A worker begins; with its lease and where it runs. */
  WORKER,
  /** A worker still lives. */
  ALIVE,
  /** A worker ended; what it had is given back. */
  CLOSED,
  /** A worker died; what it had is given back. */
  LOST,
  /** An element is in progress. */
  TAKE,
  DONE,
  SKIP,
  /** An element is given back. */
  CANCEL,
  /** An element failed, for good or to be tried again. */
  FAIL,
  /** An element that failed is to be tried again, from the first attempt on. */
  RETRY;

  private static final Map<String, Verb> WORDS = new HashMap<>();

  static {
    for (var verb : values()) {
      WORDS.put(verb.word, verb);
    }
  }

  final String word = name().toLowerCase(Locale.ROOT);

  static @Nullable Verb of(String word) {
    return WORDS.get(word);
  }

  /** Whether the subject is a worker, not an element. */
  boolean aboutWorker() {
    return switch (this) {
      case WORKER, ALIVE, CLOSED, LOST -> true;
      case TAKE, DONE, SKIP, CANCEL, FAIL, RETRY -> false;
    };
  }
}
