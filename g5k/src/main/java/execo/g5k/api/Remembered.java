package execo.g5k.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last answers that can be asked for again by their ETag or date. Thread-safe. */
final class Remembered {
  private static final int ANSWERS = 128;
  private static final int LARGEST = 1 << 20;

  private final Map<URI, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Answer> eldest) {
          return size() > ANSWERS;
        }
      };

  /** The headers that ask for an answer only if it is another one. */
  synchronized Map<String, String> conditions(URI uri) {
    Answer known = answers.get(uri);
    if (known == null) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    if (!known.header("etag").isEmpty()) {
      headers.put("If-None-Match", known.header("etag"));
    }
    if (!known.header("last-modified").isEmpty()) {
      headers.put("If-Modified-Since", known.header("last-modified"));
    }
    return headers;
  }

  /** The answer for which 304 stands. */
  synchronized Answer answer(URI uri, Answer notModified) {
    return answers.getOrDefault(uri, notModified);
  }

  synchronized void keep(URI uri, Answer answer) {
    boolean conditional =
        !answer.header("etag").isEmpty() || !answer.header("last-modified").isEmpty();
    if (conditional && answer.body().length <= LARGEST) {
      answers.put(uri, answer);
    } else {
      answers.remove(uri);
    }
  }
}
