package execo.cli.g5k;

import execo.time.Durations;
import java.time.Duration;
import picocli.CommandLine.Option;

/** For how long hosts are wanted. */
final class WalltimeOption {
  @Option(
      names = {"-w", "--walltime"},
      required = true,
      paramLabel = "WALLTIME",
      description = "For so long, as 2:00 (hours and minutes), 2:00:00 or 90m.")
  private String text = "";

  Duration walltime() {
    return Durations.parseWalltime(text);
  }
}
