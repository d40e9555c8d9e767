package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The sites that a command line names. */
final class Sites {
  @Option(
      names = "--site",
      split = ",",
      paramLabel = "SITE",
      description = "At these sites, apart by commas (default: the setting default-frontend).")
  private List<String> named = List.of();

  @Option(names = "--all-sites", description = "At all sites.")
  private boolean all;

  private final KnownGrid grid = new KnownGrid();

  /** Those that are meant, at least one, each once. */
  List<String> chosen() {
    if (all && !named.isEmpty()) {
      throw new BadInput("give --site or --all-sites, not both");
    }
    if (all) {
      return grid.required().sites();
    }
    return named.isEmpty()
        ? List.of(usual())
        : List.copyOf(new LinkedHashSet<>(named.stream().map(this::known).toList()));
  }

  /** The only one that is meant. */
  String only() {
    var chosen = chosen();
    if (chosen.size() != 1) {
      throw new BadInput("one site is wanted here, not " + String.join(", ", chosen));
    }
    return chosen.getFirst();
  }

  /** A site that is named elsewhere on the command line, refused as {@link #chosen} does. */
  String known(String site) {
    return known(site, grid);
  }

  /** A site that is named, or the default one. */
  static String orDefault(@Nullable String site) {
    return site == null ? usual() : known(site, new KnownGrid());
  }

  private static String usual() {
    return G5kSettings.current()
        .defaultFrontend()
        .orElseThrow(
            () -> new BadInput("no site; give --site SITE, or configure default-frontend"));
  }

  /**
   * A site, which is refused if it is known that there is none of this name: where the API does not
   * tell, the frontend will.
   */
  private static String known(String site, KnownGrid grid) {
    var settings = G5kSettings.current();
    if (!settings.get(G5kKeys.FRONTENDS).containsKey(site)) {
      grid.data().ifPresentOrElse(data -> data.site(site), () -> settings.frontendHost(site));
    }
    return site;
  }
}
