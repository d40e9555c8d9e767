package execo.testbed.grid5000.internal.oar;

/** What makes a job's work real. Called in the order of the events, never at the same time. */
public interface JobRunner {
  /** A job runs: opens its nodes and starts its command, whose end is told to {@link Oar#ended}. */
  void running(JobInfo job);

  /** A job is to end: kills what runs for it and closes its nodes. */
  void finishing(JobInfo job);
}
