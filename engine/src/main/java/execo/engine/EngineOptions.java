package execo.engine;

import execo.log.LogLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that every engine has. */
final class EngineOptions {
  @ArgGroup(heading = "%nOptions of every experiment:%n", validate = false)
  final Group group = new Group();

  /** The options, under a heading of their own. */
  static final class Group {
    @Option(
        names = {"-l", "--log-level"},
        paramLabel = "LEVEL",
        converter = LevelConverter.class,
        description = "How much is logged: error, warning, info, detail, trace or debug.")
    @Nullable LogLevel level;

    @Option(
        names = {"-L", "--copy-outputs"},
        description = "Copy stdout and stderr to files of these names in the result directory.")
    boolean copy;

    @Option(
        names = {"-R", "--redirect-outputs"},
        description = "Send stdout and stderr to files of these names in the result directory.")
    boolean redirect;

    @Option(
        names = {"-M", "--merge-outputs"},
        description = "With -L or -R: one file for both, stdout+stderr.")
    boolean merge;

    @Option(
        names = {"-c", "-C", "--continue"},
        paramLabel = "DIR",
        description = "Continue the experiment whose result directory this is.")
    @Nullable Path continued;

    @Option(
        names = "--jobs",
        paramLabel = "N",
        description = "How many combinations are worked on at once.")
    @Nullable Integer jobs;

    @Option(
        names = "--sweeper",
        paramLabel = "URL",
        description =
            "Where the state of the sweep is kept: a directory, or jdbc:postgresql://HOST/DATABASE"
                + "?user=USER&sweep=NAME (default: sweeper in the result directory).")
    @Nullable String sweeper;

    @Option(names = "--retry-failed", description = "Try again what failed in earlier runs.")
    boolean retryFailed;

    @Option(names = "--dry-run", description = "Print what would run, and run nothing.")
    boolean dryRun;

    @Option(
        names = "--status",
        description = "Print how far the experiment is, with -c or --sweeper, and run nothing.")
    boolean status;
  }
}
