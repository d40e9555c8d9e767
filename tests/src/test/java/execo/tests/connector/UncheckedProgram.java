package execo.tests.connector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.log.Log;
import execo.log.LogLevel;
import execo.process.LocalProcess;
import execo.process.SshProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** A program that runs commands on a host whose key it does not check, and prints its log. */
final class UncheckedProgram {
  private UncheckedProgram() {}

  /** Starts it, in a JVM of its own: what a program says once others have said before it here. */
  static LocalProcess start(Host host, ConnectionParams params, List<String> lines) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UncheckedProgram.class.getName(),
                Objects.requireNonNull(params.connector()),
                host.address(),
                Objects.requireNonNull(params.user()),
                Objects.requireNonNull(params.port()).toString(),
                Objects.requireNonNull(params.keyFile()).toString()));
    command.addAll(lines);
    return new LocalProcess(command).start();
  }

  public static void main(String[] args) {
    var logger = (Logger) LoggerFactory.getLogger(Log.loggerName(LogLevel.INFO));
    var printer =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            System.out.println(event.getFormattedMessage());
          }
        };
    printer.start();
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    logger.addAppender(printer);
    var params =
        ConnectionParams.none()
            .withConnector(args[0])
            .withUser(args[2])
            .withPort(Integer.valueOf(args[3]))
            .withKeyFile(Path.of(args[4]))
            .withHostKeys(HostKeyPolicy.OFF);
    for (var line : List.of(args).subList(5, args.length)) {
      new SshProcess(line, new Host(args[1]), new Trace().on(params)).run();
    }
  }
}
