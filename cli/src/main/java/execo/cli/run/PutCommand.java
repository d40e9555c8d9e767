package execo.cli.run;

import execo.cli.input.BadInput;
import execo.cli.input.FleetOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code execo put}: files to many hosts. */
@Command(
    name = "put",
    description = "Copies files and directories to many hosts.",
    customSynopsis = "execo put -w HOSTS [OPTIONS] FILE... DEST",
    sortOptions = false,
    footer = {
      "",
      "DEST is a directory on the hosts, or the new name of a single file; '.' is",
      "where a login begins. Directories are copied with all that is in them, modes",
      "and times are kept. {{{host}}} and {{NAME}} may stand in FILE and DEST. Exit",
      "code: as for run.",
      "",
      "Examples:",
      "  execo put -w node-[1-40].lyon experiment.tar.gz setup.sh /tmp",
      "  execo put -w @hosts 'configuration/{{{host}}}.yaml' node.yaml"
    })
public final class PutCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private FleetOptions fleet;

  @Parameters(arity = "0..*", paramLabel = "FILE", hidden = true)
  private List<String> words = List.of();

  /** Made by the command line. */
  public PutCommand() {}

  @Override
  public Integer call() {
    if (words.size() < 2) {
      throw new BadInput("files and a destination are needed: execo put -w HOSTS FILE... DEST");
    }
    var files = words.subList(0, words.size() - 1);
    LocalFiles.check(files);
    fleet.configure();
    var connection = fleet.connection();
    var hosts = fleet.hosts(true);
    var put = fleet.prepare(tools -> tools.put(hosts, files, words.getLast(), connection));
    return new FleetRun(fleet, Sink.stdout(), Sink.stderr()).run(put, () -> {});
  }
}
