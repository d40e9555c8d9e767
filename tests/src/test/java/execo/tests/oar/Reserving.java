package execo.tests.oar;

import execo.g5k.api.G5kApi;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that reserves or submits a node at each of some sites, or as many as there are jobs in
 * an array, and then ends, or is ended, in the way that it is asked for. It prints the numbers of
 * the jobs, or just what it does. {@link ReservingProgram} runs it.
 */
final class Reserving {
  private Reserving() {}

  /**
   * Reserves.
   *
   * @param args the sites, apart by commas; the manner; a name; how many jobs at each; {@code api},
   *     or {@code frontends}
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    String manner = args[1];
    var submission = OarSubmission.of("nodes=1").withWalltime("0:10:00").withName(args[2]);
    var wanted = args[3].equals("1") ? submission : submission.withOptions("--array " + args[3]);
    var requests = Stream.of(args[0].split(",")).map(wanted::at).toList();
    Oar oar = args[4].equals("api") ? Oar.throughApi(G5kApi.current()) : Oar.current();
    if (manner.startsWith("early")) {
      System.out.println("submitting");
    }
    if (manner.equals("early-exit") || manner.equals("early-throw")) {
      endMeanwhile(oar, requests, manner);
    }
    if (manner.startsWith("grid") || manner.equals("releaseOnExit")) {
      submit(oar, requests, manner);
      return;
    }
    try (var reservation = oar.reserve(requests)) {
      System.out.println(numbers(reservation.jobs()));
      switch (manner) {
        case "throw" -> throw new IllegalStateException("expected by the test");
        case "exit" -> System.exit(0);
        case "keep" -> reservation.keep();
        case "return" -> System.out.println("done");
        default -> Thread.sleep(600_000);
      }
    }
  }

  /** Submits jobs that outlive the program, or asks afterwards that they do not. */
  private static void submit(Oar oar, List<OarRequest> requests, String manner) {
    var submitted =
        manner.startsWith("grid") ? oar.oarsubgrid(requests, each -> each) : oar.oarsub(requests);
    var jobs = submitted.stream().flatMap(each -> each.jobs().stream()).toList();
    if (manner.equals("releaseOnExit")) {
      oar.releaseOnExit(jobs);
    }
    System.out.println(numbers(jobs));
  }

  private static String numbers(List<OarJob> jobs) {
    return jobs.stream()
        .map(job -> Long.toString(job.id()))
        .collect(Collectors.joining(" ", "jobs ", "."));
  }

  /** Reserves in a thread that does not keep the program alive, and ends at a line of input. */
  private static void endMeanwhile(Oar oar, List<OarRequest> requests, String manner)
      throws IOException {
    Thread.ofPlatform()
        .daemon()
        .start(() -> System.out.println(numbers(oar.reserve(requests).jobs())));
    System.in.read();
    if (manner.equals("early-exit")) {
      System.exit(0);
    }
    throw new IllegalStateException("expected by the test");
  }
}
