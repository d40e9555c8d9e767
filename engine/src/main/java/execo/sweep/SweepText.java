package execo.sweep;

import execo.internal.sweep.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The text in which a storage keeps its list: the factors of a sweep, or the elements. */
final class SweepText {
  private SweepText() {}

  /** The elements, each once. */
  @SuppressWarnings("unchecked") // a list of E that nobody changes is a list of E
  static <E> List<E> distinct(Collection<? extends E> elements) {
    if (elements instanceof Sweep) {
      return (List<E>) elements;
    }
    return List.copyOf(new LinkedHashSet<E>(elements));
  }

  static String write(List<?> list) {
    var out = new StringBuilder();
    if (list instanceof Sweep sweep) {
      Values.write(out.append("{\"factors\":"), plain(sweep.factors()));
    } else {
      out.append("{\"elements\":[");
      String separator = "\n";
      for (var element : list) {
        Values.write(out.append(separator), Values.normal(element));
        separator = ",\n";
      }
      out.append("\n]");
    }
    return out.append("}\n").toString();
  }

  /** Name to levels; a level with factors of its own is a pair of value and factors. */
  private static Map<String, Object> plain(Factors factors) {
    var plain = new LinkedHashMap<String, Object>();
    factors
        .asMap()
        .forEach((name, levels) -> {
          var list = new ArrayList<@Nullable Object>();
          levels.forEach((level, own) -> {
            var entry = new LinkedHashMap<String, @Nullable Object>();
            entry.put("level", level);
            if (!own.asMap().isEmpty()) {
              entry.put("factors", plain(own));
            }
            list.add(entry.size() == 1 && !(level instanceof Map) ? level : entry);
          });
          plain.put(name, list);
        });
    return plain;
  }

  static <E> List<E> read(String url, String text, Class<E> type) {
    try {
      if (Values.read(text) instanceof Map<?, ?> map) {
        if (map.get("factors") instanceof Map<?, ?> factors) {
          return cast(new Sweep(factors(factors)), type);
        }
        if (map.get("elements") instanceof List<?> elements) {
          return cast(elements, type);
        }
      }
    } catch (JacksonException e) {
      var line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new IllegalArgumentException(
          "the list kept in " + url + " is not readable: " + line + e.getOriginalMessage(), e);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("the list kept in " + url + " is empty", e);
    }
    throw new IllegalArgumentException(
        "the list kept in " + url + " says neither factors nor elements");
  }

  private static Factors factors(Map<?, ?> plain) {
    Factors factors = Factors.NONE;
    for (var entry : plain.entrySet()) {
      if (!(entry.getValue() instanceof List<?> levels)) {
        throw new IllegalArgumentException("factor " + entry.getKey() + " has no list of levels");
      }
      factors =
          factors.factor((String) entry.getKey(), levels.stream().map(SweepText::level).toList());
    }
    return factors;
  }

  private static @Nullable Object level(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return new Level(
          map.get("level"),
          map.get("factors") instanceof Map<?, ?> own ? factors(own) : Factors.NONE);
    }
    return plain;
  }

  @SuppressWarnings("unchecked") // a sweep never changes
  private static <E> List<E> cast(List<?> list, Class<E> type) {
    if (list instanceof Sweep && type.isAssignableFrom(Combination.class)) {
      return (List<E>) list;
    }
    var elements = new ArrayList<E>(list.size());
    for (var element : list) {
      var value =
          element instanceof Map<?, ?> map && type.isAssignableFrom(Combination.class)
              ? Combination.of((Map<String, ?>) map)
              : element;
      elements.add(type.cast(value));
    }
    return List.copyOf(elements);
  }
}
