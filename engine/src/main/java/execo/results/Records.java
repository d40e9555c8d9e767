package execo.results;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as records, and records as entries. */
final class Records {
  private Records() {}

  /** The components of a record by name, with records as maps and enums as text. */
  static Map<String, @Nullable Object> toMap(Record entry) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (var component : entry.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        map.put(component.getName(), plain(accessor.invoke(entry)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException(component + " cannot be read", e);
      }
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Record entry -> toMap(entry);
      case Enum<?> constant -> constant.name();
      case List<?> list -> {
        var plain = new ArrayList<@Nullable Object>();
        list.forEach(member -> plain.add(plain(member)));
        yield plain;
      }
      case null, default -> value;
    };
  }

  /** The record of a row. */
  static <T extends Record> T of(Row row, Class<T> type) {
    var components = type.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var component = components[i];
      values[i] = convert(row, component, component.getGenericType(), find(row, component));
    }
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " refuses the row: " + e.getCause() + row.where(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " cannot be made", e);
    }
  }

  private static @Nullable Object find(Row row, RecordComponent component) {
    var name = component.getName();
    if (row.has(name)) {
      return row.value(name);
    }
    var snake = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    if (component.getType().isPrimitive()) {
      return row.value(row.has(snake) ? snake : name);
    }
    return row.orNull(snake);
  }

  private static @Nullable Object convert(
      Row row, RecordComponent component, Type type, @Nullable Object value) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return value == null ? null : list(row, component, generic, value);
    }
    Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : plain(type);
    Object converted = value == null ? null : convert(row, raw, value);
    if (converted == null && (value != null || raw.isPrimitive())) {
      throw new IllegalArgumentException(
          component.getName()
              + " is not "
              + raw.getSimpleName()
              + ": "
              + ValueOrder.text(value)
              + row.where());
    }
    return converted;
  }

  private static Class<?> plain(Type type) {
    return type instanceof Class<?> known ? known : Object.class;
  }

  private static List<@Nullable Object> list(
      Row row, RecordComponent component, ParameterizedType type, Object value) {
    var members = value instanceof List<?> list ? list : List.of(value);
    var converted = new ArrayList<@Nullable Object>();
    for (var member : members) {
      converted.add(convert(row, component, type.getActualTypeArguments()[0], member));
    }
    return converted;
  }

  /** The value as a type has it; null if it does not fit. */
  private static @Nullable Object convert(Row row, Class<?> type, Object value) {
    if (type == String.class) {
      return ValueOrder.text(value);
    }
    if (type.isInstance(value)) {
      return value;
    }
    if (value instanceof Number number) {
      return number(type, number);
    }
    if (value instanceof Boolean && type == boolean.class) {
      return value;
    }
    if (value instanceof String text && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
          .findFirst()
          .orElse(null);
    }
    if (value instanceof Map<?, ?> map && type.isRecord()) {
      return of(new Row(asEntry(map), row.origin()), type.asSubclass(Record.class));
    }
    return null;
  }

  @SuppressWarnings("unchecked") // a map of a row
  private static Map<String, @Nullable Object> asEntry(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private static @Nullable Number number(Class<?> type, Number number) {
    if (type == double.class || type == Double.class) {
      return number.doubleValue();
    }
    if (type == float.class || type == Float.class) {
      return number.floatValue();
    }
    if (type == int.class || type == Integer.class) {
      return number instanceof Integer ? number : null;
    }
    if (type == long.class || type == Long.class) {
      return number instanceof Integer || number instanceof Long
          ? (Number) number.longValue()
          : null;
    }
    return null;
  }
}
