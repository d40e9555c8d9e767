package execo.host;

import java.util.ArrayList;
import java.util.List;

/** Expands a host expression into the names it stands for; counts them before it makes any. */
final class HostExpression {
  private final String text;
  private int at;
  private long total;

  private HostExpression(String text) {
    this.text = text;
  }

  /** A run of numbers within brackets. */
  private record Range(long first, long last, long step, int width) {
    long count() {
      return (last - first) / step + 1;
    }
  }

  /** One comma part: literals.get(0) ranges.get(0) literals.get(1) … literals.getLast(). */
  private record Part(List<String> literals, List<List<Range>> ranges) {}

  static List<String> expand(String text) {
    return new HostExpression(text).expand();
  }

  private List<String> expand() {
    var parts = new ArrayList<Part>();
    do {
      parts.add(part());
    } while (at++ < text.length());
    var names = new ArrayList<String>((int) total);
    for (Part part : parts) {
      if (part.ranges().isEmpty()) {
        names.add(part.literals().getFirst());
      } else {
        combine(part, 0, new StringBuilder(part.literals().getFirst()), names);
      }
    }
    return names;
  }

  /** Reads up to a comma outside brackets or the end, and leaves {@link #at} there. */
  private Part part() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    long count = 1;
    var literals = new ArrayList<String>(2);
    var ranges = new ArrayList<List<Range>>(1);
    var literal = new StringBuilder();
    while (at < text.length() && text.charAt(at) != ',') {
      char c = text.charAt(at);
      if (c == ']') {
        throw malformed("']' without '['", at);
      } else if (c != '[') {
        literal.append(c);
        at++;
      } else if (isAddressBracket()) {
        int close = text.indexOf(']', at);
        literal.append(text, at, close + 1);
        at = close + 1;
      } else {
        literals.add(literal.toString());
        literal.setLength(0);
        List<Range> bracket = bracket();
        ranges.add(bracket);
        long inBracket = 0;
        for (Range range : bracket) {
          inBracket = bounded(inBracket, range.count(), 1);
        }
        count = bounded(0, count, inBracket);
      }
    }
    literals.add(literal.toString().stripTrailing());
    if (at == start || (ranges.isEmpty() && literals.getFirst().isEmpty())) {
      throw malformed("no host", start);
    }
    total = bounded(total, count, 1);
    return new Part(literals, ranges);
  }

  /** Whether the bracket here opens an IPv6 address: it holds a colon and no other bracket. */
  private boolean isAddressBracket() {
    int close = text.indexOf(']', at);
    int colon = text.indexOf(':', at);
    int open = text.indexOf('[', at + 1);
    return colon > at && colon < close && (open < 0 || open > close);
  }

  private List<Range> bracket() {
    int open = at++;
    var ranges = new ArrayList<Range>(1);
    while (true) {
      ranges.add(range(open));
      char c = peek(open);
      at++;
      if (c == ']') {
        return ranges;
      }
      if (c != ',') {
        throw malformed("'" + c + "' in a range", at - 1);
      }
    }
  }

  private Range range(int open) {
    int start = at;
    long first = number(open);
    int width = at - start;
    if (peek(open) != '-') {
      return new Range(first, first, 1, width);
    }
    int lastStart = ++at;
    long last = number(open);
    if (last < first) {
      throw malformed("a range that ends before it starts", start);
    }
    int lastWidth = at - lastStart;
    boolean padded = lastWidth > 1 && text.charAt(lastStart) == '0';
    if (lastWidth < width || (padded && lastWidth != width)) {
      throw malformed("a range with two paddings (as 01-010)", start);
    }
    long step = 1;
    if (peek(open) == '/') {
      int stepStart = ++at;
      step = number(open);
      if (step == 0) {
        throw malformed("a step of 0", stepStart);
      }
    }
    return new Range(first, last, step, width);
  }

  private long number(int open) {
    int start = at;
    long value = 0;
    while (peek(open) >= '0' && peek(open) <= '9') {
      value = value * 10 + text.charAt(at) - '0';
      if (++at - start > 18) {
        throw malformed("a number of more than 18 digits", start);
      }
    }
    if (at == start) {
      throw malformed("a range takes numbers, as [01-12,20] or [1-9/2]", at);
    }
    return value;
  }

  private char peek(int open) {
    if (at >= text.length()) {
      throw malformed("'[' without ']'", open);
    }
    return text.charAt(at);
  }

  /** {@code sum + a * b}, refused above the bound. */
  private long bounded(long sum, long a, long b) {
    if (a > Hosts.MAX_HOSTS || b > Hosts.MAX_HOSTS || sum + a * b > Hosts.MAX_HOSTS) {
      throw malformed("more than " + Hosts.MAX_HOSTS + " hosts", at - 1);
    }
    return sum + a * b;
  }

  private static void combine(Part part, int depth, StringBuilder name, List<String> names) {
    if (depth == part.ranges().size()) {
      names.add(name.toString());
      return;
    }
    int length = name.length();
    String literal = part.literals().get(depth + 1);
    for (Range range : part.ranges().get(depth)) {
      for (long i = 0; i < range.count(); i++) {
        String digits = Long.toString(range.first() + i * range.step());
        name.repeat('0', Math.max(0, range.width() - digits.length())).append(digits);
        combine(part, depth + 1, name.append(literal), names);
        name.setLength(length);
      }
    }
  }

  private IllegalArgumentException malformed(String why, int position) {
    return new IllegalArgumentException(
        "malformed host expression '%s': %s at position %d".formatted(text, why, position + 1));
  }
}
