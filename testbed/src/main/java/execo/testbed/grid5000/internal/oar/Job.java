package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A job in the table of {@link Jobs}, whose monitor guards it. */
final class Job {
  private static final String CONSIDERED = " (Karma=0.000,quota_ok)";

  final int id;
  final int array;
  final int arrayIndex;
  final Submission submission;
  final List<ResourceRequest> alternatives;
  final String queue;
  final long submitted;
  final List<JobEvent> events = new ArrayList<>();
  JobState state = JobState.WAITING;
  BitSet assigned = new BitSet();
  BitSet planned = new BitSet();
  long walltime;
  long start;
  long stop;
  long predicted;
  @Nullable Integer exit;
  boolean reserved;
  boolean killed;
  String message = "";
  WalltimeChange change = new WalltimeChange(0, 0, false);

  Job(
      int id,
      int array,
      int arrayIndex,
      Submission submission,
      List<ResourceRequest> alternatives,
      String queue,
      long submitted) {
    this.id = id;
    this.array = array;
    this.arrayIndex = arrayIndex;
    this.submission = submission;
    this.alternatives = alternatives;
    this.queue = queue;
    this.submitted = submitted;
  }

  boolean is(String type) {
    return submission.types().contains(type);
  }

  boolean besteffort() {
    return queue.equals("besteffort");
  }

  /** The end of what it holds, unless it ends before. */
  long end() {
    return start + walltime;
  }

  /** Remembers that the scheduler has looked at it, which its message tells from then on. */
  void considered() {
    if (!message.endsWith(CONSIDERED)) {
      message += CONSIDERED;
    }
  }

  void add(int event, String type, long date, String description) {
    events.add(new JobEvent(event, type, date, description));
  }

  JobInfo info(Resources resources) {
    var chosen = assigned.stream().mapToObj(resources::get).toList();
    return new JobInfo(
        id,
        array,
        arrayIndex,
        submission,
        alternatives.stream().map(ResourceRequest::text).collect(Collectors.joining()),
        queue,
        state,
        chosen,
        planned.stream().mapToObj(resources::get).toList(),
        walltime,
        alternatives.getFirst().walltime(),
        submitted,
        start,
        stop,
        predicted,
        exit,
        reserved,
        message,
        List.copyOf(events),
        change);
  }
}
