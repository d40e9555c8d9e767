package execo.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Shows many names as few host expressions: the inverse of {@link HostExpression} on sorted names
 * without repeats. Takes O(n log n) for n names.
 */
final class HostFolder {
  private HostFolder() {}

  static String fold(Collection<String> names) {
    var sorted = new TreeSet<Name>();
    for (String name : names) {
      sorted.add(Name.of(name));
    }
    List<Name> folded = new ArrayList<>(sorted);
    int numbers = 0;
    for (Name name : folded) {
      numbers = Math.max(numbers, name.parts().size() / 2);
    }
    for (int i = numbers - 1; i >= 0; i--) {
      folded = merge(folded, 2 * i + 1);
    }
    var out = new StringBuilder();
    for (Name name : folded) {
      if (!out.isEmpty()) {
        out.append(',');
      }
      for (String part : name.parts()) {
        out.append(part);
      }
    }
    return out.toString();
  }

  /** Makes one name of all that differ at one number only; keeps the order of the first ones. */
  private static List<Name> merge(List<Name> names, int index) {
    Map<List<String>, List<String>> numbersByRest = new LinkedHashMap<>();
    for (Name name : names) {
      var rest = new ArrayList<>(name.parts());
      List<String> numbers = new ArrayList<>(1);
      if (index < rest.size()) {
        numbers.add(rest.set(index, ""));
      }
      numbersByRest.merge(
          rest,
          numbers,
          (all, more) -> {
            all.addAll(more);
            return all;
          });
    }
    var merged = new ArrayList<Name>(numbersByRest.size());
    numbersByRest.forEach((parts, numbers) -> {
      if (!numbers.isEmpty()) {
        parts.set(index, ranges(numbers));
      }
      merged.add(new Name(parts));
    });
    return merged;
  }

  /** {@code [01-12,20]}, or the number itself if there is only one. */
  private static String ranges(List<String> numbers) {
    if (numbers.size() == 1) {
      return numbers.getFirst();
    }
    List<String[]> runs = new ArrayList<>();
    Map<String, String[]> runByNext = new HashMap<>();
    for (String number : numbers) {
      String[] run = runByNext.remove(number);
      if (run == null) {
        run = new String[] {number, number};
        runs.add(run);
      }
      run[1] = number;
      runByNext.put(next(number), run);
    }
    var out = new StringBuilder("[");
    for (String[] run : runs) {
      out.append(out.length() == 1 ? "" : ",").append(run[0]);
      if (!run[0].equals(run[1])) {
        out.append('-').append(run[1]);
      }
    }
    return out.append(']').toString();
  }

  private static String next(String number) {
    String digits = Long.toString(Long.parseLong(number) + 1);
    return "0".repeat(Math.max(0, number.length() - digits.length())) + digits;
  }

  /** A name cut into text, number, text, number, …, text. */
  private record Name(List<String> parts) implements Comparable<Name> {

    static Name of(String name) {
      if (name.indexOf('[') >= 0 || name.indexOf(':') != name.lastIndexOf(':')) {
        return new Name(List.of(name)); // an IPv6 address
      }
      var parts = new ArrayList<String>(3);
      int start = 0;
      for (int i = 0; i < name.length(); ) {
        int end = i;
        while (end < name.length() && isDigit(name.charAt(end))) {
          end++;
        }
        if (end > i && end - i < 18) {
          parts.add(name.substring(start, i));
          parts.add(name.substring(i, end));
          start = end;
        }
        i = Math.max(end, i + 1);
      }
      parts.add(name.substring(start));
      return new Name(parts);
    }

    @Override
    public int compareTo(Name other) {
      int common = Math.min(parts.size(), other.parts.size());
      for (int i = 0; i < common; i++) {
        int order =
            i % 2 == 0
                ? parts.get(i).compareTo(other.parts.get(i))
                : compareNumbers(parts.get(i), other.parts.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(parts.size(), other.parts.size());
    }

    private static int compareNumbers(String a, String b) {
      int order = Long.compare(Long.parseLong(a), Long.parseLong(b));
      return order != 0 ? order : Integer.compare(a.length(), b.length());
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
