package execo.tests.oar;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import java.util.List;

/**
 * A program that reserves a node and then ends, or is ended, in the way that it is asked for. It
 * prints the number of the job, or just what it does.
 */
final class Reserving {
  private Reserving() {}

  public static void main(String[] args) throws InterruptedException {
    String site = args[0];
    String manner = args[1];
    var request =
        new OarRequest(OarSubmission.of("nodes=1").withWalltime("0:10:00").withName(args[2]), site);
    if (manner.equals("early")) {
      System.out.println("submitting");
    }
    try (var reservation = Oar.current().reserve(List.of(request))) {
      System.out.println("job " + reservation.job().id());
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
