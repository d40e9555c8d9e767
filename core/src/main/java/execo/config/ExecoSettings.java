package execo.config;

import execo.host.PortRange;
import execo.log.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the configuration's section {@code execo}. */
public final class ExecoSettings {

  /** What runs remote commands. */
  public enum RemoteTool {
    SSH,
    TAKTUK
  }

  /** What copies files to hosts. */
  public enum FilePutTool {
    SCP,
    TAKTUK,
    CHAINPUT
  }

  /** What copies files from hosts. */
  public enum FileGetTool {
    SCP,
    TAKTUK
  }

  /** When output is coloured. */
  public enum ColorMode {
    /** When both standard output and standard error are terminals. */
    AUTO,
    ALWAYS,
    NEVER
  }

  public static final Setting<LogLevel> LOG_LEVEL =
      new Setting<>(
          "log-level", Types.choice(LogLevel.class), LogLevel.INFO, "How much is logged.");

  public static final Setting<RemoteTool> REMOTE_TOOL =
      new Setting<>(
          "remote-tool",
          Types.choice(RemoteTool.class),
          RemoteTool.SSH,
          "What the factories run remote commands with.");

  public static final Setting<FilePutTool> FILEPUT_TOOL =
      new Setting<>(
          "fileput-tool",
          Types.choice(FilePutTool.class),
          FilePutTool.SCP,
          "What the factories copy files to hosts with.");

  public static final Setting<FileGetTool> FILEGET_TOOL =
      new Setting<>(
          "fileget-tool",
          Types.choice(FileGetTool.class),
          FileGetTool.SCP,
          "What the factories copy files from hosts with.");

  public static final Setting<Integer> COMPACT_THRESHOLD =
      new Setting<>(
          "compact-threshold",
          Types.integer(0, Integer.MAX_VALUE),
          4096,
          "How many characters of each output a dump shows, the first and the last half; 0 shows"
              + " all.");

  public static final Setting<Optional<Duration>> KILL_TIMEOUT =
      new Setting<>(
          "kill-timeout",
          Types.optional(Types.DURATION, "off"),
          Optional.of(Duration.ofSeconds(60)),
          "How long a process may go on after TERM or INT before KILL follows.");

  public static final Setting<PortRange> PORT_RANGE =
      new Setting<>(
          "port-range", Types.PORT_RANGE, PortRange.DEFAULT, "The ports that listeners take.");

  public static final Setting<Boolean> KILL_CHILDREN_AT_END =
      new Setting<>(
          "kill-children-at-end",
          Types.BOOLEAN,
          true,
          "Whether the processes that were started are killed when the program ends.");

  public static final Setting<Integer> CONNECT_LIMIT =
      new Setting<>(
          "connect-limit",
          Types.integer(1, 100_000),
          64,
          "How many connections are being opened at the same time at most.");

  public static final Setting<ColorMode> COLOR =
      new Setting<>(
          "color",
          Types.choice(ColorMode.class),
          ColorMode.AUTO,
          "When output is coloured; auto: when both outputs are terminals.");

  /** Each style's attributes, separated by blanks; all styles are there. */
  public static final Setting<Map<String, String>> STYLES =
      new Setting<>("styles", StylesType.INSTANCE, StylesType.DEFAULTS, "The look of each style.");

  static final List<Setting<?>> ALL =
      List.of(
          LOG_LEVEL,
          REMOTE_TOOL,
          FILEPUT_TOOL,
          FILEGET_TOOL,
          COMPACT_THRESHOLD,
          KILL_TIMEOUT,
          PORT_RANGE,
          KILL_CHILDREN_AT_END,
          CONNECT_LIMIT,
          COLOR,
          STYLES);

  private ExecoSettings() {}
}
