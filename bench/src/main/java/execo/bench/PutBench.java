package execo.bench;

import execo.action.Put;
import execo.host.ConnectionParams;
import execo.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Files to one host: many small ones in directories, and a large one; against scp and sftp. */
final class PutBench {
  private static final Host HOST = Host.of("127.77.0.1");
  private static final int SMALL_BYTES = 1000;
  private static final int FILES_A_DIRECTORY = 100;
  private static final long LARGE_BYTES = 1L << 30;

  private static final String ALL = "execo-put";

  private final int files;
  private final Path configuration = Path.of(System.getProperty("execo.bench.ssh", "/dev/null"));
  private String to = ALL;
  private int turn;

  PutBench(int files) {
    this.files = files;
  }

  void run() throws Exception {
    var directory = Files.createTempDirectory("execo-put-");
    try {
      var small = Files.createDirectory(directory.resolve("small"));
      small(small);
      compare("files=" + files, small);
      var large = directory.resolve("large");
      RandomFile.write(large, LARGE_BYTES);
      compare("bytes=" + LARGE_BYTES, large);
    } finally {
      try (var all = Files.walk(directory)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void small(Path directory) throws IOException {
    var random = new Random(1);
    var bytes = new byte[SMALL_BYTES];
    for (var i = 0; i < files; i++) {
      var parent = Files.createDirectories(directory.resolve("d" + i / FILES_A_DIRECTORY));
      random.nextBytes(bytes);
      Files.write(parent.resolve("f" + i), bytes);
    }
  }

  private void compare(String what, Path source) throws Exception {
    var batch = Files.createTempFile("execo-put-", ".sftp");
    var option = "-F" + configuration;
    try {
      var rounds =
          new Rounds()
              .add("ours", this::fresh, () -> Cost.of(() -> ours(source)))
              .add(
                  "scp",
                  this::fresh,
                  () ->
                      Commands.cost(
                          List.of(
                              "scp", "-rpq", option, source.toString(), HOST.address() + ":" + to)))
              .add(
                  "sftp",
                  () -> {
                    fresh();
                    Files.writeString(batch, "put -rp " + source + " " + to + "/\n");
                  },
                  () ->
                      Commands.cost(
                          List.of("sftp", "-q", option, "-b", batch.toString(), HOST.address())))
              .run();
      IO.println(
          String.join(
              " ",
              "put " + what,
              Numbers.seconds("ours_s", rounds.median("ours")),
              Numbers.seconds("scp_s", rounds.median("scp")),
              Numbers.seconds("sftp_s", rounds.median("sftp")),
              rounds.against(List.of("scp", "sftp")),
              Numbers.ratio("scp/ours", rounds.median("scp"), rounds.median("ours"))));
    } finally {
      onHost("rm -rf " + ALL);
      Files.delete(batch);
    }
  }

  /**
   * Makes a new directory on the host for the next turn. Small files stay until the last one: ext4
   * does not use an inode again for minutes, and to find another takes ten times as long as to make
   * a file.
   */
  private void fresh() throws Exception {
    to = ALL + "/" + ++turn;
    onHost("mkdir -p " + to + " && find " + ALL + " -size +1M -delete");
  }

  private void onHost(String command) throws Exception {
    Commands.cost(List.of("ssh", "-F", configuration.toString(), HOST.address(), command));
  }

  private void ours(Path source) {
    var put = new Put(List.of(HOST), List.of(source.toString()), to, ConnectionParams.none()).run();
    if (!put.ok()) {
      throw new IllegalStateException(put.processes().getFirst().dump());
    }
  }
}
