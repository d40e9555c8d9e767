package execo.tests.oar;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that reserves a node, or as many as there are jobs in an array, and then ends, or is
 * ended, in the way that it is asked for. It prints the numbers of the jobs, or just what it does.
 * Arguments: the site, the manner, a name, and how many jobs.
 */
final class Reserving {
  private Reserving() {}

  public static void main(String[] args) throws InterruptedException {
    String site = args[0];
    String manner = args[1];
    var submission = OarSubmission.of("nodes=1").withWalltime("0:10:00").withName(args[2]);
    var request =
        new OarRequest(
            args[3].equals("1") ? submission : submission.withOptions("--array " + args[3]), site);
    if (manner.equals("early")) {
      System.out.println("submitting");
    }
    try (var reservation = Oar.current().reserve(List.of(request))) {
      System.out.println(
          reservation.jobs().stream()
              .map(job -> Long.toString(job.id()))
              .collect(Collectors.joining(" ", "jobs ", ".")));
      switch (manner) {
        case "throw" -> throw new IllegalStateException("expected by the test");
        case "exit" -> System.exit(0);
        case "keep" -> reservation.keep();
        case "return" -> System.out.println("done");
        default -> Thread.sleep(600_000);
      }
    }
  }
}
