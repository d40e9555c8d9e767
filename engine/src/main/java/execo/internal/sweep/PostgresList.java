package execo.internal.sweep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of a list of elements, and how the list comes into the tables. */
final class PostgresList {
  private static final int CHUNK = 10_000;

  private final Elements elements;
  private final List<UUID> keys;
  private final Map<UUID, Integer> places;
  private final UUID key;

  PostgresList(Elements elements) {
    this.elements = elements;
    keys = new ArrayList<>(elements.size());
    places = HashMap.newHashMap(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      var element = ElementKeys.of(elements.normal(i));
      keys.add(element);
      places.put(element, i);
    }
    key = ElementKeys.of(keys);
  }

  /** The key of the list as a whole. */
  UUID key() {
    return key;
  }

  int size() {
    return keys.size();
  }

  UUID key(int place) {
    return keys.get(place);
  }

  /** The place of an element; null if it is not in this list. */
  @Nullable Integer place(UUID element) {
    return places.get(element);
  }

  /** Whether it is the list of a sweep. */
  boolean isStored(Connection connection, String sweep) throws SQLException {
    return Sql.query(
            connection,
            row -> key.equals(row.getObject(1)),
            "select list_key from execo_sweep where name = ?",
            sweep)
        .contains(true);
  }

  /** Makes it the list of a sweep, unless it is that already. */
  void store(Connection connection, String sweep) throws SQLException {
    Sql.update(
        connection, "insert into execo_sweep (name) values (?) on conflict do nothing", sweep);
    var present =
        Sql.query(
            connection,
            row -> key.equals(row.getObject(1)),
            "select list_key from execo_sweep where name = ? for update",
            sweep);
    if (present.getFirst()) {
      return;
    }
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create temporary table execo_list (place int, key uuid, element text) on commit drop");
    }
    fill(connection);
    Sql.update(
        connection,
        "update execo_element set place = null where sweep = ? and place is not null",
        sweep);
    Sql.update(
        connection,
        """
        insert into execo_element (sweep, key, element, place)
          select ?, key, element, place from execo_list
          on conflict (sweep, key) do update set place = excluded.place\
        """,
        sweep);
    Sql.update(connection, "update execo_sweep set list_key = ? where name = ?", key, sweep);
  }

  private void fill(Connection connection) throws SQLException {
    for (int from = 0; from < keys.size(); from += CHUNK) {
      int to = Math.min(keys.size(), from + CHUNK);
      var texts = new ArrayList<String>(to - from);
      for (int i = from; i < to; i++) {
        var json = new StringBuilder();
        Values.write(json, elements.normal(i));
        texts.add(json.toString());
      }
      Sql.update(
          connection,
          """
          insert into execo_list select ? + number - 1, key, element
            from unnest(?::uuid[], ?::text[]) with ordinality chunk (key, element, number)\
          """,
          from,
          keys.subList(from, to),
          texts);
    }
  }
}
