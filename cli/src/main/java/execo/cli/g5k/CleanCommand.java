package execo.cli.g5k;

import execo.g5k.Frontend;
import execo.g5k.G5kSettings;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.process.ProcessBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k clean}: what jobs that have ended left in the home directories. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description =
        "Removes OAR.*.stdout and OAR.*.stderr from your home at the sites, but for those of jobs"
            + " that have not ended.",
    sortOptions = false)
final class CleanCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Sites sites;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only list them.")
  private boolean dryRun;

  @Override
  int run() {
    var chosen = sites.chosen();
    Map<String, List<String>> answers = ask(chosen, this::clean);
    var listing = new Listing("SITE", "FILE");
    answers.forEach((site, files) ->
        files.forEach(file -> listing.add(Map.of("site", site, "file", file), site, file)));
    print(listing);
    return answers.size() < chosen.size() ? UNREACHED : 0;
  }

  /** The names of the files. */
  private List<String> clean(String site) {
    var words = new ArrayList<>(List.of("sh", "-c", "cd && exec \"$@\"", "sh"));
    words.addAll(List.of("find", ".", "-maxdepth", "1", "-type", "f"));
    words.addAll(List.of("(", "-name", "OAR.*.stdout", "-o", "-name", "OAR.*.stderr", ")"));
    for (var job : Oar.current().currentJobInfos(site)) {
      words.addAll(List.of("!", "-name", "OAR.*" + job.id() + ".std*"));
    }
    words.add("-print");
    if (!dryRun) {
      words.add("-delete");
    }
    Frontend frontend = G5kSettings.current().frontend(site);
    ProcessBase<?> process = frontend.run(words);
    if (!process.ok()) {
      String reason = process.reason();
      throw new OarException(
          frontend
              + ": find failed: "
              + (reason == null ? process.stderr() + process.stdout() : reason));
    }
    return process
        .stdout()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("./OAR."))
        .map(line -> line.substring(2))
        .sorted()
        .toList();
  }
}
