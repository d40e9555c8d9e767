package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.cli.input.CommandGroup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code execo g5k}: what there is in Grid'5000, and the user's jobs and deployments there. */
@Command(
    name = "g5k",
    mixinStandardHelpOptions = true,
    description = "Looks at Grid'5000, and submits, deletes and deploys there.",
    customSynopsis = "execo g5k COMMAND [OPTIONS]",
    footer = {
      "",
      "Where no site is named, the setting default-frontend is meant. With --json, lists",
      "are a JSON object a line.",
      "",
      "Exit code: 0 if all went well; 255 if the API or a frontend did not answer; 124 if",
      "something took too long; 1 if a job was refused or not deleted, a node is not",
      "deployed, or what is wanted is never free; 2 if something is wrong with what was",
      "asked, or with user or password."
    })
public final class G5kCommand implements CommandGroup, Callable<Integer> {
  /** Made by the command line. */
  public G5kCommand() {}

  @Override
  public List<Class<?>> commands() {
    return List.of(
        SitesCommand.class,
        ClustersCommand.class,
        NodesCommand.class,
        TreeCommand.class,
        ShowCommand.class,
        JobsCommand.class,
        SubmitCommand.class,
        DeleteCommand.class,
        DeployCommand.class,
        VlansCommand.class,
        PlanningCommand.class,
        SlotsCommand.class,
        ReserveCommand.class,
        CharterCommand.class,
        TopologyCommand.class,
        CleanCommand.class);
  }

  @Override
  public Integer call() {
    throw new BadInput("no command; see 'execo g5k --help'");
  }
}
