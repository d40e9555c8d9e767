package execo.cli.input;

import execo.action.ActionFactory;
import execo.action.HostsAction;
import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.config.ExecoSettings.FileGetTool;
import execo.config.ExecoSettings.FilePutTool;
import execo.config.ExecoSettings.RemoteTool;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.log.LogLevel;
import execo.time.Durations;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all commands on hosts have in common. */
public final class FleetOptions {
  private static final int MOST_CONNECTIONS = 100_000;

  @Option(
      names = {"-w", "--hosts"},
      paramLabel = "HOSTS",
      description =
          "The hosts: a list with ranges, node-[01-12,20].site,user@other:22; @FILE or -"
              + " (standard input): one a line. May be repeated.")
  private List<String> wanted = List.of();

  @Option(
      names = {"-x", "--exclude"},
      paramLabel = "HOSTS",
      description = "Hosts to leave out, given in the same ways.")
  private List<String> excluded = List.of();

  @Option(
      names = "--failed",
      paramLabel = "REPORT",
      description =
          "Only the hosts that failed, by the output of an earlier --json; all of them"
              + " without -w.")
  private @Nullable String report;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ConnectionOptions connection;

  @Option(
      names = {"-f", "--fanout"},
      paramLabel = "LIMIT",
      description =
          "How many connections are being opened at once (default: 64). The number of"
              + " commands that run is not limited.")
  private @Nullable Integer limit;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIMEOUT",
      description = "Kill what still runs on a host after so long: 30, 1m30s, 0:01:30.")
  private @Nullable String timeout;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PaceOptions pace;

  @Option(
      names = "--with",
      paramLabel = "NAME=A,B,C",
      description =
          "What {{NAME}} stands for: A on the first host, B on the second, and so on,"
              + " again from the first when they are used up. May be repeated.")
  private List<String> bindings = List.of();

  @Option(
      names = "--json",
      description =
          "Print a JSON object a line instead: one for each host as it ends, then the" + " report.")
  private boolean json;

  @Option(
      names = "--report",
      description = "Print the report on stderr at the end, also when not on a terminal.")
  private boolean showReport;

  @Option(
      names = "--dry-run",
      description = "Print what would be done on each host, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "How much is logged: error, warning, info, detail, trace, debug,"
              + " framework-debug or io-debug.")
  private @Nullable String logLevel;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 100,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli answers it
  private boolean help;

  /** No option given. */
  public FleetOptions() {}

  /**
   * Makes what was given count for this program: the limit of connections and the log level. A
   * person who watches is asked for passphrases.
   */
  public void configure() {
    connection.askForPassphrases();
    Configuration configuration = Configuration.current();
    if (limit != null) {
      configuration =
          configuration.with(ExecoSettings.CONNECT_LIMIT, inRange("-f", limit, MOST_CONNECTIONS));
    }
    if (logLevel != null) {
      configuration = configuration.with(ExecoSettings.LOG_LEVEL, level(logLevel));
    }
    Configuration.use(configuration);
  }

  /**
   * The hosts that were selected.
   *
   * @param stdinIsFree whether hosts may be read from standard input
   * @throws BadInput if they are malformed or cannot be read, or there is none
   */
  public List<Host> hosts(boolean stdinIsFree) {
    var stdin = stdinIsFree ? new InputStreamReader(System.in, StandardCharsets.UTF_8) : null;
    return new HostSelection(wanted, excluded, report).hosts(stdin);
  }

  /**
   * How to connect, over the configured defaults.
   *
   * @throws BadInput if a part of it is malformed or the key cannot be read
   */
  public ConnectionParams connection() {
    var params = connection.connection();
    return connection.isTaktuk() ? params.withConnector(null) : params;
  }

  /**
   * Makes an action with the tools that were asked for, gives it its timeout, its pace and its
   * names for substitutions, and has it make its processes.
   *
   * @throws BadInput if these or a substitution are malformed, or a tool is not available
   */
  public HostsAction<?> prepare(Function<ActionFactory, HostsAction<?>> maker) {
    try {
      HostsAction<?> action = maker.apply(tools());
      Bindings.parse(bindings).forEach(action::with);
      if (timeout != null) {
        action.timeout(duration(timeout));
      }
      pace.apply(action);
      if (action.processes().isEmpty()) {
        throw new BadInput("no hosts are left");
      }
      return action;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int advice = message.indexOf("; bind it, as with(");
      throw new BadInput(advice < 0 ? message : message.substring(0, advice) + "; see --with");
    }
  }

  /**
   * Makes sure that TakTuk is not asked for.
   *
   * @param instead what to do in its place
   * @throws BadInput if it is
   */
  public void refuseTaktuk(String instead) {
    if (connection.isTaktuk()) {
      throw new BadInput("--connector taktuk: " + instead);
    }
  }

  private ActionFactory tools() {
    if (!connection.namesConnector()) {
      return ActionFactory.configured();
    }
    return connection.isTaktuk()
        ? new ActionFactory(RemoteTool.TAKTUK, FilePutTool.TAKTUK, FileGetTool.TAKTUK)
        : new ActionFactory(RemoteTool.SSH, FilePutTool.SCP, FileGetTool.SCP);
  }

  /** Whether a host may begin, or begin again, long after the first ones. */
  public boolean delaysHosts() {
    return pace.delaysHosts();
  }

  /** How the hosts are taken up, in words; empty if all at once. */
  public List<String> pace() {
    return pace.words();
  }

  /** Whether to print JSON. */
  public boolean json() {
    return json;
  }

  /** Whether to print the report even where no person reads it. */
  public boolean showReport() {
    return showReport;
  }

  /** Whether to print only what would be done. */
  public boolean dryRun() {
    return dryRun;
  }

  private static Duration duration(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new BadInput("-t: a timeout is longer than 0");
    }
    return duration;
  }

  static int inRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new BadInput(option + ": accepted are numbers from 1 to " + max + ", not " + value);
    }
    return value;
  }

  private static LogLevel level(String text) {
    for (LogLevel level : LogLevel.values()) {
      if (level.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return level;
      }
    }
    throw new BadInput(
        "unknown log level '"
            + text
            + "'; accepted are error, warning, info, detail, trace, debug, framework-debug,"
            + " io-debug");
  }
}
