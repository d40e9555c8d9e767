package execo.cli.testbed;

import execo.cli.input.BadInput;
import execo.config.Configuration;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.testbed.grid5000.ReferenceData;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code execo testbed grid5000}: a stand-in Grid'5000 for as long as the program runs. */
@Command(
    name = "grid5000",
    mixinStandardHelpOptions = true,
    description = "Starts a stand-in Grid'5000 and prints how to use it; Ctrl-C ends it.",
    sortOptions = false,
    footer = {
      "",
      "Faults:",
      "  api=502*3                      the next 3 requests to the API fail with status 502",
      "  slow=2s                        each request to the API takes 2 s longer",
      "  frontend=lyon                  the frontend of lyon is down",
      "  node=taurus-1.lyon             a node is dead",
      "  kadeploy=taurus-1.lyon*2       the next 2 deployments of a node fail",
      "",
      "With --stdin, type such a line and it goes wrong from then on; api=502*0, slow=0s and",
      "kadeploy=taurus-1.lyon*0 end a fault."
    })
public final class Grid5000Command implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--sites",
      split = ",",
      paramLabel = "SITE",
      description = "Only these sites of the data, apart by commas (default: all).")
  private List<String> sites = List.of();

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "The reference data: 2020 (four sites, 375 nodes), synthetic (twelve sites, 939 nodes) or"
              + " today (a few nodes with today's names). Default: 2020.")
  private String data = "2020";

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "How many seconds pass there in a real one (default: 1).")
  private double speed = 1;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "What goes wrong, see below; may be repeated.")
  private List<String> faults = List.of();

  @Option(
      names = "--stdin",
      description = "Read further faults from standard input, one a line, while it runs.")
  private boolean stdin;

  /** Made by the command line. */
  public Grid5000Command() {}

  @Override
  public Integer call() throws InterruptedException {
    // What it logs and starts follows the configuration: one that cannot be read is told first.
    Configuration.current();
    var chosen =
        switch (data) {
          case "2020" -> ReferenceData.g5k2020();
          case "synthetic" -> ReferenceData.synthetic();
          case "today" -> ReferenceData.today();
          default -> throw new BadInput("unknown data '" + data + "': 2020, synthetic or today");
        };
    var first = faults.stream().map(Fault::parse).toList();
    try (var grid = start(chosen)) {
      first.forEach(fault -> fault.inject(grid));
      print(grid, spec.commandLine().getOut());
      if (stdin) {
        read(grid);
      }
      // The end of the JVM, by a signal, closes it.
      new CountDownLatch(1).await();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private Grid5000Testbed start(ReferenceData chosen) {
    var builder = Grid5000Testbed.builder().data(chosen).speed(speed);
    if (!sites.isEmpty()) {
      builder.sites(sites);
    }
    return builder.start();
  }

  /**
   * Until standard input ends; a line that cannot be read as a fault is told of and passed over.
   */
  private void read(Grid5000Testbed grid) {
    var err = spec.commandLine().getErr();
    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          try {
            Fault.parse(line).inject(grid);
          } catch (BadInput | IllegalArgumentException e) {
            err.println("execo: " + e.getMessage());
            err.flush();
          }
        });
  }

  private static void print(Grid5000Testbed grid, PrintWriter out) {
    var site = grid.sites().getFirst();
    out.println(
        "# A stand-in Grid'5000 with " + String.join(", ", grid.sites()) + "; Ctrl-C ends it.");
    out.println(
        "# The API, as user "
            + grid.user()
            + " with the password "
            + grid.password(grid.user())
            + ":");
    out.println("#   " + grid.api());
    out.println("# The API from inside, without a password; keep the address to yourself:");
    out.println("#   " + grid.insideApi(grid.user()));
    out.println("# Its frontends, and the nodes of jobs while they run:");
    out.println("#   ssh -F " + grid.sshConfig() + " " + site);
    out.println("# The configuration for execo, to be put into a file that EXECO_CONFIG names:");
    out.print(grid.configuration());
    out.flush();
  }
}
