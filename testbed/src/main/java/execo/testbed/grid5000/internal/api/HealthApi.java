package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.site.GridSite;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells that a site is well. */
public final class HealthApi implements SitePart.Service {
  /** Answers for any site. */
  public HealthApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    return rest.isEmpty()
        ? Reply.item(request, 200, JsonNodeFactory.instance.objectNode().put("status", "OK"))
        : null;
  }
}
