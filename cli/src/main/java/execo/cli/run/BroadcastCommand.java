package execo.cli.run;

import execo.cli.input.BadInput;
import execo.cli.input.FleetOptions;
import execo.config.ExecoSettings.FilePutTool;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code execo broadcast}: files to many hosts, from each host to the next. */
@Command(
    name = "broadcast",
    description = "Copies files to many hosts along a chain: each passes on what it receives.",
    customSynopsis = "execo broadcast -w HOSTS [OPTIONS] FILE... DEST",
    sortOptions = false,
    footer = {
      "",
      "Takes hardly longer for many hosts than for one, where 'put' sends everything",
      "from here to each of them. Hosts must reach one another. DEST and directories",
      "are as for put, exit codes as for run.",
      "",
      "Example:",
      "  execo broadcast -w node-[1-200].lyon image.tar.zst /tmp"
    })
public final class BroadcastCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private FleetOptions fleet;

  @Parameters(arity = "0..*", paramLabel = "FILE", hidden = true)
  private List<String> words = List.of();

  /** Made by the command line. */
  public BroadcastCommand() {}

  @Override
  public Integer call() {
    if (words.size() < 2) {
      throw new BadInput(
          "files and a destination are needed: execo broadcast -w HOSTS FILE... DEST");
    }
    fleet.refuseTaktuk("broadcast goes along a chain of its own; 'put' goes through TakTuk");
    var files = words.subList(0, words.size() - 1);
    LocalFiles.check(files);
    fleet.configure();
    var connection = fleet.connection();
    var hosts = fleet.hosts(true);
    var broadcast =
        fleet.prepare(tools ->
            tools
                .withFilePutTool(FilePutTool.CHAINPUT)
                .put(hosts, files, words.getLast(), connection));
    return new FleetRun(fleet, Sink.stdout(), Sink.stderr()).run(broadcast, () -> {});
  }
}
