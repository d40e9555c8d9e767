package execo.internal.sweep;

import java.util.ArrayList;
import java.util.List;

/** What some elements were before a worker changed them, so that they can be made so again. */
final class Before {
  private record Changed(Entry old, Line by) {}

  private final List<Changed> elements;

  /** What the elements of some records are now, when these have not been said yet. */
  Before(Board board, List<Line> records) {
    elements = new ArrayList<>(records.size());
    for (var record : records) {
      var entry = board.find(record.subject);
      var old = entry == null ? new Entry(record.subject, -1) : entry.at(entry.index);
      elements.add(new Changed(old, record));
    }
  }

  /** The records that take those back, but for elements that somebody has changed again. */
  List<Line> lines(Board board, String me, long now) {
    var lines = new ArrayList<Line>();
    for (var changed : elements) {
      var entry = board.find(changed.old.element);
      if (entry == null || entry.by.isEmpty() || isLast(changed.by, entry)) {
        lines.add(new Line(Verb.RETRY, changed.old.element).by(me, now));
        SweepState.write(changed.old, lines::add);
      }
    }
    return lines;
  }

  private static boolean isLast(Line record, Entry entry) {
    return entry.by.equals(record.by) && entry.at == record.at;
  }
}
