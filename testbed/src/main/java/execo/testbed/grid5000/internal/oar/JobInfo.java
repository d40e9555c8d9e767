package execo.testbed.grid5000.internal.oar;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A job at a moment. Dates are seconds of the epoch, 0 where there is none.
 *
 * @param id its number
 * @param array the number of its array
 * @param arrayIndex its place in the array, from 1
 * @param submission what was submitted
 * @param wanted the resources that were asked for, as OAR prints them
 * @param queue its queue
 * @param state its state
 * @param resources the resources that it has, or will have as a reservation
 * @param planned the resources that it is to get, while it waits
 * @param walltime its walltime in seconds, 0 if not chosen yet
 * @param asked the walltime that its first alternative asks for, in seconds
 * @param submitted when it was submitted
 * @param started when it was started, or is to be as a reservation
 * @param stopped when it was over
 * @param predicted when it will start
 * @param exit the wait status of its command
 * @param reserved whether it is a reservation that was accepted
 * @param message what OAR says about it
 * @param events what happened to it
 * @param change the wish for another walltime
 */
public record JobInfo(
    int id,
    int array,
    int arrayIndex,
    Submission submission,
    String wanted,
    String queue,
    JobState state,
    List<Resource> resources,
    List<Resource> planned,
    long walltime,
    long asked,
    long submitted,
    long started,
    long stopped,
    long predicted,
    @Nullable Integer exit,
    boolean reserved,
    String message,
    List<JobEvent> events,
    WalltimeChange change) {

  /** Its owner. */
  public String user() {
    return submission.user();
  }

  /** The project that it is counted for. */
  public String project() {
    var project = submission.project();
    return project == null ? "default" : project;
  }

  /** Whether it has such a type. */
  public boolean is(String type) {
    return submission.types().contains(type);
  }

  /** PASSIVE, or INTERACTIVE for one without a command. */
  public String mode() {
    return submission.command() == null ? "INTERACTIVE" : "PASSIVE";
  }

  /** Whether it is a reservation, and one that was accepted, as OAR says it. */
  public String reservation() {
    return reserved ? "Scheduled" : submission.reservation() == null ? "None" : "toSchedule";
  }

  /** Its nodes, each once, in the order of their resources. */
  public List<String> hosts() {
    return resources.stream()
        .map(Resource::host)
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .toList();
  }

  /** The values of a property of its resources of a kind. */
  public List<String> values(String typePrefix, String property) {
    return resources.stream()
        .filter(resource -> resource.type().startsWith(typePrefix))
        .map(resource -> resource.text(property))
        .distinct()
        .toList();
  }

  /** The name of the set of processes that it has on its nodes. */
  public String cpuset() {
    return user() + "_" + id;
  }

  /** The file for its output, relative to its directory. */
  public String stdout() {
    return file(submission.stdout(), "stdout");
  }

  /** The file for its errors, relative to its directory. */
  public String stderr() {
    return file(submission.stderr(), "stderr");
  }

  private String file(@Nullable String asked, String kind) {
    if (asked != null) {
      return asked.replace("%jobid%", Integer.toString(id));
    }
    var name = submission.name();
    return "OAR." + (name == null ? "" : name + ".") + id + "." + kind;
  }
}
