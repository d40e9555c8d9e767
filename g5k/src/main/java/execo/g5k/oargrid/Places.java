package execo.g5k.oargrid;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.ReferenceData;
import execo.g5k.oar.OarException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sites of the places of grid jobs, which may be clusters. Thread-safe. */
final class Places implements UnaryOperator<String> {
  private final G5kSettings settings;
  private @Nullable ReferenceData data;

  Places(G5kSettings settings) {
    this.settings = settings;
  }

  /**
   * The site of a place.
   *
   * @throws OarException if it is not known
   */
  @Override
  public String apply(String place) {
    if (settings.get(G5kKeys.FRONTENDS).containsKey(place)) {
      return place;
    }
    try {
      ReferenceData known = data();
      return known.sites().contains(place) ? place : known.clusterSite(place);
    } catch (ApiException | IllegalArgumentException e) {
      throw new OarException(
          "the site of " + place + ", a part of a grid job, is not known: " + e.getMessage(), e);
    }
  }

  private synchronized ReferenceData data() {
    ReferenceData known = data;
    if (known == null) {
      known = ReferenceData.load(G5kApi.of(settings));
      data = known;
    }
    return known;
  }
}
