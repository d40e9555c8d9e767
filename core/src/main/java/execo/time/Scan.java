package execo.time;

/** A reading position in a text of numbers and signs; whatever does not fit is an exception. */
final class Scan {
  private final String text;
  private int at;

  Scan(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean peekIs(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  char take() {
    if (atEnd()) {
      throw new IllegalArgumentException("text ends early");
    }
    return text.charAt(at++);
  }

  void expect(char expected) {
    if (take() != expected) {
      throw new IllegalArgumentException("expected '" + expected + "'");
    }
  }

  /** At least one digit and at most {@code most}. */
  long digits(int most) {
    int start = at;
    long value = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - start < most) {
      value = Math.addExact(Math.multiplyExact(value, 10L), text.charAt(at++) - '0');
    }
    if (at == start) {
      throw new IllegalArgumentException("expected a number");
    }
    return value;
  }

  /** An optional {@code .digits}, in nanoseconds; zero without it. */
  long fractionNanos() {
    if (!peekIs('.')) {
      return 0;
    }
    at++;
    int start = at;
    long nanos = 0;
    long weight = 100_000_000;
    while (at < text.length() && isDigit(text.charAt(at))) {
      nanos += weight * (text.charAt(at++) - '0');
      weight /= 10;
    }
    if (at == start) {
      throw new IllegalArgumentException("expected a fraction");
    }
    return nanos;
  }

  String letters() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    return text.substring(start, at);
  }

  /** How many digits come next. */
  int digitsAhead() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end - at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
