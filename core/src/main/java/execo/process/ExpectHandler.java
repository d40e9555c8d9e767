package execo.process;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Looks for regexes in the streams it is attached to and tells of every match. */
final class ExpectHandler implements OutputHandler {
  private record Source(ManagedProcess process, StdStream stream) {}

  private static final class Progress {
    final ExpectText text;
    ExpectScan scan;

    Progress(ExpectText text, ExpectScan scan) {
      this.text = text;
      this.scan = scan;
    }
  }

  private final Expectation expectation;
  private final Consumer<ExpectMatch> found;
  private final Map<Source, Progress> progress = new ConcurrentHashMap<>();

  ExpectHandler(Expectation expectation, Consumer<ExpectMatch> found) {
    this.expectation = expectation;
    this.found = found;
  }

  @Override
  public void accept(OutputChunk chunk) {
    var source = new Source(chunk.process(), chunk.stream());
    var here = progress.computeIfAbsent(source, s -> begin());
    here.text.append(chunk.text());
    for (ExpectScan.Found match; (match = here.scan.search(here.text)) != null; ) {
      found.accept(new ExpectMatch(chunk.process(), match.index(), match.match()));
      var next = match.match().end() == match.match().start() ? match.end() + 1 : match.end();
      here.scan = new ExpectScan(expectation, next);
      if (next > here.text.end()) {
        break;
      }
    }
    if (chunk.eof()) {
      progress.remove(source);
    }
  }

  private Progress begin() {
    return new Progress(new ExpectText(StandardCharsets.UTF_8), new ExpectScan(expectation, 0));
  }
}
