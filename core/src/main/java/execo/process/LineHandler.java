package execo.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Cuts the text of each stream of each process into lines. */
final class LineHandler implements OutputHandler {
  private record Source(ManagedProcess process, StdStream stream) {}

  private final BiConsumer<ManagedProcess, String> lines;
  private final Map<Source, StringBuilder> unfinished = new ConcurrentHashMap<>();

  LineHandler(BiConsumer<ManagedProcess, String> lines) {
    this.lines = lines;
  }

  @Override
  public void accept(OutputChunk chunk) {
    var source = new Source(chunk.process(), chunk.stream());
    var text = unfinished.computeIfAbsent(source, s -> new StringBuilder());
    var searched = text.length();
    text.append(chunk.text());
    var from = 0;
    for (int end; (end = text.indexOf("\n", Math.max(from, searched))) >= 0; from = end + 1) {
      var bare = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
      lines.accept(chunk.process(), text.substring(from, bare));
    }
    text.delete(0, from);
    if (chunk.eof()) {
      unfinished.remove(source);
      if (!text.isEmpty()) {
        lines.accept(chunk.process(), text.toString());
      }
    }
  }
}
