package execo.cli.g5k;

import execo.g5k.api.Queues;
import java.util.List;
import picocli.CommandLine.Option;

/** The queues whose clusters are listed. */
final class QueueOption {
  @Option(
      names = {"-q", "--queue"},
      split = ",",
      paramLabel = "QUEUE",
      description = "Only clusters in these queues, such as default or production (default: all).")
  private List<String> queues = List.of();

  Queues queues() {
    return Queues.of(queues.toArray(String[]::new));
  }
}
