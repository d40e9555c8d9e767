package execo.cli.run;

import execo.cli.input.BadInput;
import execo.cli.input.FleetOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code execo get}: files from many hosts. */
@Command(
    name = "get",
    description = "Copies files and directories from many hosts to DIR/HOST.",
    customSynopsis = "execo get -w HOSTS [OPTIONS] FILE... DIR",
    sortOptions = false,
    footer = {
      "",
      "Each host has a directory of its own in DIR, made if need be; if DIR has a",
      "substitution ({{{host}}}, {{NAME}}), it is taken as it is. Exit code: as for",
      "run.",
      "",
      "Examples:",
      "  execo get -w node-[1-40].lyon /var/log/syslog results",
      "  execo get -w @hosts out.log 'results/{{{host}}}-today'"
    })
public final class GetCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private FleetOptions fleet;

  @Parameters(arity = "0..*", paramLabel = "FILE", hidden = true)
  private List<String> words = List.of();

  /** Made by the command line. */
  public GetCommand() {}

  @Override
  public Integer call() {
    if (words.size() < 2) {
      throw new BadInput("files and a directory are needed: execo get -w HOSTS FILE... DIR");
    }
    fleet.configure();
    var connection = fleet.connection();
    var files = words.subList(0, words.size() - 1);
    var hosts = fleet.hosts(true);
    var directory = directory(words.getLast());
    var get = fleet.prepare(tools -> tools.get(hosts, files, directory, connection));
    return new FleetRun(fleet, Sink.stdout(), Sink.stderr()).run(get, () -> {});
  }

  /** The directory of each host: the one given, if it says how to tell hosts apart. */
  static String directory(String given) {
    return given.replace("{{{{", "").contains("{{") ? given : given + "/{{{host}}}";
  }
}
