package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.site.GridSite;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the API under {@code /sites/SITE/NAME}. */
public final class SitePart implements ApiPart {
  private final Map<String, GridSite> sites;
  private final String name;
  private final Service service;

  /** Answers for all sites what begins with a name. */
  public SitePart(Map<String, GridSite> sites, String name, Service service) {
    this.sites = sites;
    this.name = name;
    this.service = service;
  }

  /** What answers. */
  @FunctionalInterface
  public interface Service {
    /**
     * Answers a request, or gives null if there is no such resource.
     *
     * @param rest the path after the name
     */
    @Nullable Reply answer(Request request, GridSite site, List<String> rest);
  }

  @Override
  public @Nullable Reply answer(Request request) {
    var path = request.segments();
    if (path.size() < 3 || !path.getFirst().equals("sites") || !path.get(2).equals(name)) {
      return null;
    }
    var site = sites.get(path.get(1));
    return site == null ? null : service.answer(request, site, path.subList(3, path.size()));
  }
}
